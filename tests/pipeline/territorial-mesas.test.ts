import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { roadmapCommand } from '../../pipeline/cli/report-roadmap.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { outcome } from '../helpers/command.ts';
import { exampleRow, template } from '../helpers/workbooks.ts';

/** A territorial Mesa in the workbook of one team, its national Mesa in that of another. */

const row = (sheet: string, more: Row): Row => ({ ...exampleRow('HR', sheet), ...more });
const problem = (n: number, problema: string, more: Row) =>
  row('Problemas', { problema_id: String(n), problema, estado: 'SOL', fecha_resuelto: null, prioridad: n, ...more });
const raised = (n: number, more: Row = {}) =>
  row('Escalamientos', { escalamiento_id: String(n), problema_id: String(n), solucion_id: null, ...more });

const bookOf = (equipo: string, rows: Record<string, Row[]>) => {
  const known = template('HR');
  const cover = { ...known.cover.example, pais: 'PE', equipo };
  return toXlsx(known, { lang: 'es', country: 'PE', cover, rows, prepared: 6 });
};

const met = (more: Row = {}) => ({
  Mesas: [
    row('Mesas', {
      mesa_id: '1',
      nombre: 'MET Ucayali',
      tipo: 'MET',
      mesa_nacional: null,
      regiones: 'PE-UCA',
      ...more,
    }),
  ],
  Problemas: [
    problem(1, 'Los permisos de la región tardan un año', { nivel: '2' }),
    problem(2, 'La norma nacional no conoce el bosque local', { nivel: '3' }),
    problem(3, 'Nadie investiga la especie de la región', { nivel: '2' }),
    problem(4, 'Los proveedores no conocen el estándar', { nivel: '1' }),
    problem(5, 'Falta una mesa de tasas en la región', { nivel: '2' }),
  ],
  // One without a date is not known to be the latest.
  Escalamientos: [
    raised(1),
    raised(2),
    { ...raised(5, { fecha_escalamiento: null }), escalamiento_id: '6' },
    raised(5, { decision: 'COOP', fecha_decision: '2026-04-01' }),
  ],
});
const national = {
  // A closed Mesa of nearly the same name takes nothing away from the one at work.
  Mesas: [
    row('Mesas', { mesa_id: '1', nombre: 'Mesa Ejecutiva Forestal', tipo: 'NAC', mesa_nacional: null }),
    row('Mesas', {
      mesa_id: '2',
      nombre: 'Mesa Nacional Forestal',
      tipo: 'NAC',
      mesa_nacional: null,
      etapa: 'CERR',
      fecha_cierre: '2026-01-31',
    }),
  ],
  Problemas: [
    problem(1, 'Permisos forestales sin plazo', {
      origen: 'MET',
      problema_met: 'los permisos de la región  tardan un año',
    }),
    problem(2, 'No hay semilla certificada', { origen: 'SES' }),
  ],
};

let home = '';
const path = (...parts: string[]) => join(home, ...parts);
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-met-'));
  mkdirSync(path('in'));
  writeFileSync(path('in', 'met.xlsx'), await bookOf('Ucayali', met({ mesa_nacional_otra: 'mesa forestal' })));
  writeFileSync(path('in', 'nacional.xlsx'), await bookOf('Forestal', national));
  const merge = { out: path('out'), db: path('base.duckdb'), format: 'text', lang: 'es' } as const;
  expect((await outcome((effects) => mergeCommand([path('in')], merge, effects))).sentence).toBe('');
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function rows(sql: string) {
  const db = await Database.openForReading(path('base.duckdb'));
  try {
    return await db.rows(sql);
  } finally {
    db.close();
  }
}

const pageOf = async (team: string, lang: 'es' | 'en') => {
  const [mesa] = await rows(`select mesa_id from consolidado.hr_mesas where equipo = '${team}'`);
  const options = { mesa: String(mesa?.mesa_id), db: path('base.duckdb'), out: path(`${team}.html`), lang };
  expect((await outcome((effects) => roadmapCommand(options, effects))).code).toBe(0);
  return readFileSync(path(`${team}.html`), 'utf8');
};

describe('what a territorial Mesa raises to a national one of another team', () => {
  test('is joined with what became of it', async () => {
    const found = await rows(
      'select problema_id, elevado, respuesta, estado_nacional, mesa_nacional from consolidado.hr_elevados order by fila',
    );
    expect(
      found.map(({ problema_id: id, ...rest }) => [String(id).slice(-5, -2), rest.elevado, rest.respuesta]),
    ).toEqual([
      ['001', 'S', 'en la hoja de ruta nacional'],
      ['002', 'S', 'sin respuesta'],
      ['003', 'N', 'sin elevar'],
      ['005', 'S', 'decidido'],
    ]);
    const [national] = await rows("select mesa_id from consolidado.hr_mesas where equipo = 'forestal'");
    expect(new Set(found.map((one) => one.mesa_nacional))).toEqual(new Set([national?.mesa_id]));
  });

  test('stands on the page of the national Mesa, what waits first; the territorial one says to whom it reports', async () => {
    const page = await pageOf('forestal', 'es');
    const section = page.slice(
      page.indexOf('Lo que elevan las Mesas territoriales'),
      page.indexOf('Escalamientos y decisiones'),
    );
    const places = ['La norma nacional no', 'Los permisos de la región', 'Falta una mesa de tasas'].map((text) =>
      section.indexOf(text),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)[0]).toBe(places[0]);
    expect(section).toContain('MET Ucayali');
    expect(page).toContain('nacional.xlsx');
    expect(page).not.toContain(home);
    expect(section).not.toContain('Los proveedores no conocen');
    expect(await pageOf('ucayali', 'en')).toContain('Reports to: Mesa Ejecutiva Forestal');
  });

  test('a workbook of a territorial Mesa alone lacks nothing once it names one; of the two cells it lacks one, told once', async () => {
    const lacks = async (more: Row) => {
      const { issues } = await readSubmission('met.xlsx', Buffer.from(await bookOf('Ucayali', met(more))));
      return issues.filter(({ code, column }) => code === 'R-G-14' && /^mesa_nacional/.test(column ?? ''));
    };
    expect(await lacks({ mesa_nacional_otra: 'Mesa Forestal' })).toEqual([]);
    expect(await lacks({ mesa_nacional: '1' })).toEqual([]);
    expect((await lacks({})).length).toBe(1);
    expect(await lacks({ tipo: 'NAC' })).toEqual([]);
  });
});
