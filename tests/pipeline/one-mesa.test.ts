import { expect, test } from 'vitest';
import { readSubmission } from '../../pipeline/submission.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { merged } from '../helpers/merging.ts';
import { exampleRow, template } from '../helpers/workbooks.ts';

/** A workbook with one Mesa need not name it in every row of the other sheets. */

const roadmap = template('HR');
const bookOf = (mesas: readonly string[], named: Row) => {
  const rows = Object.fromEntries(
    roadmap.sheets.map(({ id }): [string, Row[]] => [id, [{ ...exampleRow('HR', id), ...named }]]),
  );
  const Mesas = mesas.map((nombre, at) => ({ ...exampleRow('HR', 'Mesas'), mesa_id: String(at + 1), nombre }));
  const cover = { ...roadmap.cover.example, pais: 'PE' };
  return toXlsx(roadmap, { lang: 'es', country: 'PE', cover, rows: { ...rows, Mesas }, prepared: 4 });
};
const unnamed = { mesa_id: null };
const about = async (bytes: Uint8Array) =>
  (await readSubmission('hoja.xlsx', bytes)).issues.flatMap(({ column, code, sheetId }) =>
    column === 'mesa_id' ? [`${code} ${sheetId}`] : [],
  );

test('an empty cell means the only Mesa, and is asked for where there are two', async () => {
  expect(await about(await bookOf(['Mesa forestal'], unnamed))).toEqual([]);
  const asked = await about(await bookOf(['Mesa forestal', 'Mesa textil'], unnamed));
  expect(asked.sort()).toEqual(['R-G-14 Actores', 'R-G-14 Problemas', 'R-G-14 Sesiones']);
  expect(await about(await bookOf(['Mesa forestal', 'Mesa textil'], { mesa_id: '2' }))).toEqual([]);
});

test('what is said of the only Mesa is the same, named or not', async () => {
  const tables = ['hr_mesas', 'hr_problemas', 'hr_sesiones', 'hr_soluciones', 'hr_escalamientos', 'rechazos'];
  const told = async (named: Row) =>
    merged([[{ name: 'hoja.xlsx', bytes: await bookOf(['Mesa forestal'], named) }]], async (db) => {
      const rows = [];
      for (const table of tables) rows.push(await db.rows(`select * from consolidado.${table} order by all`));
      return rows;
    });
  const [one, other] = [await told(unnamed), await told({ mesa_id: '1' })];
  expect(one).toEqual(other);
  expect(one[1]?.[0]?.mesa_id).toBe(one[0]?.[0]?.mesa_id);
  expect(one[0]?.[0]?.mesa_id).toMatch(/^MES-/);
});
