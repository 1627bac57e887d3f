import { expect, test } from 'vitest';
import { checkWorkbook } from '../../sheets-templates/check.ts';
import type { RawWorkbook } from '../../sheets-templates/workbook.ts';
import { changed, oneOfEachTemplate, withCover } from '../helpers/bad-cells.ts';

const books = oneOfEachTemplate(14);

const told = (raw: RawWorkbook) =>
  checkWorkbook(raw).issues.map(({ code, sheetId, row, column }) => `${code} ${sheetId} ${row} ${column}`);
const book = async (code: string) => {
  const found = (await books).find(({ template }) => template.code === code);
  if (!found) throw new Error(`no workbook of ${code}`);
  return found;
};

test('a cover of another country is one question, beside what there is to mend with the right one', async () => {
  for (const raw of await books) {
    // Their sheets name no region and no tax number: only the code of the programme speaks, or nothing.
    if (['PL', 'HR'].includes(raw.template.code)) continue;
    const before = told(raw);
    const after = told(withCover(raw, 'pais', 'Venezuela (República Bolivariana de)'));
    expect(after[0], raw.template.code).toMatch(/^R-G-17 Portada\S* \d+ pais$|^R-G-17 Portada\S* \d+ País$/);
    expect(after.slice(1).sort(), raw.template.code).toEqual([...before].sort());
  }
});

test('a cut-off of last year is one question, in every template whose sheets tell days', async () => {
  for (const raw of await books) {
    const before = told(raw);
    const after = told(withCover(raw, 'fecha_corte', '30/06/2025'));
    const more = after.filter((one) => !before.includes(one));
    expect(after[0], raw.template.code).toMatch(/^R-G-17/);
    expect(more.length, `${raw.template.code} ${more.join('; ')}`).toBe(1);
  }
});

test('a period that is not that of the days is one question, and its hint gives the right one', async () => {
  for (const raw of await books) {
    const before = checkWorkbook(raw).issues.length;
    for (const period of ['2025-S1', '2027-S1']) {
      const { issues } = checkWorkbook(withCover(raw, 'periodo', period));
      expect(issues[0]?.code, `${raw.template.code} ${period}`).toBe('R-G-17');
      expect(issues[0]?.hint.es).toBe('Escriba en la Portada el periodo de los datos, por ejemplo 2026-S1.');
      expect(issues.length, `${raw.template.code} ${period}`).toBe(before + 1);
    }
  }
});

test('a programme that would begin after all that it did is one thing to look at', async () => {
  for (const raw of await books) {
    if (raw.template.code === 'HR') continue;
    const before = told(raw);
    for (const day of ['01/12/2026', '15/06/2026']) {
      const more = told(withCover(raw, 'fecha_inicio', day)).filter((one) => !before.includes(one));
      expect(more.length, `${raw.template.code} ${day}: ${more.join('; ')}`).toBeLessThanOrEqual(1);
    }
  }
});

test('a code of another country whose check character is that of the cover is told with the right one', async () => {
  const raw = await book('PL');
  const [first, ...others] = checkWorkbook(withCover(raw, 'programa_id', 'PRG-PE-INVG-001-9')).issues;
  const own = String(raw.cover.rows[0]?.cells.programa_id?.raw);
  const { issues } = checkWorkbook(withCover(raw, 'programa_id', own.replace('-EC-', '-PE-')));
  expect(first?.hint.es).toBe('Corrija el país o el código del programa en la Portada.');
  expect(issues[0]?.hint.es).toBe(`Si es el de la Portada, escriba ${own}.`);
  // The check digit that fails is no second finding.
  expect([...others, ...issues.slice(1)].filter(({ code }) => code === 'R-G-11')).toEqual([]);
});

test('countries with what kind of state they are, and places in an order, are read as they are meant', async () => {
  const raw = await book('SC');
  for (const name of [
    'Estado Plurinacional de Bolivia',
    'Rep. de Bolivia',
    'República de Bolivia',
    'Republic of Bolivia',
  ])
    expect(checkWorkbook(withCover(raw, 'pais', name)).workbook.context.country, name).toBe('BO');
  const written: [string, number][] = [
    ['Primero', 1],
    ['primer envío', 1],
    ['2do', 2],
    ['Segundo envío', 2],
    ['N.º 3', 3],
    ['1.ª vez', 1],
    ['IV', 4],
    ['envío 2', 2],
  ];
  for (const [text, number] of written)
    expect(checkWorkbook(withCover(raw, 'envio_n', text)).workbook.cover.values.envio_n, text).toBe(number);
  for (const text of ['último', 'primero y segundo', 'iv v', '2,5'])
    expect(checkWorkbook(withCover(raw, 'envio_n', text)).workbook.cover.values.envio_n, text).toBeNull();
});

test('a session whose code was emptied is known by its day', async () => {
  const raw = await book('HR');
  const sheet = raw.sheets.find((one) => one.sheet.id === 'Sesiones');
  if (!sheet) throw new Error('no sessions');
  const before = checkWorkbook(raw);
  const after = checkWorkbook(changed(raw, sheet, 0, 'sesion_id', null));
  expect(after.rejectedRows.size).toBe(before.rejectedRows.size);
  expect(after.issues.filter(({ severity }) => severity === 'error').length).toBe(
    before.issues.filter(({ severity }) => severity === 'error').length,
  );
});
