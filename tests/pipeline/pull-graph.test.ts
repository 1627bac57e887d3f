import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PullOptions, pullCommand } from '../../pipeline/cli/pull.ts';
import { graphFolder } from '../../pipeline/pull/graph-source.ts';
import { pullStatePath } from '../../pipeline/pull/pull.ts';
import { LIMITS } from '../../pipeline/read/limits.ts';
import { outcome } from '../helpers/command.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { zipOf } from '../helpers/zips.ts';
import { GraphServer, SECRET } from '../hosts/graph-server.ts';

const path = scratch('graph');
const LINK = 'https://contoso.sharepoint.com/sites/oficina/Documentos%20compartidos/Env%C3%ADos';
const workbook = (n: number) => zipOf([{ name: 'hoja.xml', data: `libro ${n} `.repeat(50) }]);

let server: GraphServer;
let into: string;
let tests = 0;
const waits: number[] = [];
const patience = { sleep: async (milliseconds: number) => void waits.push(milliseconds), random: () => 0.5 };

beforeEach(async () => {
  server = await new GraphServer().start();
  tests += 1;
  into = path(`recibidos-${tests}`);
  waits.length = 0;
  server.add({ id: 'E', parent: 'root', name: 'Envíos' });
  server.add({ id: 'PE', parent: 'E', name: 'Perú' });
  server.add({ id: 'a', parent: 'E', name: 'a.xlsx', content: workbook(1) });
  server.add({ id: 'b', parent: 'PE', name: 'b.xlsx', content: workbook(2) });
  server.add({ id: 'c', parent: 'PE', name: 'correo.eml', content: Buffer.from('From: x') });
  server.add({ id: 'd', parent: 'PE', name: 'acta.docx', content: Buffer.from('x') });
  server.add({ id: 'e', parent: 'PE', name: 'enorme.xlsx', content: workbook(3), saysSize: LIMITS.file + 1 });
  server.add({ id: 'f', parent: 'PE', name: 'de otro', remote: true });
  server.add({ id: 'otro', parent: 'root', name: 'fuera.xlsx', content: workbook(4) });
});
afterEach(() => server.stop());

const run = async (options: Partial<PullOptions> = {}, more: object = {}, microsoft = server.servers) => {
  const credentials = path('aplicacion.json');
  writeFileSync(credentials, JSON.stringify({ tenant: 'inquilino', clientId: 'app', clientSecret: SECRET, ...more }));
  const said = await outcome((effects) =>
    pullCommand('graph', { folder: LINK, into, credentials, format: 'json', lang: 'es', ...options }, effects, {
      patience,
      microsoft,
    }),
  );
  return { ...said, json: said.out ? JSON.parse(said.out) : null };
};

test('a folder with its folders comes as it is, page by page; the second time only what has changed', async () => {
  const first = await run();
  expect(first.code).toBe(0);
  expect(first.json.fetched).toEqual(['Perú/b.xlsx', 'Perú/correo.eml', 'a.xlsx']);
  expect(
    first.json.skipped.map(({ name, reason }: { name: string; reason: string }) => `${name} ${reason}`).sort(),
  ).toEqual(['Perú/acta.docx other', 'Perú/de otro shortcut', 'Perú/enorme.xlsx large']);
  expect(readFileSync(`${into}/Perú/b.xlsx`).equals(workbook(2))).toBe(true);
  expect(existsSync(`${into}/fuera.xlsx`)).toBe(false);
  expect((await run()).json.fetched).toEqual([]);
  Object.assign(server.items.get('b') ?? {}, { content: workbook(5), version: 2 });
  const third = await run();
  expect(third.json).toMatchObject({ fetched: ['Perú/b.xlsx'], failed: [] });
  expect(readFileSync(`${into}/Perú/b.xlsx`).equals(workbook(5))).toBe(true);
  server.items.delete('a');
  expect((await run()).json.gone).toEqual(['a.xlsx']);
  expect(existsSync(`${into}/a.xlsx`)).toBe(true);
  // Who changed it last stands in that one file.
  expect(readFileSync(pullStatePath(into), 'utf8')).toContain('rosa@contoso.com');
});

test('a token that has run out, a server that asks to wait, a file that changes on its way', async () => {
  let expired = false;
  server.fault = (asked, count) => {
    if (asked.endsWith('/children') && !expired) {
      expired = true;
      server.expire();
    }
    return count % 4 === 3 ? 429 : null;
  };
  let changes = 0;
  server.beforeBytes = (item) => {
    if (item.id === 'a' && changes === 0) {
      changes += 1;
      Object.assign(item, { content: workbook(6), version: 2 });
    }
  };
  const { json, code } = await run();
  expect(code).toBe(0);
  expect(json.fetched).toHaveLength(3);
  expect(readFileSync(`${into}/a.xlsx`).equals(workbook(6))).toBe(true);
  // It said how long to wait.
  expect(waits.some((wait) => wait >= 1_000)).toBe(true);
  expect(changes).toBe(1);
});

test('what is wrong is said in words, no secret in any of them, and no token goes to another server', async () => {
  const bad = await run({}, { clientSecret: 'otro' });
  expect(bad.sentence).toContain('Microsoft no acepta las credenciales');
  expect(JSON.stringify(bad)).not.toContain('otro');
  expect((await run({ folder: `${LINK}/Nada` })).sentence).toContain('Esa carpeta no está');
  expect((await run({ folder: LINK.replace('Documentos%20compartidos', 'Nada') })).sentence).toContain(
    'Esa carpeta no está',
  );
  server.fault = () => 403;
  expect((await run()).sentence).toContain('permiso de lectura sobre el sitio');
  server.fault = () => 503;
  expect((await run()).sentence).toContain('No se pudo completar');
  server.fault = () => null;
  for (const folder of ['', 'Envíos', 'https://example.org/', 'https://contoso.sharepoint.com/sites/oficina'])
    expect((await run({ folder })).sentence).toContain('Diga con --folder el enlace');
  expect((await run({ credentials: path('no-hay.json') })).sentence).toContain('Diga con --credentials');
  const thief = await new GraphServer().start();
  server.elsewhere = `${thief.servers.graph}/drives/x/root/children`;
  expect((await run()).sentence).toContain('No se pudo completar');
  expect(thief.requests).toEqual([]);
  thief.stop();
  // A page that some network shows in place of the answer.
  const page = createServer((_, response) => response.end('<html>Inicie sesión</html>'));
  await new Promise<void>((ready) => page.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  expect((await run({}, {}, { graph: url, login: url })).sentence).toContain('No se pudo completar');
  page.close();
  server.stop();
  expect((await run()).sentence).toContain('No hay conexión con Microsoft');
});

test('a link is understood as browsers show it', () => {
  const found = { host: 'contoso.sharepoint.com', site: '/sites/oficina' };
  expect(graphFolder(LINK)).toEqual({ ...found, path: '/sites/oficina/Documentos compartidos/Envíos' });
  const page =
    'https://contoso.sharepoint.com/sites/oficina/Documentos%20compartidos/Forms/AllItems.aspx?id=%2Fsites%2Foficina%2FDocumentos%20compartidos%2FEnv%C3%ADos&viewid=1';
  expect(graphFolder(page)).toEqual({ ...found, path: '/sites/oficina/Documentos compartidos/Envíos' });
  const own = 'https://contoso-my.sharepoint.com/personal/rosa_contoso_com/Documents/Env%C3%ADos/';
  expect(graphFolder(own)).toEqual({
    host: 'contoso-my.sharepoint.com',
    site: '/personal/rosa_contoso_com',
    path: '/personal/rosa_contoso_com/Documents/Envíos',
  });
});
