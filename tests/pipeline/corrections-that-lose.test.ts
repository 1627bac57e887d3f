import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptCommand } from '../../pipeline/cli/accept.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { rebuildCommand } from '../../pipeline/cli/rebuild.ts';
import { statusCommand } from '../../pipeline/cli/status.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { type Candidate, resolveSubmissions } from '../../pipeline/merge/resolve-submissions.ts';
import type { Weight } from '../../sheets-templates/weight.ts';
import { type Book, book, programme } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { scoreDetail } from '../helpers/score-books.ts';

describe('of the submissions of one workbook', () => {
  const candidate = (number: number, rows: number, cells = 10 * rows): Candidate => {
    const weight: Weight = { Empresas: [rows, cells] };
    return { key: 'k', number, content: `${number}`, fatal: false, tie: `${number}`, weight };
  };
  const states = (...all: Candidate[]) =>
    resolveSubmissions(all, [])
      .incoming.sort((a, b) => a.candidate.number - b.candidate.number)
      .map(({ state }) => state);

  test('one that brings less waits, whatever the order; one that brings as much replaces', () => {
    expect(states(candidate(1, 22), candidate(2, 0))).toEqual(['aceptada', 'espera']);
    expect(states(candidate(2, 0), candidate(1, 22))).toEqual(['aceptada', 'espera']);
    expect(states(candidate(1, 22), candidate(2, 22))).toEqual(['sustituida', 'aceptada']);
    expect(states(candidate(1, 22, 200), candidate(2, 22, 190))).toEqual(['sustituida', 'aceptada']);
    expect(states(candidate(1, 22, 200), candidate(2, 22, 189))).toEqual(['aceptada', 'espera']);
  });

  test('one that lost the numbers by which enterprises are known waits as well', () => {
    const withNumbers = (number: number, numbers: number): Candidate => ({
      ...candidate(number, 22, 400),
      weight: { Empresas: [22, 400 - 22 + numbers, numbers] },
    });
    expect(states(withNumbers(1, 22), withNumbers(2, 0))).toEqual(['aceptada', 'espera']);
    expect(states(withNumbers(1, 22), withNumbers(2, 20))).toEqual(['sustituida', 'aceptada']);
    expect(states(withNumbers(1, 0), withNumbers(2, 22))).toEqual(['sustituida', 'aceptada']);
    // What was received by an earlier version says nothing of them.
    expect(states(candidate(1, 22, 400), withNumbers(2, 22))).toEqual(['sustituida', 'aceptada']);
  });

  test('what waits is replaced by a later one that is whole, and what comes after it is held against what counts', () => {
    expect(states(candidate(1, 22), candidate(2, 0), candidate(3, 23))).toEqual([
      'sustituida',
      'sustituida',
      'aceptada',
    ]);
    expect(states(candidate(1, 22), candidate(2, 0), candidate(3, 5))).toEqual(['aceptada', 'espera', 'espera']);
  });
});

describe('a correction that brings less', () => {
  let home = '';
  const path = (...parts: string[]) => join(home, ...parts);
  const db = () => path('oficina.duckdb');
  const merge = () =>
    outcome((effects) =>
      mergeCommand([path('recibidos')], { out: path('salida'), db: db(), format: 'text', lang: 'es' }, effects),
    );
  const ask = async (sql: string) => {
    const open = await Database.openForReading(db());
    try {
      return await open.rows(sql);
    } finally {
      open.close();
    }
  };
  const send = async (given: Book) => {
    const { name, bytes } = await book(given);
    writeFileSync(path('recibidos', name), bytes);
  };
  const enterprises = () =>
    ask(
      "select valor from consolidado.score_indicadores where indicador = 'SC01' and pais = 'PE' and programa_id = '' and periodo = '' and region = '' and sector = '' and clase = ''",
    );
  const states = () => ask('select envio_n as n, estado from consolidado.entregas order by 1');
  const all = [1, 2, 3].map((n) => [n, 10 * n] as const);

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'quipu-pierde-'));
    mkdirSync(path('recibidos'));
    await send({ rows: scoreDetail(all) });
    await merge();
    await send({ number: 2, rows: scoreDetail(all.slice(0, 1)) });
  }, 60_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const waiting = `SC-PE-${programme('AAA')}-2026-S1-e2`;

  test('waits; the one before goes on counting, and both sender and office are told what is missing', async () => {
    const { err } = await merge();
    expect(err).toContain('en espera de la oficina');
    expect(await states()).toEqual([
      { n: 1, estado: 'aceptada' },
      { n: 2, estado: 'espera' },
    ]);
    expect(await enterprises()).toEqual([{ valor: 3 }]);
    const [told] = await ask("select * from consolidado.hallazgos where codigo = 'R-X-09'");
    expect(told?.mensaje_es).toContain('Trae menos que el envío 1');
    expect(told?.mensaje_es).toContain('Empresas: 3 filas antes y 1 ahora');
    expect(await ask("select entrega_id, alcance from consolidado.rechazos where regla = 'R-X-09'")).toEqual([
      { entrega_id: waiting, alcance: 'archivo' },
    ]);
    expect(readdirSync(path('salida', 'feedback')).length).toBeGreaterThan(0);
    const status = await outcome((effects) => statusCommand({ db: db(), format: 'text', lang: 'es' }, effects));
    expect(status.out).toContain('aceptado; una corrección espera');
  });

  test('counts when the office lets it through, and after a rebuild', async () => {
    const accept = (id: string) =>
      outcome((effects) => acceptCommand(id, { db: db(), reason: 'Dos eran una', by: 'Oficina', lang: 'es' }, effects));
    expect(await accept('SC-PE-OTRO-e1')).toMatchObject({
      code: 2,
      sentence: `SC-PE-OTRO-e1 no está en espera. En espera: ${waiting}.`,
    });
    expect((await accept(waiting)).code).toBe(0);
    const after = [
      { n: 1, estado: 'sustituida' },
      { n: 2, estado: 'aceptada' },
    ];
    expect(await states()).toEqual(after);
    expect(await enterprises()).toEqual([{ valor: 1 }]);
    await outcome((effects) => rebuildCommand({ db: db(), lang: 'es' }, effects));
    expect(await states()).toEqual(after);
    await send({ number: 3, rows: scoreDetail(all.slice(0, 2)) });
    await merge();
    expect(await enterprises()).toEqual([{ valor: 2 }]);
  });
});
