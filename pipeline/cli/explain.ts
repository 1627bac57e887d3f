import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { unitIn } from '../../sheets-templates/indicators/units.ts';
import { publishedTables } from '../disclosure/tables.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import type { Cell } from '../merge/database.ts';
import {
  type ExplainedFigure,
  explainFigures,
  type KeptOut,
  MOST_FIGURES,
  type TracedCell,
  UnknownColumn,
} from '../merge/explain.ts';
import { keyOf } from '../merge/model.ts';
import { models } from '../merge/models.ts';
import { MAKES, ROLES } from '../merge/roles.ts';
import { longNameOf } from '../merge/wide.ts';
import { lookInto, needsTables } from '../office/open-database.ts';
import { LEFT_OUT, withQualifier } from '../publish/plain-words.ts';
import { indicatorName, inWords } from '../publish/table-words.ts';
import { type CommandDefinition, databaseOption, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'explain',
  about: text(
    'Dice de qué casillas sale una cifra y qué no se sumó.',
    'Says which cells a figure comes from, and what was not added.',
  ),
  arguments: [
    {
      name: '<tabla>',
      about: text(
        'una tabla de resultados, p. ej. score_indicadores',
        'a table of the results, e.g. score_indicadores',
      ),
    },
  ],
  options: [
    {
      flags: '--where <columna=valor>',
      about: text('qué cifra; se puede repetir', 'which figure; may be repeated'),
      repeated: true,
    },
    databaseOption,
    formatOption('text', 'json'),
  ],
  example: 'quipu explain titulares_figura4 --where titular=H1 --db oficina.duckdb',
  run: (table: string, options: ExplainOptions, effects: Effects) => explainCommand(table, options, effects),
};

export interface ExplainOptions {
  where: readonly string[];
  db: string;
  format: 'text' | 'json';
  lang: Lang;
}

/** Cells listed for one workbook and reason; more are counted, and stand in the JSON. */
const MOST_CELLS = 12;
/** Rows and files left out that are listed. */
const MOST_KEPT_OUT = 20;

/** `quipu explain TABLE --where col=value… --db FILE`: the cells behind a figure, and what was left out and why. */
export async function explainCommand(
  name: string,
  { where, db: path, format, lang }: ExplainOptions,
  effects: Effects,
): Promise<number> {
  // A cell of a wide table is a line of its long one, which says whose it is; what is not named is the total.
  const long = longNameOf(name);
  const published = publishedTables.find((table) => table.name === (long ?? name));
  if (!published) throw unknownTable(name);
  const wanted = Object.fromEntries(where.map(condition));
  const figures = await lookInto(path, async (db) => {
    await needsTables(db, path);
    return explainFigures(db, published, wanted);
  }).catch((error) => {
    throw error instanceof UnknownColumn ? unknownColumn(error, name) : error;
  });
  if (figures.length === 0) throw noFigure(name, where);
  if (format === 'json') effects.stdout(`${JSON.stringify(figures, null, 2)}\n`);
  else effects.stdout(figures.map((figure) => inText(figure, lang)).join('\n'));
  if (figures.length === MOST_FIGURES) effects.stderr(tooWide(lang));
  return 0;
}

function condition(said: string): [string, string] {
  const at = said.indexOf('=');
  if (at < 1)
    throw new Failure(
      text(
        `«${said}» no es una condición. Escriba columna=valor, por ejemplo indicador=SC01.`,
        `«${said}» is no condition. Write column=value, for instance indicador=SC01.`,
      ),
      2,
    );
  return [said.slice(0, at).trim(), said.slice(at + 1).trim()];
}

const unknownTable = (name: string) => {
  const names = publishedTables.map((table) => table.name).join(', ');
  return new Failure(
    text(`No hay una tabla ${name}. Hay: ${names}.`, `There is no table ${name}. There are: ${names}.`),
    2,
  );
};

const unknownColumn = ({ column, columns }: UnknownColumn, table: string) =>
  new Failure(
    text(
      `La tabla ${table} no tiene la columna ${column}. Tiene: ${columns.join(', ')}.`,
      `The table ${table} has no column ${column}. It has: ${columns.join(', ')}.`,
    ),
    2,
  );

const noFigure = (table: string, where: readonly string[]) =>
  new Failure(
    text(
      `En ${table} no hay una cifra con ${where.join(', ') || 'esas condiciones'}. Revise los valores: son los códigos de tables/${table}.csv.`,
      `In ${table} there is no figure with ${where.join(', ') || 'these conditions'}. Look at the values: they are the codes of tables/${table}.csv.`,
    ),
    1,
  );

const tooWide = (lang: Lang) =>
  lang === 'es'
    ? `Se muestran las primeras ${MOST_FIGURES} cifras; dé más condiciones con --where.\n`
    : `The first ${MOST_FIGURES} figures are shown; give more conditions with --where.\n`;

const WORDS = {
  es: {
    published: 'publicado',
    counts: (cells: number, senders: number) =>
      `${cells} ${cells === 1 ? 'casilla' : 'casillas'} de ${senders} ${senders === 1 ? 'programa o equipo' : 'programas o equipos'}`,
    made: 'Se compone de',
    not: 'No se sumó',
    keptOut: 'No cuenta, dentro del mismo alcance',
    decided: (who: string, day: string, why: string) =>
      `lo decidió ${who} el ${day.split('-').reverse().join('/')}: ${why}`,
    row: (row: number) => `fila ${row}`,
    submission: (n: number) => `envío ${n}`,
    more: (n: number) => `… y ${n} más (--format json las da todas)`,
    none: 'Esta fila no sale de casillas de un libro.',
  },
  en: {
    published: 'published',
    counts: (cells: number, senders: number) =>
      `${cells} ${cells === 1 ? 'cell' : 'cells'} of ${senders} ${senders === 1 ? 'programme or team' : 'programmes or teams'}`,
    made: 'It is made of',
    not: 'Not added',
    keptOut: 'Does not count, within the same reach',
    decided: (who: string, day: string, why: string) => `decided by ${who} on ${day}: ${why}`,
    row: (row: number) => `row ${row}`,
    submission: (n: number) => `submission ${n}`,
    more: (n: number) => `… and ${n} more (--format json gives them all)`,
    none: 'This row does not come from cells of a workbook.',
  },
} as const;

function inText({ table, figure, cells, keptOut }: ExplainedFigure, lang: Lang): string {
  const say = WORDS[lang];
  const made = cells.filter(({ role }) => MAKES.has(role));
  const others = cells.filter(({ role }) => !MAKES.has(role));
  const lines = [`${titleOf(table, figure, lang)}`];
  if (cells.length === 0) lines.push(`  ${say.none}`);
  if (made.length > 0) {
    const senders = new Set(made.map(({ sender }) => sender)).size;
    lines.push(`  ${say.made} ${say.counts(made.length, senders)}:`, ...cellLines(made, lang));
  }
  if (others.length > 0) lines.push(`  ${say.not}:`, ...cellLines(others, lang));
  if (keptOut.length > 0) {
    lines.push(`  ${say.keptOut}:`, ...keptOut.slice(0, MOST_KEPT_OUT).map((one) => `    ${keptOutLine(one, lang)}`));
    if (keptOut.length > MOST_KEPT_OUT) lines.push(`    ${say.more(keptOut.length - MOST_KEPT_OUT)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** «SC01 Empresas … (PE): 39»; a headline with what was published. */
function titleOf(table: string, figure: Record<string, Cell>, lang: Lang): string {
  const say = WORDS[lang];
  if (table === 'titulares_figura4') {
    const published = withQualifier(figure.valor_publicado, figure.calificador_publicado, lang);
    const value = withQualifier(figure.valor_calculado, figure.calificador_calculado, lang);
    const verdict = inWords(figure.estado ?? null, 'estado', lang);
    const numbers = value === '' ? '' : `: ${shown(value, lang)} (${say.published}: ${shown(published, lang)})`;
    const note = figure[`nota_${lang}`];
    return `${figure.titular} ${figure[lang]}${numbers} · ${verdict}${typeof note === 'string' ? `. ${note}` : ''}`;
  }
  if (typeof figure.indicador !== 'string' || figure.valor === undefined)
    return [
      table,
      ...keyOfTable(table)
        .map((name) => inWords(figure[name] ?? null, name, lang))
        .filter(Boolean),
    ].join(' · ');
  const place = ['pais', 'programa_id', 'periodo', 'region', 'sector', 'clase', 'sexo', 'publico']
    .filter((name) => figure[name])
    .map((name) => inWords(figure[name] ?? null, name, lang));
  const scope = place.length > 0 ? place.join(', ') : lang === 'es' ? 'toda la región' : 'whole region';
  const isShare = figure.unidad === '%';
  const value =
    isShare && typeof figure.valor === 'number'
      ? `${(figure.valor * 100).toLocaleString(lang, { maximumFractionDigits: 1 })} %`
      : shown(withQualifier(figure.valor, figure.calificador, lang), lang);
  const ratio =
    typeof figure.denominador === 'number'
      ? ` (${shown(figure.numerador ?? '', lang)} / ${shown(figure.denominador, lang)})`
      : '';
  const unit = isShare || !figure.unidad ? '' : ` ${unitIn(String(figure.unidad), lang)}`;
  return `${figure.indicador} ${indicatorName(figure.indicador, lang)} · ${scope}: ${value}${unit}${ratio}`;
}

/** What tells the rows of a table apart; where nothing does, where they come from. */
const keyOfTable = (table: string): readonly string[] => {
  const model = models.find(({ name }) => name === table);
  return model ? keyOf(model) : ['entrega_id', 'hoja', 'fila'];
};

const shown = (value: Cell, lang: Lang): string =>
  typeof value === 'number'
    ? value.toLocaleString(lang, { useGrouping: 'always', maximumFractionDigits: 6 })
    : String(value ?? '');

/** Cells by workbook and part; many of one column are counted. */
function cellLines(cells: readonly TracedCell[], lang: Lang): string[] {
  const say = WORDS[lang];
  const groups = new Map<string, TracedCell[]>();
  for (const cell of cells) {
    const name = `${cell.submission}\n${cell.role}\n${cell.sheet}\n${cell.decision?.reason ?? ''}`;
    const group = groups.get(name);
    if (group) group.push(cell);
    else groups.set(name, [cell]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group as [TracedCell, ...TracedCell[]];
    const role = first.role === 'cuenta' ? '' : ` — ${ROLES[first.role]?.[lang] ?? first.role}`;
    const decision =
      first.decision === null ? '' : `; ${say.decided(first.decision.who, first.decision.day, first.decision.reason)}`;
    const number = first.submissionNumber === null ? '' : `, ${say.submission(first.submissionNumber)}`;
    const listed = group
      .slice(0, MOST_CELLS)
      .map(({ cell, row, value }) => `${cell ?? say.row(row)} = ${value ?? '—'}`);
    const more = group.length > MOST_CELLS ? [say.more(group.length - MOST_CELLS)] : [];
    return [
      `    ${first.country} ${first.sender}${number}${role}${decision}`,
      `      ${first.file} · ${first.sheet}: ${[...listed, ...more].join('; ')}`,
    ];
  });
}

function keptOutLine({ file, kind, sheet, row, reason }: KeptOut, lang: Lang): string {
  const say = WORDS[lang];
  const place = sheet === null ? '' : ` · ${sheet}, ${say.row(row ?? 0)}`;
  const what = LEFT_OUT[kind]?.[lang];
  return `${file}${place}: ${[what, reason].filter(Boolean).join('. ')}`;
}
