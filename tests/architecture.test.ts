import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { indicators } from '../sheets-templates/indicators/index.ts';

/** Rules of direction: `addin → sheets-templates ← pipeline`; a stage knows no later stage; nothing goes in circles. */
const root = join(import.meta.dirname, '..');

/** Every source file, whatever its language, by its path from the root. */
const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));

const FOLDERS = ['addin', 'sheets-templates', 'pipeline', 'build'];
/** Pictures are no sources. */
const files = new Map(
  FOLDERS.flatMap(sources)
    .filter((file) => !/\.(png|svg)$/.test(file))
    .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
);

interface Import {
  from: string;
  to: string;
}

/** What a file names of others: imports of all forms, scripts and styles of pages. */
function importsOf(from: string, text: string): Import[] {
  const named = /\.html$/.test(from)
    ? [...text.matchAll(/(?:src|href)="([^"]+)"/g)]
    : [...text.matchAll(/(?:\bfrom|\bimport|\bimport\(|new URL\()\s*['"]([^'"]+)['"]/g)];
  return named.map(([, target = '']) => ({
    from,
    to: target.startsWith('.') ? join(dirname(from), target).split(sep).join('/') : target,
  }));
}

/** Stages of the pipeline in the order of the flow; what all of them know stands first. */
const STAGES = [
  /^pipeline\/(text-modules\.d|version|effects|failure|synced)\.ts$/,
  /^pipeline\/read\//,
  /^pipeline\/submission\.ts$/,
  /^pipeline\/merge\//,
  /^pipeline\/disclosure\//,
  /^pipeline\/publish\//,
  /^pipeline\/office\//,
  /^pipeline\/serve\//,
  /^pipeline\/pull\//,
  /^pipeline\/push\//,
  /^pipeline\/desk\//,
  /^pipeline\/demo\//,
  /^pipeline\/scale\//,
  /^pipeline\/cli\//,
];
const stageOf = (file: string) => STAGES.findIndex((stage) => stage.test(file));

const LIBRARIES: readonly (readonly [RegExp, RegExp])[] = [
  // Only the merge names DuckDB, only the add-in's host for Excel names Office.
  [/^@duckdb\//, /^pipeline\/merge\//],
  [/^@microsoft\/office-js/, /^addin\/excel\//],
];

/** Everything that breaks a rule of direction among some files, in words. */
function breaches(all: ReadonlyMap<string, string>): string[] {
  const imports = [...all].flatMap(([file, text]) => importsOf(file, text));
  const broken = (rule: string, breaks: (item: Import) => boolean) =>
    imports.filter(breaks).map(({ from, to }) => `${rule}: ${from} → ${to}`);
  const impure = /^(pipeline|addin|build)\/|^node:|^@duckdb\/|^@e965\/|^(fs|path)$/;
  return [
    ...broken('pure', ({ from, to }) => from.startsWith('sheets-templates/') && impure.test(to)),
    ...broken(
      'apart',
      ({ from, to }) =>
        (from.startsWith('pipeline/') && to.startsWith('addin/')) ||
        (from.startsWith('addin/') && to.startsWith('pipeline/')),
    ),
    ...broken('library', ({ from, to }) => LIBRARIES.some(([name, where]) => name.test(to) && !where.test(from))),
    ...broken('later stage', ({ from, to }) => stageOf(from) >= 0 && stageOf(to) > stageOf(from)),
    ...[...all.keys()]
      .filter((file) => file.startsWith('pipeline/') && stageOf(file) < 0)
      .map((file) => `no stage: ${file}`),
    ...circles(imports).map((circle) => `circle: ${circle}`),
  ];
}

/** Files that import one another, by way of others or directly. */
function circles(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]) => {
    const at = path.indexOf(file);
    if (at >= 0) found.add([...path.slice(at)].sort().join(', '));
    if (at >= 0 || done.has(file)) return;
    for (const other of next.get(file) ?? []) walk(other, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return [...found];
}

describe('direction', () => {
  test('every source file keeps the rules', () => {
    expect(files.size).toBeGreaterThan(400);
    expect([...files.keys()].filter((file) => /\.tsx$/.test(file)).length).toBeGreaterThan(5);
    expect(breaches(files)).toEqual([]);
  });

  // Each is planted among the files of today, and only it is found.
  for (const [what, file, text, rule] of [
    [
      'a view of the pane that knows the pipeline',
      'addin/pane/views/x.tsx',
      "import { VERSION } from '../../../pipeline/version.ts';",
      'apart',
    ],
    ['a pipeline that knows the add-in', 'pipeline/merge/x.ts', "import { x } from '../../addin/host.ts';", 'apart'],
    ['a definition that reads the disk', 'sheets-templates/x.ts', "import { readFileSync } from 'node:fs';", 'pure'],
    [
      'a definition that is loaded from the pipeline',
      'sheets-templates/x.ts',
      "const x = import('../pipeline/version.ts');",
      'pure',
    ],
    [
      'a worker in plain JavaScript that knows a later stage',
      'pipeline/read/x.js',
      'import "../merge/database.ts";',
      'later stage',
    ],
    [
      'a publication that knows the command line',
      'pipeline/publish/x.ts',
      "export { x } from '../cli/main.ts';",
      'later stage',
    ],
    [
      'a page of the add-in with a script of the pipeline',
      'addin/x.html',
      '<script src="../pipeline/version.ts"></script>',
      'apart',
    ],
    ['a stage that nobody named', 'pipeline/more/x.ts', '', 'no stage'],
    ['DuckDB outside of the merge', 'pipeline/publish/x.ts', "import duckdb from '@duckdb/node-api';", 'library'],
    [
      'a file that imports itself by way of another',
      'sheets-templates/define/text.ts',
      "import '../checks/index.ts';",
      'circle',
    ],
  ] as const)
    test(`finds ${what}`, () => {
      const found = breaches(new Map([...files, [file, text]]));
      expect(found.length).toBeGreaterThan(0);
      expect(found.every((one) => one.startsWith(rule))).toBe(true);
    });
});

test('whatever is exported is used by another file', () => {
  const all = new Map(files);
  for (const file of [...['tests', 'bench'].flatMap(sources), 'vitest.config.js', 'rolldown.config.js'])
    all.set(file, readFileSync(join(root, file), 'utf8'));
  const used = new Set<string>();
  const named =
    /\b(?:import|export)\s+(?:type\s+)?(?:\{([^}]*)\}|\*(?:\s+as\s+\w+)?)\s*from\s*'(\.[^']+)'|\bimport\('(\.[^']+)'\)/g;
  for (const [file, text] of all)
    for (const [, names, target = '', whole] of text.matchAll(named)) {
      const from = join(dirname(file), whole ?? target)
        .split(sep)
        .join('/');
      for (const name of names?.split(',') ?? ['*'])
        used.add(
          `${from} ${
            name
              .trim()
              .replace(/^type /, '')
              .split(' as ')[0]
          }`,
        );
    }
  const exported = [...files].flatMap(([file, text]) =>
    [...text.matchAll(/^export (?:async )?(?:abstract )?(?:const|let|function\*?|class) ([\w$]+)/gm)].map(
      ([, name]) => [file, name] as const,
    ),
  );
  expect(exported.length).toBeGreaterThan(800);
  // What Apps Script calls stands in its bundle by name.
  const outside = ({ 0: file }: readonly [string, string | undefined]) => file === 'addin/google/code.ts';
  const idle = exported.filter((one) => !outside(one) && !used.has(`${one[0]} ${one[1]}`) && !used.has(`${one[0]} *`));
  expect(idle.map(([file, name]) => `${file} ${name}`)).toEqual([]);
});

test('shared code never branches on the name of a template, a country or a column type', () => {
  const branch = /(===|!==)\s*'(HR|SC|CV|EV|CO|FE|PL|PE|BO|EC|VE|roadmap|score)'/;
  const shared = [...files].filter(([file]) => /^sheets-templates\/(emit|recover|[^/]+\.ts)/.test(file));
  expect(shared.length).toBeGreaterThan(40);
  expect(shared.filter(([, text]) => branch.test(text)).map(([file]) => file)).toEqual([]);
});

test('SQL models are all listed, and each says its grain and its key', () => {
  const sql = [...files].filter(([file]) => /merge\/(?!counted\/)[a-z]+\/.*\.sql$/.test(file));
  expect(sql.length).toBeGreaterThan(60);
  const listed = files.get('pipeline/merge/models.ts');
  for (const [file, text] of sql) {
    expect(listed, file).toContain(file.split('/').slice(-2).join('/'));
    expect(text, file).toMatch(/^-- grain: .+\n(--.*\n)*?-- key: .+$/m);
  }
});

test('what is counted of an indicator is one file under its code, and says what it counts', () => {
  const sql = [...files].filter(([file]) => /merge\/counted\/.*\.sql$/.test(file));
  const codes = sql.map(([file]) => basename(file, '.sql'));
  expect(codes.length).toBeGreaterThan(30);
  expect(codes.filter((code) => !indicators.some((indicator) => indicator.code === code))).toEqual([]);
  for (const [file, text] of sql) expect(text, file).toMatch(/^(-- .+\n)+(select|with)\b/);
});

test('what the program and its build name is installed without the tools of development', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object };
  const built = [...files].filter(([file]) => /^(pipeline|sheets-templates)\//.test(file));
  for (const file of ['rolldown.config.js', 'build/script-as-text.js'])
    built.push([file, readFileSync(join(root, file), 'utf8')]);
  const named = built
    .flatMap(([file, text]) => importsOf(file, text))
    .map(({ to }) => /^(@[^/]+\/[^/]+|[^/]+)/.exec(to)?.[1] ?? to)
    .filter(
      (to) =>
        /^[@a-z]/.test(to) && !/^(node:|pipeline$|sheets-templates$|addin$|build$|docs$)/.test(to) && to !== 'META',
    );
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((name) => !Object.hasOwn(dependencies, name))).toEqual([]);
});

test.skipIf(process.platform === 'win32')('the built program may be started itself, as `npx quipu` does', () => {
  const { status, stdout, stderr } = spawnSync(join(root, 'dist', 'quipu.js'), ['--help'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toContain('quipu [opciones] ORDEN');
});
