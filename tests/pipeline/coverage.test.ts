import { expect, test } from 'vitest';
import { buildTables } from '../../pipeline/merge/build-tables.ts';
import type { Database } from '../../pipeline/merge/database.ts';
import { keepExpected } from '../../pipeline/office/expected-list.ts';
import { type Book, book, programme } from '../helpers/books.ts';
import { mergedDatabase } from '../helpers/merging.ts';
import { template } from '../helpers/workbooks.ts';

/** «n de m» beside a figure: programmes whose figures are in it, of those that were expected or sent. */
const coverageOf = async (db: Database, where: string) =>
  (
    await db.rows(
      `select recibidos, esperados, valor from consolidado.score_indicadores where indicador = 'SC05' and ${where}`,
    )
  ).map(({ recibidos, esperados, valor }) => `${recibidos} de ${esperados}: ${valor}`);
const REGION =
  "pais = '' and programa_id = '' and region = '' and sector = '' and clase = '' and sexo = '' and publico = ''";

const sent = (series: string, total: number, more = {}): Book => ({
  series,
  results: [{ indicador: 'SC05', total, ...more }],
});

test('counts programmes whose figures were used, of those on the list and those that came without being on it', async () => {
  const books = [
    sent('AAA', 20),
    // Holds what AAA reports, which is not added.
    sent('BBB', 50, { incluye_a: programme('AAA') }),
    sent('CCC', 7),
    // Sent a workbook without this figure.
    { series: 'DDD', results: [{ indicador: 'SC20', total: 3 }] },
  ];
  const db = await mergedDatabase([await Promise.all(books.map(book))]);
  try {
    const now = `${REGION} and periodo = '2026-S1'`;
    expect(await coverageOf(db, now)).toEqual(['2 de 4: 57']);
    const listed = ['AAA', 'BBB', 'EEE', 'FFF', 'GGG'].map((series) => ({
      template: template('SC'),
      country: 'PE',
      name: programme(series),
      sender: programme(series),
      period: '2026-S1',
      deadline: null,
      contact: '',
      address: '',
    }));
    await keepExpected(db, listed);
    await buildTables(db);
    // Five on the list, CCC and DDD besides.
    expect(await coverageOf(db, now)).toEqual(['2 de 7: 57']);
    // The list of another period adds to it.
    await keepExpected(
      db,
      listed.slice(0, 1).map((one) => ({ ...one, period: '2026-S2', name: 'HHH', sender: 'HHH' })),
    );
    await buildTables(db);
    expect(await coverageOf(db, now)).toEqual(['2 de 7: 57']);
    expect(await coverageOf(db, `${REGION} and periodo = ''`)).toEqual(['2 de 8: 57']);
  } finally {
    db.close();
  }
});
