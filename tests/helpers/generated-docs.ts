import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { CommandDefinition } from '../../pipeline/cli/command.ts';
import { commands } from '../../pipeline/cli/commands.ts';
import { saidIn } from '../../pipeline/merge/model.ts';
import { models, submissionsModel } from '../../pipeline/merge/models.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { costInWords } from '../../sheets-templates/emit/cost-in-words.ts';
import { templates } from '../../sheets-templates/templates/index.ts';

/* Pages of `docs/` that are made from the code; a test holds them against it, and writes them anew with QUIPU_APPROVE=1. */

const root = join(import.meta.dirname, '..', '..');
const inCell = (text: string) => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');

/** Reference of the commands, from the registry of the command line. */
export async function commandPage(lang: Lang): Promise<string> {
  const es = lang === 'es';
  const definitions = await Promise.all(Object.values(commands).map(async (load) => (await load()).command));
  const head = es
    ? '# Órdenes\n\n[English](commands.md). Hecha de `pipeline/cli` por `QUIPU_APPROVE=1 npx vitest run tests/docs.test.ts`.\n\nTodas aceptan `--lang es|en`; las que trabajan con `--db`, también `--memory <tamaño>`: la memoria con la que deben arreglarse, p. ej. 512MB o 4GB (1GB si no se dice); lo que no cabe va al disco. Salidas: 0 todo aceptado, 1 algo rechazado, 2 no se hizo nada.'
    : '# Commands\n\n[Español](ordenes.md). Made from `pipeline/cli` by `QUIPU_APPROVE=1 npx vitest run tests/docs.test.ts`.\n\nAll take `--lang es|en`; those that work with `--db` also `--memory SIZE`: the memory that they are to get by with, e.g. 512MB or 4GB (1GB where not said); what has no room goes to disk. Exit codes: 0 all accepted, 1 some rejected, 2 nothing done.';
  return `${[head, ...definitions.map((one) => commandPart(one, lang))].join('\n\n')}\n`;
}

function commandPart({ name, about, arguments: taken = [], options = [], example }: CommandDefinition, lang: Lang) {
  const es = lang === 'es';
  const said = (text: string | { es: string; en: string }) => (typeof text === 'string' ? text : text[lang]);
  const rows = [
    ...taken.map((one) => [one.name, said(one.about), one.choices?.join(', ') ?? '']),
    ...options.map(({ flags, about: what, required, default: usual, choices, repeated }) => [
      flags,
      what[lang] + (repeated ? (es ? ' (varias veces)' : ' (several times)') : ''),
      [
        required ? (es ? 'obligatoria' : 'required') : '',
        choices?.join(', ') ?? '',
        usual === undefined ? '' : `${es ? 'si no se dice' : 'else'}: ${usual}`,
      ]
        .filter(Boolean)
        .join('; '),
    ]),
  ];
  const table = [
    es ? '| | Qué es | |' : '| | What it is | |',
    '|---|---|---|',
    ...rows.map(([first = '', ...rest]) => `| \`${inCell(first)}\` | ${rest.map(inCell).join(' | ')} |`),
  ];
  return [
    `## quipu ${name}`,
    about[lang],
    `\`\`\`\n${example}\n\`\`\``,
    ...(rows.length > 0 ? [table.join('\n')] : []),
  ].join('\n\n');
}

/** What becomes of a row of which a cell cannot be used, for every column of the templates. */
export function costPage(lang: Lang): string {
  const es = lang === 'es';
  const head = es
    ? '# Qué cuesta una casilla que no se puede usar\n\n[English](cells.md). Hecha de `sheets-templates` por `QUIPU_APPROVE=1 npx vitest run tests/docs.test.ts`.\n\nLo que no se puede leer nunca cuesta más que una casilla vacía. Cada casilla que no cuenta está en la hoja Rechazos, con su motivo.'
    : '# What a cell costs that cannot be used\n\n[Español](casillas.md). Made from `sheets-templates` by `QUIPU_APPROVE=1 npx vitest run tests/docs.test.ts`.\n\nWhat cannot be read never costs more than an empty cell. Each cell that does not count stands in the sheet Rejections, with its reason.';
  const sheets = [...new Map(templates.flatMap(({ sheets: own }) => own).map((sheet) => [sheet.id, sheet])).values()];
  const parts = sheets.map((sheet) => {
    const rows = sheet.columns.map(
      (column) => `| ${inCell(column.label[lang])} | ${inCell(costInWords(sheet, column)[lang])} |`,
    );
    return [`## ${sheet.label[lang]}`, [es ? '| Columna | |' : '| Column | |', '|---|---|', ...rows].join('\n')].join(
      '\n\n',
    );
  });
  return `${[head, ...parts].join('\n\n')}\n`;
}

/** What each model of the merge is made of, from its SQL. */
export function lineagePage(): string {
  const all = [submissionsModel, ...models];
  const names = new Set(all.map(({ schema, name }) => `${schema}.${name}`));
  const rows = all.map((model) => {
    const code = model.sql.replace(/--.*$/gm, '');
    const read = new Set(
      [...code.matchAll(/\b(bruto|limpio|intermedio|consolidado)\.(\w+)/g)].map(
        ([, schema, name]) => `${schema}.${name}`,
      ),
    );
    read.delete(`${model.schema}.${model.name}`);
    const sheets = [...read].filter((name) => name.startsWith('limpio.'));
    const sources = [
      ...[...read].filter((name) => names.has(name) || name.startsWith('bruto.')).sort(),
      ...(sheets.length > 4 ? [`${sheets.length} sheets (limpio)`] : sheets.sort()),
    ];
    const grain = /^-- grain: (.+)$/m.exec(model.sql)?.[1] ?? '';
    return `| \`${model.schema}.${model.name}\` | ${inCell(saidIn(model, 'title')?.en ?? '')} | ${inCell(grain)} | ${sources.map((one) => `\`${one}\``).join(', ')} |`;
  });
  return [
    '# Lineage of the tables',
    '',
    'In the order in which a merge makes them. `bruto` holds what was received, `limpio` the typed rows of each sheet, `intermedio` the steps,',
    '`consolidado` the tables that are published (`pipeline/disclosure` decides what of them). Made from the SQL models by',
    '`QUIPU_APPROVE=1 npx vitest run tests/docs.test.ts`.',
    '',
    '| Model | What it is | Grain | Made of |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** Folders of the pipeline in the order of the flow, with what each imports of the others. */
const STAGES = ['read', 'merge', 'disclosure', 'publish', 'office', 'serve', 'pull', 'push', 'desk', 'demo', 'cli'];

/** The flow between the parts of the code as a Mermaid graph, from the imports themselves. */
export function flowPicture(): string {
  const partOf = (file: string) => {
    const [first = '', second = ''] = file.split('/');
    if (first === 'pipeline') return STAGES.includes(second) ? second : null;
    return first === 'sheets-templates' ? 'sheets-templates' : first === 'addin' ? 'addin' : null;
  };
  const edges = new Set<string>();
  for (const folder of ['addin', 'pipeline'])
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
      const file = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
      const text = readFileSync(join(root, file), 'utf8');
      for (const [, target = ''] of text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
        const [from, to] = [partOf(file), partOf(join(dirname(file), target).split(sep).join('/'))];
        if (from && to && from !== to && to !== 'sheets-templates') edges.add(`  ${to} --> ${from}`);
      }
    }
  const order = (line: string) =>
    STAGES.indexOf(/^ {2}(\S+)/.exec(line)?.[1] ?? '') * 100 + STAGES.indexOf(/(\S+)$/.exec(line)?.[1] ?? '');
  return [
    '```mermaid',
    'flowchart LR',
    '  sheets-templates --> addin',
    '  sheets-templates --> read',
    ...[...edges].sort((a, b) => order(a) - order(b)),
    '```',
  ].join('\n');
}
