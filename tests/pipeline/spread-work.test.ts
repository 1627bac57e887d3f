import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { allowMemory, memoryAllowed } from '../../pipeline/merge/database-memory.ts';
import { book } from '../helpers/books.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { resultsIn } from '../helpers/results.ts';
import { exampleRow } from '../helpers/workbooks.ts';

/** The program reads in another process and answers in other threads; from sources one thing is done after the other. */

const path = scratch('repartido');
const usual = memoryAllowed();
afterAll(() => allowMemory(usual));
test('results and answers are the same bytes, however the work is spread', { timeout: 120_000 }, async () => {
  mkdirSync(path('recibidos'));
  const example = exampleRow('SC', 'Empresas');
  for (let at = 0; at < 17; at += 1) {
    const rows = { Empresas: [{ ...example, nombre: `Taller ${at}`, trab_mujeres: at % 3 === 0 ? 'doce' : 20 + at }] };
    const sent = await book({ series: `R${String(at).padStart(2, '0')}`, rows });
    writeFileSync(path('recibidos', `libro-${at}.xlsx`), sent.bytes);
  }
  writeFileSync(path('recibidos', 'cortado.xlsx'), 'PK nada');
  const spread = spawnSync(
    process.execPath,
    ['dist/quipu.js', 'merge', path('recibidos'), '--out', path('repartidos')],
    { encoding: 'utf8' },
  );
  expect(spread.status, spread.stderr).toBe(1);
  let said = '';
  const stderr = (text: string) => {
    said += text;
  };
  const effects = { stdout: () => {}, stderr, now: () => new Date(), colours: false, terminal: true };
  // So little memory that the rows of all rest on disk until the last one is there.
  const options = { out: path('seguidos'), format: 'text' as const, lang: 'es' as const };
  allowMemory(256e6);
  expect(await mergeCommand([path('recibidos')], options, effects)).toBe(1);
  // Whoever waits sees what is being done, how far it is, and what stopping it does.
  for (const line of ['Leyendo libro 18 de 18…', 'Calculando tabla 1 de ', 'Publicando 7 de 7…'])
    expect(said).toMatch(new RegExp(`\\r\\u001b\\[K${line}.*Ctrl-C: base y resultados quedan como están`));
  expect(said.split('Publicando').at(-1)).toContain('\r\u001b[K');
  expect(spread.stderr).not.toContain('Publicando');
  const [one, other] = [resultsIn(path('repartidos')), resultsIn(path('seguidos'))];
  expect([...one.keys()]).toEqual([...other.keys()]);
  expect([...one].filter(([name, bytes]) => other.get(name) !== bytes).map(([name]) => name)).toEqual([]);
  expect([...one.keys()].filter((name) => name.startsWith('feedback')).length).toBeGreaterThan(15);
});
