import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptCommand } from '../../pipeline/cli/accept.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { rebuildCommand } from '../../pipeline/cli/rebuild.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { resolveSubmissions } from '../../pipeline/merge/resolve-submissions.ts';
import { type Claim, doubtsAbout } from '../../pipeline/merge/whose-workbook.ts';
import { fold } from '../../sheets-templates/text-matching.ts';
import { type Book, book, programme } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { merged } from '../helpers/merging.ts';
import { scoreDetail } from '../helpers/score-books.ts';

const claim = (sender: string, more: Partial<Claim> = {}, template = 'SC', period = '2026-S1'): Claim => ({
  key: `${template}|PE|${sender}|${period}`,
  said: sender,
  name: null,
  data: null,
  ...more,
});
const known = (...claims: Claim[]) => ({
  claims,
  senders: claims.map(({ said, name, key }) => ({
    template: key.slice(0, 2),
    country: 'PE',
    sender: key.split('|')[2] ?? '',
    said,
    names: new Set(name === null ? [] : [fold(name)]),
  })),
});
const [agro, forest] = [programme('AGRO'), programme('FOREST')];
/** The last digit of the number is another one; the check character stays. */
const slip = agro.replace('-001-', '-002-');
const asked = (fresh: Claim, ...before: Claim[]) => doubtsAbout([fresh], known(...before))[0]?.what.es ?? null;

describe('whose a workbook is', () => {
  test('is asked where its code nearly is that of a programme that is known', () => {
    expect(asked(claim(slip), claim(agro))).toBe(
      `«${slip}» no es el código de un programa que conozcamos. ¿Es ${agro}?`,
    );
    // Another programme, well copied, or one that nobody knows anything like.
    expect(asked(claim(forest), claim(agro))).toBeNull();
    expect(asked(claim(slip), claim(forest))).toBeNull();
    // Who has sent under this code before is not asked.
    expect(asked(claim(slip, {}, 'SC', '2026-S2'), claim(slip), claim(agro))).toBeNull();
  });

  test('is asked where the name stands in place of the code, or the team is nearly a known one', () => {
    expect(asked(claim('SCORE-PERU', { said: 'SCORE Perú' }), claim(agro))).toContain(`¿Es ${agro}?`);
    const team = (name: string) => claim(name.replaceAll(' ', ''), { said: name }, 'HR');
    expect(asked(team('equipo forstal'), team('equipo forestal'))).toContain('¿Es «equipo forestal»?');
    for (const [one, other] of [
      ['equipo textil', 'equipo forestal'],
      ['equipo acuicultura', 'equipo agricultura'],
      ['mesa forestal I', 'mesa forestal II'],
      ['mesa de palta', 'mesa de palma'],
    ] as const)
      expect(asked(team(one), team(other)), one).toBeNull();
  });

  test('is asked where it brings the rows of another, or bears its name', () => {
    expect(asked(claim(forest, { data: 'x' }), claim(agro, { data: 'x' }))).toContain('las mismas filas');
    // Its own of another period: a workbook that was sent again under a new one.
    const again = asked(claim(agro, { data: 'x' }, 'SC', '2026-S2'), claim(agro, { data: 'x' }));
    expect(again).toBe('Trae exactamente las mismas filas que su libro de 2026-S1.');
    expect(asked(claim(agro, { data: 'x' }, 'CV', '2026-S2'), claim(agro, { data: 'x' }))).toBeNull();
    // Another period, in which the other's rows were.
    expect(asked(claim(forest, { data: 'x' }, 'SC', '2026-S2'), claim(agro, { data: 'x' }))).toBeNull();
    // Rows that are its own already, also where the office let another bring the same.
    expect(asked(claim(agro, { data: 'x' }), claim(agro, { data: 'x' }), claim(forest, { data: 'x' }))).toBeNull();
    // Who sent the right rows before is asked as well.
    expect(
      asked(claim(forest, { data: 'x' }), claim(agro, { data: 'x' }), claim(forest, { data: 'y' })),
    ).not.toBeNull();
    // Of two at once the one whose code checks counts.
    const both = doubtsAbout([claim(slip, { data: 'x' }), claim(agro, { data: 'x' })], known());
    expect(both.map((doubt) => doubt !== null)).toEqual([true, false]);
    const named = (code: string, name: string, period = '2026-S1') => claim(code, { name }, 'SC', period);
    const before = [named(agro, 'Agro Perú'), named(forest, 'Bosques Perú')];
    expect(asked(named(agro, 'Bosques Perú', '2026-S2'), ...before)).toContain(`es ${forest}`);
    expect(asked(named(agro, 'Agro Perú', '2026-S2'), ...before)).toBeNull();
    // A programme that has a new name.
    expect(asked(named(agro, 'Agro y bosques', '2026-S2'), ...before)).toBeNull();
  });
});

describe('the number of a workbook that may be somebody else’s', () => {
  const sent = (content: string, doubted: boolean) => ({
    key: 'k',
    number: 1,
    content,
    fatal: false,
    tie: content,
    doubted,
  });
  test('is free for the right one, which answers the question', () => {
    const before = {
      id: 'a',
      key: 'k',
      number: 1,
      content: 'a',
      state: 'espera',
      conflict: false,
      doubted: true,
    } as const;
    const { incoming, known: states } = resolveSubmissions([sent('b', false)], [before]);
    expect(incoming.map(({ state }) => state)).toEqual(['aceptada']);
    expect(states.get('a')).toBe('sustituida');
    // It stays answered in later merges; one that comes after the right one is told.
    const after = [
      { ...before, state: 'sustituida' } as const,
      { ...before, id: 'b', content: 'b', state: 'aceptada', doubted: false } as const,
    ];
    expect(resolveSubmissions([], after).known).toEqual(
      new Map([
        ['a', 'sustituida'],
        ['b', 'aceptada'],
      ]),
    );
    expect(resolveSubmissions([sent('c', true)], after).incoming.map(({ state }) => state)).toEqual(['espera']);
    const both = resolveSubmissions([sent('a', true), sent('b', false)], []).incoming;
    expect(both.map(({ candidate, state }) => `${candidate.content} ${state}`).sort()).toEqual([
      'a espera',
      'b aceptada',
    ]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(2);
  });
});

describe('a workbook that may be somebody else’s', () => {
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
  const enterprises = () =>
    ask(
      "select valor from consolidado.score_indicadores where indicador = 'SC01' and pais = 'PE' and programa_id = '' and periodo = '' and region = '' and sector = '' and clase = ''",
    );
  const rows = scoreDetail([1, 2, 3].map((n) => [n, 10 * n] as const));
  const waiting = async () => {
    const [held] = await ask("select entrega_id from consolidado.entregas where estado = 'espera'");
    return String(held?.entrega_id);
  };
  const states = () => ask('select programa_id, estado from consolidado.entregas order by programa_id');

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'quipu-ajeno-'));
    mkdirSync(path('recibidos'));
    for (const series of ['AAA', 'BBB']) {
      const { bytes } = await book({ series, rows });
      writeFileSync(path('recibidos', `${series}.xlsx`), bytes);
      await merge();
    }
  }, 120_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('waits, is listed with why, and the sender is asked', async () => {
    expect(await states()).toEqual([
      { programa_id: programme('AAA'), estado: 'aceptada' },
      { programa_id: programme('BBB'), estado: 'espera' },
    ]);
    expect(await enterprises()).toEqual([{ valor: 3 }]);
    expect(await ask("select entrega_id, alcance from consolidado.rechazos where regla = 'R-X-10'")).toEqual([
      { entrega_id: await waiting(), alcance: 'archivo' },
    ]);
    expect(readFileSync(path('salida', 'merge.json'), 'utf8')).toContain('R-X-10');
  });

  test('counts when the office lets it through, and after a rebuild', async () => {
    const options = { db: db(), reason: 'Son dos programas', by: 'Oficina', lang: 'es' as const };
    const held = await waiting();
    expect((await outcome((effects) => acceptCommand(held, options, effects))).code).toBe(0);
    const both = [
      { programa_id: programme('AAA'), estado: 'aceptada' },
      { programa_id: programme('BBB'), estado: 'aceptada' },
    ];
    expect(await states()).toEqual(both);
    await outcome((effects) => rebuildCommand({ db: db(), lang: 'es' }, effects));
    expect(await states()).toEqual(both);
    // A second programme of whom nobody asked, in a later merge: what waits goes on waiting, what counts goes on counting.
    const { bytes } = await book({ series: 'CCC', rows });
    writeFileSync(path('recibidos', 'CCC.xlsx'), bytes);
    await merge();
    await merge();
    expect(await states()).toEqual([...both, { programa_id: programme('CCC'), estado: 'espera' }]);
  });

  test('is one of the two where both come at once, whatever the order of the files', async () => {
    const given: Book[] = ['AAA', 'BBB'].map((series) => ({ series, rows }));
    const books = await Promise.all(given.map(book));
    for (const batch of [books, [...books].reverse()])
      expect(
        await merged([batch], (one) => one.rows('select programa_id, estado from consolidado.entregas order by 1')),
      ).toEqual([
        { programa_id: programme('AAA'), estado: 'aceptada' },
        { programa_id: programme('BBB'), estado: 'espera' },
      ]);
  });
});

test('a correction of which nothing came before is told, and counts', async () => {
  const one = await book({ number: 2, rows: scoreDetail([[1, 10]]) });
  const found = await merged([[one]], (db) =>
    db.rows(
      "select e.estado, h.codigo from consolidado.entregas as e inner join consolidado.hallazgos as h using (entrega_id) where codigo = 'R-X-11'",
    ),
  );
  expect(found).toEqual([{ estado: 'aceptada', codigo: 'R-X-11' }]);
});

test('a number typed too high is told, and who corrects below it is told which number to take', async () => {
  const sent = (number: number, staff: number) => book({ number, rows: scoreDetail([[1, staff]]) });
  const found = await merged([[await sent(1, 10)], [await sent(22, 11)], [await sent(3, 12)]], (db) =>
    db.rows(
      "select e.envio_n, e.estado, h.codigo, h.mensaje_es, h.accion_es from consolidado.entregas as e inner join consolidado.hallazgos as h using (entrega_id) where codigo in ('R-X-11', 'R-X-13') order by 1",
    ),
  );
  expect(found).toMatchObject([
    { envio_n: 3, estado: 'sustituida', codigo: 'R-X-13', accion_es: expect.stringContaining('ponga 23') },
    {
      envio_n: 22,
      estado: 'aceptada',
      codigo: 'R-X-11',
      mensaje_es: expect.stringContaining('el anterior que recibimos es el 1'),
    },
  ]);
});
