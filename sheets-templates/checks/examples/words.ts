import { type Params, text } from '../../define/text.ts';

/** A finding of a rule that needs a whole file or several workbooks: where it would stand and what it would say. */
export interface WordsExample {
  sheet?: string;
  row?: number;
  params?: Params;
}

/** By the code of the rule; for the documentation alone. */
export const wordsExamples: Readonly<Record<string, WordsExample>> = {
  'R-G-01': { params: { what: text('No reconozco esta plantilla.', 'I do not recognise this template.') } },
  'M-28': {
    sheet: 'Empresas',
    params: {
      what: text('La columna «Depto.» se leyó como Región.', 'The column «Depto.» was read as Region.'),
      todo: text('Si no es así, use los títulos de la plantilla.', 'If not so, use the headers of the template.'),
    },
  },
  'M-29': { sheet: 'Empresas', params: { headers: 'Region, Workers' } },
  'M-30': { sheet: 'Empresas' },
  'M-31': { sheet: 'Empresas', params: { headers: 'Observador' } },
  'M-32': {
    sheet: 'Empresas',
    params: {
      what: text(
        'Región: el valor de las casillas combinadas se tomó para 3 filas más.',
        'Region: the value of merged cells was taken for 3 more rows.',
      ),
      todo: text('Separe las casillas y llene cada fila.', 'Split the cells and fill in each row.'),
    },
  },
  'M-33': {
    sheet: 'Empresas',
    params: { row: 20, proof: text('suma las filas de arriba', 'it adds up the rows above') },
  },
  'M-34': { sheet: 'Empresas', params: { at: 30, last: 42 } },
  'Q-45': {
    sheet: 'Empresas',
    params: {
      ...{ top: 34, bottom: 63, from: 'C', to: 'L' },
      where: text('a la derecha', 'to the right'),
      back: text('a la izquierda', 'to the left'),
    },
  },
  'Q-46': {
    sheet: 'Empresas',
    params: { own: text('Empresas', 'Enterprises'), other: text('Formadores', 'Trainers') },
  },
  'Q-47': { sheet: 'Portada', params: { row: 6 } },
  'Q-41': {
    sheet: 'Empresas',
    params: {
      from: 'C',
      to: 'L',
      where: text('a la izquierda', 'to the left'),
      back: text('a la derecha', 'to the right'),
    },
  },
  'Q-43': { sheet: 'Empresas', row: 7, params: { value: text('1,5 mil', '1.5 mil'), number: 1500 } },
  'Q-42': { sheet: 'Empresas', params: { rows: '65–503' } },
  'M-35': { sheet: 'Empresas', params: { row: 4 } },
  'M-36': {
    sheet: 'Empresas',
    params: { what: text('3 filas ocultas se leyeron.', '3 hidden rows were read.') },
  },
  'M-37': {
    params: {
      what: text('La hoja «Empresas (2)» se leyó como Empresas.', 'The sheet «Empresas (2)» was read as Enterprises.'),
      todo: text('Si no es así, use los nombres de la plantilla.', 'If not so, use the names of the template.'),
    },
  },
  'M-38': { params: { version: '0' } },
  'M-40': {
    params: {
      problem: text('El archivo tiene contraseña.', 'The file has a password.'),
      todo: text('Guárdelo sin contraseña y vuelva a enviarlo.', 'Save it without a password and send it again.'),
    },
  },
  'Q-01': { sheet: 'Empresas', params: { n: 20, last: 503 } },
  'Q-04': { sheet: 'Resultados declarados', row: 6, params: { indicator: 'Formadores' } },
  'R-RE-08': {
    sheet: 'Módulos',
    row: 4,
    params: { a: '96 (2025-S2)', b: '3 (2026-S1)', c: 'Empresas que participan' },
  },
  'Q-27': { sheet: 'Resultados declarados', row: 6, params: { indicator: 'TR09', period: '2025-S2' } },
  'Q-08': { params: { field: text('Portada', 'Cover') } },
  'Q-09': { params: { field: text('Formadores', 'Trainers') } },
  'Q-12': { params: { template: text('Indicadores SCORE', 'SCORE indicators') } },
  'Q-13': { params: { names: 'Cálculos' } },
  'Q-14': { sheet: 'Empresas', params: { field: text('Empresas', 'Enterprises') } },
  'Q-15': { params: { most: 20_000 } },
  'Q-17': {
    sheet: 'Empresas',
    params: { header: 'Ventas (miles)', field: text('Ventas anuales', 'Annual sales'), times: 1000 },
  },
  'Q-36': {
    sheet: 'Empresas',
    params: {
      header: 'Ventas (miles de US$)',
      field: text('Ventas anuales', 'Annual sales'),
      how: text('en miles, en USD', 'in thousands, in USD'),
    },
  },
  'Q-18': { sheet: 'Empresas', params: { rule: 'R-G-07', n: 120, rows: '504–623' } },
  'Q-19': { sheet: 'Empresas', params: { rows: '1' } },
  'Q-20': {
    sheet: 'Portada',
    row: 9,
    params: { field: text('Periodo', 'Period'), value: '2026-S1', other: '2025-S2' },
  },
  'Q-21': { sheet: 'Empresas', params: { headers: 'Región' } },
  'Q-22': { sheet: 'Empresas', params: { row: 21, value: 'Fuente: registro del programa' } },
  'Q-38': {
    sheet: 'Módulos',
    row: 9,
    params: { missing: text('Empresas', 'Enterprises'), value: '1 · Textiles del Sur SAC' },
  },
  'Q-34': { sheet: 'Empresas', row: 7, params: { value: '12 13', left: '13' } },
  'Q-39': { sheet: 'Empresas', row: 7, params: { value: 'Ídem', row: 6, said: 'Lima' } },
  'Q-35': {
    sheet: 'Empresas',
    row: 7,
    params: { what: text('La fila está tachada, y se contó.', 'The row is crossed out, and was counted.') },
  },
  'M-47': { sheet: 'Formadores', params: { a: 'PRG-PE-PILOTO-001-K' } },
  'R-EV-04': { sheet: 'Empleos verdes', row: 7, params: { a: 63, b: 'Textiles del Sur SAC', c: 62 } },
  'R-HR-21': { sheet: 'Mesas', row: 4, params: { a: 2 } },
  'R-HR-24': { sheet: 'Problemas', params: { a: '«Permisos tardíos», «Falta de crédito»' } },
  'R-HR-26': { sheet: 'Mesas', row: 6, params: { a: 'Mesa Ejecutiva Forestal' } },
  'R-HR-25': { sheet: 'Problemas', row: 6, params: { a: 'Permisos tardíos' } },
  'R-HR-25b': { sheet: 'Problemas', row: 6, params: { a: 'Permisos tardíos', b: '15/01/2025', c: '16/01/2025' } },
  'R-RE-04': { sheet: 'Resultados declarados', row: 6, params: { indicator: 'Formadores', a: 30, b: 29 } },
  'R-RE-05': { sheet: 'Resultados declarados', row: 6, params: { c: 'Empresas que participan', a: 27, b: 26 } },
  'R-RE-06b': {
    sheet: 'Resultados declarados',
    row: 6,
    params: { indicator: 'Formadores', programme: 'PRG-PE-PILOTO-001-K' },
  },
  'R-SC-08': { sheet: 'Empresas', row: 8, params: { a: 'PRG-PE-PILOTO-001-K' } },
  'R-X-12': {
    sheet: 'Empresas',
    row: 5,
    params: { a: '84', b: '48', c: '2026-S1', d: text('Trabajadoras', 'Women workers') },
  },
  'R-X-01': { sheet: 'Organizaciones', row: 5, params: { a: 'PRG-PE-ANDES-001-3' } },
  'R-X-02': { sheet: 'Formadores', row: 5, params: { a: 'PRG-PE-PILOTO-001-K' } },
  'R-X-03': { sheet: 'Empresas', row: 8, params: { a: 'Hilos Únicos SAC', b: 'HILOS UNICOS' } },
  'R-X-09': {
    params: {
      what: text('Empresas: 22 filas antes y 0 ahora', 'Empresas: 22 rows before and 0 now'),
      than: 1,
      next: 3,
    },
  },
  'R-X-10': {
    params: {
      what: text(
        '«PRG-PE-AGRO-001-E» no es el código de un programa que conozcamos. ¿Es PRG-PE-AGRO-001-F?',
        '«PRG-PE-AGRO-001-E» is no code of a programme that we know. Is it PRG-PE-AGRO-001-F?',
      ),
      todo: text(
        'Corríjalo en la Portada y envíe el libro otra vez. Si está bien así, dígalo a la oficina.',
        'Correct it on the Cover and send the workbook again. If it is right so, tell the office.',
      ),
    },
  },
  'R-X-11': { params: { number: 2, what: text('no recibimos ninguno anterior', 'we received none before it') } },
  'R-X-13': { params: { number: 3, than: 22, next: 23 } },
  'R-X-04': {
    params: {
      what: text(
        'Ya recibimos el envío 2 de este periodo con otros datos.',
        'We already received submission 2 of this period with other data.',
      ),
      next: 3,
    },
  },
};
