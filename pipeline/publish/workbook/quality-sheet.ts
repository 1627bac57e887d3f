import type { WriteSheet } from 'hucre';
import { type Lang, type Text, text } from '../../../sheets-templates/define/text.ts';
import { linesOf } from '../../../sheets-templates/emit/xlsx/text-size.ts';
import { style } from '../../../sheets-templates/emit/xlsx/theme.ts';
import { indicatorByCode } from '../../../sheets-templates/indicators/index.ts';
import { PUBLISHED } from '../../disclosure/tables.ts';
import type { Cell, Database } from '../../merge/database.ts';
import { describeColumn } from '../columns.ts';
import { cellInWords } from '../table-words.ts';
import { sheetNameOf } from '../titles.ts';
import { COVER, formatOf, linkTo, NUMERIC, page, Sheet } from './sheets.ts';

export const QUALITY: Text = text('Calidad', 'Quality');

/** Rows of each part that stand here; the sheet of the table has all. */
const SHOWN = 12;

interface Part {
  title: Text;
  /** What it means that there is nothing. */
  none: Text;
  /** Said instead where no row fulfils the condition: nothing can be known. */
  unknown?: { when: string; say: Text };
  table: string;
  /** Columns, worst first. */
  columns: readonly string[];
  /** Columns that stand for others in English. */
  english?: Readonly<Record<string, string>>;
  from: string;
  order: string;
}

const PARTS: readonly Part[] = [
  {
    title: text('Lo que falta', 'What is missing'),
    unknown: {
      when: 'esperados is not null',
      say: text(
        'No se sabe: la oficina no cargó la lista de lo esperado.',
        'Not known: the office has not loaded the list of what is expected.',
      ),
    },
    none: text('No falta nada de lo esperado.', 'Nothing that was expected is missing.'),
    table: 'cobertura',
    columns: ['faltan', 'pais', 'plantilla', 'periodo', 'esperados', 'esperados_aceptados'],
    from: 'where faltan is not null',
    order: 'esperados - esperados_aceptados desc, pais',
  },
  {
    title: text('Doble conteo: lo que no se sumó', 'Double counting: what was not added'),
    none: text('No se encontró nada contado dos veces.', 'Nothing was found to be counted twice.'),
    table: 'doble_conteo',
    columns: ['detalle', 'pais', 'programa_id', 'indicador', 'antes', 'quitado'],
    from: '',
    order: 'quitado desc nulls last, indicador, programa_id, detalle',
  },
  {
    title: text('Contradicciones sin resolver', 'Contradictions that are open'),
    none: text('Ninguna cifra está en disputa.', 'No figure is disputed.'),
    table: 'contradicciones',
    columns: ['fuente', 'programa_id', 'indicador', 'periodo', 'valor', 'estado'],
    from: "where estado = 'en disputa'",
    order: 'indicador, programa_id, periodo, fuente',
  },
  {
    title: text('Rechazos: lo que quedó fuera', 'Rejections: what was left out'),
    none: text('Nada quedó fuera.', 'Nothing was left out.'),
    table: 'rechazos',
    columns: ['motivo', 'entrega_id', 'hoja', 'fila', 'que_hacer'],
    english: { motivo: 'motivo_en', que_hacer: 'que_hacer_en' },
    from: '',
    order: 'entrega_id, hoja, fila',
  },
  {
    title: text('Entregas: primero las que más tienen por corregir', 'Submissions: those with most to mend first'),
    none: text('Ninguna entrega tiene hallazgos.', 'No submission has findings.'),
    table: 'calidad_datos',
    columns: ['entrega_id', 'puntaje', 'filas', 'filas_con_error', 'avisos'],
    // Each has a row for each rule.
    from: "where regla <> '' group by all",
    order: 'filas_con_error desc, puntaje, avisos desc, entrega_id',
  },
];

const NUMBER_COLUMN = 2;
const FIRST_PART = 4;
const WIDTHS = [3, 64, 36, 28, 14, 40, 14];

/** What to bear in mind of the figures: the worst of each kind, and the way to all of it. */
export async function qualitySheet(db: Database, lang: Lang): Promise<WriteSheet> {
  const sheet = new Sheet();
  sheet.put(1, 1, { value: QUALITY[lang], style: style.title });
  sheet.put(2, 1, { value: COVER[lang], hyperlink: linkTo(COVER[lang]), style: { font: style.link.font } });
  let row = FIRST_PART;
  for (const part of PARTS) row = await putPart(sheet, db, part, row, lang);
  return { ...page(QUALITY[lang], sheet.cells, WIDTHS), rowDefs: heights(sheet) };
}

const LINE_HEIGHT = 15;

/** Rows tall enough for the longest of their texts. */
function heights({ cells }: Sheet): Map<number, { height: number }> {
  const rows = new Map<number, { height: number }>();
  for (const [key, { value }] of cells) {
    const [row = 0, column = 0] = key.split(',').map(Number);
    if (typeof value !== 'string' || row < FIRST_PART) continue;
    const height = LINE_HEIGHT * linesOf(value, (WIDTHS[column] ?? 20) - 2) + 2;
    if (height > (rows.get(row)?.height ?? LINE_HEIGHT + 2)) rows.set(row, { height });
  }
  return rows;
}

async function putPart(sheet: Sheet, db: Database, part: Part, start: number, lang: Lang): Promise<number> {
  const source = `${PUBLISHED}.${part.table}`;
  const columns = part.columns.map((name) => (lang === 'en' ? (part.english?.[name] ?? name) : name));
  const list = columns.join(', ');
  const rows = await db.rows(
    `select ${list} from ${source} ${part.from} order by ${part.order}, ${list} limit ${SHOWN}`,
  );
  const [count] =
    rows.length < SHOWN
      ? [{ n: rows.length }]
      : await db.rows(`select count(*) as n from (select ${list} from ${source} ${part.from})`);
  const total = Number(count?.n ?? 0);
  sheet.put(start, 1, { value: part.title[lang], style: style.subtitle });
  sheet.put(start, NUMBER_COLUMN, { value: total, style: { ...NUMERIC, numFmt: '#,##0' } });
  if (total === 0) {
    const known = part.unknown ? await db.rows(`select 1 from ${source} where ${part.unknown.when} limit 1`) : [1];
    const said = known.length === 0 && part.unknown ? part.unknown.say : part.none;
    if (said !== part.none) sheet.put(start, NUMBER_COLUMN, { value: '–', style: NUMERIC });
    sheet.put(start + 1, 1, { value: said[lang], style: style.help });
    return start + 3;
  }
  columns.forEach((name, at) => {
    sheet.put(start + 1, 1 + at, { value: describeColumn(part.table, name)?.label[lang] ?? name, style: style.header });
  });
  rows.forEach((row, index) => {
    columns.forEach((name, at) => {
      const value = cellInWords(part.table, name, row[name] ?? null, lang);
      const unit = name === 'valor' ? indicatorByCode.get(String(row.indicador))?.unit : undefined;
      sheet.put(start + 2 + index, 1 + at, name === 'puntaje' ? score(value) : cell(value, unit));
    });
  });
  const name = sheetNameOf(part.table)?.[lang] ?? part.table;
  const more = total - rows.length;
  const words = more === 0 ? name : lang === 'es' ? `${more} más en «${name}»` : `${more} more in «${name}»`;
  sheet.put(start + 2 + rows.length, 1, { value: words, hyperlink: linkTo(name), style: style.link });
  return start + rows.length + 5;
}

const score = (value: Cell) => ({
  value: typeof value === 'number' ? value : null,
  style: { ...NUMERIC, numFmt: '0.0' },
});

const cell = (value: Cell, unit: string | undefined) => ({
  value: typeof value === 'boolean' ? String(value) : value,
  style: typeof value === 'number' ? { ...NUMERIC, numFmt: formatOf(value, unit) } : style.boxed,
});
