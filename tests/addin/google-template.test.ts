// biome-ignore-all lint/style/noExcessiveLinesPerFile: what is tested here is set up once, and looked at in many ways
import { describe, expect, test } from 'vitest';
import { googleHost } from '../../addin/google/host/google-host.ts';
import { WorkbookEngine } from '../../addin/pane/engine/engine.ts';
import { Session } from '../../addin/pane/session.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import type { Template } from '../../sheets-templates/define/template.ts';
import { toGoogle } from '../../sheets-templates/emit/to-google.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { LISTS_SHEET, letters } from '../../sheets-templates/emit/xlsx/address.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { base } from '../helpers/damages.ts';
import { googleCode } from '../helpers/google-code.ts';
import { template } from '../helpers/workbooks.ts';
import { applyRequests } from '../hosts/google-requests.ts';
import { GoogleScript } from '../hosts/google-script.ts';
import { largeWorkbook } from '../hosts/large-workbook.ts';
import { emptyWorkbook, type MemoryWorkbook, memoryOf } from '../hosts/memory-workbook.ts';

const options = { lang: 'es', country: 'PE', cover: { envio_n: 1 } } as const;

/** What people and readers find in a workbook: names, what is hidden, and every cell that is no formula. */
const contentOf = ({ sheets }: MemoryWorkbook) =>
  sheets
    .filter(({ name }) => name !== LISTS_SHEET)
    .map(({ name, visibility, rows, hiddenRows }) => ({
      name,
      hidden: visibility !== 'Visible',
      hiddenRows,
      cells: Object.entries(rows).flatMap(([row, cells]) =>
        Object.entries(cells)
          .filter(([, { formula, value }]) => value !== '' && !String(formula).startsWith('='))
          .map(([column, { value }]) => [Number(row), Number(column), value]),
      ),
    }));

const madeOf = (definition: Template) =>
  applyRequests([...toGoogle(definition, options).requests, { deleteSheet: { sheetId: 0 } }]);

async function insertInto(workbook: MemoryWorkbook, slug: string) {
  const script = new GoogleScript(workbook, googleCode().code);
  const host = await googleHost(script.run);
  const built = await new WorkbookEngine().build({ slug, ...options }, host.takes);
  return { script, host, built };
}

describe('templates in Google Sheets', () => {
  test.each(templates)('$slug: a new spreadsheet and the file hold the same', async (definition) => {
    const made = madeOf(definition);
    const read = await readBook(await toXlsx(definition, options), 'libro.xlsx');
    if ('refusal' in read) throw new Error(read.refusal.problem.en);
    expect(contentOf(made)).toEqual(contentOf(memoryOf(read.book)));
  });

  test('the spreadsheet that is open gets what a new one gets', async () => {
    const { script, host, built } = await insertInto(emptyWorkbook(), 'score');
    await host.insert(built);
    const [inserted, made] = [script.workbook, madeOf(template('SC'))];
    expect(contentOf(inserted)).toEqual(contentOf(made));
    expect(inserted.names).toEqual(made.names);
    // Whole blocks: not a call for each of some 70,000 cells.
    expect(script.count.writes).toBeLessThan(900);
  });

  test('have their validations, notes, protected keys and conditional formats', async () => {
    const { script, host, built } = await insertInto(emptyWorkbook(), 'score');
    await host.insert(built);
    const sheet = script.workbook.sheets.find(({ name }) => name === 'Empresas');
    if (!sheet) throw new Error('no sheet');
    const { validations, notes, protections, looks } = script.extra(sheet);
    const letterOf = (key: string) =>
      String.fromCharCode(64 + Number(Object.entries(sheet.rows[1] ?? {}).find(([, { value }]) => value === key)?.[0]));
    const at = (key: string) => validations.find(({ range }) => range === `${letterOf(key)}4:${letterOf(key)}503`);
    const region = at('region');
    expect(region).toMatchObject({ kind: 'list', strict: true });
    expect(region?.help).toContain('planta');
    // The regions of the country stand in a block that a formula fills.
    const lists = script.workbook.sheets.find(({ name }) => name === LISTS_SHEET);
    const [block = ''] = (region?.args ?? []) as string[];
    const [, column = '', row = ''] = /^([A-Z]+)(\d+):/.exec(block) ?? [];
    const first =
      lists?.rows[Number(row)]?.[column.split('').reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0)];
    expect(first?.formula).toMatch(/^=FILTER\(.+;\(.+=Q_PAIS\)\+\(COUNTIF\(.+;Q_PAIS\)=0\)\)$/);
    expect(at('trab_mujeres')).toMatchObject({ kind: 'formula', strict: true });
    expect(at('trab_mujeres')?.args[0]).toMatch(/^=AND\(ISNUMBER\(\w4\);\w4=INT\(\w4\);\w4>=0\)$/);
    expect(at('fecha_ingreso')).toMatchObject({ kind: 'date', strict: true });
    expect(notes.get(`${letterOf('region')}3`)).toContain('planta');
    expect(protections).toEqual([
      { block: expect.stringMatching(/^A1:[A-Z]+3$/), description: expect.stringContaining('claves'), warns: true },
    ]);
    expect(sheet.conditionalFormats.length).toBeGreaterThan(10);
    expect([...looks.keys()].some((key) => key.endsWith('background'))).toBe(true);
    expect(script.workbook.sheets.filter(({ visibility }) => visibility === 'Hidden').map(({ name }) => name)).toEqual([
      '_listas',
      '_quipu',
    ]);
  });

  test('speak no dialect of formulas: no comma between arguments, no decimal, no name where names are refused', () => {
    for (const definition of templates) {
      const text = JSON.stringify(toGoogle(definition, options).requests);
      const formulas = [...text.matchAll(/"(?:formulaValue|userEnteredValue)":"(=(?:[^"\\]|\\.)*)"/g)].map(
        ([, formula = '']) => JSON.parse(`"${formula}"`) as string,
      );
      expect(formulas.length).toBeGreaterThan(100);
      for (const formula of formulas) {
        const bare = formula.replace(/"[^"]*"|'[^']*'/g, '');
        expect(bare, formula).not.toMatch(/,|\d\.\d/);
      }
    }
  });

  test('come whole or not at all', async () => {
    for (const after of [1, 40, 250]) {
      const { script, host, built } = await insertInto(emptyWorkbook(), 'score');
      const before = JSON.stringify(script.workbook);
      let left = after;
      script.before = () => {
        left -= 1;
        if (left === 0) throw new Error('Service Spreadsheets failed while accessing document.');
      };
      await expect(host.insert(built)).rejects.toThrow('did not answer');
      expect(JSON.stringify(script.workbook), `after ${after}`).toBe(before);
    }
  });

  test('take away no sheet into which somebody typed while they came', async () => {
    const { script, host, built } = await insertInto(emptyWorkbook(), 'score');
    let count = 0;
    script.before = () => {
      count += 1;
      if (count === 100) script.type('Hoja1', 'A1', 'Mis notas');
    };
    await host.insert(built);
    expect(script.workbook.sheets.map(({ name }) => name)).toContain('Hoja1');
  });

  test('do not come twice, nor over a sheet of the same name', async () => {
    const { host, built } = await insertInto(emptyWorkbook(), 'score');
    await host.insert(built);
    await expect(host.insert(built)).rejects.toThrow('already');
  });
});

describe('a template that came from Excel', () => {
  /** As Google has it after an upload: no list that a formula chooses, no table. */
  async function uploaded() {
    const sent = base();
    const read = await readBook(await sent.bytes(), 'libro.xlsx');
    if ('refusal' in read) throw new Error(read.refusal.problem.en);
    const workbook = memoryOf(read.book);
    workbook.names = [];
    for (const sheet of workbook.sheets)
      Object.assign(sheet, { tables: [], visibility: sheet.visibility === 'Visible' ? 'Visible' : 'Hidden' });
    const script = new GoogleScript(workbook, googleCode().code);
    const session = new Session(await googleHost(script.run), new WorkbookEngine(), {
      template: () => Promise.reject(new Error('not asked')),
      fetch: () => Promise.reject(new Error('not asked')),
      save: () => undefined,
      now: () => new Date('2026-07-10T12:00:00Z'),
    });
    await session.begin();
    await session.leave();
    const sheet = script.workbook.sheets.find(({ name }) => name === 'Empresas');
    if (!sheet) throw new Error('no sheet');
    return { script, session, sheet };
  }

  test('gets its lists, helps and protections again, once, and its data stays', async () => {
    const { script, session, sheet } = await uploaded();
    const data = () =>
      JSON.stringify(
        script.workbook.sheets
          .filter(({ name }) => name !== 'Portada' && !name.startsWith('_'))
          .map(({ rows }) => rows),
      );
    const before = data();
    const found = JSON.stringify(session.state.reviewed?.groups);
    for (const times of [1, 2]) {
      await session.mendLists();
      expect(session.state.notice, session.state.notice?.words.es).toMatchObject({ kind: 'good' });
      const { validations, notes, protections } = script.extra(sheet);
      expect(validations.filter(({ kind }) => kind === 'list').length).toBe(times * 6);
      expect(notes.size).toBeGreaterThan(10);
      expect(protections).toHaveLength(1);
      expect(new Set(sheet.conditionalFormats.map(({ formula }) => formula)).size).toBe(
        sheet.conditionalFormats.length,
      );
    }
    expect(script.workbook.names.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['L_REGION', 'R_Empresas', 'Q_PAIS']),
    );
    expect(script.workbook.sheets.find(({ name }) => name === LISTS_SHEET)).toMatchObject({ visibility: 'Hidden' });
    expect(data()).toBe(before);
    expect(JSON.stringify(session.state.reviewed?.groups)).toBe(found);
  });

  test('is left alone where columns have moved', async () => {
    const { script, session, sheet } = await uploaded();
    for (const cells of Object.values(sheet.rows)) [cells[2], cells[3]] = [cells[3] as never, cells[2] as never];
    const before = JSON.stringify(script.workbook);
    await session.mendLists();
    expect(session.state.notice?.words.es).toContain('En «Empresas» las columnas no están donde');
    expect(JSON.stringify(script.workbook)).toBe(before);
  });
});

describe('the script', () => {
  test('asks for this spreadsheet, its sidebar and files of its own, and nothing else', () => {
    expect(googleCode().manifest.oauthScopes).toEqual([
      'https://www.googleapis.com/auth/spreadsheets.currentonly',
      'https://www.googleapis.com/auth/script.container.ui',
      'https://www.googleapis.com/auth/drive.file',
    ]);
  });

  test('opens the sidebar from its menu, in the language of the person', async () => {
    for (const [language, label] of [
      ['es-419', 'Abrir el panel'],
      ['en', 'Open the pane'],
    ] as const) {
      const script = new GoogleScript(emptyWorkbook(), googleCode().code, { language, locale: 'es_ES' });
      script.call('onOpen');
      script.call('abrirQuipu');
      expect(script.shown).toEqual([`${label} → abrirQuipu`, 'sidebar: Quipu']);
    }
  });

  test('writes nothing over what somebody typed since it was looked at', async () => {
    const { script, host, cell } = await oneWrong();
    script.meanwhile = () => script.type('Empresas', 'E5', 'Tacna');
    await expect(host.write([{ sheet: 'Empresas', cell: 'E5', value: 'Cusco' }])).resolves.toMatchObject({
      written: [],
      problem: { text: { es: expect.stringContaining('Alguien escribió') } },
    });
    expect(cell().value).toBe('Tacna');
  });

  test('undoes nothing in a row that another one has taken the place of', async () => {
    const { script, host, cell } = await oneWrong();
    const { written } = await host.write([{ sheet: 'Empresas', cell: 'E5', value: 'Cusco' }]);
    expect(cell().value).toBe('Cusco');
    const sheet = script.workbook.sheets.find(({ name }) => name === 'Empresas');
    // Sorted: row 7 comes to stand here, and says the same in this column.
    if (sheet)
      [sheet.rows[5], sheet.rows[7]] = [
        structuredClone(sheet.rows[7]) as never,
        structuredClone(sheet.rows[5]) as never,
      ];
    Object.assign(cell(), { value: 'Cusco', formula: 'Cusco' });
    expect(await host.restore(written)).toBe(1);
    expect(cell().value).toBe('Cusco');
  });

  test('undoes what was written before the program stopped on the way, in a row of which more was to be written', async () => {
    const { script, host, cell } = await oneWrong();
    let writes = 0;
    script.before = () => {
      writes += 1;
      if (writes === 3) throw new Error('Service Spreadsheets timed out while accessing document.');
    };
    const { written, problem } = await host.write([
      { sheet: 'Empresas', cell: 'E5', value: 'Cusco' },
      { sheet: 'Empresas', cell: 'F5', value: 'Otro' },
    ]);
    expect([problem === null, written.map((one) => one.cell), cell().value]).toEqual([false, ['E5'], 'Cusco']);
    script.before = () => undefined;
    expect(await host.restore(written)).toBe(0);
    expect(cell().value).toBe('Cusc');
  });

  test('puts back what a list refuses, and the list stays', async () => {
    const workbook = emptyWorkbook();
    const script = new GoogleScript(workbook, googleCode().code);
    const host = await googleHost(script.run);
    await host.insert(await new WorkbookEngine().build({ slug: 'score', ...options }, host.takes));
    const sheet = workbook.sheets.find(({ name }) => name === 'Empresas');
    if (!sheet) throw new Error('no sheet');
    const rules = () => JSON.stringify(script.extra(sheet).validations);
    const before = rules();
    const at = (key: string) =>
      `${letters(Number(Object.entries(sheet.rows[1] ?? {}).find(([, { value }]) => value === key)?.[0]) - 1)}4`;
    script.type('Empresas', at('trab_mujeres'), 'doce');
    script.type('Empresas', at('sector'), 'Textiles');
    await host.read();
    const { written } = await host.write([
      { sheet: 'Empresas', cell: at('trab_mujeres'), value: 12 },
      { sheet: 'Empresas', cell: at('sector'), value: 'Textil y confecciones' },
    ]);
    expect(await host.restore(written)).toBe(0);
    const says = Object.values(sheet.rows[4] ?? {}).map(({ value }) => value);
    expect(says).toEqual(expect.arrayContaining(['doce', 'Textiles']));
    expect(rules()).toBe(before);
  });

  test('reads a large spreadsheet as it stands at one moment', async () => {
    const script = new GoogleScript(largeWorkbook(8_000), googleCode().code);
    const host = await googleHost(script.run);
    let parts = 0;
    const { run } = script;
    script.run = async (name, args) => {
      if (name === 'book') parts += 1;
      if (name === 'book' && parts === 2) script.insertRow('Actores', 4);
      return run(name, args);
    };
    const again = await googleHost(script.run);
    const [torn, whole] = [await again.read(), await host.read()];
    expect(parts).toBeGreaterThan(3);
    expect(torn.sheets.map(({ name, cells }) => [name, cells.row.length, cells.row.at(-1)])).toEqual(
      whole.sheets.map(({ name, cells }) => [name, cells.row.length, cells.row.at(-1)]),
    );
  });

  test('makes one new spreadsheet although filling it fails at first', async () => {
    const { script, host, built } = await insertInto(emptyWorkbook(), 'score');
    let fails = 1;
    script.before = () => {
      fails -= 1;
      if (fails === -1) throw new Error('Service Sheets failed');
    };
    await expect(host.open(built)).rejects.toThrow('did not answer');
    script.before = () => undefined;
    expect(await host.open(built)).toBe('https://docs.google.com/spreadsheets/d/hoja-1/edit');
    expect(script.created).toHaveLength(1);
    expect(await host.open(built)).toBe('https://docs.google.com/spreadsheets/d/hoja-2/edit');
  });

  test('tells a function of a cell nothing of what a person keeps', async () => {
    const script = new GoogleScript(emptyWorkbook(), googleCode().code);
    await script.run('remember', JSON.stringify(['clave', 'secreta']));
    script.hasWindow = false;
    await expect(script.run('recall', JSON.stringify(['clave']))).rejects.toThrow('getUi');
  });

  test('stands in a page of which Apps Script reads nothing but a loader', () => {
    const { sidebar } = googleCode();
    const [, ...scripts] = sidebar.split(/<script[^>]*>/);
    expect(scripts).toHaveLength(3);
    const [engine = '', program = '', loader = ''] = scripts.map((text) => text.split('</script>')[0] ?? '');
    for (const packed of [engine, program]) expect(packed).toMatch(/^[\w-]{50000,}$/);
    // What looks like a comment is taken out of a page's programs, wherever it stands.
    expect(loader).not.toMatch(/\/\/|\/\*/);
  });

  test('answers nothing but what the sidebar asks', async () => {
    const script = new GoogleScript(emptyWorkbook(), googleCode().code);
    for (const name of ['constructor', 'toString', '__proto__', 'run'])
      await expect(script.run(name, '[]')).rejects.toThrow(name);
  });

  test('tells 20,000 rows in a few calls', async () => {
    const script = new GoogleScript(largeWorkbook(20_000), googleCode().code);
    const host = await googleHost(script.run);
    const started = performance.now();
    const book = await host.read();
    console.log(
      `20,000 rows from Google Sheets: ${script.count.runs - 1} calls, ${script.count.reads} readings, ${Math.round(performance.now() - started)} ms here`,
    );
    expect(book.sheets.reduce((sum, { cells }) => sum + cells.row.length, 0)).toBeGreaterThan(150_000);
    expect(script.count.runs).toBeLessThan(12);
    expect(script.count.reads).toBeLessThan(60);
  });

  test('says so when a spreadsheet is in use by too many, or its permission is gone', async () => {
    const script = new GoogleScript(emptyWorkbook(), googleCode().code);
    const host = await googleHost(script.run);
    for (const [says, words] of [
      ['Service invoked too many times for one day: premium runtime.', 'wait a moment'],
      ['You do not have permission to call SpreadsheetApp.getActiveSpreadsheet.', 'gives no permission'],
      ['Exception: You are trying to edit a protected cell or object.', 'protected'],
      ['ScriptError: Error inesperado', 'did not answer'],
    ] as const) {
      script.before = () => {
        throw new Error(says);
      };
      await expect(host.read()).rejects.toThrow(words);
    }
  });

  test('undoes days, formulas and texts as they stood', async () => {
    const workbook = memoryOf(await bookOf());
    const script = new GoogleScript(workbook, googleCode().code);
    const host = await googleHost(script.run);
    const sheet = 'Empresas';
    const letter = 'B';
    for (const [at, content] of [
      [4, "'01/02/2025"],
      [5, '=1+1'],
      [6, 45_000],
      [7, ''],
    ] as const)
      script.type(sheet, `${letter}${at}`, content);
    const cells = () => [4, 5, 6, 7].map((row) => workbook.sheets.find(({ name }) => name === sheet)?.rows[row]?.[2]);
    const before = structuredClone(cells());
    const { written, problem } = await host.write(
      [4, 5, 6, 7].map((row) => ({ sheet, cell: `${letter}${row}`, value: '=HOLA()' })),
    );
    expect(problem).toBeNull();
    expect(cells().map((cell) => [cell?.value, cell?.formula])).toEqual(
      Array.from({ length: 4 }, () => ['=HOLA()', '=HOLA()']),
    );
    expect(await host.restore(written)).toBe(0);
    expect(cells()).toEqual(before);
  });
});

/** A workbook with one wrong region, looked at. */
async function oneWrong() {
  const sent = base();
  sent.page('Empresas').getCell(5, sent.at('Empresas', 'region')).value = 'Cusc';
  const read = await readBook(await sent.bytes(), 'libro.xlsx');
  if ('refusal' in read) throw new Error(read.refusal.problem.en);
  const script = new GoogleScript(memoryOf(read.book), googleCode().code);
  const host = await googleHost(script.run);
  await host.read();
  const cell = () => script.workbook.sheets.find(({ name }) => name === 'Empresas')?.rows[5]?.[5] ?? { value: '' };
  expect(cell().value).toBe('Cusc');
  return { script, host, cell };
}

async function bookOf() {
  const read = await readBook(await toXlsx(template('SC'), options), 'libro.xlsx');
  if ('refusal' in read) throw new Error(read.refusal.problem.en);
  return read.book;
}
