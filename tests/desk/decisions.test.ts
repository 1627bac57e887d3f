import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { book } from '../helpers/books.ts';
import { as, openDesk } from '../helpers/desk.ts';
import { scratch } from '../helpers/marked-copies.ts';

const path = scratch('decisiones');

test('who is one is decided with a reason, and taken back; text of a workbook is text', async () => {
  const desk = openDesk(path('pares'), 10);
  const office = await as(desk, 'office');
  const enterprise = {
    empresa_id: '1',
    tipo_org: 'EMP',
    region: 'PE-LIM',
    sector: 'TEXTIL',
    trab_mujeres: 6,
    trab_hombres: 4,
    trab_total: 10,
    fecha_ingreso: '2025-03-01',
  };
  const bookOf = async (series: string, nombre: string) => {
    const { name, bytes } = await book({ series, rows: { Empresas: [{ ...enterprise, nombre }] } });
    return new File([Uint8Array.from(bytes)], name);
  };
  await office.go('/enviar', { libro: await bookOf('AAA', 'Tejidos <script>alert(1)</script> del Sur') });
  await office.go('/enviar', { libro: await bookOf('BBB', 'Tejidos <script>alert(1)</script> de Sur') });
  // It is merged by itself.
  await setTimeout(200);
  await desk.office.jobs.end();
  const page = await office.get('/decisiones');
  expect(page).not.toContain('<script>');
  expect(page).toContain('&#60;script&#62;');
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  const pair = { tipo: field('tipo'), a: field('a'), b: field('b') };
  expect(await office.go('/decisiones', { ...pair, decision: 'MISMO', motivo: ' ' })).toContain('Falta el motivo');
  const decided = await office.go('/decisiones', { ...pair, decision: 'MISMO', motivo: 'Misma fábrica' });
  expect(decided).toContain('es el mismo');
  expect(decided).toContain('Misma fábrica · Puesto office');
  const enterprises = () => desk.office.look((db) => db.rows('select count(*) as n from consolidado.dim_empresa'));
  expect(await enterprises()).toEqual([{ n: 1 }]);
  expect(await office.go('/decisiones', { ...pair, decision: 'RETIRAR', motivo: '–' })).toContain('Es el mismo');
  expect(await enterprises()).toEqual([{ n: 2 }]);
  expect(existsSync(join(path('pares'), 'resultados', 'informe.html'))).toBe(true);
});
