import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../pipeline/merge/database.ts';
import { checkStored } from '../../pipeline/office/check-stored.ts';
import { FIRST_OFFICE_ROW } from '../../pipeline/publish/office-sheet.ts';
import { submissionFacts } from '../../pipeline/serve/submission-facts.ts';
import { book, programme } from '../helpers/books.ts';
import { as, Browser, clock, type Desk, logged, openDesk } from '../helpers/desk.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { notWellFormed } from '../judges/strict-xml.ts';

const path = scratch('escritorio');

describe('a half-year in a browser, from an empty folder', () => {
  let desk: Desk;
  let office: Browser;
  let team: Browser;
  beforeAll(async () => {
    desk = openDesk(path('semestre'));
    office = await as(desk, 'office');
    team = await as(desk, 'team', [programme('AAA')]);
  });
  const file = (name: string, bytes: Uint8Array) => new File([Uint8Array.from(bytes)], name);
  const sent = async (total: number, number = 1, series = 'AAA') => {
    const { name, bytes } = await book({ series, number, results: [{ indicador: 'SC03', total, tipo_conteo: 'STK' }] });
    return file(name, bytes);
  };

  test('programmes get their codes, the list says who sends what, and templates come filled in', async () => {
    expect(await office.get('/')).toContain('Registre los programas');
    const contact = { contacto: 'Una persona', correo: 'aaa@example.org' };
    const register = { nombre: 'Programa AAA', pais: 'PE', serie: 'AAA', plantilla: 'SC', ...contact };
    expect(await office.go('/programas', register)).toContain(`Registrado: ${programme('AAA')}`);
    expect(await office.go('/programas', register)).toContain('ya está en el registro');
    const list = new ExcelJS.Workbook();
    await list.xlsx.load(await (await office.ask('/programas/esperados.xlsx')).arrayBuffer());
    const page = list.worksheets[0] as ExcelJS.Worksheet;
    page.getCell(FIRST_OFFICE_ROW, 4).value = 'pronto';
    const upload = async () =>
      office.go('/programas/esperados', { lista: file('lista.xlsx', new Uint8Array(await list.xlsx.writeBuffer())) });
    expect(await upload()).toContain('«pronto» no es un periodo');
    page.getCell(FIRST_OFFICE_ROW, 4).value = '2026';
    page.getCell(FIRST_OFFICE_ROW, 3).value = 'Programa ZZZ';
    expect(await upload()).toContain('«Programa ZZZ» no está en el registro');
    // Who is named goes by the code of the register; a period that was a slip is taken away.
    page.getCell(FIRST_OFFICE_ROW, 3).value = 'programa aaa';
    expect(await upload()).toContain('Se espera 1 libro.');
    expect(await office.go('/programas/esperados/quitar', { periodo: '2026' })).toContain(
      'De 2026 ya no se espera nada',
    );
    expect(await office.go('/programas/esperados/quitar', { periodo: '2026' })).toContain('No hay lista de 2026');
    page.getCell(FIRST_OFFICE_ROW, 4).value = '2026-S1';
    page.getCell(FIRST_OFFICE_ROW, 5).value = '31/07/2026';
    expect(await upload()).toContain('Se espera 1 libro');
    const zip = unzipSync(
      new Uint8Array(await (await office.ask('/programas/plantillas.zip?periodo=2026-S1')).arrayBuffer()),
    );
    const [name] = Object.keys(zip);
    expect(name).toContain(programme('AAA'));
    const made = Object.values(unzipSync(zip[name ?? ''] ?? new Uint8Array())).map((part) =>
      Buffer.from(part).toString(),
    );
    expect(made.join()).toContain('Programa AAA');
    expect((await submissionFacts(zip[name ?? ''] ?? new Uint8Array(), 'x.xlsx')).identity).toMatchObject({
      sender: programme('AAA'),
      period: '2026-S1',
    });
    const whom = { plantilla: 'SC', pais: 'PE', de: programme('AAA'), periodo: '2026-S1' };
    const late = await office.get(`/entrega?${new URLSearchParams(whom)}`);
    expect(late).toContain('aaa@example.org');
    expect(late).toContain('la fecha límite fue el 31/07/2026');
    expect(await office.get('/')).toContain('1 libro atrasado');
    // The team has its own, and no other's.
    const link = /href="(\/programas\/plantilla[^"]+)"/.exec(
      await team.get(`/entrega?${new URLSearchParams(whom)}`),
    )?.[1];
    expect((await team.ask((link ?? '').replaceAll('&#38;', '&'))).headers.get('content-type')).toContain(
      'spreadsheetml',
    );
    const stranger = await as(desk, 'team', [programme('BBB')]);
    expect((await stranger.ask((link ?? '').replaceAll('&#38;', '&'))).status).toBe(404);
    await desk.office.accounts.remove('team@example.org');
    team = await as(desk, 'team', [programme('AAA')]);
    // What is withdrawn keeps its code: the next one gets another.
    await office.go('/programas', { nombre: 'Se va', pais: 'PE', serie: 'XYZ', plantilla: 'SC' });
    expect(await office.go('/programas/retirar', { pais: 'PE', de: programme('XYZ') })).toContain('Se retiró');
    const next = await office.go('/programas', { nombre: 'Se va', pais: 'PE', serie: 'XYZ', plantilla: 'SC' });
    expect(next).toContain('Registrado: PRG-PE-XYZ-002');
  });

  test('a team sends: what cannot be read, is not its own or is wrong is said; what is right is kept and merged', async () => {
    expect(await team.go('/enviar', { libro: file('nota.xlsx', Buffer.from('hola')) })).toContain('no se recibió');
    expect(await team.go('/enviar', { libro: await sent(10, 1, 'ZZZ') })).toContain(
      'Su cuenta no es para ese programa',
    );
    const page = await team.go('/enviar', { libro: await sent(200) });
    expect(page).toContain('✓ recibido');
    expect(page).toMatch(/Constancia \d{8}-[0-9A-Z]{8}/);
    // A server that starts again knows of it.
    expect(await openDesk(path('semestre')).office.pending()).toHaveLength(1);
    expect(await team.get('/entregas')).toContain('Recibido, y se consolida en un momento');
    await desk.office.merge();
    expect(await team.get('/entregas')).toContain('aceptado, llegó tarde');
    expect(await desk.office.pending()).toEqual([]);
    const address = `/entrega?${new URLSearchParams({ plantilla: 'SC', pais: 'PE', de: programme('AAA'), periodo: '2026-S1' })}`;
    const own = await team.get(address);
    expect(own).toContain('Qué se encontró');
    const original = /href="(\/entrega\/original[^"]+)"/.exec(own)?.[1] ?? '';
    const bytes = new Uint8Array(await (await team.ask(original)).arrayBuffer());
    expect((await submissionFacts(bytes, 'x.xlsx')).identity?.sender).toBe(programme('AAA'));
    // Another team does not even see that it is there.
    await desk.office.accounts.remove('team@example.org');
    const other = await as(desk, 'team', [programme('BBB')]);
    expect((await other.ask(address)).status).toBe(404);
    expect((await other.ask(original)).status).toBe(404);
    expect(await other.get('/entregas')).not.toContain(programme('AAA'));
  });

  test('a figure opens down to its cells, in words and as CSV', async () => {
    expect(await office.get('/cifras?area=SC&periodo=2026-S1')).toContain('SC03');
    const page = await office.get('/cifras/SC03?pais=&periodo=2026-S1');
    expect(page).toMatch(/<p class="big">200 personas/);
    expect(page).toMatch(/Resultados declarados!\w\d+/);
    expect(page).toContain('Qué mide');
    expect(await office.get('/cifras/SC03.csv?pais=&periodo=2026-S1')).toMatch(/^\uFEFF?indicador,/);
    const picture = await office.ask('/cifras/SC03.svg?pais=&periodo=2026-S1&por=pais');
    expect(picture.headers.get('content-disposition')).toContain('attachment');
    const svg = await picture.text();
    expect(notWellFormed(Buffer.from(svg))).toBeNull();
    for (const said of ['Perú', '200 personas', 'Por país']) expect(svg).toContain(said);
    expect(page).toContain('/cifras/SC03.svg?pais=&#38;periodo=2026-S1&#38;por=pais');
    expect((await office.ask('/cifras/XX99')).status).toBe(404);
  });

  test('the period is closed, published, corrected; what was handed out stands, and the log says who', async () => {
    expect(await office.get('/')).toContain('Llegó todo lo de 2026-S1');
    await office.go('/publicar/2026-S1/abrir', {});
    expect(await office.go('/publicar/2026-S1/cerrar', {})).toContain('2026-S1 · cerrado');
    expect(await office.get('/')).toContain('Se puede publicar');
    expect(await office.go('/publicar/2026-S1/publicar', {})).toContain('2026-S1 · publicado');
    const handedOut = await office.get('/publicado/2026-S1-1/informe.html');
    expect(handedOut).toContain('cierre de 2026-S1');
    await office.go('/enviar', { libro: await sent(290, 2) });
    await desk.office.merge();
    expect(await office.get('/')).toContain('2026-S1 cambió después de publicarse');
    expect(await office.get('/publicar')).toContain('200 → 290 (+90 personas)');
    expect(await office.get('/publicado/2026-S1-1/informe.html')).toBe(handedOut);
    const corrected = await office.go('/publicar/2026-S1/publicar', { motivo: 'Corrigió su total' });
    expect(corrected).toContain('publicado con correcciones');
    expect(corrected).toMatch(/SC03[^<]*: 200 → 290 personas/);
    const log = await office.get('/bitacora');
    for (const word of ['Publicación', 'Paso de un periodo', 'Llegaron libros', 'Puesto office'])
      expect(log).toContain(word);
    expect((await checkStored(desk.database)).problems).toEqual([]);
    for (const bad of [
      '/publicado/..%2f..%2f/etc/passwd',
      '/publicado/2026-S1-1/..%2f..%2foficina.duckdb.sal',
      '/resultados/..%2foficina.duckdb',
      '/resultados/merge.json',
      '/resultados/.%2fmerge.json',
      '/resultados/tables%2f..%2fmerge.json',
    ])
      expect((await office.ask(bad)).status, bad).toBe(404);
  });

  test('readers without an account see what was published last by a link, until it is withdrawn or its days are over', async () => {
    expect(await office.go('/publicar/enlace', { periodo: '2026-S1', dias: '0' })).toContain('de 1 a');
    const made = await office.go('/publicar/enlace', { periodo: '2026-S1', dias: '30' });
    const place = /oficina\.example(\/lector\/[\w-]+\/)/.exec(made)?.[1] ?? '';
    const reader = new Browser(desk);
    const seen = await reader.ask(place);
    expect(seen.headers.get('content-security-policy')).toContain('sandbox');
    expect(await seen.text()).toBe(await office.get('/publicado/2026-S1-2/informe.html'));
    expect(await reader.get(`${place}tables/score_indicadores.csv`)).toContain(',290');
    for (const bad of [
      `${place}merge.json`,
      `${place}..%2f2026-S1-1/informe.html`,
      `${place}..%2f..%2foficina.duckdb`,
      '/lector/otra/informe.html',
      '/lector//informe.html',
    ])
      expect((await reader.ask(bad)).status, bad).toBe(404);
    clock.now += 31 * 86_400_000;
    expect((await reader.ask(place)).status).toBe(404);
    clock.now -= 31 * 86_400_000;
    const [, id = ''] = /name="enlace" value="(\w+)"/.exec(await office.get('/publicar')) ?? [];
    expect(readFileSync(`${desk.database}.enlaces.json`, 'utf8')).not.toContain(place.slice(8, -1));
    await office.go('/publicar/enlace/retirar', { enlace: id });
    expect((await reader.ask(place)).status).toBe(404);
    expect((await office.get('/bitacora')).match(/Enlace para lectores/g)).toHaveLength(2);
    // Rows of enterprises are the office's; a file that cannot be read stops no page, and is nobody else's affair.
    const again = /oficina\.example(\/lector\/[\w-]+\/)/.exec(
      await office.go('/publicar/enlace', { periodo: '2026-S1', dias: '30' }),
    )?.[1];
    expect((await reader.ask(`${again}fichas.html`)).status).toBe(200);
    for (const table of ['limpio_empresas', 'duplicados', 'hallazgos', 'procedencia'])
      expect((await reader.ask(`${again}tables/${table}.csv`)).status, table).toBe(404);
    expect((await reader.ask(`${again}consolidado.xlsx`)).status).toBe(404);
    writeFileSync(`${desk.database}.enlaces.json`, '{');
    const refused = await reader.ask(again ?? '');
    expect([refused.status, await refused.text()]).toEqual([404, expect.not.stringContaining('enlaces.json')]);
    expect(await office.get('/publicar')).toContain('enlaces.json está dañado');
    rmSync(`${desk.database}.enlaces.json`);
  });

  test('a later period that is open is in no publication of this one, and changes nothing of it', async () => {
    const { name, bytes } = await book({
      series: 'AAA',
      period: '2026-S2',
      results: [{ indicador: 'SC03', total: 999, tipo_conteo: 'STK' }],
    });
    await office.go('/enviar', { libro: file(name, bytes) });
    await desk.office.merge();
    expect(await office.get('/cifras/SC03?pais=&periodo=2026-S2')).toContain('999 personas');
    expect(await office.go('/publicar/2026-S1/publicar', { motivo: 'x' })).toContain('Ningún total cambió');
    await office.go('/enviar', { libro: await sent(310, 3) });
    await desk.office.merge();
    // A publication that the database does not know is not written over.
    const stranger = join(`${desk.database}.publicaciones`, '2026-S1-3');
    mkdirSync(stranger);
    writeFileSync(join(stranger, 'publicacion.json'), '{}');
    const told = async () => (await checkStored(desk.database)).problems.map(({ es }) => es).join();
    expect(await told()).toContain('no conoce la publicación 2026-S1-3');
    expect(await office.go('/publicar/2026-S1/publicar', { motivo: 'Otra vez' })).toContain('Lo publicado está al día');
    const lines = await office.get('/publicado/2026-S1-4/tables/score_indicadores.csv');
    expect(lines).toContain(',310');
    expect(lines).not.toMatch(/2026-S2|,999/);
    expect(await office.get('/publicado/2026-S1-4/tables/entregas.csv')).not.toContain('2026-S2');
    // In the office all is there again.
    expect(await office.get('/cifras/SC03?pais=&periodo=2026-S2')).toContain('999 personas');
    expect(readFileSync(join(stranger, 'publicacion.json'), 'utf8')).toBe('{}');
    rmSync(stranger, { recursive: true });
    expect(await told()).toBe('');
  });

  test('opened again and closed without a change, a period stands as published', async () => {
    await office.go('/publicar/2026-S1/abrir', { motivo: 'Por si acaso' });
    expect(await office.go('/publicar/2026-S1/cerrar', {})).toContain('2026-S1 · publicado con correcciones');
    for (const [period, step] of [
      ['2026-S1', 'toString'],
      ['FOO', 'abrir'],
      ['2031-S1', 'abrir'],
    ])
      await office.go(`/publicar/${period}/${step}`, {});
    const periods = await desk.office.look((db) => db.rows('select distinct periodo from bruto.periodos'));
    expect(periods).toEqual([{ periodo: '2026-S1' }]);
  });

  test('a country sees what is its own alone, and no set of results of all', async () => {
    const elsewhere = openDesk(path('semestre'));
    const token = await desk.office.accounts.invite({
      email: 'bo@example.org',
      position: 'Bolivia',
      role: 'country',
      country: 'BO',
      senders: [],
    });
    await desk.office.accounts.choosePassword(token, 'una frase de Bolivia');
    const country = new Browser(elsewhere);
    await country.signIn('bo@example.org', 'una frase de Bolivia');
    expect(await country.get('/entregas')).not.toContain(programme('AAA'));
    expect(await country.get('/cifras/SC03?pais=PE&periodo=2026-S1')).not.toContain('310');
    for (const one of ['/resultados/informe.html', '/publicado/2026-S1-1/informe.html'])
      expect((await country.ask(one)).status).toBe(403);
  });

  test('what a step cannot do is said where the next page is, in words', async () => {
    expect(await office.go('/publicar/2026-S1/cerrar', {})).toContain('El periodo 2026-S1 ya está cerrado.');
    expect(await office.go('/publicar/2026-S1/publicar', {})).toContain('Ningún total cambió');
    expect(logged).toEqual([]);
  });

  test('a log that is cut short is noticed', async () => {
    const db = await Database.open(desk.database);
    await db.run(
      "delete from bruto.bitacora where paso >= (select max(paso) from bruto.bitacora where accion = 'publicacion')",
    );
    db.close();
    const told = (await checkStored(desk.database)).problems.map(({ es }) => es);
    expect(told.join()).toContain('le faltan sus últimos pasos');
  });
});
