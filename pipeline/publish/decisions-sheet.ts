import type { Lang } from '../../sheets-templates/define.ts';
import type { Cell as Value } from '../merge/database.ts';
import { officeWorkbook } from './office-sheet.ts';

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
export function decisionsWorkbook(pairs: readonly Record<string, Value>[], lang: Lang): Promise<Uint8Array> {
  const say = WORDS[lang];
  return officeWorkbook({
    output: 'decisiones',
    name: say.name,
    title: say.title,
    help: say.help,
    columns: DECISION_COLUMNS.map((key) => ({
      key,
      heading: key in say.heads ? say.heads[key as keyof typeof say.heads] : key,
      width: WIDTHS[key],
      ...(HIDDEN.has(key) && { hidden: true }),
      ...(OPEN.has(key) && { open: true }),
      ...(key === 'decision' && { choices: Object.values(CHOICES[lang]) }),
    })),
    rows: pairs.map((pair, index) =>
      DECISION_COLUMNS.map((name) => (name === 'n' ? index + 1 : shownIn(pair, name, lang))),
    ),
  });
}

function shownIn(pair: Record<string, Value>, name: ColumnName, lang: Lang): string | number {
  if (name === 'decision') {
    const said = pair.estado;
    return said === 'MISMO' || said === 'DISTINTO' ? CHOICES[lang][said] : '';
  }
  const value = pair[name];
  return typeof value === 'number' ? value : String(value ?? '');
}
