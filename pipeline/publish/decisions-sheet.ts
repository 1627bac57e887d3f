import { type Cell, type WriteSheet, writeXlsx } from 'hucre';
import { cellKey, letters, META_SHEET } from '../../sheets-templates/build/xlsx/address.ts';
import { mendFonts } from '../../sheets-templates/build/xlsx/mend-fonts.ts';
import { FONT, landscapeA4, style } from '../../sheets-templates/build/xlsx/theme.ts';
import type { Lang } from '../../sheets-templates/define.ts';
import type { Cell as Value } from '../merge/database.ts';

/** Columns of the sheet of decisions, by what they hold; keys stand in hidden columns. */
export const DECISION_COLUMNS = [
  'clave_a',
  'clave_b',
  'tipo',
  'n',
  'parecido',
  'nombre_a',
  'nombre_b',
  'id_tributario_a',
  'id_tributario_b',
  'region_a',
  'region_b',
  'detalle_a',
  'detalle_b',
  'programas_a',
  'programas_b',
  'donde_a',
  'donde_b',
  'decision',
  'motivo',
  'quien',
] as const;
type ColumnName = (typeof DECISION_COLUMNS)[number];

/** First row of pairs; the row before holds the keys of the columns, hidden, and the one before that the headings. */
export const FIRST_PAIR = 6;
const KEY_ROW = 5;

/** What the office writes in the column of the decision, in either language. */
export const CHOICES: Readonly<Record<Lang, Readonly<Record<'MISMO' | 'DISTINTO' | 'RETIRAR', string>>>> = {
  es: { MISMO: 'Son el mismo', DISTINTO: 'Son distintos', RETIRAR: 'Retirar la decisión' },
  en: { MISMO: 'The same', DISTINTO: 'Different', RETIRAR: 'Withdraw the decision' },
};

const WORDS = {
  es: {
    name: 'Decisiones',
    title: '¿Son el mismo?',
    help: [
      'Elija en «Decisión» y escriba el motivo y quién decide (cargo). Lo que deje vacío se sigue contando como dos.',
      'Guarde este archivo y ejecute: quipu decisions --in ESTE_ARCHIVO --db BASE',
    ],
    heads: {
      n: 'N.°',
      parecido: 'Parecido',
      nombre_a: 'Nombre A',
      nombre_b: 'Nombre B',
      id_tributario_a: 'RUC / NIT / RIF A',
      id_tributario_b: 'RUC / NIT / RIF B',
      region_a: 'Región A',
      region_b: 'Región B',
      detalle_a: 'Sector A',
      detalle_b: 'Sector B',
      programas_a: 'Programas A',
      programas_b: 'Programas B',
      donde_a: 'Dónde A',
      donde_b: 'Dónde B',
      decision: 'Decisión',
      motivo: 'Motivo',
      quien: 'Quién decide (cargo)',
    },
  },
  en: {
    name: 'Decisions',
    title: 'Are they the same?',
    help: [
      'Choose in «Decision» and write the reason and who decides (position). What you leave empty is still counted as two.',
      'Save this file and run: quipu decisions --in THIS_FILE --db DATABASE',
    ],
    heads: {
      n: 'No.',
      parecido: 'Likeness',
      nombre_a: 'Name A',
      nombre_b: 'Name B',
      id_tributario_a: 'Tax number A',
      id_tributario_b: 'Tax number B',
      region_a: 'Region A',
      region_b: 'Region B',
      detalle_a: 'Sector A',
      detalle_b: 'Sector B',
      programas_a: 'Programmes A',
      programas_b: 'Programmes B',
      donde_a: 'Where A',
      donde_b: 'Where B',
      decision: 'Decision',
      motivo: 'Reason',
      quien: 'Who decides (position)',
    },
  },
} as const;

const WIDTHS: Readonly<Record<ColumnName, number>> = {
  clave_a: 4,
  clave_b: 4,
  tipo: 4,
  n: 6,
  parecido: 10,
  nombre_a: 34,
  nombre_b: 34,
  id_tributario_a: 17,
  id_tributario_b: 17,
  region_a: 12,
  region_b: 12,
  detalle_a: 14,
  detalle_b: 14,
  programas_a: 22,
  programas_b: 22,
  donde_a: 40,
  donde_b: 40,
  decision: 20,
  motivo: 36,
  quien: 24,
};
const HIDDEN: ReadonlySet<ColumnName> = new Set(['clave_a', 'clave_b', 'tipo']);
const OPEN: ReadonlySet<ColumnName> = new Set(['decision', 'motivo', 'quien']);

/** A workbook in which the office decides which pairs are one; decisions that stand are filled in. */
export async function decisionsWorkbook(pairs: readonly Record<string, Value>[], lang: Lang): Promise<Uint8Array> {
  const say = WORDS[lang];
  const cells = new Map<string, Partial<Cell>>();
  const put = (row: number, column: number, cell: Partial<Cell>) => cells.set(cellKey(row, column), cell);
  const first = DECISION_COLUMNS.indexOf('n');
  put(1, first, { value: say.title, style: style.title });
  say.help.forEach((line, at) => {
    put(2 + at, first, { value: line, style: style.help });
  });
  DECISION_COLUMNS.forEach((name, at) => {
    put(KEY_ROW - 1, at, {
      value: name in say.heads ? say.heads[name as keyof typeof say.heads] : name,
      style: style.header,
    });
    put(KEY_ROW, at, { value: name, style: { font: FONT } });
  });
  pairs.forEach((pair, index) => {
    DECISION_COLUMNS.forEach((name, at) => {
      const value = name === 'n' ? index + 1 : shownIn(pair, name, lang);
      put(FIRST_PAIR + index, at, {
        value,
        type: typeof value === 'number' ? 'number' : 'string',
        style: OPEN.has(name) ? style.input : style.boxed,
      });
    });
  });
  const decision = letters(DECISION_COLUMNS.indexOf('decision'));
  const last = FIRST_PAIR + Math.max(pairs.length, 1) - 1;
  const sheet: WriteSheet = {
    name: say.name,
    cells,
    columns: DECISION_COLUMNS.map((name) => ({ width: WIDTHS[name], ...(HIDDEN.has(name) && { hidden: true }) })),
    rowDefs: new Map([
      [0, { height: 28 }],
      [KEY_ROW - 2, { height: 34 }],
      [KEY_ROW - 1, { hidden: true }],
    ]),
    freezePane: { rows: KEY_ROW },
    dataValidations: [
      {
        type: 'list',
        range: `${decision}${FIRST_PAIR}:${decision}${last}`,
        values: Object.values(CHOICES[lang]),
        allowBlank: true,
      },
    ],
    view: { showGridLines: false },
    pageSetup: { ...landscapeA4, printTitlesRow: `$${KEY_ROW - 1}:$${KEY_ROW - 1}` },
  };
  const fixed = new Date(Date.UTC(2026, 0, 1));
  const bytes = await writeXlsx({
    sheets: [sheet, { name: META_SHEET, rows: [['salida', 'decisiones']], veryHidden: true }],
    defaultFont: FONT,
    properties: { title: 'Quipu', creator: 'Quipu', created: fixed, modified: fixed },
  });
  return mendFonts(bytes);
}

function shownIn(pair: Record<string, Value>, name: ColumnName, lang: Lang): string | number {
  if (name === 'decision') {
    const said = pair.estado;
    return said === 'MISMO' || said === 'DISTINTO' ? CHOICES[lang][said] : '';
  }
  const value = pair[name];
  return typeof value === 'number' ? value : String(value ?? '');
}
