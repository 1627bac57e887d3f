import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { confirmCommand } from '../../pipeline/cli/confirm.ts';
import { decisionsCommand } from '../../pipeline/cli/decisions.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { periodCommand } from '../../pipeline/cli/period.ts';
import { programmesCommand } from '../../pipeline/cli/programmes.ts';
import { publishCommand } from '../../pipeline/cli/publish.ts';
import type { Effects } from '../../pipeline/effects.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { DECISION_COLUMNS } from '../../pipeline/publish/decisions-sheet.ts';
import { as, clock, openDesk } from '../helpers/desk.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { enterprise, module1, Sent, trainer } from '../helpers/sender.ts';

const path = scratch('lo-mismo');

/** Effects at the time of the desk. */
const effects: Effects = {
  stdout: () => undefined,
  stderr: () => undefined,
  now: () => new Date(clock.now),
  colours: false,
  terminal: false,
};
const by = 'Puesto office';

/** Two workbooks of which one names an enterprise that the other may mean, and has a figure that seems unlikely. */
async function arrive(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [series, nombre] of [
    ['AAA', 'Tejidos Quenual del Sur'],
    ['BBB', 'Tejidos Quenual de Sur'],
  ] as const) {
    const sent = new Sent({
      series,
      rows: {
        Empresas: [enterprise({ nombre, id_tributario: null })],
        Modulos: [module1({ satisfaccion: 0.11, encuestados: 40 })],
        Formadores: [trainer()],
      },
    });
    writeFileSync(join(folder, `${series}.xlsx`), await sent.bytes());
  }
}

/** What the office keeps, and what follows from it; the same in every office where the same was done. */
async function stateOf(folder: string) {
  const db = await Database.open(join(folder, 'oficina.duckdb'));
  try {
    const tables: Record<string, unknown> = {};
    for (const [table, what] of [
      ['bruto.confirmadas', '*'],
      ['bruto.decisiones', '*'],
      ['bruto.programas', '*'],
      ['bruto.periodos', '*'],
      // Its hash is also that of how many seconds things took.
      ['bruto.publicaciones', '* exclude (sha256)'],
      ['bruto.bitacora', 'paso, quien, accion, detalle'],
      ['consolidado.dim_empresa', '*'],
      ['consolidado.hallazgos', '* exclude (n)'],
      ['consolidado.score_indicadores', '*'],
    ] as const)
      tables[table] = (await db.rows(`select ${what} from ${table} order by all`)).map((row) => JSON.stringify(row));
    const handedOut = join(folder, 'oficina.duckdb.publicaciones');
    const files = readdirSync(handedOut, { recursive: true, encoding: 'utf8' }).sort();
    const csv = files
      .filter((name) => name.endsWith('.csv'))
      .map((name) => readFileSync(join(handedOut, name), 'utf8'));
    return { tables, files, csv };
  } finally {
    db.close();
  }
}

test('what is done at the desk and by commands is the same', async () => {
  const base = path('base');
  await arrive(join(base, 'oficina.duckdb.entrada'));
  const merge = (folder: string, ...paths: string[]) =>
    mergeCommand(
      paths.map((name) => join(folder, name)),
      { db: join(folder, 'oficina.duckdb'), out: join(folder, 'resultados'), format: 'json', lang: 'es' },
      effects,
    );
  await merge(base, 'oficina.duckdb.entrada');
  const [pages, commands] = [path('paginas'), path('ordenes')];
  for (const folder of [pages, commands]) cpSync(base, folder, { recursive: true });

  const open = await Database.open(join(base, 'oficina.duckdb'));
  const [pair] = await open.rows('select clave_a, clave_b, tipo from consolidado.duplicados');
  const [figure] = await open.rows(
    "select entrega_id, identidad, hoja, celda from bruto.hallazgos where codigo = 'R-G-13' order by 1",
  );
  open.close();
  expect(pair).toBeDefined();
  const id = String(figure?.entrega_id);

  const desk = openDesk(pages);
  const office = await as(desk, 'office');
  const submission = await office.get(
    `/entrega?${new URLSearchParams({ plantilla: 'SC', pais: 'PE', de: id.slice(6).replace(/-2026.*$/, ''), periodo: '2026-S1' })}`,
  );
  expect(submission).toContain('Por qué es así');
  const about = { envio: id, cual: String(figure?.identidad) };
  expect(await office.go('/entrega/confirmar', { ...about, que: 'confirmar', motivo: ' ' })).toContain(
    'Falta el motivo',
  );
  await office.go('/entrega/confirmar', { ...about, que: 'confirmar', motivo: 'Grupo difícil' });
  const key = { tipo: String(pair?.tipo), a: String(pair?.clave_a), b: String(pair?.clave_b) };
  await office.go('/decisiones', { ...key, decision: 'MISMO', motivo: 'Misma fábrica' });
  await office.go('/programas', { nombre: 'Programa nuevo', pais: 'PE', serie: 'NUE', plantilla: 'SC' });
  await office.go('/publicar/2026-S1/abrir', {});
  await office.go('/publicar/2026-S1/cerrar', { motivo: 'No llega más' });
  await office.go('/publicar/2026-S1/publicar', {});

  const db = join(commands, 'oficina.duckdb');
  const lang = 'es' as const;
  const confirm = { db, cell: `${figure?.hoja}!${figure?.celda}`, reason: 'Grupo difícil', by, lang };
  expect(await confirmCommand(id, confirm, effects)).toBe(0);
  const sheet = join(commands, 'decisiones.xlsx');
  await decisionsCommand({ db, out: sheet, lang }, effects);
  const decisions = new ExcelJS.Workbook();
  await decisions.xlsx.readFile(sheet);
  const page = decisions.worksheets[0] as ExcelJS.Worksheet;
  page.eachRow((row) => {
    if (row.getCell(1).value !== pair?.clave_a) return;
    row.getCell(DECISION_COLUMNS.indexOf('decision') + 1).value = 'Son el mismo';
    row.getCell(DECISION_COLUMNS.indexOf('motivo') + 1).value = 'Misma fábrica';
    row.getCell(DECISION_COLUMNS.indexOf('quien') + 1).value = by;
  });
  await decisions.xlsx.writeFile(sheet);
  await decisionsCommand({ db, in: sheet, lang }, effects);
  await merge(commands);
  const programme = { new: 'Programa nuevo', country: 'PE', template: ['SC'], series: 'NUE' };
  await programmesCommand({ db, by, format: 'json', lang, ...programme }, effects);
  await periodCommand('2026-S1', { db, open: true, by, format: 'json', lang }, effects);
  await periodCommand('2026-S1', { db, close: true, reason: 'No llega más', by, format: 'json', lang }, effects);
  await publishCommand('2026-S1', { db, by, lang }, effects);

  const [atTheDesk, byCommands] = [await stateOf(pages), await stateOf(commands)];
  expect(atTheDesk).toEqual(byCommands);
  for (const table of ['confirmadas', 'decisiones', 'programas', 'publicaciones'])
    expect(atTheDesk.tables[`bruto.${table}`], table).toHaveLength(1);
  expect(atTheDesk.csv.join()).toContain('Grupo difícil');
});
