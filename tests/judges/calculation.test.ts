import { beforeAll, describe, expect, test } from 'vitest';
import { lists } from '../../sheets-templates/code-lists/lookup.ts';
import { countries } from '../../sheets-templates/countries/index.ts';
import type { Row, Value } from '../../sheets-templates/define/cell.ts';
import type { Column } from '../../sheets-templates/define/column.ts';
import type { Template } from '../../sheets-templates/define/template.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { skipWithout } from '../helpers/programs.ts';
import { exampleRow, template as templateOf } from '../helpers/workbooks.ts';
import { differences, formulasOf, opened, valuesOf, withoutValues } from './engines/engine.ts';
import { gnumeric } from './engines/gnumeric.ts';
import { ironCalc } from './engines/ironcalc.ts';
import { libreOffice } from './engines/libreoffice.ts';

/**
 * Every formula of every template, empty, filled in right and filled in wrong, gives the same in three engines of other people,
 * and the same stands in its cell when the workbook is built.
 */

/** Prepared rows: those that are filled in, and one more. */
const PREPARED = { empty: 2, right: 4, wrong: 14 } as const;
/** Every country once, without a country once, every state in both languages. */
const KINDS = [
  { country: 'PE', lang: 'es', state: 'empty' },
  { country: null, lang: 'en', state: 'empty' },
  { country: 'VE', lang: 'es', state: 'right' },
  { country: 'BO', lang: 'en', state: 'right' },
  { country: 'CO', lang: 'es', state: 'wrong' },
  { country: 'EC', lang: 'en', state: 'wrong' },
] as const;
type Kind = (typeof KINDS)[number];

const keyOf = ({ sheets }: Template, id: string) =>
  sheets.find((sheet) => sheet.id === id)?.columns.find(({ idKind, key }, _, all) => idKind && all[0]?.key === key)
    ?.key;

const STATES: Readonly<Record<Kind['state'], (template: Template, id: string) => Row[]>> = {
  empty: () => [],
  right: (template, id) => {
    const row = exampleRow(template.code, id);
    const key = keyOf(template, id);
    // A code as a text, as a text of digits, as a number.
    // What it refers to is the first row of that sheet.
    const sheet = template.sheets.find((one) => one.id === id);
    const named = (sheet?.columns ?? []).filter(
      ({ key: name, ref }) => ref && !ref.external && keyOf(template, ref.sheet) && row[name],
    );
    const refs = Object.fromEntries(named.map(({ key: name }) => [name, 'a1']));
    return key ? ['a1', '2', 3].map((code) => ({ ...row, ...refs, [key]: code })) : [{ ...row, ...refs }];
  },
  wrong: (template, id) => {
    const row = exampleRow(template.code, id);
    const sheet = template.sheets.find((one) => one.id === id);
    const key = keyOf(template, id);
    const columns = sheet?.columns ?? [];
    const named = (code: Value) => (key ? { [key]: code } : {});
    const called = (name: string) =>
      sheet?.nameColumn && typeof row[sheet.nameColumn] === 'string' ? { [sheet.nameColumn]: name } : {};
    const without = (of: (column: Column) => boolean) =>
      Object.fromEntries(
        columns.filter((column) => !of(column) || column.key === key).map((one) => [one.key, row[one.key] ?? null]),
      );
    const totals = (missed: number, as: (value: number) => Value = (value) => value) =>
      Object.fromEntries(
        columns.flatMap(({ key: name, sumOf }) =>
          sumOf ? [[name, as(sumOf.length * 7 + missed)], ...sumOf.map((part): [string, Value] => [part, as(7)])] : [],
        ),
      );
    const refused = (number: Value, day: string) =>
      Object.fromEntries(
        columns
          .filter(({ key: name, computed }) => name !== key && !computed)
          .map(({ key: name, type, list, ref }): [string, Value] => [
            name,
            type.sql === 'DATE' ? day : type.numeric ? number : list || ref ? 'nadie' : (row[name] ?? null),
          ]),
      );
    const offered = (key: string) => {
      const column = columns.find((one) => one.key === key);
      return column ? lists.items(column, { country: null, workbook: template.code }).map(({ code }) => code) : [];
    };
    const exceptions = Object.fromEntries(
      columns.flatMap(({ sumExcept }) =>
        sumExcept && 'in' in sumExcept
          ? [[sumExcept.column, sumExcept.in.find((code) => offered(sumExcept.column).includes(code)) ?? null]]
          : [],
      ),
    );
    return [
      // What is required is missing; of two of which one must be there both are; blanks are nothing.
      { ...without(({ required }) => required.kind !== 'never'), ...named('ab-1'), notas: 'x' },
      { ...without(({ required }) => required.kind === 'oneOf'), ...named('AB-1'), notas: null },
      { ...row, ...called('   '), ...named('k*') },
      // Totals miss their parts by much, by little, not at all; as numbers, as texts; where it is none of our business.
      { ...row, ...totals(1_000_000), ...named('k12') },
      { ...row, ...totals(0.001), ...named('a~?') },
      { ...row, ...totals(0), ...named('abc') },
      { ...row, ...totals(3, String), ...named('x1') },
      { ...row, ...totals(5), ...exceptions, ...named('x2') },
      // Texts that look like something else, or are longer than a list shows.
      { ...row, ...called('#N/A'), ...named('x3') },
      { ...row, ...called(`  Uno   dos ${'x'.repeat(80)}`), ...named(5) },
      { ...row, ...named(5) },
      // What no cell of its column takes, what is below or before it, and what no list offers.
      { ...row, ...refused('varios', '2099-12-31'), ...named('x6') },
      { ...row, ...refused(-5, '1999-01-31'), ...named('x7') },
    ];
  },
};

const books = new Map<string, Uint8Array>();
beforeAll(async () => {
  for (const template of templates)
    for (const { country, lang, state } of KINDS) {
      const rows = Object.fromEntries(template.sheets.map(({ id }) => [id, STATES[state](template, id)]));
      const cover =
        state === 'right'
          ? { ...template.cover.example, responsable: 'x', correo: 'x@example.org', ...(country && { pais: country }) }
          : {};
      const options = { lang, country, cover, rows, prepared: PREPARED[state] };
      books.set(`${template.slug} ${country} ${lang} ${state}`, await toXlsx(template, options));
    }
  for (const mesas of [1, 2]) books.set(`roadmap of ${mesas}`, await ofMesas(mesas));
}, 120_000);

/** A roadmap that names no Mesa in its other sheets. */
function ofMesas(count: number): Promise<Uint8Array> {
  const template = templateOf('HR');
  const unnamed = template.sheets.map(({ id }): [string, Row[]] => [id, [{ ...exampleRow('HR', id), mesa_id: null }]]);
  const mesas = Array.from({ length: count }, (_, at) => ({ ...exampleRow('HR', 'Mesas'), mesa_id: String(at + 1) }));
  const rows = { ...Object.fromEntries(unnamed), Mesas: mesas };
  const cover = { ...template.cover.example, responsable: 'x', correo: 'x@example.org', pais: 'PE' };
  return toXlsx(template, { lang: 'es', country: 'PE', cover, rows, prepared: 3 });
}

for (const engine of [libreOffice, gnumeric, ironCalc]) {
  describe.skipIf(skipWithout(engine.program))(engine.name, () => {
    test('computes what stands in the cells of every template', { timeout: 300_000 }, async () => {
      const bare = new Map([...books].map(([name, bytes]) => [name, withoutValues(bytes)]));
      const computed = await engine.compute(bare);
      expect(computed.size).toBe(books.size);
      const found = [...books].flatMap(([name, bytes]) => differences(name, bytes, computed.get(name), engine));
      expect(found.slice(0, 40)).toEqual([]);
    });
  });
}

test('no formula gives an error, and the judges were asked about many', () => {
  let count = 0;
  const formulas = new Set<string>();
  for (const [name, bytes] of books) {
    for (const [at, value] of valuesOf(bytes, formulasOf(bytes).keys()))
      expect(String(value), `${name} ${at}`).not.toMatch(/^#[A-Z]/);
    for (const [, formula] of formulasOf(bytes)) {
      count += 1;
      formulas.add(formula.replace(/\d+/g, '#'));
    }
  }
  expect(count).toBeGreaterThan(5_000);
  expect(formulas.size).toBeGreaterThan(100);
});

test('the cover says at once what is missing, in every program that does not compute', () => {
  const said = (name: string) => valuesOf(books.get(name) ?? new Uint8Array(), ['Portada!B3', 'Cover!B3']);
  expect(said('score VE es right').get('Portada!B3')).toBe('✓ Completo; falta la revisión de la oficina');
  expect(said('score CO es wrong').get('Portada!B3')).toMatch(/^Faltan cosas por llenar o corregir: \d+\. Vea/);
  expect(said('score null en empty').get('Cover!B3')).toBe('✗ The workbook has no row. Fill in the sheets below.');
  expect(said('roadmap of 1').get('Portada!B3')).toBe('✓ Completo; falta la revisión de la oficina');
  expect(said('roadmap of 2').get('Portada!B3')).toMatch(/^Faltan cosas por llenar o corregir: 3\./);
  expect(said('roadmap PE es empty').get('Portada!B3')).toMatch(/^✗ El libro no tiene ninguna fila/);
});

test('rows further down hold the formulas of the first, so that few rows speak for all', async () => {
  const shapeOf = (formula: string, row: number) =>
    formula
      .replace(/"[^"]*"/g, '""')
      .replace(/(\$?[A-Z]{1,3})(\d+)\b/g, (all, column, at) => (Number(at) === row ? `${column}#` : all));
  for (const template of templates) {
    const shapes = new Map<string, Set<string>>();
    const bytes = await toXlsx(template, { lang: 'es', country: countries[0]?.code ?? null, prepared: 40 });
    const facts = new Set(
      (opened(bytes).Workbook?.Names ?? []).flatMap(({ Name, Ref }) =>
        Name.startsWith('Q_') ? [Ref.replaceAll('$', '')] : [],
      ),
    );
    expect(facts.size).toBe(10);
    for (const [at, formula] of formulasOf(bytes)) {
      const [, column = '', row = ''] = /!([A-Z]+)(\d+)$/.exec(at) ?? [];
      // The cover, and the facts of the country beside the lists, have no rows.
      if (at.startsWith('Portada') || facts.has(at)) continue;
      const place = `${at.slice(0, at.lastIndexOf('!'))}!${column}`;
      shapes.set(place, (shapes.get(place) ?? new Set()).add(shapeOf(formula, Number(row))));
    }
    for (const [place, found] of shapes) expect([...found].slice(1), `${template.slug} ${place}`).toEqual([]);
  }
});
