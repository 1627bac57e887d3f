import { expect, test } from 'vitest';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { book, value } from '../helpers/books.ts';
import { merged } from '../helpers/merging.ts';
import { exampleRow } from '../helpers/workbooks.ts';

/** Figures as somebody computes them who reads only the reference sheets. */

const of2025 = '2025-S2';

const cooperative = (n: number, tipo: string): { organization: Row; action: Row } => ({
  organization: {
    ...exampleRow('CO', 'Organizaciones'),
    organizacion_id: String(n),
    nombre: `Cooperativa Valle ${n}`,
    tipo_org: 'COO',
    id_tributario: null,
  },
  action: { ...exampleRow('CO', 'Acciones'), accion_id: String(n), organizacion_id: String(n), tipo },
});

test('a meeting or a campaign trains no cooperative', async () => {
  const all = ['CUR', 'AT', 'ENC', 'SEN'].map((tipo, at) => cooperative(at + 1, tipo));
  const rows = {
    Organizaciones: all.map(({ organization }) => organization),
    Acciones: all.map(({ action }) => action),
  };
  const books = [{ code: 'CO', rows }];
  expect(await value(books, 'co_resultados', 'CO01', { pais: 'PE', periodo: '2026-S1' })).toEqual([2]);
});

test('where one sex is not said there are at least so many', async () => {
  const follow = { ...exampleRow('FE', 'Seguimiento'), mejoraron_mujeres: null, mejoraron_hombres: 6 };
  const rows = { Acciones: [exampleRow('FE', 'Acciones')], Seguimiento: [follow] };
  const lines = await merged([[await book({ code: 'FE', rows })]], (db) =>
    db.rows(
      "select valor, calificador from consolidado.fe_resultados where indicador = 'FE04' and pais = 'PE' and programa_id = '' and periodo <> '' and sexo = '' and region = '' and publico = ''",
    ),
  );
  expect(lines).toEqual([{ valor: 6, calificador: 'MIN' }]);
});

test('a cumulative figure by region that loses a region has fallen, and that is told', async () => {
  const by = (region: string, total: number): Row => ({ indicador: 'SC25', region, total });
  const before = await book({ period: of2025, results: [by('PE-ARE', 7), by('PE-CUS', 9)] });
  const told = async (results: Row[]) =>
    merged([[before, await book({ period: '2026-S1', results })]], (db) =>
      db.rows("select mensaje_es from consolidado.hallazgos where codigo = 'R-RE-04' order by 1"),
    );
  expect((await told([by('PE-ARE', 10)])).map(({ mensaje_es }) => mensaje_es)).toEqual([
    expect.stringContaining('el acumulado bajó de 16 a 10'),
  ]);
  // One that fell itself is told for itself; one that grew for another is none.
  expect(await told([by('PE-ARE', 6), by('PE-CUS', 9)])).toHaveLength(1);
  expect(await told([by('PE-ARE', 7), by('PE-CUS', 9), by('PE-LIM', 1)])).toEqual([]);
  expect(await told([{ indicador: 'SC25', region: null, total: 16 }])).toEqual([]);
});

test('an amount is published in the currency that was taken for it', async () => {
  const enterprise = { ...exampleRow('SC', 'Empresas'), ventas: 5000, moneda: null };
  const found = await merged([[await book({ rows: { Empresas: [enterprise] } })]], (db) =>
    db.rows('select ventas, moneda from consolidado.score_empresas'),
  );
  expect(found).toEqual([{ ventas: 5000, moneda: 'PEN' }]);
});

test('what is declared by two breakdowns, or as a share, has not fallen where one of them is left out', async () => {
  const before = await book({
    period: of2025,
    results: [
      { indicador: 'SC25', region: 'PE-ARE', total: 60 },
      { indicador: 'SC25', region: 'PE-CUS', total: 40 },
      { indicador: 'SC25', sector: 'TEXTIL', total: 100 },
    ],
  });
  const later = await book({
    results: [
      { indicador: 'SC25', region: 'PE-ARE', total: 70 },
      { indicador: 'SC25', region: 'PE-CUS', total: 50 },
    ],
  });
  expect(
    await merged([[before, later]], (db) => db.rows("from consolidado.hallazgos where codigo = 'R-RE-04'")),
  ).toEqual([]);
});
