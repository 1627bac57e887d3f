import ExcelJS from 'exceljs';
import { beforeAll, expect, test } from 'vitest';
import { keepConnection } from '../../pipeline/desk/connections.ts';
import { routes } from '../../pipeline/desk/routes.ts';
import { FIRST_OFFICE_ROW } from '../../pipeline/publish/office-sheet.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { book } from '../helpers/books.ts';
import { clicksFromHome, nameOf } from '../helpers/clicks.ts';
import { as, type Browser, type Desk, openDesk } from '../helpers/desk.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { exampleRow } from '../helpers/workbooks.ts';

const path = scratch('pasos');

/** What pages load by themselves, one's own account, and what is there only where a letter waits (see `mail.test.ts`). */
const NO_TASK = new Set([
  '/trabajo',
  '/cuenta/llave.json',
  '/cuenta/llave',
  '/cuenta/llave/quitar',
  '/cuenta/segundo/confirmar',
  '/cuenta/segundo/quitar',
  '/correo/enviar',
]);

let desk: Desk;
let office: Browser;

/** An office at work, with something to do on each page. */
beforeAll(async () => {
  desk = openDesk(path('oficina'));
  office = await as(desk, 'office');
  const account = { server: '127.0.0.1', port: 993, user: 'oficina', password: 'x', smtpPort: 465 };
  keepConnection(desk.database, 'mail', { account, folder: 'INBOX' });
  keepConnection(desk.database, 'drive', { folder: 'raiz0000000', name: 'Libros', credentials: {} });
  const enterprise = { empresa_id: '1', tipo_org: 'EMP', region: 'PE-LIM', sector: 'TEXTIL', trab_total: 10 };
  const send = async (options: Parameters<typeof book>[0]) => {
    const { name, bytes } = await book(options);
    await office.go('/enviar', { libro: new File([Uint8Array.from(bytes)], name) });
  };
  for (const [series, nombre] of [
    ['AAA', 'Tejidos Inventados del Sur'],
    ['BBB', 'Tejidos Inventados de Sur'],
  ] as const) {
    const results = [{ indicador: 'SC03', total: 200, tipo_conteo: 'STK' }];
    await send({ series, results, rows: { Empresas: [{ ...enterprise, nombre }] } });
  }
  // One that asks whether a figure is right, a correction that brings less, and a roadmap.
  const many = {
    ...exampleRow('SC', 'Empresas'),
    nombre: 'Uno',
    trab_mujeres: 90_000,
    trab_hombres: 90_000,
    trab_total: 180_000,
  };
  const rows = [
    many,
    { ...many, empresa_id: '2', nombre: 'Dos', id_tributario: null },
    { ...many, empresa_id: '3', nombre: 'Tres', id_tributario: null },
  ];
  await send({ series: 'CCC', rows: { Empresas: rows } });
  await send({ series: 'CCC', number: 2, rows: { Empresas: [] } });
  await send({ code: 'HR', rows: { Mesas: [exampleRow('HR', 'Mesas')], Problemas: [exampleRow('HR', 'Problemas')] } });
  await office.go('/programas', {
    nombre: 'Programa DDD',
    pais: 'PE',
    plantilla: templates.map(({ code }) => code).slice(1),
  });
  const list = new ExcelJS.Workbook();
  await list.xlsx.load(await (await office.ask('/programas/esperados.xlsx')).arrayBuffer());
  const page = list.worksheets[0] as ExcelJS.Worksheet;
  for (let row = FIRST_OFFICE_ROW; page.getRow(row).getCell(3).value; row += 1) {
    page.getRow(row).getCell(4).value = '2026-S1';
    page.getRow(row).getCell(5).value = '31/07/2026';
  }
  const kept = await office.go('/programas/esperados', {
    lista: new File([Uint8Array.from(new Uint8Array(await list.xlsx.writeBuffer()))], 'lista.xlsx'),
  });
  expect(kept).toContain('Se esperan');
  // An earlier period was handed out, and readers have a link to it.
  await send({ series: 'AAA', period: '2025-S2', results: [{ indicador: 'SC03', total: 190, tipo_conteo: 'STK' }] });
  await desk.office.merge();
  await desk.office.jobs.end();
  for (const step of ['abrir', 'cerrar', 'publicar']) await office.go(`/publicar/2025-S2/${step}`, {});
  await office.go('/publicar/enlace', { periodo: '2025-S2', dias: '30' });
}, 120_000);

test('every task of an office is at most three clicks from the first page', async () => {
  const clicks = await clicksFromHome(office, 3);
  const tasks = routes.filter(({ roles, path: place }) => roles.includes('office') && !NO_TASK.has(place));
  const far = tasks.map(nameOf).filter((name) => !clicks.has(name));
  expect(far).toEqual([]);
});
