import { describe, expect, test } from 'vitest';
import { buildReport, type DemoWorkbook, notEntered, type ReportOptions } from '../../pipeline/demo/build-report.ts';
import report from '../../pipeline/demo/report-2010-2015.json' with { type: 'json' };
import type { Database } from '../../pipeline/merge/database.ts';
import { merged, tablesOf } from '../helpers/merging.ts';
import { wholeReport } from '../helpers/report.ts';

const whole = await wholeReport();
const headlines = (db: Database) => db.rows('select * from consolidado.titulares_figura4');

async function headline(id: string, options: ReportOptions) {
  return merged([await buildReport(options)], async (db) => {
    const row = (await headlines(db)).find(({ titular }) => titular === id);
    const removed = await db.rows("select * from consolidado.doble_conteo where regla = 'INCLUYE_A'");
    return { row, removed };
  });
}

describe('the published report', () => {
  test('is rebuilt: each headline with its verdict', async () => {
    const rows = await merged([whole], headlines);
    const shown = rows.map(
      ({ titular, valor_publicado, valor_calculado, calificador_calculado, cobertura, estado }) => [
        titular,
        valor_publicado,
        valor_calculado,
        calificador_calculado,
        cobertura,
        estado,
      ],
    );
    expect(shown.slice(0, 5)).toEqual([
      ['H1', 199, 199, 'EX', '6/6 programas', 'REPRODUCE'],
      ['H2', 90000, 86493, 'EX', '162/199 empresas', 'NO_ALCANZA'],
      ['H3', 300, 293, 'MAS', '7/13 programas', 'NO_ALCANZA'],
      ['H4', 6000, 6329, 'EX', '2/2 programas', 'CONSISTENTE'],
      ['H5', 200, 200, 'EX', '1/1 programas', 'REPRODUCE'],
    ]);
    expect(shown.slice(5).map(([, , , , , verdict]) => verdict)).toEqual(Array(5).fill('CUALITATIVO'));
  });

  test('shows what the headlines are made of', async () => {
    const rows = await merged([whole], headlines);
    const sum = (id: string, by: 'pais' | 'publico') => {
      const parts: Record<string, number> = {};
      const components = JSON.parse(String(rows.find(({ titular }) => titular === id)?.componentes));
      for (const item of components) if (item.rol === 'cuenta') parts[item[by]] = (parts[item[by]] ?? 0) + item.valor;
      return parts;
    };
    expect(sum('H1', 'pais')).toEqual({ PE: 39, CO: 126, BO: 34 });
    expect(sum('H5', 'publico')).toEqual({ DEC: 120, PER: 80 });
    for (const { titular, componentes } of rows.slice(5))
      expect(JSON.parse(String(componentes)).length, String(titular)).toBeGreaterThan(0);
  });

  test('without the inclusion of the pilot counts 313 trainers; with it, the 20 stand in doble_conteo', async () => {
    const without = await headline('H3', { change: ({ incluye_a }) => (incluye_a ? { incluye_a: null } : {}) });
    expect(without.row?.valor_calculado).toBe(313);
    expect(without.removed).toEqual([]);
    const withIt = await headline('H3', {});
    expect(withIt.row?.valor_calculado).toBe(293);
    expect(withIt.removed).toMatchObject([
      { indicador: 'SC05', programa_id: 'PRG-PE-AGRO-001-F', clave: 'PRG-PE-SCORE-001-I', quitado: 20 },
    ]);
    expect(Number(withIt.removed[0]?.antes) - Number(withIt.removed[0]?.despues)).toBe(20);
  });

  test('without the subset mark on the second module counts 215 enterprises', async () => {
    const { row } = await headline('H1', {
      change: ({ indicador }) => (indicador === 'SC02' ? { subconjunto_de: null } : {}),
    });
    expect(row).toMatchObject({ valor_calculado: 215, estado: 'DIFIERE' });
  });

  test('traces each headline to cells that add up to it', async () => {
    await merged([whole], async (db) => {
      const rows = await db.rows(
        "select clave, sum(valor::double) as suma from intermedio.int_procedencia where tabla = 'titulares_figura4' and rol = 'cuenta' group by clave",
      );
      const sums = Object.fromEntries(rows.map(({ clave, suma }) => [clave, suma]));
      expect(sums).toMatchObject({ H1: 199, H2: 86493, H3: 293, H4: 6329, H5: 200 });
    });
  });

  test('publishes a disputed figure as both values and lists both rows', async () => {
    await merged([whole], async (db) => {
      const [row] = await db.rows(
        "select valor, valor_alterno, estado from consolidado.score_indicadores where indicador = 'SC07' and programa_id = 'PRG-CO-SCORE-001-2' and periodo <> ''",
      );
      expect(row).toMatchObject({ valor: 0.93, valor_alterno: 0.94, estado: 'en disputa' });
      const listed = await db.rows(
        "select valor, estado from consolidado.contradicciones where indicador = 'SC07' order by valor",
      );
      expect(listed).toEqual([
        { valor: 0.93, estado: 'en disputa' },
        { valor: 0.94, estado: 'en disputa' },
      ]);
    });
  });

  test('keeps targets apart, adds no percentage without a base and no programme-only figure', async () => {
    await merged([whole], async (db) => {
      expect(await db.rows('select indicador, valor from consolidado.metas')).toEqual([
        { indicador: 'SC01', valor: 100 },
      ]);
      const levels = await db.rows(
        "select distinct programa_id <> '' as programa from consolidado.score_indicadores where indicador in ('SC27', 'TR01', 'TR02')",
      );
      expect(levels).toEqual([{ programa: true }]);
    });
  });

  test('enters every fact or says why not, and quotes no sentence of the report', () => {
    expect(notEntered.every(({ motivo, fuente }) => motivo.length > 20 && fuente.includes('Informe OIT Andina'))).toBe(
      true,
    );
    const entered = new Set(report.resultados.map(({ dato }) => dato));
    const all = [...entered, ...notEntered.map(({ dato }) => dato)].sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 122 }, (_, index) => index + 1));
    for (const { fuente } of report.resultados)
      expect(fuente).toMatch(/^Informe OIT Andina 2010–2015, (recuadro|texto|cifra destacada)/);
  });
});

describe('merging', () => {
  test('twice, or in another order, gives the same tables', async () => {
    const once = await merged([whole], tablesOf);
    const shuffled = [...whole].sort(
      (a, b) => ((a.name.length * 7919) % 13) - ((b.name.length * 7919) % 13) || (a.name < b.name ? 1 : -1),
    );
    expect(await merged([whole, whole], tablesOf)).toEqual(once);
    expect(await merged([shuffled], tablesOf)).toEqual(once);
    expect(await merged([shuffled.slice(0, 9), shuffled.slice(9)], tablesOf)).toEqual(once);
    expect(Object.values(once).flat().length).toBeGreaterThan(500);
  });

  test('a newer submission replaces the older one whole, also when it comes first', async () => {
    const old = whole.filter(({ name }) => name.startsWith('BO-SC-DIALOGO'));
    const rebuilt = await buildReport({
      wanted: (name) => name.startsWith('BO-SC-DIALOGO'),
      change: ({ programa, indicador }) => (programa === 'BO-SC-DIALOGO' && indicador === 'SC01' ? { total: 40 } : {}),
    });
    const newer = await resubmitted(rebuilt);
    const look = async (db: Database) => ({
      states: await db.rows('select estado, envio_n from consolidado.entregas order by envio_n'),
      // 40 is below 38 twice over: R-RE rules do not stop a figure of another submission.
      value: await db.rows(
        "select valor from consolidado.score_indicadores where indicador = 'SC01' and pais = '' and periodo = ''",
      ),
    });
    for (const batches of [[old, newer], [newer, old], [[...newer, ...old]]]) {
      expect(await merged(batches, look)).toEqual({
        states: [
          { estado: 'sustituida', envio_n: 1 },
          { estado: 'aceptada', envio_n: 2 },
        ],
        value: [{ valor: 40 }],
      });
    }
  });
});

/** The same workbooks with the next submission number on the cover. */
async function resubmitted(workbooks: readonly DemoWorkbook[]): Promise<DemoWorkbook[]> {
  const { read, write } = await import('@e965/xlsx');
  return workbooks.map(({ name, bytes }) => {
    const book = read(bytes);
    const cover = book.Sheets.Portada;
    const row = Object.keys(cover ?? {})
      .find((address) => address.startsWith('A') && cover?.[address]?.v === 'envio_n')
      ?.slice(1);
    if (cover) cover[`C${row}`] = { t: 'n', v: 2 };
    return {
      name: name.replace('.xlsx', '-2.xlsx'),
      bytes: new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' })),
    };
  });
}
