import { expect, test } from 'vitest';
import { readSubmission } from '../../pipeline/submission.ts';
import { enterprise, Sent, trainer } from '../helpers/sender.ts';
import { exampleRow } from '../helpers/workbooks.ts';

/* Rows that stand in another place than their own. */

const TRADES = ['Confecciones', 'Muebles', 'Calzados', 'Lácteos', 'Panes', 'Vidrios', 'Papeles', 'Metales', 'Juguetes'];

test.each([
  ['left', 'tipo_org', 'fecha_ingreso'],
  ['right', 'tipo_org', 'fecha_ingreso'],
] as const)(
  'some rows that stand one column too far %s are told once and left out, from %s to %s',
  async (side, first, last) => {
    const rows = TRADES.map((nombre, at) => enterprise({ empresa_id: at + 1, nombre, id_tributario: null }));
    const sent = new Sent({ rows: { Empresas: rows } });
    const page = sent.page('Empresas');
    const [from, to] = [sent.at('Empresas', first), sent.at('Empresas', last)];
    const filled = Array.from({ length: 40 }, (_, at) => at + 1).filter((at) => page.getCell(4, at).value !== null);
    const ends = Math.max(...filled.filter((at) => at <= to));
    for (let row = 7; row < 11; row += 1) {
      const before = Array.from({ length: ends + 2 }, (_, at) => (at > 0 ? page.getCell(row, at).value : null));
      const [shift, edges] = side === 'right' ? [-1, [from, ends + 1]] : [1, [from - 1, ends]];
      for (let at = edges[0] ?? 0; at <= (edges[1] ?? 0); at += 1)
        page.getCell(row, at).value = before[at + shift] ?? null;
      page.getCell(row, side === 'right' ? from : ends).value = null;
    }
    const { checked, issues } = await readSubmission('libro.xlsx', await sent.bytes());
    const told = issues.filter(({ sheetId, code }) => sheetId === 'Empresas' && code !== 'R-G-14');
    expect(told.map(({ code, cost }) => [code, cost])).toEqual([['Q-45', 'row']]);
    expect(told[0]?.message.es).toContain(
      `Las filas 7 a 10 están corridas una columna a la ${side === 'left' ? 'izquierda' : 'derecha'}`,
    );
    const read = checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows ?? [];
    expect(read.map(({ number }) => number)).toEqual([4, 5, 6, 11, 12]);
    expect(checked?.rejectedRows.size).toBe(4);
  },
);

test('a column that some rows leave empty, beside remarks that they alone have, moves nothing', async () => {
  const rows = TRADES.map((nombre, at) =>
    enterprise({
      ...{ empresa_id: at + 1, nombre, id_tributario: null },
      ...(at > 3 && { trab_total: null, notas: 'No se preguntó cuántos son' }),
    }),
  );
  const { issues } = await readSubmission('libro.xlsx', await new Sent({ rows: { Empresas: rows } }).bytes());
  expect(issues.map(({ code }) => code)).not.toContain('Q-45');
});

test('numbers that newer rows alone have, where older ones had another, move nothing', async () => {
  const rows = TRADES.map((nombre, at) =>
    enterprise({
      ...{ empresa_id: at + 1, nombre, id_tributario: null, trab_mujeres: 5 + at, trab_total: 20 + at },
      ...(at > 3 ? { trab_hombres: null, ventas: 4000 + at } : { trab_hombres: 15, ventas: null }),
    }),
  );
  const { issues } = await readSubmission('libro.xlsx', await new Sent({ rows: { Empresas: rows } }).bytes());
  expect(issues.map(({ code }) => code)).not.toContain('Q-45');
});

test('days and counts that some rows give in another column than the others move nothing', async () => {
  const course = (n: number, more: object) => ({ ...exampleRow('FE', 'Acciones'), accion_id: `${n}`, ...more });
  const rows = Array.from({ length: 6 }, (_, at) =>
    course(at + 1, at < 3 ? { mujeres: 9 + at, hombres: null } : { mujeres: null, hombres: 8 + at }),
  );
  const { issues } = await readSubmission(
    'libro.xlsx',
    await new Sent({ code: 'FE', rows: { Acciones: rows } }).bytes(),
  );
  expect(issues.map(({ code }) => code)).not.toContain('Q-45');
});

test('rows of two sheets under each other’s titles are told once for each, and nothing of them is read', async () => {
  const names = ['Uno', 'Dos', 'Tres', 'Cuatro'];
  const rows = {
    Empresas: names.map((name, at) =>
      enterprise({ empresa_id: at + 1, nombre: `Taller ${name}`, id_tributario: null }),
    ),
    Formadores: names.map((name, at) => trainer({ formador_id: at + 1, nombre: `Persona ${name}` })),
  };
  const sent = new Sent({ rows });
  const [one, other] = [sent.page('Empresas'), sent.page('Formadores')];
  for (let row = 4; row < 8; row += 1) {
    const [here, there] = [one.getRow(row).values, other.getRow(row).values];
    one.getRow(row).values = there;
    other.getRow(row).values = here;
  }
  const { issues } = await readSubmission('libro.xlsx', await sent.bytes());
  const told = issues.filter(({ sheetId }) => sheetId === 'Empresas' || sheetId === 'Formadores');
  expect(told.map(({ code, sheetId }) => `${sheetId} ${code}`).sort()).toEqual(['Empresas Q-46', 'Formadores Q-46']);
  expect(told[0]?.message.es).toContain('parece ser de la hoja «Formadores»');
});

test('rows of numbers alone that stand one column too far right are seen by what only they leave empty, and only they fill', async () => {
  const example = exampleRow('FE', 'Seguimiento');
  const rows = Array.from({ length: 9 }, () => ({ ...example }));
  const sent = new Sent({ code: 'FE', rows: { Seguimiento: rows } });
  const page = sent.page('Seguimiento');
  const numbers = sent.template.sheets
    .find(({ id }) => id === 'Seguimiento')
    ?.columns.filter(({ type, computed, key }) => type.numeric && !computed && example[key] !== undefined);
  const from = sent.at('Seguimiento', numbers?.[0]?.key ?? '');
  const to = sent.at('Seguimiento', numbers?.at(-1)?.key ?? '');
  for (let row = 7; row < 11; row += 1) {
    const before = Array.from({ length: to + 2 }, (_, at) => (at > 0 ? page.getCell(row, at).value : null));
    for (let at = from; at <= to + 1; at += 1)
      page.getCell(row, at).value = at === from ? null : (before[at - 1] ?? null);
  }
  for (let row = 4; row < 13; row += 1) if (row < 7 || row > 10) page.getCell(row, to + 1).value = null;
  const { issues } = await readSubmission('libro.xlsx', await sent.bytes());
  const told = issues.filter(({ code }) => code === 'Q-45');
  expect(told[0]?.message.es).toContain('Las filas 7 a 10 están corridas una columna a la derecha');
  expect(told).toHaveLength(1);
});

test('a cover whose values stand one row below their labels is read as it was meant, and told once', async () => {
  const before = await readSubmission('libro.xlsx', await new Sent({ rows: { Empresas: [enterprise()] } }).bytes());
  const sent = new Sent({ rows: { Empresas: [enterprise()] } });
  const page = sent.page('Portada');
  const keys = sent.template.cover.columns.map(({ key }) => key);
  const first = 4 + keys.indexOf('pais');
  for (let row = 4 + keys.length; row > first; row -= 1) page.getCell(row, 3).value = page.getCell(row - 1, 3).value;
  page.getCell(first, 3).value = null;
  const { checked, issues, identity } = await readSubmission('libro.xlsx', await sent.bytes());
  expect(checked?.workbook.cover.values).toEqual(before.checked?.workbook.cover.values);
  expect(identity).toEqual(before.identity);
  const told = issues.filter(({ sheetId }) => sheetId === 'Portada').map(({ code }) => code);
  expect(told).toEqual(['Q-47']);
});
