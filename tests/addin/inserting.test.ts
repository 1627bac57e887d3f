// biome-ignore-all lint/style/noExcessiveLinesPerFile: what is tested here is set up once, and looked at in many ways
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { inWords } from '../../addin/excel/host/errors.ts';
import { excelHost } from '../../addin/excel/host/excel-host.ts';
import { HostError, type WorkbookFile } from '../../addin/host.ts';
import { templateNames, templateSheets } from '../../sheets-templates/emit/template-facts.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { META_SHEET } from '../../sheets-templates/emit/xlsx/address.ts';
import { template } from '../helpers/workbooks.ts';
import { excelInNode } from '../hosts/excel-client.ts';
import { openedFromBase64 } from '../hosts/excel-files.ts';
import { ApiError } from '../hosts/excel-item.ts';
import { computeFormulas } from '../hosts/formula-engine.ts';
import { cellAt, emptySheet, emptyWorkbook, enter } from '../hosts/memory-workbook.ts';
import { type Globals, tellSelected } from '../hosts/office-globals.ts';
import { asTyped } from '../hosts/typed.ts';

/** A template comes whole into an open workbook, or not at all, whatever Excel does on the way. */

computeFormulas();

let file: WorkbookFile;
beforeAll(async () => {
  const options = { lang: 'es', country: null, prepared: 3 } as const;
  file = {
    kind: 'xlsx',
    bytes: await toXlsx(template('SC'), options),
    sheets: templateSheets(template('SC'), 'es'),
    names: templateNames(template('SC'), options),
  };
});

function excelWith(workbook = emptyWorkbook()) {
  const executor = excelInNode(workbook);
  executor.readWorkbook = openedFromBase64;
  return { executor, workbook, host: excelHost(), names: () => workbook.sheets.map(({ name }) => name) };
}

const sentenceOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HostError)) throw new Error(`no sentence: ${String(error)}`);
  return error.text.es;
};

describe('a template in the open workbook', () => {
  test('is there although Excel says that it failed after inserting', async () => {
    const { executor, host, names, workbook } = excelWith();
    executor.afterInserting = () => {
      throw new ApiError('GeneralException');
    };
    await host.insert(file);
    expect(names()).toEqual([...file.sheets, '_listas', META_SHEET]);
    expect(workbook.names.map(({ name }) => name)).toEqual(expect.arrayContaining(file.names.map(({ name }) => name)));
    expect(workbook.active).toBe('Portada');
  });

  test('leaves nothing behind where Excel brought a part of it and failed, and comes at the next try', async () => {
    const { executor, host, names, workbook } = excelWith();
    executor.afterInserting = () => {
      workbook.sheets.splice(4, 2);
      throw new ApiError('GeneralException');
    };
    expect(await sentenceOf(host.insert(file))).toContain('no respondió');
    expect(names()).toEqual(['Hoja1']);
    executor.afterInserting = () => undefined;
    await host.insert(file);
    expect(names()).toEqual([...file.sheets, '_listas', META_SHEET]);
  });

  test("takes nobody else's sheet away, nor hides it, where one comes meanwhile", async () => {
    for (const fails of [true, false]) {
      const { executor, host, names, workbook } = excelWith();
      executor.afterInserting = () => {
        const others = emptySheet('Ajena');
        enter(workbook, others, 1, 1, 'trabajo');
        workbook.sheets.push(others);
        if (!fails) return;
        workbook.sheets.splice(4, 2);
        throw new ApiError('GeneralException');
      };
      await host.insert(file).catch(() => undefined);
      expect(names().includes('Portada')).toBe(!fails);
      expect(workbook.sheets.find(({ name }) => name === 'Ajena')?.visibility).toBe('Visible');
    }
  });

  test('is taken away where Excel brings no hidden sheets and says nothing', async () => {
    const { executor, host, names, workbook } = excelWith();
    executor.afterInserting = () => {
      workbook.sheets = workbook.sheets.filter(({ visibility }) => visibility === 'Visible');
    };
    expect(await sentenceOf(host.insert(file))).toContain('no trajo todas las hojas');
    expect(names()).toEqual(['Hoja1']);
  });

  for (const names of ['come', 'left behind', 'broken'] as const)
    test(`has its named ranges where those of the file are ${names}`, async () => {
      const { executor, host, workbook } = excelWith();
      executor.names = names;
      await host.insert(file);
      const told = new Map(workbook.names.map(({ name, formula }) => [name, formula]));
      for (const { name, refersTo } of file.names) expect(told.get(name), name).toBe(`=${refersTo}`);
    });

  test('comes once; a sheet of the same name is named', async () => {
    const { host } = excelWith();
    await host.insert(file);
    expect(await sentenceOf(host.insert(file))).toContain('ya es una plantilla de Quipu');
    const own = emptyWorkbook();
    own.sheets.push(emptySheet('portada'));
    expect(await sentenceOf(excelWith(own).host.insert(file))).toContain('ya tiene una hoja «portada»');
  });

  test('is refused by an Excel that would have to repair it', async () => {
    const parts = unzipSync(file.bytes);
    const name = Object.keys(parts).find(
      (path) => /sheet\d+\.xml$/.test(path) && strFromU8(parts[path] as Uint8Array).includes('<f>'),
    );
    const broken = strFromU8(parts[name ?? ''] as Uint8Array).replace(/<f>[^<]*<\/f>/, '<f>OR()</f>');
    const { host, names } = excelWith();
    const bytes = zipSync({ ...parts, [name ?? '']: strToU8(broken) });
    await sentenceOf(host.insert({ ...file, bytes }));
    expect(names()).toEqual(['Hoja1']);
  });
});

test('of a selection of several areas the first cell is told', async () => {
  const { executor, host } = excelWith();
  const told: string[] = [];
  const stop = await host.observe({
    changed: () => undefined,
    selected: (_, cell) => told.push(cell),
    moved: () => undefined,
  });
  for (const address of ['A1,C5:D6', 'C5:D6', 'B:B', '4:6', 'F9'])
    tellSelected(globalThis as unknown as Globals, executor, 'Hoja1', address);
  await expect.poll(() => told.length).toBe(5);
  expect(told).toEqual(['A1', 'C5', 'B1', 'A4', 'F9']);
  await stop();
});

test('a cell of another sheet is selected', async () => {
  const { host, workbook } = excelWith();
  workbook.sheets.push({ ...emptySheet('Otra'), visibility: 'Hidden' });
  await host.select('Otra', 'C5');
  expect([workbook.active, workbook.selected]).toEqual(['Otra', 'C5']);
});

test('merged cells are told with all their cells', async () => {
  const { host, workbook } = excelWith();
  const [own] = workbook.sheets;
  if (!own) throw new Error('no sheet');
  enter(workbook, own, 2, 2, 'x');
  enter(workbook, own, 9, 5, 'y');
  const areas = [
    { top: 2, left: 2, bottom: 4, right: 3 },
    { top: 8, left: 4, bottom: 8, right: 5 },
  ];
  own.merged.push(...areas);
  expect((await host.read()).sheets[0]?.merged).toEqual(areas);
});

test('every error that Excel is known to give has a sentence that says what to do', () => {
  const otherwise = inWords({ code: 'NobodyKnows' });
  const known = ['RangeExceedsLimit', 'InvalidRequestContext', 'AccessDenied', 'ItemNotFound', 'UnsupportedFeature'];
  for (const code of known) {
    const said = inWords({ code, message: 'in English' });
    if (!(said instanceof HostError) || !(otherwise instanceof HostError)) throw new Error(`${code} has no sentence`);
    expect(said.text.es, code).not.toBe(otherwise.text.es);
    expect(said.text.es).not.toContain('English');
  }
});

/** What the stand-in refuses, as Excel does. */
describe('the workbook in memory', () => {
  const codeOf = async (work: (context: Excel.RequestContext) => void) =>
    Excel.run(async (context) => {
      work(context);
      await context.sync();
    }).then(
      () => null,
      (error: { code?: string }) => error.code,
    );
  const sheet = (context: Excel.RequestContext, name = 'Hoja1') => context.workbook.worksheets.getItem(name);

  test('deletes no very hidden sheet and not the last in sight, nor hides that one', async () => {
    const { workbook } = excelWith();
    workbook.sheets.push({ ...emptySheet('Oculta'), visibility: 'VeryHidden' });
    expect(await codeOf((context) => sheet(context, 'Oculta').delete())).toBe('GeneralException');
    expect(await codeOf((context) => sheet(context).delete())).toBe('InvalidOperation');
    expect(
      await codeOf((context) => {
        sheet(context).visibility = 'Hidden';
      }),
    ).toBe('InvalidOperation');
  });

  test('takes no second name of the same kind, none like a cell, no formula that is none', async () => {
    excelWith();
    expect(await codeOf((context) => context.workbook.names.add('Uno', '=1'))).toBeNull();
    expect(await codeOf((context) => context.workbook.names.add('UNO', '=2'))).toBe('ItemAlreadyExists');
    expect(await codeOf((context) => context.workbook.names.add('A1', '=2'))).toBe('InvalidArgument');
    expect(await codeOf((context) => context.workbook.names.add('Dos', '=OR()'))).toBe('InvalidArgument');
    expect(await codeOf((context) => context.workbook.worksheets.add('hoja1'))).toBe('ItemAlreadyExists');
    expect(await codeOf((context) => context.workbook.worksheets.add('a/b'))).toBe('InvalidArgument');
  });

  test('takes no address that is none, and no text that a cell cannot hold', async () => {
    excelWith();
    expect(await codeOf((context) => sheet(context).getRange('A1,C3').load('values'))).toBe('InvalidArgument');
    expect(await codeOf((context) => sheet(context).getRange('XFE1').load('values'))).toBe('InvalidArgument');
    expect(await codeOf((context) => sheet(context).getRangeByIndexes(1_048_575, 0, 2, 1).load('values'))).toBe(
      'InvalidArgument',
    );
    expect(await codeOf((context) => sheet(context).getRange().load('values'))).toBe('RangeExceedsLimit');
    const put = (text: string) => (context: Excel.RequestContext) => {
      sheet(context).getRange('A1').values = [[text]];
    };
    expect(await codeOf(put('x'.repeat(32_768)))).toBe('InvalidArgument');
    for (const text of ['=SUM(', '-a b', '@SUM(A1', '+1+'])
      expect(await codeOf(put(text)), text).toBe('InvalidArgument');
    for (const text of ['-5', '+1e3', '-1/2/2026', "'=SUM("]) expect(await codeOf(put(text)), text).toBeNull();
  });

  test('changes nothing in a protected sheet, formats neither', async () => {
    const { workbook } = excelWith();
    await Excel.run(async (context) => {
      sheet(context).getRange('B2').conditionalFormats.add('Custom').custom.rule.formula = '=B2>1';
      await context.sync();
    });
    for (const own of workbook.sheets) own.isProtected = true;
    const [format] = workbook.sheets[0]?.conditionalFormats ?? [];
    const formats = (context: Excel.RequestContext, address: string) =>
      sheet(context)
        .getRange(address)
        .conditionalFormats.getItem(format?.id ?? '');
    expect(await codeOf((context) => formats(context, 'B2').delete())).toBe('AccessDenied');
    expect(await codeOf((context) => formats(context, 'D9').delete())).toBe('ItemNotFound');
    expect(
      await codeOf((context) => {
        sheet(context).getRange('A1').values = [[1]];
      }),
    ).toBe('AccessDenied');
  });

  test('takes and gives no more than 5 MB at once', async () => {
    const { workbook } = excelWith();
    const long = 'x'.repeat(30_000);
    expect(
      await codeOf((context) => {
        sheet(context).getRange('A1:A200').values = Array.from({ length: 200 }, () => [long]);
      }),
    ).toBe('RequestPayloadSizeLimitExceeded');
    for (let row = 1; row <= 200; row += 1) enter(workbook, workbook.sheets[0] as never, row, 1, long);
    expect(await codeOf((context) => sheet(context).getRange('A1:A200').load('values'))).toBe(
      'ResponsePayloadSizeLimitExceeded',
    );
  });

  test('makes of what is typed what Excel makes of it', () => {
    const typed = [
      '3/4/2026',
      '2026-04-03',
      '12%',
      '12.5%',
      '$1,234.50',
      '1e3',
      'TRUE',
      '1,234',
      '10:30',
      '1 1/2',
      '3-abr',
      'Cusco',
      '1.2.3',
    ];
    expect(typed.map((text) => asTyped(text).value)).toEqual([
      ...[46_085, 46_115, 0.12, 0.125, 1234.5, 1000, true, 1234, 0.4375, 1.5, '3-abr', 'Cusco', '1.2.3'],
    ]);
    expect(asTyped('3/4/2026', true).value).toBe(46_115);
  });

  test('computes what is entered as a formula, and counts formats only where it is asked to', async () => {
    const { workbook } = excelWith();
    const [own] = workbook.sheets;
    if (!own) throw new Error('no sheet');
    enter(workbook, own, 1, 1, 20);
    enter(workbook, own, 2, 1, '=IF(A1>3,"más","menos")&A1');
    expect(cellAt(own, 2, 1).value).toBe('más20');
    own.rows[9] = { 4: { value: '', formula: '', format: '0%' } };
    const used = (valuesOnly: boolean) =>
      Excel.run(async (context) => {
        const range = sheet(context).getUsedRangeOrNullObject(valuesOnly);
        range.load('address');
        await context.sync();
        return range.address;
      });
    expect([await used(true), await used(false)]).toEqual(['Hoja1!A1:A2', 'Hoja1!A1:D9']);
  });

  test('tells the conditional formats of the range that is asked', async () => {
    excelWith();
    await Excel.run(async (context) => {
      const format = sheet(context).getRange('B2:C3').conditionalFormats.add('Custom');
      format.custom.rule.formula = '=B2>1';
      await context.sync();
    });
    const counted = (address: string) =>
      Excel.run(async (context) => {
        const { conditionalFormats } = sheet(context).getRange(address);
        conditionalFormats.load('items/type');
        await context.sync();
        return conditionalFormats.items.length;
      });
    expect([await counted('C3:D9'), await counted('D4:D9')]).toEqual([1, 0]);
  });
});
