import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';

/* Words of figures that need no definition of sheets: the page in a browser uses them too. */

type Value = string | number | boolean | null | undefined;

export const VERDICTS: Readonly<Record<string, Text>> = {
  REPRODUCE: text('Se reproduce', 'Reproduced'),
  CONSISTENTE: text('Consistente', 'Consistent'),
  NO_ALCANZA: text('No alcanza', 'Falls short'),
  DIFIERE: text('Difiere', 'Differs'),
  CUALITATIVO: text('Cualitativo', 'Qualitative'),
  SIN_DATO: text('Sin datos', 'No data'),
};

/** Words that the merge itself puts into columns; in Spanish they stand as they are read. */
export const OWN_WORDS: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  estado: {
    aceptada: text('aceptada', 'accepted'),
    rechazada: text('rechazada', 'rejected'),
    sustituida: text('sustituida', 'replaced'),
    espera: text('en espera', 'waiting'),
    duplicada: text('duplicada', 'duplicate'),
    publicado: text('publicado', 'published'),
    'en disputa': text('en disputa', 'disputed'),
    'publicación anterior': text('la de la publicación anterior', 'that of the publication before'),
    'mismo valor': text('mismo valor', 'same value'),
    'mismo total, otro desglose por sexo': text('mismo total, otro desglose por sexo', 'same total, other sexes'),
    'no publicado': text('no publicado', 'not published'),
    'alcanzada a tiempo': text('alcanzada a tiempo', 'reached in time'),
    'alcanzada tarde': text('alcanzada tarde', 'reached late'),
    'no alcanzada': text('no alcanzada', 'not reached'),
    'en plazo': text('en plazo', 'still in time'),
    'sin dato': text('sin dato', 'no data'),
    PENDIENTE: text('por decidir', 'to be decided'),
    UNIDO: text('unido: el número vino después', 'joined: the number came later'),
    MISMO: text('es el mismo', 'is one'),
    DISTINTO: text('son distintos', 'are two'),
  },
  elevado: { S: text('sí', 'yes'), N: text('aún no', 'not yet') },
  respuesta: {
    'resuelto por la Mesa nacional': text('resuelto por la Mesa nacional', 'solved by the national Mesa'),
    'descartado por la Mesa nacional': text('descartado por la Mesa nacional', 'dropped by the national Mesa'),
    'en la hoja de ruta nacional': text('en la hoja de ruta nacional', 'in the national roadmap'),
    decidido: text('decidido', 'decided'),
    'sin elevar': text('aún no lo elevan', 'not raised yet'),
    'sin Mesa nacional': text('sin Mesa nacional conocida', 'no national Mesa known'),
    'sin respuesta': text('sin respuesta', 'no answer'),
  },
  tendencia: {
    sube: text('sube', 'rising'),
    baja: text('baja', 'falling'),
    igual: text('igual', 'unchanged'),
  },
  mejor: { sube: text('más', 'more'), baja: text('menos', 'less') },
  mejor_si: { sube: text('sube', 'it rises'), baja: text('baja', 'it falls') },
  medida: {
    ausentismo: text('ausentismo', 'absenteeism'),
    frecuencia: text('frecuencia de accidentes', 'accident frequency'),
    rotacion: text('rotación', 'turnover'),
    defectos: text('defectos', 'defects'),
    energia_unidad: text('energía por unidad', 'energy per unit'),
    residuos_unidad: text('residuos por unidad', 'waste per unit'),
    quejas_anuales: text('quejas al año', 'complaints a year'),
    salario: text('salario', 'wage'),
  },
  tipo: {
    count: text('conteo', 'count'),
    share: text('porcentaje', 'share'),
    rate: text('tasa', 'rate'),
    amount: text('monto', 'amount'),
  },
  aditividad: {
    distinct: text('cada uno una vez', 'each once'),
    sum: text('se suma', 'added up'),
    programme: text('por programa', 'by programme'),
    currency: text('por moneda', 'by currency'),
    ratio: text('se calcula', 'worked out'),
  },
  tiempo: {
    stock: text('existencia', 'stock'),
    cumulative: text('acumulado', 'cumulative'),
    flow: text('flujo', 'flow'),
    ratio: text('razón', 'ratio'),
  },
  origen: {
    declarado: text('declarado', 'declared'),
    contado: text('contado de filas', 'counted from rows'),
    mixto: text('contado y declarado', 'counted and declared'),
  },
  regla: {
    SUBCONJUNTO: text('es parte de otra cifra', 'is part of another figure'),
    IDENTIDAD: text('es el mismo en dos programas', 'is the same in two programmes'),
    INCLUYE_A: text('una cifra incluye a la otra', 'one figure includes the other'),
    DESGLOSE: text('está en dos grupos de un desglose', 'is in two groups of a breakdown'),
  },
  severidad: {
    fatal: text('no se pudo leer', 'could not be read'),
    error: text('por corregir', 'to mend'),
    warning: text('por revisar', 'to review'),
    note: text('nota', 'note'),
  },
  alcance: { archivo: text('archivo', 'file'), fila: text('fila', 'row'), casilla: text('casilla', 'cell') },
};

/** Why nothing of a workbook counts, by how it stands. */
export const LEFT_OUT: Readonly<Record<string, Text>> = {
  sustituida: text('sustituido por un envío posterior', 'replaced by a later submission'),
  espera: text('en espera', 'waiting'),
  rechazada: text('rechazado', 'rejected'),
};

/** Whether a column holds years, which have no thousands. */
export const isYear = (column: string): boolean => column === 'anio' || column.startsWith('anio_');

/** Why something was not added, as `doble_conteo` says it, in English. */
const DETAILS: readonly [RegExp, string][] = [
  [/^(\S+) ya está en las cifras de (.+)$/, '$1 is already in the figures of $2'],
  [/^También en (.+)$/, 'Also in $1'],
  [/^Repetida en el mismo periodo$/, 'Repeated in the same period'],
  [/^(\S+) es parte de (\S+)$/, '$1 is part of $2'],
  [/^Es parte de la misma cifra$/, 'Is part of the same figure'],
  [
    /^Los grupos de (\S+) suman más que el total: hay quien está en dos$/,
    'The groups by $1 add up to more than the total: some are in two',
  ],
  [/^Sustituido por un envío posterior$/, 'Replaced by a later submission'],
];

export function detailIn(detail: string, lang: Lang): string {
  const found = lang === 'en' ? DETAILS.find(([pattern]) => pattern.test(detail)) : undefined;
  const said = found ? detail.replace(...found) : detail;
  // Breakdowns are called as people call them.
  return said.replace(/^(Los grupos de|The groups by) (\S+)/, (all, groups, key) => {
    const name = BREAKDOWN_NAMES[key]?.[lang];
    return name ? `${groups} ${name}` : all;
  });
}

const QUALIFIERS: Readonly<Record<string, Text>> = {
  MAS: text('más de', 'more than'),
  MIN: text('al menos', 'at least'),
  APR: text('aprox.', 'approx.'),
};

/** «más de»; empty for an exact figure. */
export const qualifierWords = (qualifier: Value, lang: Lang): string => QUALIFIERS[String(qualifier)]?.[lang] ?? '';

/** «más de 293» as people read it; a plain number stays a number. */
export function withQualifier(value: Value, qualifier: Value, lang: Lang): string | number {
  if (typeof value !== 'number') return '';
  const word = QUALIFIERS[String(qualifier)];
  return word ? `${word[lang]} ${value.toLocaleString(lang, { useGrouping: 'always' })}` : value;
}

/** Format of numbers that stand together. An optional decimal would leave Excel a bare mark behind whole ones. */
export const numberFormat = (values: readonly unknown[]): string =>
  values.every((value) => typeof value !== 'number' || Number.isInteger(value)) ? '#,##0' : '#,##0.00';

/** The cells of a source: «A4 = 12; fila 7; …»; rows that are persons are not told one by one. */
export function cellsInWords({ cells, sample }: { cells: number | null; sample: string }, lang: Lang): string {
  if (cells === null)
    return lang === 'es' ? 'Filas de personas: no se publican una a una' : 'Rows of persons: not published one by one';
  const named = sample.replace(/@(\d+)/g, lang === 'es' ? 'fila $1' : 'row $1');
  return cells > sample.split('; ').length ? `${named}; …` : named;
}

const BREAKDOWN_NAMES: Readonly<Record<string, Text>> = {
  region: text('región', 'region'),
  sector: text('sector', 'sector'),
  clase: text('tamaño', 'size'),
  sexo: text('sexo', 'sex'),
  publico: text('público', 'audience'),
};

/** What a line covers: «Total de Perú · sexo: Mujeres · todos los periodos». @param name of a code of a dimension */
export function scopeWith(
  line: Readonly<Record<string, Value>>,
  name: (dimension: string, code: string) => string,
  lang: Lang,
): string {
  const es = lang === 'es';
  const place = line.programa_id
    ? `${es ? 'Programa' : 'Programme'} ${line.programa_id}`
    : line.pais
      ? `${es ? 'Total de' : 'Total of'} ${name('pais', String(line.pais))}`
      : es
        ? 'Total de la región'
        : 'Total of the region';
  const parts = Object.entries(BREAKDOWN_NAMES)
    .filter(([dimension]) => line[dimension])
    .map(([dimension, label]) => `${label[lang]}: ${name(dimension, String(line[dimension]))}`);
  const period = line.periodo ? String(line.periodo) : es ? 'todos los periodos' : 'all periods';
  return [place, ...parts, period].join(' · ');
}

/** «Bolivia», where the list says its full name. */
export const shortCountry = (name: string): string => name.replace(/ \(.*\)$/, '');
