import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { checkCommand } from '../../pipeline/cli/check.ts';
import { expectedCommand } from '../../pipeline/cli/expected.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { periodCommand } from '../../pipeline/cli/period.ts';
import { programmesCommand } from '../../pipeline/cli/programmes.ts';
import { publishCommand } from '../../pipeline/cli/publish.ts';
import { shareCommand } from '../../pipeline/cli/share.ts';
import { statusCommand } from '../../pipeline/cli/status.ts';
import { tokensCommand } from '../../pipeline/cli/tokens.ts';
import { buildInvented } from '../../pipeline/demo/build-invented.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { mergeSubmissions } from '../../pipeline/merge/merge.ts';
import { lastReports } from '../../pipeline/office/last-reports.ts';
import { FIRST_OFFICE_ROW } from '../../pipeline/publish/office-sheet.ts';
import { hex } from '../../pipeline/submission.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { book, programme } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { asSubmissions, salt } from '../helpers/merging.ts';
import { template } from '../helpers/workbooks.ts';

const lang = 'es';
const by = 'Oficina regional';
const path = scratch('semestre');
const db = () => path('oficina.duckdb');
const ask = async (sql: string) => {
  const open = await Database.openForReading(db());
  try {
    return await open.rows(sql);
  } finally {
    open.close();
  }
};
const text = 'text' as const;
const check = () => outcome((effects) => checkCommand({ db: db(), lang }, effects));

describe('an office that begins with nothing', () => {
  const programmes = (options: object) =>
    outcome((effects) => programmesCommand({ db: db(), format: text, lang, by, ...options }, effects));

  test('assigns codes with their check character, the next one of a series, and enters teams by their names', async () => {
    const first = await programmes({ new: 'Programa AAA', country: 'Perú', template: ['score'], series: 'aaa' });
    expect(first).toMatchObject({ code: 0, out: `${programme('AAA')}\n` });
    const second = await programmes({ new: 'Otro', country: 'PE', template: ['score', 'training'], series: 'AAA' });
    expect(second.out).toMatch(/^PRG-PE-AAA-002-\w\n$/);
    expect((await programmes({ new: 'SCORE Agroindustria', country: 'BO', template: ['score'] })).out).toMatch(
      /^PRG-BO-AGRO-001-/,
    );
    expect((await programmes({ new: 'Equipo Forestal', country: 'PE', template: ['roadmap'] })).out).toBe(
      'Equipo Forestal\n',
    );
    const wrong: [object, RegExp][] = [
      [{ new: 'otro', country: 'PE', template: ['score'] }, /ya está en el registro/],
      [{ new: 'X', country: 'XX', template: ['score'] }, /país/],
      [{ new: 'X', country: 'PE', template: [] }, /plantilla/],
      [{ new: 'X', country: 'PE', template: ['score', 'roadmap'] }, /por separado/],
      [{ new: 'Y', country: 'PE', template: ['score'], series: 'demasiado' }, /serie/],
    ];
    for (const [options, sentence] of wrong) expect((await programmes(options)).sentence).toMatch(sentence);
    expect((await programmes({})).out.split('\n')).toHaveLength(5);
  });

  test('gets its list with them, says whom to write to, and the address stands in no database', async () => {
    const list = path('esperados.xlsx');
    expect((await outcome((effects) => expectedCommand({ db: db(), out: list, lang }, effects))).err).toContain(
      '5 libros',
    );
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(list);
    const page = workbook.worksheets[0] as ExcelJS.Worksheet;
    for (let at = 0; at < 5; at += 1) page.getRow(FIRST_OFFICE_ROW + at).values = [];
    const rows = [
      ['Indicadores SCORE', 'PE', programme('AAA'), '2026-S1', '31/07/2026', 'Una persona', 'agro@example.org'],
      ['Indicadores SCORE', 'PE', programme('BBB'), '2026-S1', '31/07/2026', '', 'no es un correo'],
    ];
    const fill = async () => {
      rows.forEach((row, at) => {
        row.forEach((value, column) => {
          page.getCell(FIRST_OFFICE_ROW + at, column + 1).value = value;
        });
      });
      await workbook.xlsx.writeFile(list);
      return outcome((effects) => expectedCommand({ db: db(), in: list, lang, by }, effects));
    };
    expect((await fill()).err).toContain('«no es un correo» no es un correo.');
    (rows[1] as string[])[6] = '';
    expect((await fill()).err).toContain('Se esperan 2 libros');
    const status = (options: object) =>
      outcome((effects) => statusCommand({ db: db(), format: text, lang, ...options }, effects));
    expect((await status({})).out).toContain(`${programme('AAA')} (Una persona <agro@example.org>):`);
    expect((await status({})).out).toContain('Indicadores SCORE');
    expect((await status({ country: 'Bolivia' })).out).not.toContain(programme('AAA'));
    expect((await status({ country: 'Marte' })).sentence).toContain('«Marte» no es un país');
    expect(readFileSync(db()).includes('example.org')).toBe(false);
    if (process.platform !== 'win32') expect(statSync(`${db()}.directorio.json`).mode & 0o077).toBe(0);
    // It comes back with the list.
    await outcome((effects) => expectedCommand({ db: db(), out: path('otra.xlsx'), lang }, effects));
    const again = new ExcelJS.Workbook();
    await again.xlsx.readFile(path('otra.xlsx'));
    expect(again.worksheets[0]?.getCell(FIRST_OFFICE_ROW, 7).value).toBe('agro@example.org');
  });
});

describe('a half-year', () => {
  const period = (options: object) =>
    outcome((effects) => periodCommand('2026-S1', { db: db(), format: text, lang, by, ...options }, effects));
  const publish = (options: object = {}) =>
    outcome((effects) => publishCommand('I semestre 2026', { db: db(), lang, by, ...options }, effects));
  const merge = (...paths: string[]) =>
    outcome((effects) => mergeCommand(paths, { out: path('resultados'), db: db(), format: text, lang }, effects));
  const send = async (number: number, total: number) => {
    mkdirSync(path(`recibidos-${number}`), { recursive: true });
    const { name, bytes } = await book({ number, results: [{ indicador: 'SC03', total, tipo_conteo: 'STK' }] });
    writeFileSync(path(`recibidos-${number}`, name), bytes);
    return merge(path(`recibidos-${number}`));
  };
  const folder = (number: number, ...parts: string[]) => join(`${db()}.publicaciones`, `2026-S1-${number}`, ...parts);
  const bytesOf = (number: number) =>
    readdirSync(folder(number), { recursive: true, encoding: 'utf8' })
      .filter((file) => statSync(folder(number, file)).isFile())
      .map((file) => `${file} ${hex(readFileSync(folder(number, file)))}`)
      .join('\n');

  test('is opened, and closed with a reason where a workbook is missing', async () => {
    expect((await period({ open: true })).out).toContain('2026-S1: abierto. Cuentan 0 de 2 esperados; no cuentan 2.');
    expect((await period({ close: true })).sentence).toContain('no tiene ningún libro que cuente');
    expect((await send(1, 200)).code).toBe(0);
    const { sentence } = await period({ close: true });
    expect(sentence).toContain(`tiene 1 sin contar (Indicadores SCORE de ${programme('BBB')} (Perú)); diga por qué`);
    expect((await publish()).sentence).toContain('no está cerrado');
    expect((await period({ close: true, reason: 'BBB no enviará' })).out).toContain('2026-S1: cerrado.');
    expect((await period({ close: true, reason: 'x' })).sentence).toContain('ya está cerrado');
    expect((await period({ open: true })).sentence).toContain('diga el motivo');
  });

  test('is published into a folder that stands whatever comes later; a correction says its difference', async () => {
    expect((await publish()).code).toBe(0);
    const before = bytesOf(1);
    expect(readFileSync(folder(1, 'informe.html'), 'utf8')).toContain('cierre de 2026-S1');
    expect((await publish()).sentence).toContain('Ningún total cambió');
    expect((await send(2, 290)).code).toBe(0);
    expect((await publish()).sentence).toMatch(/2 totales cambiaron.*--reason/);
    const { code, out } = await publish({ reason: 'Corrigió su total' });
    expect(code).toBe(0);
    expect(out).toContain('200 → 290 (+90 personas)');
    expect(bytesOf(1)).toBe(before);
    expect(readFileSync(folder(2, 'informe.html'), 'utf8')).toContain('corrección 1');
    expect((await period({})).out).toContain('publicado con correcciones');
    expect(await check()).toMatchObject({ code: 0 });
  });

  test('can be published again from what the database holds, without a file', async () => {
    expect((await merge()).code).toBe(0);
    expect(readdirSync(path('resultados'))).toContain('informe.html');
    expect(
      (await outcome((effects) => mergeCommand([], { out: path('x'), format: text, lang }, effects))).sentence,
    ).toContain('Diga qué libros');
  });

  test('is shown to readers by a link, which is withdrawn by its number', async () => {
    const share = (period: string | undefined, options: object) =>
      outcome((effects) => shareCommand(period, { db: db(), format: 'json', lang, ...options }, effects));
    expect((await share('2026-S2', { by })).sentence).toContain('no se ha publicado');
    expect((await share('2026-S1', {})).sentence).toContain('--by');
    expect((await share('2026-S1', { by, days: 5_000 })).sentence).toContain('días');
    const { place, id } = JSON.parse((await share('2026-S1', { by, days: 30 })).out);
    expect(place).toMatch(/^\/lector\/[\w-]{32}\/$/);
    const listed = async () => JSON.parse((await share(undefined, {})).out);
    expect(await listed()).toMatchObject([{ id, period: '2026-S1', by, until: '2026-12-21', open: true }]);
    expect((await share(undefined, { revoke: 'otro' })).sentence).toContain('No hay un enlace');
    expect((await share(undefined, { revoke: id, by })).code).toBe(0);
    expect(await listed()).toMatchObject([{ open: false }]);
  });

  test('leaves a log of every step; whoever changes it, or a publication, is found out', async () => {
    const steps = await ask('select accion, quien from bruto.bitacora order by paso');
    expect(steps.map(({ accion }) => accion).join(' ')).toBe(
      'programa programa programa programa lista periodo libros periodo publicacion libros publicacion enlace enlace',
    );
    expect(steps.filter(({ accion }) => accion !== 'libros').every(({ quien }) => quien === by)).toBe(true);
    const file = folder(1, 'merge.json');
    const whole = readFileSync(file);
    writeFileSync(file, 'otra cosa');
    expect((await check()).err + (await check()).out).toContain(
      'La publicación 1 de 2026-S1 ya no es lo que se entregó',
    );
    writeFileSync(file, whole);
    const open = await Database.open(db());
    await open.run("update bruto.bitacora set quien = 'Otra' where paso = 7");
    open.close();
    const { err, out } = await check();
    expect(err + out).toContain('La bitácora fue alterada en el paso 7');
  });
});

test('what cannot be noted in the log is done all the same, and said', async () => {
  mkdirSync(path('rota'));
  const broken = path('rota', 'oficina.duckdb');
  writeFileSync(broken, 'no es una base');
  const options = { db: broken, new: 'Equipo', country: 'PE', for: [programme('AAA')], format: text, lang } as const;
  const made = await outcome((effects) => tokensCommand(options, effects));
  expect(made).toMatchObject({ code: 0, err: expect.stringContaining('No quedó anotado en la bitácora') });
  expect(made.out).toMatch(/^quipu_/);
});

test('a roadmap prefilled for the next period is accepted as it is: nothing of it was dropped', async () => {
  const [made] = await buildInvented({ wanted: (name) => /roadmap-PE/.test(name), prepared: 60 });
  if (!made) throw new Error('there is no roadmap of Peru');
  const open = await Database.open(':memory:');
  try {
    await mergeSubmissions(open, await asSubmissions([made]), { salt });
    const expected = {
      template: template('HR'),
      country: 'PE',
      name: '',
      sender: '',
      period: '2026-S2',
      deadline: null,
      contact: '',
      address: '',
    };
    const [sent] = await open.rows('select equipo, remitente from intermedio.int_envios, consolidado.entregas');
    const team = { name: String(sent?.equipo), sender: String(sent?.remitente) };
    const [last] = await lastReports(open, [{ ...expected, ...team }]);
    const cover = { ...last?.cover, equipo: team.name, periodo: '2026-S2', fecha_corte: '2026-12-31', envio_n: 1 };
    const bytes = await toXlsx(template('HR'), { lang, country: 'PE', cover, rows: last?.rows ?? {} });
    const [next] = await asSubmissions([{ name: 'siguiente.xlsx', bytes }]);
    if (!next) throw new Error('it cannot be read');
    await mergeSubmissions(open, [next], { salt });
    const found = await open.rows(
      `select codigo, severidad from consolidado.hallazgos inner join consolidado.entregas using (entrega_id)
       where periodo = '2026-S2' and severidad in ('error', 'fatal')`,
    );
    expect(found).toEqual([]);
    const measures = await open.rows(
      `select distinct mesa_id, problemas, problemas_resueltos, soluciones, sesiones, escalamientos from consolidado.hr_mesas order by mesa_id`,
    );
    expect(await open.rows('select count(*) as n from consolidado.hr_mesas')).toEqual([{ n: 2 * measures.length }]);
    expect(
      measures.every(({ soluciones, problemas_resueltos }) => Number(soluciones) + Number(problemas_resueltos) > 0),
    ).toBe(true);
  } finally {
    open.close();
  }
});
