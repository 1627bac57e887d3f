import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { keepPublication, linesHeldBack } from '../../pipeline/disclosure/earlier.ts';
import { isSmall } from '../../pipeline/disclosure/protect-cells.ts';
import { makePublished } from '../../pipeline/disclosure/published.ts';
import { placeOf, type System } from '../../pipeline/disclosure/systems.ts';
import { type Cell, Database } from '../../pipeline/merge/database.ts';
import { mergeSubmissions } from '../../pipeline/merge/merge.ts';
import { type Book, book, programme } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { canBeWorkedOut } from '../helpers/linear.ts';
import { asSubmissions, salt } from '../helpers/merging.ts';
import { exampleRow } from '../helpers/workbooks.ts';

/** Programmes by period, with totals of both, before and after; the lines of one indicator. */
function systemOf(now: readonly (readonly number[])[]): System {
  const width = now[0]?.length ?? 0;
  const values = now.flat();
  const sums = now.map((row, at) => ({
    whole: values.push(row.reduce((a, b) => a + b, 0)) - 1,
    parts: row.map((_, x) => at * width + x),
  }));
  for (let x = 0; x < width; x += 1) {
    const parts = now.map((_, at) => at * width + x);
    sums.push({ whole: values.push(parts.reduce((all, part) => all + (values[part] ?? 0), 0)) - 1, parts });
  }
  const rows = sums.slice(0, now.length).map(({ whole }) => whole);
  sums.push({ whole: values.push(rows.reduce((all, part) => all + (values[part] ?? 0), 0)) - 1, parts: rows });
  sums.push({ whole: values.length - 1, parts: sums.slice(now.length, now.length + width).map(({ whole }) => whole) });
  const lines = values.map((value, at) => ({
    key: { pais: '', programa_id: `P${at}`, periodo: '', dim: '', miembro: '' },
    value,
    n: null,
  }));
  return {
    lines,
    places: new Map(lines.map(({ key }, at) => [placeOf(key), at])),
    sums,
    hidden: new Set(),
    open: new Set(),
  };
}

test('of two publications no small change can be worked out', () => {
  const table = fc.array(fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 4,
  });
  fc.assert(
    fc.property(
      table,
      fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -4, max: 4 }), fc.integer({ min: 5, max: 30 })), {
        minLength: 12,
        maxLength: 12,
      }),
      (first, changes) => {
        const second = first.map((row, at) => row.map((value, x) => Math.max(5, value + (changes[at * 3 + x] ?? 0))));
        const [before, now] = [systemOf(first), systemOf(second)];
        const told = new Map(before.lines.map(({ key, value }) => [placeOf(key), value]));
        const held = linesHeldBack(now, told);
        const difference = now.lines.map(({ value }, at) => value - (before.lines[at]?.value ?? 0));
        const unit = (cell: number) => now.lines.map((_, at) => (at === cell ? 1 : 0));
        const known = [
          ...now.lines.flatMap((_, at) => (held.has(at) ? [] : [unit(at)])),
          ...now.sums.map(({ whole, parts }) =>
            now.lines.map((_, at) => (at === whole ? 1 : parts.includes(at) ? -1 : 0)),
          ),
        ];
        difference.forEach((change, cell) => {
          if (isSmall(Math.abs(change))) expect(canBeWorkedOut(known, unit(cell))).toBe(false);
        });
      },
    ),
    { numRuns: 200 },
  );
});

describe('quipu merge --publication', () => {
  let home = '';
  const path = (...parts: string[]) => join(home, ...parts);
  const course = (n: number, total: number) => ({
    ...exampleRow('FE', 'Acciones'),
    accion_id: String(n),
    organizacion_id: null,
    formador_id: '1',
    tema: `Curso ${n}`,
    mujeres: null,
    hombres: null,
    total,
    repetidos: 0,
  });
  const trainers = [
    { ...exampleRow('FE', 'Formadores'), formador_id: '1', documento: '40000001', metodologia: 'IMESUN' },
  ];
  const others = (n: number) =>
    book({
      code: 'FE',
      series: 'BBB',
      number: n,
      rows: { Formadores: trainers, Acciones: [course(1, 60), course(2, 70)] },
    });
  /** Sends the courses, merges, and gives what is published and what the office has. */
  async function merge(number: number, totals: readonly number[], publication?: string) {
    const sent = await book({
      code: 'FE',
      number,
      rows: { Formadores: trainers, Acciones: totals.map((total, at) => course(at + 1, total)) },
    });
    mkdirSync(path(`r${number}`), { recursive: true });
    for (const { name, bytes } of [sent, await others(1)]) writeFileSync(path(`r${number}`, name), bytes);
    const options = {
      out: path('salida'),
      db: path('base.duckdb'),
      format: 'text',
      lang: 'es',
      ...(publication && { publication }),
    } as const;
    const { code } = await outcome((effects) => mergeCommand([path(`r${number}`)], options, effects));
    expect(code).toBe(0);
    const line =
      "indicador = 'FE01' and pais = 'PE' and periodo = '' and region || sector || clase || sexo || publico = '' order by programa_id";
    const rows = async (file: string, table: string) => {
      const db = await Database.openForReading(file);
      try {
        return await db.rows(`select valor, estado from ${table} where ${line}`);
      } finally {
        db.close();
      }
    };
    return {
      office: (await rows(path('base.duckdb'), 'consolidado.fe_resultados')).map(({ valor }) => valor),
      published: (await rows(path('salida', 'tables', 'quipu.duckdb'), 'fe_resultados')).map(({ valor, estado }) => [
        valor,
        estado,
      ]),
    };
  }
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'quipu-publicaciones-'));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('later results tell nothing of fewer than five people by subtraction', async () => {
    const first = await merge(1, [84, 100], 'Primer semestre');
    expect(first.office).toEqual([314, 184, 130]);
    expect(first.published).toEqual([
      [314, 'publicado'],
      [184, 'publicado'],
      [130, 'publicado'],
    ]);
    // Three more: what was handed out stays, of the programme and of its country; what did not change tells nothing.
    const second = await merge(2, [84, 100, 3], 'Corrección');
    expect(second.office).toEqual([317, 187, 130]);
    expect(second.published).toEqual([
      [314, 'publicación anterior'],
      [184, 'publicación anterior'],
      [130, 'publicado'],
    ]);
    // With forty more besides, the difference is of many.
    const third = await merge(3, [84, 100, 3, 40]);
    expect(third.published).toEqual([
      [357, 'publicado'],
      [227, 'publicado'],
      [130, 'publicado'],
    ]);
  });

  /** Merges batches one after the other in memory; gives what each publishes, and keeps those that are named. */
  async function published(
    batches: readonly { sent: readonly Book[]; name?: string; allowed?: string }[],
    sql: string,
  ) {
    const db = await Database.open(':memory:');
    try {
      const told: (Cell | undefined)[][] = [];
      for (const { sent, name, allowed } of batches) {
        if (allowed) await db.run(`insert into bruto.permitidas (entrega_id) values ('${allowed}')`);
        await mergeSubmissions(db, await asSubmissions(await Promise.all(sent.map(book))), { salt });
        await makePublished(db);
        told.push((await db.rows(sql)).map(({ valor }) => valor));
        if (name) await keepPublication(db, name, '2026-07-01');
        await db.run('detach publicado');
      }
      return told;
    } finally {
      db.close();
    }
  }

  test('a line that was hidden once holds no other back, and one that was missing meanwhile is held against what was told', async () => {
    const of = (series: string, number: number, total: number | null): Book => ({
      code: 'FE',
      series,
      number,
      results: total === null ? [] : [{ indicador: 'FE01', total }],
    });
    const told = await published(
      [
        { sent: [of('AAA', 1, 3), of('BBB', 1, 100), of('CCC', 1, 50)], name: 'p1' },
        { sent: [of('AAA', 2, 60), of('BBB', 2, 150), of('CCC', 2, 90)], name: 'p2' },
        { sent: [of('BBB', 3, null)], name: 'p3', allowed: `FE-PE-${programme('BBB')}-2026-S1-e3` },
        { sent: [of('BBB', 4, 152)] },
      ],
      "select valor from publicado.fe_resultados where indicador = 'FE01' and pais = 'PE' and periodo = '' and region || sector || clase || sexo || publico = '' order by programa_id",
    );
    expect(told).toEqual([
      [153, null, 100, null],
      [300, 60, 150, 90],
      [150, 60, 90],
      // Against 150, which was told before it went missing.
      [expect.any(Number), 60, 150, 90],
    ]);
  });

  test('headlines tell nothing of figures that are held back', async () => {
    const of = (series: string, number: number, total: number): Book => ({
      series,
      number,
      period: '2015-S2',
      results: [{ indicador: 'SC03', total, tipo_conteo: 'STK' }],
    });
    const told = await published(
      [
        { sent: [of('AAA', 1, 184), of('BBB', 1, 130)], name: 'p1' },
        { sent: [of('AAA', 2, 187)] },
        { sent: [of('AAA', 3, 284)] },
      ],
      "select valor_calculado as valor from publicado.titulares_figura4 where titular = 'H2'",
    );
    expect(told).toEqual([[314], [null], [414]]);
  });

  test('needs the office’s database', async () => {
    const { code, sentence } = await outcome((effects) =>
      mergeCommand([path('r1')], { out: path('otra'), format: 'text', lang: 'es', publication: 'x' }, effects),
    );
    expect([code, sentence]).toEqual([2, expect.stringMatching(/--db/)]);
  });
});
