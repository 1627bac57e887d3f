import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { RestingRows } from '../../pipeline/office/resting-rows.ts';
import { stagedChange } from '../../pipeline/office/staged-change.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import { book } from '../helpers/books.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { exampleRow } from '../helpers/workbooks.ts';

/** What a command gets by with, and what happens where that does not do. */

const path = scratch('memoria');
const usual = process.env.TMPDIR;
afterEach(() => {
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
});

test.skipIf(process.platform === 'win32')(
  'rows that rest on disk are the same rows, and leave nothing behind',
  async () => {
    const rows = { Empresas: [exampleRow('SC', 'Empresas')], Modulos: [exampleRow('SC', 'Modulos')] };
    const { bytes } = await book({ rows });
    const [held, free] = [await readSubmission('libro.xlsx', bytes), await readSubmission('libro.xlsx', bytes)];
    const folder = mkdtempSync(join(tmpdir(), 'quipu-memoria-'));
    process.env.TMPDIR = folder;
    const resting = new RestingRows(1);
    resting.hold(held);
    // Only this user sees what people wrote.
    const [own = ''] = readdirSync(folder);
    const modes = [join(folder, own), join(folder, own, 'filas')].map((place) => statSync(place).mode & 0o077);
    expect(modes).toEqual([0, 0]);
    expect(held.checked?.workbook.sheets.map((sheet) => ({ ...sheet }))).toEqual(free.checked?.workbook.sheets);
    expect([held.content, held.data, held.checked?.rejectedRows]).toEqual([
      free.content,
      free.data,
      free.checked?.rejectedRows,
    ]);
    resting.close();
    expect(readdirSync(folder)).toEqual([]);
    // What it fits in stays where it is.
    const room = new RestingRows(1e12);
    room.hold(free);
    expect(readdirSync(folder)).toEqual([]);
    room.close();
    rmSync(folder, { recursive: true });
  },
);

test('too little memory is one sentence, and nothing changes', async () => {
  const failing = stagedChange({ database: path('oficina.duckdb') }, async () => {
    throw new Error('the model x failed: Out of Memory Error: could not allocate block');
  });
  await expect(failing).rejects.toMatchObject({
    text: {
      es: expect.stringContaining(
        'Para tantos libros no basta la memoria permitida (1000MB); no se cambió nada. Repita con --memory 2000MB',
      ),
    },
  });
  expect(existsSync(path('oficina.duckdb'))).toBe(false);
  for (const typed of ['mucho', '10MB', '2TB', '-1GB']) {
    const args = ['dist/quipu.js', 'merge', path('nada'), '--out', path('fuera'), '--memory', typed];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('--memory')]);
    expect(stderr).toContain(typed);
  }
});
