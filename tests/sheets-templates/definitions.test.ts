import { describe, expect, test } from 'vitest';
import { checkWorkbook } from '../../sheets-templates/check.ts';
import { findRule, rules } from '../../sheets-templates/checks/index.ts';
import { codeLists } from '../../sheets-templates/code-lists/index.ts';
import { lists, listsOf } from '../../sheets-templates/code-lists/lookup.ts';
import { code, integer, reference } from '../../sheets-templates/column-types/index.ts';
import { isRequired, requirementInWords, requirementMark } from '../../sheets-templates/conditions.ts';
import { countries } from '../../sheets-templates/countries/index.ts';
import type { Column, Condition } from '../../sheets-templates/define/column.ts';
import type { Sheet } from '../../sheets-templates/define/template.ts';
import type { Text } from '../../sheets-templates/define/text.ts';
import { sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { sheetName } from '../../sheets-templates/emit/xlsx/address.ts';
import { indicatorByCode, indicators } from '../../sheets-templates/indicators/index.ts';
import { countWithUnit, isKnownUnit, unitIn } from '../../sheets-templates/indicators/units.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { fold } from '../../sheets-templates/text-matching.ts';
import { example, rawWorkbook } from '../helpers/workbooks.ts';

const columns: [Sheet, Column][] = sheetDefinitions.flatMap((sheet) =>
  sheet.columns.map((column): [Sheet, Column] => [sheet, column]),
);
const twice = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

describe('the definitions', () => {
  test('are the seven workbooks, each list, country and indicator once', () => {
    expect(templates.map(({ code }) => code)).toEqual(['HR', 'SC', 'CV', 'EV', 'CO', 'FE', 'PL']);
    for (const names of [
      sheetDefinitions.map(({ id }) => id),
      codeLists.map(({ id }) => id),
      countries.map(({ code }) => code),
      indicators.map(({ code }) => code),
    ])
      expect(twice(names)).toEqual([]);
  });

  test('give every region of a country its square', () => {
    for (const { code: country, tiles, regions } of countries) {
      const squares = tiles.flatMap((row) => row.split(/\s+/)).filter((square) => square !== '.' && square !== '');
      const codes = regions.map(({ code: region }) => region.replace(`${country}-`, ''));
      expect([...squares].sort(), country).toEqual([...codes].sort());
    }
  });

  test('say what the type of a column needs, or do not compile', () => {
    const words = { label: { es: 'x', en: 'x' }, help: { es: 'x', en: 'x' }, required: { kind: 'never' } } as const;
    // @ts-expect-error a code comes from a list
    const coded: Column = { key: 'a', type: code, ...words };
    // @ts-expect-error a reference names a row of a sheet
    const named: Column = { key: 'b', type: reference, ...words };
    // @ts-expect-error a number comes from no list
    const counted: Column = { key: 'c', type: integer, list: 'PAIS', ...words };
    const whole: Column[] = [
      { key: 'a', type: code, list: 'PAIS', ...words },
      { key: 'b', type: reference, ref: { sheet: 'Empresas', column: 'empresa_id' }, ...words },
      { key: 'c', type: integer, ...words },
    ];
    expect([coded, named, counted].map(({ key }) => key)).toEqual(whole.map(({ key }) => key));
  });

  test('never put more than 19 columns into a sheet', () => {
    expect(sheetDefinitions.filter((sheet) => sheet.columns.length > 19)).toEqual([]);
  });

  test('have every text in both languages', () => {
    const texts: [string, Text][] = [
      ...templates.flatMap((item): [string, Text][] => [
        [item.code, item],
        [item.code, item.purpose],
      ]),
      ...sheetDefinitions.flatMap((item): [string, Text][] => [
        [item.id, item.label],
        [item.id, item.help],
        [item.id, item.grain],
      ]),
      ...columns.flatMap(([sheet, item]): [string, Text][] => [
        [`${sheet.id}.${item.key}`, item.label],
        [`${sheet.id}.${item.key} help`, item.help],
        [item.key, item.type.label],
        [item.key, item.type.refusal(item)],
      ]),
      ...codeLists.flatMap((item): [string, Text][] => [
        [item.id, item.label],
        ...item.items.map((code): [string, Text] => [`${item.id}.${code.code}`, code]),
      ]),
      ...indicators.map((item): [string, Text] => [item.code, item]),
      ...rules.flatMap((item): [string, Text][] => [
        [item.id, item.about],
        [item.id, item.message],
        [item.id, item.hint],
      ]),
    ];
    expect(texts.filter(([, text]) => !text.es.trim() || !text.en.trim()).map(([where]) => where)).toEqual([]);
  });

  test('have an English word for every unit', () => {
    const units = [...indicators.map(({ unit }) => unit), ...columns.flatMap(([, { unit }]) => unit ?? [])];
    expect(units.filter((unit) => !isKnownUnit(unit))).toEqual([]);
    expect([unitIn('personas', 'en'), unitIn('personas', 'es'), countWithUnit('6/7 programas', 'en')]).toEqual([
      'people',
      'personas',
      '6/7 programmes',
    ]);
  });

  test('use the same placeholders in both languages of a rule', () => {
    const holders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const { message, hint } of rules)
      for (const text of [message, hint]) expect(holders(text.es)).toEqual(holders(text.en));
  });

  test('name lists that exist, and every drop-down list is used or documented', () => {
    for (const [, column] of columns) expect(() => listsOf(column)).not.toThrow();
    for (const [, { list, type }] of columns) if (type.id === 'code' || type.id === 'codes') expect(list).toBeTruthy();
  });

  test('refer to sheets and columns that exist', () => {
    for (const [sheet, { key, ref }] of columns) {
      if (!ref) continue;
      const target = sheetDefinitions.find(({ id }) => id === ref.sheet);
      expect(
        target?.columns.some((column) => column.key === ref.column),
        `${sheet.id}.${key}`,
      ).toBe(true);
    }
  });

  test('name only columns of their own sheet in keys, sums, date orders and requirements', () => {
    for (const sheet of sheetDefinitions) {
      const known = new Set(sheet.columns.map(({ key }) => key));
      if (!sheet.cover) for (const key of sheet.key) expect(known, `${sheet.id} key`).toContain(key);
      for (const column of sheet.columns) {
        const named = [
          ...(column.sumOf ?? []),
          ...(column.notBefore ?? []),
          ...(column.notAfter ?? []),
          ...neededColumns(column),
        ];
        for (const key of named) expect(known, `${sheet.id}.${column.key}`).toContain(key);
      }
    }
  });

  test('use codes in conditions that the list of the column has', () => {
    for (const [sheet, { required }] of columns) {
      if (required.kind !== 'when' || !('column' in required.when)) continue;
      const condition = required.when;
      const column = sheet.columns.find(({ key }) => key === condition.column);
      const known = column ? lists.items(column, { country: null, workbook: '' }).map(({ code }) => code) : [];
      const all = column?.list === 'INDICADOR' ? [...indicatorByCode.keys()] : known;
      for (const code of 'in' in condition ? condition.in : condition.notIn) expect(all).toContain(code);
    }
  });

  test('have codes once in a list and labels once in a drop-down, for regions within their country', () => {
    for (const list of codeLists) {
      expect(twice(list.items.map(({ code }) => code)), list.id).toEqual([]);
      if (!list.dropdown) continue;
      for (const lang of ['es', 'en'] as const) {
        expect(
          twice(list.items.map((item) => `${list.dependsOn === 'country' ? item.parent : ''}|${fold(item[lang])}`)),
          `${list.id} ${lang}`,
        ).toEqual([]);
      }
    }
  });

  test('have labels of columns once in a sheet, and names of sheets that Excel takes', () => {
    for (const lang of ['es', 'en'] as const) {
      for (const sheet of sheetDefinitions) {
        expect(twice(sheet.columns.map(({ label }) => fold(label[lang]))), sheet.id).toEqual([]);
        expect(sheetName(sheet.label[lang])).toBe(sheet.label[lang]);
      }
    }
  });

  test('keep the marks of assumptions and sources', () => {
    for (const list of codeLists) expect(list.source, list.id).not.toBe('');
    for (const indicator of indicators) expect(indicator.source, indicator.code).not.toBe('');
    expect(codeLists.filter(({ source }) => source.includes('assumption')).length).toBeGreaterThan(10);
  });

  test('have worked examples that pass their own checks', () => {
    for (const item of templates) {
      const rows = Object.fromEntries(item.sheets.map((sheet) => [sheet.id, [example(item.code, sheet.id)]]));
      const { issues, rejected } = checkWorkbook(
        rawWorkbook(item.code, rows, { plantilla: item.code, area: item.code === 'HR' ? null : item.code }),
      );
      // One row a sheet is no whole roadmap: rules about a Mesa or a workbook are not asked.
      const problems = issues.filter(
        ({ code, severity, column }) =>
          severity !== 'note' &&
          !['workbook', 'sheet'].includes(findRule(code).scope) &&
          !['responsable', 'correo', 'documento', 'version'].includes(column ?? ''),
      );
      // The shared sheets keep one example: codes of another workbook's lists are told, nothing else.
      expect(
        problems
          .filter(({ code }) => code !== 'R-G-05' && code !== 'R-G-04' && code !== 'Q-03')
          .map(({ message }) => message.es),
        item.code,
      ).toEqual([]);
      expect(rejected).toBe(false);
    }
  });
});

test('what is assumed where nothing stands is asked of nobody', () => {
  const all = templates.flatMap((item) => item.sheets.map((sheet) => ({ item, sheet })));
  const assumed = all.flatMap(({ item, sheet }) =>
    sheet.columns.filter(({ required }) => required.kind === 'assumed').map((column) => ({ item, sheet, column })),
  );
  expect(assumed.map(({ column }) => column.key)).toEqual(expect.arrayContaining(['moneda', 'convocador']));
  for (const { item, sheet, column } of assumed) {
    const row = { ...sheet.example, [column.key]: null };
    expect(isRequired(column, row, { country: 'PE', workbook: item.code }), `${sheet.id}.${column.key}`).toBe(false);
    expect(requirementMark(column)).toBe('');
    expect(requirementInWords(column).es).toMatch(/^no; vacía, \p{Ll}/u);
  }
});

function neededColumns({ required }: Column): readonly string[] {
  if (required.kind !== 'oneOf' && required.kind !== 'when') return [];
  const alternatives = required.kind === 'oneOf' ? required.columns : [];
  const condition: Condition | undefined = required.when;
  if (condition && 'column' in condition) return [...alternatives, condition.column];
  return condition && 'filled' in condition ? [...alternatives, ...condition.filled] : alternatives;
}

test('words of a worked example that is shown stand in English as well', () => {
  for (const { sheets, exampleSheet } of templates) {
    const sheet = sheets.find(({ id }) => id === exampleSheet);
    const words = sheet?.columns.filter(
      // Names of enterprises and organisations are the same in every language.
      ({ key, type, format }) => type.id === 'text' && !format && !/^(nombre|organizacion)$/.test(key),
    );
    for (const { key } of words ?? [])
      if (/\p{L}{3}/u.test(String(sheet?.example[key] ?? '')))
        expect(sheet?.exampleInEnglish ?? {}, `${exampleSheet} ${key}`).toHaveProperty(key);
  }
});
