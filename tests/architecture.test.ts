import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

/** Rules of direction: `addin → sheets-templates ← pipeline`; stages know no later stage. */
const root = join(import.meta.dirname, '..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|sql|json)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

interface Import {
  from: string;
  to: string;
}

const files = [...sources('addin'), ...sources('sheets-templates'), ...sources('pipeline')].filter((file) =>
  file.endsWith('.ts'),
);
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const imports: Import[] = files.flatMap((file) =>
  [...text(file).matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, target = '']) => ({
    from: file,
    to: target.startsWith('.') ? join(dirname(file), target).split(sep).join('/') : target,
  })),
);
const offending = (breaks: (item: Import) => boolean) =>
  imports.filter(breaks).map(({ from, to }) => `${from} → ${to}`);

test('there is something to check', () => {
  expect(files.length).toBeGreaterThan(120);
  expect(imports.length).toBeGreaterThan(300);
});

test('sheets-templates is pure: it knows neither pipeline nor add-in, disk, network nor database', () => {
  const forbidden = /^(pipeline|addin)\/|^node:|^@duckdb\/|^@e965\/|^fs$|^path$/;
  expect(offending(({ from, to }) => from.startsWith('sheets-templates/') && forbidden.test(to))).toEqual([]);
});

test('pipeline and add-in never import each other', () => {
  expect(
    offending(
      ({ from, to }) =>
        (from.startsWith('pipeline/') && to.startsWith('addin/')) ||
        (from.startsWith('addin/') && to.startsWith('pipeline/')),
    ),
  ).toEqual([]);
});

test('only pipeline/merge names DuckDB', () => {
  expect(offending(({ from, to }) => to.startsWith('@duckdb/') && !from.startsWith('pipeline/merge/'))).toEqual([]);
});

test('a stage knows no later stage', () => {
  const stages = [
    'pipeline/read/',
    'pipeline/submission.ts',
    'pipeline/merge/',
    'pipeline/publish/',
    'pipeline/serve/',
    'pipeline/pull/',
    'pipeline/push/',
    'pipeline/cli/',
    'pipeline/demo/',
  ];
  const rank = (file: string) => stages.findIndex((stage) => file.startsWith(stage));
  // One sentence for the person is the same everywhere; the DDL of outputs is read from the published tables; the
  // command line starts the demonstration.
  const allowed = new Set(['pipeline/cli/failure.ts', 'pipeline/publish/tables.ts', 'pipeline/demo/run.ts']);
  expect(offending(({ from, to }) => rank(from) >= 0 && rank(to) > rank(from) && !allowed.has(to))).toEqual([]);
});

test('shared code never branches on the name of a template, a country or a column type', () => {
  const shared = files.filter((file) => /^sheets-templates\/(build|[^/]+\.ts)/.test(file));
  const branch = /(===|!==)\s*'(HR|SC|CV|EV|CO|FE|PL|PE|BO|EC|VE|roadmap|score)'/;
  expect(shared.filter((file) => branch.test(text(file)))).toEqual([]);
});

test('SQL models are all listed, and each says its grain and its key', () => {
  const sql = sources('pipeline').filter((file) => /merge\/(staging|marts)\/.*\.sql$/.test(file));
  const listed = text('pipeline/merge/models.ts');
  for (const file of sql) {
    expect(listed, file).toContain(file.split('/').slice(-2).join('/'));
    expect(readFileSync(join(root, file), 'utf8'), file).toMatch(/^-- grain: .+\n(--.*\n)*?-- key: .+$/m);
  }
});
