import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { type Book, book, programme } from '../helpers/books.ts';
import { merged } from '../helpers/merging.ts';
import { template } from '../helpers/workbooks.ts';

test('teams whose names differ by a mark are two teams', async () => {
  const known = template('HR');
  const roadmap = async (equipo: string) => ({
    name: `equipo-${equipo.length}-${equipo.charCodeAt(4)}.xlsx`,
    bytes: await toXlsx(known, { lang: 'es', country: 'PE', cover: { ...known.cover.example, equipo }, prepared: 2 }),
  });
  const built = await Promise.all(['Lima/Callao', 'Lima-Callao', 'Lima Callao'].map(roadmap));
  const rows = await merged([built], (db) => db.rows('select estado from consolidado.entregas'));
  expect(rows).toHaveLength(3);
});

test('no combination of declared rows stops a merge', async () => {
  const row = fc.record({
    indicador: fc.constantFrom('SC01', 'SC02', 'SC05', 'SC08', 'SC19', 'TR01', 'TR05', 'PL03'),
    region: fc.constantFrom(null, 'PE-LIM', 'PE-CUS'),
    publico: fc.constantFrom(null, 'DEC'),
    total: fc.constantFrom(null, 0, 0.4, 1, 27),
    mujeres: fc.constantFrom(null, 3),
    hombres: fc.constantFrom(null, 4),
    denominador: fc.constantFrom(null, 0, 10),
    calificador: fc.constantFrom('EX', 'MAS', 'APR', 'META'),
    tipo_conteo: fc.constantFrom('ACU', 'INC', 'STK'),
    fecha_dato: fc.constantFrom('2014-12-31', '2026-06-30'),
    subconjunto_de: fc.constantFrom(null, 'SC01', 'TR05'),
    incluye_a: fc.constantFrom(null, programme('AAA'), `${programme('BBB')};${programme('CCC')}`),
    fuente: fc.constantFrom('Acta', 'Informe'),
  });
  const books = fc.array(
    fc.record({
      series: fc.constantFrom('AAA', 'BBB'),
      code: fc.constantFrom('SC', 'EV', 'FE'),
      period: fc.constantFrom('2010/2015', '2026-S1'),
      number: fc.constantFrom(1, 2),
      results: fc.array(row, { maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(books, async (items) => {
      const built = await Promise.all(items.map((item) => book(item as Book)));
      await merged([built.slice(0, 2), built], async (db) => {
        expect((await db.rows('select count(*) as n from consolidado.titulares_figura4'))[0]?.n).toBe(10);
      });
    }),
    { seed: 7, numRuns: 3 },
  );
});
