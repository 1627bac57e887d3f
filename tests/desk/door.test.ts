import { createHmac } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import decodeQR from 'qr/decode.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../pipeline/cli/commands.ts';
import { Accounts } from '../../pipeline/desk/accounts.ts';
import { deskApp } from '../../pipeline/desk/desk.ts';
import { EVERYBODY } from '../../pipeline/desk/roles.ts';
import { routes } from '../../pipeline/desk/routes.ts';
import { as, Browser, clock, type Desk, openDesk, PASSWORD } from '../helpers/desk.ts';
import { scratch } from '../helpers/marked-copies.ts';

const path = scratch('puerta');

/** The code of six digits that an app shows for a secret now: RFC 6238, with the usual SHA-1 and half minutes. */
function codeOf(secret: string): string {
  const bits = [...secret.replace(/\s/g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', key).update(moment).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** What a camera reads from the picture on a page. */
function seenIn(page: string): string {
  const [, side = '0', path = ''] = /<svg viewBox="0 0 (\d+) \d+"[^>]*><path d="([^"]+)"/.exec(page) ?? [];
  const [modules, scale] = [Number(side), 4];
  const width = modules * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  let [x, y] = [0, 0];
  for (const [, move, dx, dy] of path.matchAll(/([Mm])(-?\d+)[ ,]?(-?\d+)h1v1/g)) {
    [x, y] = move === 'M' ? [Number(dx), Number(dy)] : [x + Number(dx), y + Number(dy)];
    for (let row = y * scale; row < (y + 1) * scale; row += 1)
      for (let column = x * scale; column < (x + 1) * scale; column += 1)
        data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
  }
  return decodeQR({ width, height: width, data });
}

describe('the door', () => {
  let desk: Desk;
  beforeAll(() => {
    desk = openDesk(path('puerta'));
  });

  test('says how the first account is made, and lets nobody in without one', async () => {
    const browser = new Browser(desk);
    const first = await browser.ask('/');
    expect([first.status, first.headers.get('location')]).toEqual([303, '/entrar?a=%2F']);
    expect(await browser.get('/entrar')).toContain('quipu -- users --db oficina.duckdb --new');
  });

  test('takes an invitation once, with a password that is long enough, and keeps a hash of it alone', async () => {
    const token = await desk.office.accounts.invite({
      email: 'uno@example.org',
      position: 'Uno',
      role: 'office',
      country: null,
      senders: [],
    });
    const browser = new Browser(desk);
    expect(await browser.go(`/invitacion/${token}`, { clave: 'corta', otra: 'corta' })).toContain('al menos 12');
    expect(await browser.go(`/invitacion/${token}`, { clave: PASSWORD, otra: 'no es la misma' })).toContain(
      'no son iguales',
    );
    expect(await browser.go(`/invitacion/${token}`, { clave: PASSWORD, otra: PASSWORD })).toContain(
      'Contraseña guardada',
    );
    expect((await browser.ask(`/invitacion/${token}`)).status).toBe(404);
    const kept = readFileSync(`${desk.database}.usuarios.json`, 'utf8');
    expect(kept).toContain('$argon2id$');
    expect(kept).not.toContain(PASSWORD);
    if (process.platform !== 'win32') expect(statSync(`${desk.database}.usuarios.json`).mode & 0o077).toBe(0);
    const late = await desk.office.accounts.invite({
      email: 'dos@example.org',
      position: 'Dos',
      role: 'office',
      country: null,
      senders: [],
    });
    clock.now += 8 * 86_400_000;
    expect((await browser.ask(`/invitacion/${late}`)).status).toBe(404);
    clock.now -= 8 * 86_400_000;
  });

  test('rests after five wrong passwords, also for the right one; another program that opens the file signs in too', async () => {
    const browser = new Browser(desk);
    for (let at = 0; at < 5; at += 1)
      expect((await browser.signIn('uno@example.org', 'otra cosa larga')).status).toBe(422);
    expect(await (await browser.signIn('uno@example.org')).text()).toContain('Espere 15 minutos');
    // Saying that one is somewhere else does not help.
    const form = new URLSearchParams({ correo: 'uno@example.org', clave: PASSWORD });
    const headers = { origin: 'http://oficina.example', 'x-forwarded-for': '10.0.0.9' };
    const pretending = await browser.ask('/entrar', { method: 'POST', body: form, headers });
    expect(await pretending.text()).toContain('Espere 15 minutos');
    clock.now += 16 * 60_000;
    const signedIn = await browser.signIn('uno@example.org');
    expect(signedIn.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/i);
    expect(await browser.get('/')).toContain('Qué hay que hacer');
    const other = new Accounts(desk.database, () => new Date(clock.now));
    expect(await other.signIn('uno@example.org', PASSWORD)).toMatchObject({ needsCode: false });
    // Taken away there, it is gone here at once.
    await other.remove('uno@example.org');
    expect((await browser.ask('/entregas')).status).toBe(303);
  });

  test('tries many at once are as many tries; elsewhere the owner comes in all the same', async () => {
    const { accounts } = desk.office;
    const token = await accounts.invite({
      email: 'muchos@example.org',
      position: 'Muchos',
      role: 'office',
      country: null,
      senders: [],
    });
    await accounts.choosePassword(token, PASSWORD);
    const tries = Array.from({ length: 30 }, () => accounts.signIn('muchos@example.org', 'no es esta clave', 'lejos'));
    const came = await Promise.all(tries);
    expect(came.filter((one) => one === null)).toHaveLength(5);
    expect(await accounts.signIn('muchos@example.org', PASSWORD, 'lejos')).toBe('wait');
    expect(await accounts.signIn('muchos@example.org', PASSWORD, 'cerca')).toMatchObject({ needsCode: false });
  });

  test('an invitation made again ends the one before; one of an account that was removed serves no longer', async () => {
    const { accounts } = desk.office;
    const facts = { email: 'otra@example.org', position: 'Otra', role: 'office', country: null, senders: [] } as const;
    const first = await accounts.invite(facts);
    const second = await accounts.invite(facts);
    expect([await accounts.isInvited(first), await accounts.isInvited(second)]).toEqual([false, true]);
    await accounts.remove('otra@example.org');
    expect(await accounts.isInvited(second)).toBe(false);
  });

  test('takes nothing long of strangers, and nothing of another site in whatever form', async () => {
    const nobody = new Browser(desk);
    const long = { correo: 'x'.repeat(70_000), clave: 'y' };
    expect((await nobody.post('/entrar', long)).status).toBe(413);
    expect((await nobody.post('/enviar', { libro: new File([new Uint8Array(100_000)], 'x.xlsx') })).status).toBe(413);
    const admin = await as(desk, 'admin');
    const json = {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', origin: 'https://malo.example' },
    };
    expect((await admin.ask('/consolidar', json)).status).toBe(403);
    expect((await admin.ask('/consolidar', { method: 'POST' })).status).toBe(403);
    // Whoever lets others in does not shut himself out.
    await admin.post('/ajustes/quitar', { correo: 'ADMIN@Example.org' });
    await admin.post('/ajustes/invitar', {
      correo: 'admin@example.org',
      cargo: 'Yo',
      papel: 'team',
      pais: 'PE',
      envia: 'X',
    });
    expect((await admin.ask('/ajustes')).status).toBe(200);
  });

  test('a second step wants a code of the telephone, or one that was kept; the password alone opens nothing', async () => {
    const browser = await as(desk, 'office');
    expect(await browser.go('/cuenta/segundo', { clave: 'no es esta clave' })).toContain('La contraseña no es esa');
    const page = await browser.go('/cuenta/segundo', { clave: PASSWORD });
    const [secret = '', kept = ''] = [...page.matchAll(/<pre>([^<]+)<\/pre>/g)].map(([, said]) => said ?? '');
    expect(seenIn(page)).toContain(`secret=${secret.replace(/\s/g, '')}`);
    // The first step stands until a code has shown that the telephone has it.
    expect((await new Browser(desk).signIn('office@example.org')).headers.get('location')).toBe('/');
    expect(await browser.go('/cuenta/segundo/confirmar', { codigo: '000000' })).toContain('Ese código no es');
    expect(await browser.go('/cuenta/segundo/confirmar', { codigo: codeOf(secret) })).toContain('Activo');
    const other = new Browser(desk);
    expect((await other.signIn('office@example.org')).headers.get('location')).toBe('/entrar/codigo?a=%2F');
    expect((await other.ask('/entregas')).status).toBe(303);
    expect((await other.post('/entrar/codigo', { codigo: '123456' })).status).toBe(422);
    expect((await other.post('/entrar/codigo', { codigo: codeOf(secret) })).status).toBe(303);
    expect((await other.ask('/entregas')).status).toBe(200);
    const lost = new Browser(desk);
    await lost.signIn('office@example.org');
    const [spare = ''] = kept.split('\n');
    expect((await lost.post('/entrar/codigo', { codigo: spare })).status).toBe(303);
    const again = new Browser(desk);
    await again.signIn('office@example.org');
    expect((await again.post('/entrar/codigo', { codigo: spare })).status).toBe(422);
    expect(await lost.go('/cuenta/segundo/quitar', { clave: PASSWORD })).toContain('Se quitó');
    expect((await new Browser(desk).signIn('office@example.org')).headers.get('location')).toBe('/');
  });

  test('one changes the own password; other sessions end', async () => {
    const [mine, elsewhere] = [await as(desk, 'country'), new Browser(desk)];
    await elsewhere.signIn('country@example.org');
    expect(await mine.go('/cuenta/clave', { clave: 'no es esta clave', nueva: 'otra frase muy larga' })).toContain(
      'no es esa',
    );
    expect(await mine.go('/cuenta/clave', { clave: PASSWORD, nueva: 'corta' })).toContain('al menos 12');
    expect(await mine.go('/cuenta/clave', { clave: PASSWORD, nueva: 'otra frase muy larga' })).toContain('cambiada');
    expect([(await mine.ask('/')).status, (await elsewhere.ask('/')).status]).toEqual([200, 303]);
  });

  test('leads to no other place, and takes no form of another site', async () => {
    const browser = await as(desk, 'admin');
    for (const to of ['https://malo.example', '//malo.example', '/\\malo.example'])
      expect((await browser.ask(`/idioma?a=en&de=${encodeURIComponent(to)}`)).headers.get('location')).toBe('/');
    const again = await browser.post('/entrar', { correo: 'admin@example.org', clave: PASSWORD, a: '//malo.example' });
    expect(again.headers.get('location')).toBe('/');
    expect((await browser.post('/ajustes/quitar', { correo: 'x@example.org' }, 'https://malo.example')).status).toBe(
      403,
    );
    const page = await browser.ask('/ajustes');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('cache-control')).toBe('no-store');
  });
});

test('every address says who may, and nobody else does', async () => {
  const desk = openDesk(path('papeles'));
  for (const role of EVERYBODY) {
    const browser = await as(desk, role, ['PRG-PE-AAA-001-X']);
    for (const { method, path: place, roles } of routes) {
      if (roles === 'door') continue;
      const address = place.replace(/\{[^}]*\}/g, '').replace(/:\w+/g, 'x');
      const mayNot = !roles.includes(role);
      // What is allowed and changes something has tests of its own.
      if (method === 'post' && !mayNot) continue;
      const { status } = method === 'get' ? await browser.ask(address) : await browser.post(address, {});
      expect(`${role} ${method} ${place} ${status === 403}`).toBe(`${role} ${method} ${place} ${mayNot}`);
    }
  }
  const nobody = new Browser(desk);
  for (const { method, path: place, roles } of routes.filter((route) => route.roles !== 'door')) {
    const address = place.replace(/\{[^}]*\}/g, '').replace(/:\w+/g, 'x');
    const { headers } = method === 'get' ? await nobody.ask(address) : await nobody.post(address, {});
    expect(`${place} ${headers.get('location')?.startsWith('/entrar')} ${roles.length > 0}`).toBe(`${place} true true`);
  }
});

test('what a page changes, a command changes too', () => {
  const without = routes
    .filter(({ method, command }) => method === 'post' && command === null)
    .map(({ path: place }) => place);
  // A browser alone signs in and out, and keeps its own password.
  expect(without.filter((place) => !place.startsWith('/cuenta/'))).toEqual([
    '/entrar',
    '/entrar/llave',
    '/entrar/codigo',
    '/salir',
    '/invitacion/:secreto',
  ]);
  for (const { command } of routes) if (command) expect(Object.keys(commands)).toContain(command);
});

test('behind a proxy with TLS no cookie goes over another line', async () => {
  const { office } = openDesk(path('tls'));
  const said = async () => {
    const answer = await deskApp(office, () => undefined).request('https://oficina.example/idioma?a=en');
    return answer.headers.getSetCookie().join();
  };
  expect(await said()).not.toContain('Secure');
  Object.assign(office, { proxied: true });
  expect(await said()).toMatch(/HttpOnly; Secure; SameSite=Lax/);
});
