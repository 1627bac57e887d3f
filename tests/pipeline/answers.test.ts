import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { read } from '@e965/xlsx';
import { beforeAll, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { validateCommand } from '../../pipeline/cli/validate.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { exampleRow } from '../helpers/workbooks.ts';
import { zipOf } from '../helpers/zips.ts';

const path = scratch('respuestas');
const rows = (more: Row) => ({ rows: { Empresas: [{ ...exampleRow('SC', 'Empresas'), ...more }] } });
const wrong = { trab_mujeres: 'doce' };
let first: Uint8Array;
let second: Uint8Array;
beforeAll(async () => {
  first = (await book({ series: 'UNO', ...rows(wrong) })).bytes;
  second = (await book({ series: 'DOS', ...rows(wrong) })).bytes;
});

const received = (name: string, bytes: Uint8Array): string => {
  mkdirSync(path('recibidos'), { recursive: true });
  writeFileSync(path('recibidos', name), bytes);
  return path('recibidos', name);
};
const merge = (...paths: string[]) =>
  outcome((effects) =>
    mergeCommand(paths, { out: path('salida'), db: path('oficina.duckdb'), format: 'text', lang: 'es' }, effects),
  );
const answers = () => readdirSync(path('salida', 'feedback')).sort();
const told = () => (JSON.parse(readFileSync(path('salida', 'merge.json'), 'utf8')) as { outputs: string[] }).outputs;

test('the answer to one sender stays while others are merged, and goes when what it is about is replaced', {
  timeout: 120_000,
}, async () => {
  await merge(received('uno.xlsx', first));
  expect(answers()).toEqual(['uno.xlsx']);
  const answer = readFileSync(path('salida', 'feedback', 'uno.xlsx'));
  await merge(received('dos.xlsx', second));
  expect(answers()).toEqual(['dos.xlsx', 'uno.xlsx']);
  expect(readFileSync(path('salida', 'feedback', 'uno.xlsx')).equals(answer)).toBe(true);
  expect(told()).toEqual(expect.arrayContaining(['feedback/dos.xlsx', 'feedback/uno.xlsx']));

  // One that came again changes nothing of either.
  await merge(path('recibidos', 'dos.xlsx'));
  expect(answers()).toEqual(['dos.xlsx', 'uno.xlsx']);

  // Another workbook under a name that has an answer: each has its own.
  const third = await book({ series: 'TRE', ...rows(wrong) });
  mkdirSync(path('otra'));
  writeFileSync(path('otra', 'uno.xlsx'), third.bytes);
  await merge(path('otra', 'uno.xlsx'));
  expect(answers()).toHaveLength(3);

  const mended = await book({ series: 'UNO', number: 2, ...rows({ trab_mujeres: 12, trab_hombres: 3 }) });
  await merge(received('uno-2.xlsx', mended.bytes));
  expect(answers().filter((name) => readFileSync(path('salida', 'feedback', name)).equals(answer))).toEqual([]);
  expect(answers().length).toBeLessThan(4);

  // So does the answer to a file that was refused, until one of that name stands.
  await merge(received('cortado.xlsx', second.subarray(0, 5_000)));
  expect(answers()).toContain('cortado.revision.xlsx');
  const fifth = await book({ series: 'CIN', ...rows(wrong) });
  await merge(received('cinco.xlsx', fifth.bytes));
  expect(answers()).toEqual(expect.arrayContaining(['cinco.xlsx', 'cortado.revision.xlsx']));
  await merge(received('cortado.xlsx', (await book({ series: 'COR', ...rows(wrong) })).bytes));
  expect(answers()).not.toContain('cortado.revision.xlsx');
  expect(answers()).toContain('cortado.xlsx');

  // Results that were taken away have no answers to carry over.
  rmSync(path('salida'), { recursive: true });
  await merge(path('recibidos', 'dos.xlsx'));
  expect(told().filter((name) => name.startsWith('feedback/'))).toEqual([]);
});

test('a workbook that came in an archive goes back with its notes, and the archive stays as it is', {
  timeout: 60_000,
}, async () => {
  const letter = received('libros.zip', zipOf([{ name: 'SCORE/uno.xlsx', data: Buffer.from(first) }]));
  const before = readFileSync(letter);
  const { code } = await outcome((effects) =>
    validateCommand([letter], { format: 'text', lang: 'es', annotate: path('copias') }, effects),
  );
  expect(code).toBe(0);
  const copies = readdirSync(path('copias'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.xlsx'),
  );
  expect(copies.map((name) => basename(name))).toEqual(['uno.xlsx']);
  // The sender's own sheets are there, and the notes besides.
  const sheets = (bytes: Uint8Array) => read(bytes).SheetNames;
  const copy = sheets(readFileSync(path('copias', copies[0] ?? '')));
  expect(copy).toEqual(expect.arrayContaining([...sheets(first), 'Revisión']));
  expect(readFileSync(letter).equals(before)).toBe(true);
});
