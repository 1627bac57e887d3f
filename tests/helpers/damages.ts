// biome-ignore-all lint/style/noExcessiveLinesPerFile: a list of damages, an object each
import type { Worksheet } from 'exceljs';
import { type Cells, enterprise, module1, result, Sent, trainer } from './sender.ts';

/**
 * One workbook, damaged in the ways in which officials damage workbooks. What counts is the share of rows that come
 * through with the same values, and that no row is lost or changed without being named.
 */
const REGIONS = ['Arequipa', 'Ayacucho', 'Cusco', 'Junín', 'Piura', 'Puno', 'San Martín', 'Ucayali'];
const day = (iso: string) => new Date(`${iso}T00:00:00Z`);
const pick = <T>(list: readonly T[], at: number) => list[at % list.length] as T;

const rows: Record<string, Cells[]> = {
  Empresas: Array.from({ length: 20 }, (_, at) =>
    enterprise({
      empresa_id: at + 1,
      nombre: `${pick(['Confecciones', 'Muebles', 'Lácteos', 'Calzados'], at)} ${pick(REGIONS, at)} ${at + 1} SAC`,
      id_tributario: null,
      notas: `Nota ${at}`,
      region: pick(REGIONS, at),
      sector: pick(['Textil y confecciones', 'Madera y muebles'], at),
      trab_mujeres: 10 + at,
      trab_hombres: 1_020 + at,
      trab_total: 1_030 + 2 * at,
      ventas: 1_000_000 + at * 1_500,
      fecha_ingreso: day(`2025-0${1 + (at % 9)}-1${at % 10}`),
    }),
  ),
  Formadores: Array.from({ length: 4 }, (_, at) => trainer({ formador_id: at + 1, region: pick(REGIONS, at) })),
  Modulos: Array.from({ length: 20 }, (_, at) =>
    module1({ empresa_id: at + 1, formador_id: 1 + (at % 4), satisfaccion: 0.8 + at / 100, encuestados: 10 }),
  ),
  Resultados: [result(), result({ indicador: 'SC04', total: 450, fuente: 'Otra' })],
};
/** The workbook before anything happened to it. */
export const base = () => new Sent({ series: 'DANO', rows });

const dataPages = (sent: Sent): Worksheet[] => sent.template.sheets.map(({ id }) => sent.page(id));
const withoutKeys = (sent: Sent) => {
  for (const page of dataPages(sent)) page.spliceRows(1, 1);
};
const withoutMeta = (sent: Sent) => sent.book.removeWorksheet('_quipu');
function eachHeader(
  sent: Sent,
  row: number,
  change: (header: string, key: string, sheet: string) => string | null,
): void {
  for (const sheet of sent.template.sheets) {
    const page = sent.page(sheet.id);
    sheet.columns.forEach((column, at) => {
      const cell = page.getCell(row, at + 1);
      cell.value = change(String(cell.value ?? ''), column.key, sheet.id);
    });
  }
}
/** Moves every column of a data page to where `order` says. */
function reorder(sent: Sent, order: (columns: number[]) => number[]): void {
  for (const sheet of sent.template.sheets) {
    const page = sent.page(sheet.id);
    const wanted = order(sheet.columns.map((_, at) => at + 1));
    page.eachRow((row) => {
      const before = wanted.map((at) => row.getCell(at).value);
      before.forEach((value, at) => {
        row.getCell(at + 1).value = value;
      });
    });
  }
}
function eachCell(
  sent: Sent,
  id: string,
  key: string,
  change: (value: unknown) => string | number | Date | null,
): void {
  const [page, at] = [sent.page(id), sent.at(id, key)];
  for (let row = 4; row < 4 + (rows[id]?.length ?? 0); row += 1)
    page.getCell(row, at).value = change(page.getCell(row, at).value);
}
const dropColumn = (sent: Sent, id: string, key: string) => sent.page(id).spliceColumns(sent.at(id, key), 1);
const asText = (value: unknown) =>
  value instanceof Date ? value.toISOString().slice(0, 10).split('-').reverse().join('/') : String(value);

export const damages: [string, (sent: Sent) => void][] = [
  ['the hidden rows of keys deleted', withoutKeys],
  ['the hidden sheet deleted', withoutMeta],
  [
    'both deleted',
    (sent) => {
      withoutKeys(sent);
      withoutMeta(sent);
    },
  ],
  [
    'keys and titles deleted',
    (sent) => {
      withoutKeys(sent);
      for (const page of dataPages(sent)) page.spliceRows(1, 1);
    },
  ],
  [
    'all sheets renamed',
    (sent) =>
      sent.book.worksheets.forEach((page, at) => {
        if (page.name !== '_quipu') page.name = `Hoja${at + 1}`;
      }),
  ],
  [
    'all sheets in English',
    (sent) => {
      for (const { label } of sent.template.sheets) {
        const page = sent.book.getWorksheet(label.es);
        if (page) page.name = label.en;
      }
    },
  ],
  [
    'sheets in the opposite order',
    (sent) =>
      sent.book.worksheets.forEach((page, at) => {
        Object.assign(page, { orderNo: 100 - at });
      }),
  ],
  [
    'headers in English',
    (sent) =>
      eachHeader(
        sent,
        3,
        (_, key, sheet) =>
          sent.template.sheets.find(({ id }) => id === sheet)?.columns.find((column) => column.key === key)?.label.en ??
          '',
      ),
  ],
  [
    'headers in English, no keys',
    (sent) => {
      eachHeader(
        sent,
        3,
        (_, key, sheet) =>
          sent.template.sheets.find(({ id }) => id === sheet)?.columns.find((column) => column.key === key)?.label.en ??
          '',
      );
      withoutKeys(sent);
    },
  ],
  [
    'headers in capitals without accents, no keys',
    (sent) => {
      eachHeader(sent, 3, (header) => header.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase());
      withoutKeys(sent);
    },
  ],
  [
    'headers with line breaks, no keys',
    (sent) => {
      eachHeader(sent, 3, (header) => header.replace(/ /g, '\n'));
      withoutKeys(sent);
    },
  ],
  [
    'headers over two rows, no keys',
    (sent) => {
      for (const page of dataPages(sent)) page.spliceRows(4, 0, []);
      for (const sheet of sent.template.sheets) {
        const page = sent.page(sheet.id);
        sheet.columns.forEach((_, at) => {
          const [top = '', ...rest] = String(page.getCell(3, at + 1).value).split(' ');
          page.getCell(3, at + 1).value = top;
          page.getCell(4, at + 1).value = rest.join(' ') || null;
        });
      }
      withoutKeys(sent);
    },
  ],
  [
    'headers known by other names, no keys',
    (sent) => {
      const names: Record<string, string> = {
        region: 'Depto.',
        id_tributario: 'RUC',
        notas: 'Observaciones',
        sector: 'Rubro',
        sexo: 'Género',
      };
      eachHeader(sent, 3, (header, key) => names[key] ?? header);
      withoutKeys(sent);
    },
  ],
  [
    'slips in headers, no keys',
    (sent) => {
      eachHeader(sent, 3, (header) => (header.length > 6 ? header.slice(0, 3) + header.slice(4) : header));
      withoutKeys(sent);
    },
  ],
  [
    'one header emptied, no keys',
    (sent) => {
      eachHeader(sent, 3, (header, key) => (key === 'region' ? null : header));
      withoutKeys(sent);
    },
  ],
  [
    'one header that says nothing, no keys',
    (sent) => {
      eachHeader(sent, 3, (header, key) => (key === 'sector' ? 'Columna X' : header));
      withoutKeys(sent);
    },
  ],
  ['all headers emptied', (sent) => eachHeader(sent, 3, () => null)],
  [
    'columns in the opposite order, no keys',
    (sent) => {
      reorder(sent, (columns) => [...columns].reverse());
      withoutKeys(sent);
    },
  ],
  [
    'columns sorted some other way',
    (sent) =>
      reorder(sent, (columns) => [...columns.filter((at) => at % 2 === 0), ...columns.filter((at) => at % 2 === 1)]),
  ],
  [
    'headers moved down five rows',
    (sent) => {
      for (const page of dataPages(sent)) page.spliceRows(1, 0, ['Ministerio'], [], ['Programa'], [], []);
    },
  ],
  [
    'everything moved right two columns',
    (sent) => {
      for (const page of dataPages(sent)) page.spliceColumns(1, 0, [], []);
    },
  ],
  [
    'moved right and down, no keys',
    (sent) => {
      withoutKeys(sent);
      for (const page of dataPages(sent)) {
        page.spliceColumns(1, 0, [], []);
        page.spliceRows(1, 0, [], []);
      }
    },
  ],
  [
    'columns of their own between',
    (sent) => {
      for (const page of dataPages(sent)) page.spliceColumns(3, 0, [null, null, 'Control interno', 'sí', 'no']);
    },
  ],
  [
    'optional columns deleted',
    (sent) => {
      dropColumn(sent, 'Empresas', 'tractora');
      dropColumn(sent, 'Modulos', 'costo_no_oit');
      dropColumn(sent, 'Formadores', 'certificador');
    },
  ],
  [
    'a column twice, the same',
    (sent) => {
      const page = sent.page('Empresas');
      const at = sent.at('Empresas', 'region');
      page.eachRow((row) => {
        row.getCell(25).value = row.getCell(at).value;
      });
    },
  ],
  [
    'an empty copy of a sheet',
    (sent) => {
      const copy = sent.book.addWorksheet('Empresas (2)');
      [1, 2, 3].forEach((row) => {
        copy.getRow(row).values = sent.page('Empresas').getRow(row).values;
      });
    },
  ],
  [
    'sheets of their own, one hidden',
    (sent) => {
      sent.book.addWorksheet('Tabla dinámica').addRows([
        ['Región', 'Total'],
        ['Cusco', 5],
      ]);
      sent.book.addWorksheet('Apuntes', { state: 'hidden' }).addRow(['x']);
    },
  ],
  ['the cover without its hidden column', (sent) => sent.page('Portada').spliceColumns(1, 1)],
  [
    'the cover moved right and down',
    (sent) => {
      sent.page('Portada').spliceColumns(1, 0, [], []);
      sent.page('Portada').spliceRows(1, 0, [], [], []);
    },
  ],
  [
    'the cover without help, under another name',
    (sent) => {
      sent.page('Portada').spliceColumns(4, 1);
      sent.page('Portada').name = 'Carátula';
    },
  ],
  [
    'the cover with slips in its labels, no keys',
    (sent) => {
      const page = sent.page('Portada');
      page.spliceColumns(1, 1);
      page.eachRow((row) => {
        const cell = row.getCell(1);
        const label = String(cell.value ?? '');
        if (label.length > 7) cell.value = label.slice(0, 3) + label.slice(4);
      });
    },
  ],
  [
    'pasted as values into a new workbook',
    (sent) => {
      withoutKeys(sent);
      withoutMeta(sent);
      sent.page('Portada').spliceColumns(1, 1);
      sent.book.worksheets.forEach((page, at) => {
        page.name = `Hoja${at + 1}`;
      });
      for (const page of sent.book.worksheets) if (page.name !== 'Hoja1') page.spliceRows(1, 1);
    },
  ],
  [
    'blank rows between the data',
    (sent) => {
      const page = sent.page('Empresas');
      for (let row = 23; row > 4; row -= 3) page.spliceRows(row, 0, []);
    },
  ],
  [
    'a row of totals and a note at the end',
    (sent) => {
      const page = sent.page('Empresas');
      const total = page.getRow(24);
      total.getCell(2).value = 'TOTAL';
      total.getCell(sent.at('Empresas', 'trab_mujeres')).value = 390;
      page.getCell(26, 2).value = 'Elaborado por el equipo';
    },
  ],
  [
    'numbers as text with separators',
    (sent) => {
      for (const key of ['trab_hombres', 'trab_total', 'ventas'])
        eachCell(sent, 'Empresas', key, (value) => Number(value).toLocaleString('es'));
    },
  ],
  [
    'dates as text',
    (sent) => {
      eachCell(sent, 'Empresas', 'fecha_ingreso', asText);
      eachCell(sent, 'Modulos', 'fecha_inicio', asText);
    },
  ],
  [
    'lists in capitals, without accents, with spaces',
    (sent) => {
      for (const key of ['region', 'sector', 'tipo_org'])
        eachCell(
          sent,
          'Empresas',
          key,
          (value) => ` ${String(value).normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()} `,
        );
    },
  ],
  [
    'a filter on: rows hidden',
    (sent) => {
      for (let row = 5; row < 20; row += 2) sent.page('Empresas').getRow(row).hidden = true;
    },
  ],
  [
    'headers repeated in English below',
    (sent) => {
      const page = sent.page('Empresas');
      page.spliceRows(4, 0, sent.template.sheets[0]?.columns.map(({ label }) => label.en) ?? []);
    },
  ],
  [
    'references with spaces and in full',
    (sent) => eachCell(sent, 'Modulos', 'empresa_id', (value) => ` ${value} · cualquier nombre `),
  ],
  [
    'a required header overwritten by a question, keys kept',
    (sent) => eachHeader(sent, 3, (header, key) => (key === 'region' ? '¿Dónde queda la empresa?' : header)),
  ],
  [
    'everything typed as text',
    (sent) => {
      for (const { id } of sent.template.sheets)
        sent.page(id).eachRow((row, number) => {
          if (number > 3)
            row.eachCell((cell) => {
              if (cell.value !== null) cell.value = asText(cell.value);
            });
        });
    },
  ],
];

/** The same workbook, rightly laid out, with what people write wrongly into its cells. */
export const wrongs: [string, (sent: Sent) => void][] = [
  ['words for numbers', (sent) => eachCell(sent, 'Empresas', 'trab_mujeres', () => 'doce')],
  ['totals that do not add up', (sent) => eachCell(sent, 'Empresas', 'trab_total', (value) => Number(value) + 1)],
  ['codes twice', (sent) => eachCell(sent, 'Empresas', 'empresa_id', () => 1)],
  ['references to nobody', (sent) => eachCell(sent, 'Modulos', 'formador_id', () => 99)],
  ['regions of another country', (sent) => eachCell(sent, 'Empresas', 'region', () => 'Antioquia')],
  ['regions misspelt', (sent) => eachCell(sent, 'Empresas', 'region', (value) => `${String(value).slice(0, -1)}`)],
  ['end before start', (sent) => eachCell(sent, 'Modulos', 'fecha_fin', () => day('2020-01-01'))],
  ['days that do not exist', (sent) => eachCell(sent, 'Modulos', 'fecha_inicio', () => '31/02/2026')],
  ['percentages as whole numbers', (sent) => eachCell(sent, 'Modulos', 'satisfaccion', () => 85)],
  ['shares above one', (sent) => eachCell(sent, 'Modulos', 'satisfaccion', () => 8.5)],
  ['negative people', (sent) => eachCell(sent, 'Empresas', 'trab_hombres', () => -3)],
  ['missing marks', (sent) => eachCell(sent, 'Empresas', 'sector', () => 's/d')],
  ['required cells emptied', (sent) => eachCell(sent, 'Empresas', 'nombre', () => null)],
  ['tax numbers that cannot be', (sent) => eachCell(sent, 'Empresas', 'id_tributario', () => '20131312950')],
  ['two figures in a cell', (sent) => eachCell(sent, 'Resultados', 'total', () => '12 de 20')],
  [
    'a row and a figure crossed out',
    (sent) => {
      const page = sent.page('Empresas');
      page.getRow(5).eachCell((cell) => {
        cell.font = { strike: true };
      });
      page.getRow(7).getCell(sent.at('Empresas', 'trab_mujeres')).font = { strike: true };
    },
  ],
  ['more than, about', (sent) => eachCell(sent, 'Resultados', 'total', () => 'más de 2.600')],
  [
    'the cover without period and with another country',
    (sent) => {
      sent.page('Portada').eachRow((row) => {
        if (row.getCell(1).value === 'periodo') row.getCell(3).value = null;
        if (row.getCell(1).value === 'pais') row.getCell(3).value = 'Chile';
      });
    },
  ],
  [
    'merged cells',
    (sent) => {
      const page = sent.page('Empresas');
      page.mergeCells(4, sent.at('Empresas', 'region'), 6, sent.at('Empresas', 'region'));
      page.mergeCells(8, sent.at('Empresas', 'ventas'), 9, sent.at('Empresas', 'ventas'));
    },
  ],
  [
    'formats that name a unit',
    (sent) => {
      const page = sent.page('Empresas');
      const at = sent.at('Empresas', 'ventas');
      page.getCell(4, at).numFmt = '[$US$] #,##0';
      page.getCell(5, at).numFmt = '#,##0" mil"';
      page.getCell(6, sent.at('Empresas', 'trab_mujeres')).numFmt = '[h]:mm';
      page.getCell(7, sent.at('Empresas', 'trab_mujeres')).numFmt = '0" personas"';
    },
  ],
  [
    'data pasted one column to the left',
    (sent) => {
      const page = sent.page('Empresas');
      const [from, to] = [sent.at('Empresas', 'id_tributario'), sent.at('Empresas', 'fecha_ingreso')];
      for (let row = 4; row < 24; row += 1)
        for (let at = from; at <= to; at += 1) page.getCell(row, at).value = page.getCell(row, at + 1).value;
    },
  ],
  [
    'one title over two columns',
    (sent) => {
      const page = sent.page('Empresas');
      const [women, men] = [sent.at('Empresas', 'trab_mujeres'), sent.at('Empresas', 'trab_hombres')];
      page.spliceRows(1, 1);
      page.getCell(2, men).value = null;
      page.mergeCells(2, women, 2, men);
    },
  ],
  [
    'errors of formulas',
    (sent) => {
      const cell = sent.page('Empresas').getCell(5, sent.at('Empresas', 'ventas'));
      cell.value = { formula: 'A1/0', result: { error: '#DIV/0!' } };
    },
  ],
  ['a column named like another', (sent) => eachHeader(sent, 3, (header) => header.replace('hombres', 'mujeres'))],
];
