import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { book } from '../helpers/books.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { exampleRow } from '../helpers/workbooks.ts';

const path = scratch('igual');
const db = () => path('oficina.duckdb');
const quipu = (...args: string[]) => spawnSync(process.execPath, ['dist/quipu.js', ...args], { encoding: 'utf8' });
const merge = (...more: string[]) => {
  const { status, stdout, stderr } = quipu('merge', path('recibidos'), '--db', db(), '--out', path('salida'), ...more);
  return { status, said: stdout + stderr };
};
/** Every file of the results, when it was written. */
const written = () =>
  new Map(
    readdirSync(path('salida'), { recursive: true, encoding: 'utf8' }).map((name) => [
      name,
      statSync(path('salida', name)).mtimeMs,
    ]),
  );
const again = 'Aceptados 0, sustituidos 0, repetidos 2 (2 sin cambios';

beforeAll(async () => {
  mkdirSync(path('recibidos'));
  const wrong = { Empresas: [{ ...exampleRow('SC', 'Empresas'), trab_mujeres: 'doce' }] };
  writeFileSync(path('recibidos', 'a.xlsx'), (await book({ series: 'UNO' })).bytes);
  writeFileSync(path('recibidos', 'b.xlsx'), (await book({ series: 'DOS', rows: wrong })).bytes);
});

test('where nothing came and nothing changed, results and answers stand as they are', {
  timeout: 120_000,
}, async () => {
  expect(merge().said).toContain('Aceptados 2');
  const [results, base] = [written(), statSync(db()).mtimeMs];
  const answers = readdirSync(path('salida', 'feedback'));
  expect(answers.length).toBeGreaterThan(0);
  const json = JSON.parse(
    quipu('merge', path('recibidos'), '--db', db(), '--out', path('salida'), '--format', 'json').stdout,
  );
  expect(json).toMatchObject({ accepted: 0, duplicates: 2, unchanged: 2, issues: {} });
  expect(json.files.map(({ status }: { status: string }) => status)).toEqual(['duplicate', 'duplicate']);
  expect(merge().said).toContain(again);
  expect(written()).toEqual(results);
  expect(statSync(db()).mtimeMs).toBe(base);
  expect(readdirSync(path('salida', 'feedback'))).toEqual(answers);

  // An original that was lost meanwhile is put back all the same.
  const kept = `${db()}.originales`;
  const original =
    readdirSync(kept, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.xlsx')) ?? '';
  rmSync(`${kept}/${original}`);
  merge();
  expect(existsSync(`${kept}/${original}`)).toBe(true);

  // Whatever has changed is made: results that are gone or are others, another language, a database that was touched, a workbook.
  rmSync(path('salida', 'informe.html'));
  expect(merge().said).toContain(again);
  expect(existsSync(path('salida', 'informe.html'))).toBe(true);
  writeFileSync(path('salida', 'fichas.html'), 'otra cosa');
  merge();
  expect(readFileSync(path('salida', 'fichas.html'), 'utf8')).not.toBe('otra cosa');
  merge('--lang', 'en');
  expect(readFileSync(path('salida', 'informe.html'), 'utf8')).toContain('lang="en"');
  const before = written();
  expect(quipu('rebuild', '--db', db()).status).toBe(0);
  merge('--lang', 'en');
  expect(written()).not.toEqual(before);
  writeFileSync(path('recibidos', 'c.xlsx'), (await book({ series: 'TRES' })).bytes);
  expect(merge('--lang', 'en').said).toContain('Accepted 1');
});
