import { findList } from '../../sheets-templates/code-lists/lookup.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import type { Cell as Value } from '../merge/database.ts';
import { officeWorkbook } from './office-sheet.ts';
import { inWords } from './table-words.ts';

/** Columns of the sheet of decisions, by what they hold; keys stand in hidden columns, the two of a pair one above the other. */
export const DECISION_COLUMNS = [
  'clave_a',
  'clave_b',
  'tipo',
  'n',
  'parecido',
  'nombre',
  'id_tributario',
  'region',
  'detalle',
  'programas',
  'donde',
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

/** Other words for them, folded. */
export const OTHER_WORDS: Readonly<Record<'MISMO' | 'DISTINTO' | 'RETIRAR', readonly string[]>> = {
  MISMO: [
    'mismo',
    'misma',
    'los mismos',
    'las mismas',
    'son la misma',
    'iguales',
    'si',
    'si, son el mismo',
    'same',
    'yes',
  ],
  DISTINTO: [
    'distinto',
    'distintos',
    'distintas',
    'son distintas',
    'diferentes',
    'no',
    'no son',
    'no son el mismo',
    'not the same',
  ],
  RETIRAR: ['retirar', 'retirar decision', 'quitar', 'quitar la decision', 'withdraw'],
};

const WORDS = {
  es: {
    name: 'Decisiones',
    title: '¿Son el mismo?',
    help: [
      'Cada fila es un par, uno encima del otro. Elija en «Decisión» y escriba el motivo y quién decide (cargo). Lo que deje vacío se sigue contando como dos.',
      'Guarde este archivo y ejecute: quipu decisions --in ESTE_ARCHIVO --db BASE',
    ],
    heads: {
      n: 'N.°',
      parecido: 'Parecido',
      nombre: 'Nombre',
      id_tributario: 'RUC / NIT / RIF',
      region: 'Región',
      detalle: 'Sector',
      programas: 'Programas',
      donde: 'Dónde está',
      decision: 'Decisión',
      motivo: 'Motivo',
      quien: 'Quién decide (cargo)',
    },
  },
  en: {
    name: 'Decisions',
    title: 'Are they the same?',
    help: [
      'Each row is a pair, one above the other. Choose in «Decision» and write the reason and who decides (position). What you leave empty is still counted as two.',
      'Save this file and run: quipu decisions --in THIS_FILE --db DATABASE',
    ],
    heads: {
      n: 'No.',
      parecido: 'Likeness',
      nombre: 'Name',
      id_tributario: 'Tax number',
      region: 'Region',
      detalle: 'Sector',
      programas: 'Programmes',
      donde: 'Where it is',
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
  parecido: 11,
  nombre: 40,
  id_tributario: 17,
  region: 14,
  detalle: 26,
  programas: 22,
  donde: 54,
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
  if (name === 'parecido') return typeof pair.parecido === 'number' ? `${Math.round(pair.parecido * 100)} %` : '';
  if (name === 'clave_a' || name === 'clave_b' || name === 'tipo') return String(pair[name] ?? '');
  if (name === 'motivo' || name === 'quien') return String(pair[name] ?? '');
  const pairOf = (['a', 'b'] as const).map((side) => oneOf(pair, name, side, lang));
  return pairOf.every((value) => value === '') ? '' : pairOf.map((value) => value || '–').join('\n');
}

/** Of trainers no name is kept: that it is the same is all that is known. */
const NAMELESS = { es: 'Formador/a (mismo nombre; no se guarda)', en: 'Trainer (same name; not kept)' } as const;

/** Sex and state of a trainer, in words; methodologies go by their names. */
const labelOf = (code: string, lang: Lang) =>
  ['SEXO_PERSONA', 'ESTADO_FORM'].flatMap((list) => findList(list).items).find((item) => item.code === code)?.[lang] ??
  code;

function oneOf(pair: Record<string, Value>, name: ColumnName, side: 'a' | 'b', lang: Lang): string {
  const value = pair[`${name}_${side}`] ?? null;
  if (name === 'nombre' && pair.tipo === 'formador') return NAMELESS[lang];
  if (name === 'detalle' && pair.tipo === 'formador')
    return String(value ?? '')
      .split(' ')
      .map((code) => labelOf(code, lang))
      .join(' · ');
  const column = name === 'detalle' && pair.tipo !== 'formador' ? 'sector' : name;
  return String(inWords(value, column, lang) ?? '');
}
