import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { serve } from '@hono/node-server';
import { HtmlValidate } from 'html-validate';
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Passkeys } from '../../pipeline/desk/passkeys.ts';
import { as, type Desk, openDesk, PASSWORD } from '../helpers/desk.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { chromium, skipWithout } from '../helpers/programs.ts';
import { PAGE_RULES } from '../judges/page-rules.ts';

const path = scratch('llaves');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test.each([
  ['https://oficina.example.org', true],
  ['http://localhost:4321', true],
  ['http://oficina.example.org', false],
  ['http://127.0.0.1:4321', false],
  ['https://192.168.1.4', false],
  ['https://[::1]', false],
])('browsers keep passkeys for %s: %s', (origin, may) => expect(Passkeys.arePossible(origin)).toBe(may));

describe.skipIf(skipWithout(chromium))('passkeys in a browser', () => {
  let desk: Desk;
  let base = '';
  let server: ReturnType<typeof serve>;
  let browser: Browser;
  let page: Page;
  let client: CDPSession;

  beforeAll(async () => {
    desk = openDesk(path('oficina'));
    await as(desk, 'office');
    server = serve({ fetch: desk.app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise<void>((listening) => server.once('listening', () => listening()));
    base = `http://localhost:${(server.address() as { port: number }).port}`;
    browser = await puppeteer.launch({
      executablePath: chromium ?? '',
      args: ['--no-sandbox', '--host-resolver-rules=MAP localhost 127.0.0.1'],
    });
    page = await browser.newPage();
    await page.setExtraHTTPHeaders({ 'accept-language': 'es' });
    client = await page.createCDPSession();
    await client.send('WebAuthn.enable');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  /** A telephone or computer that keeps passkeys and says yes. */
  const device = (isUserVerified: boolean) =>
    client.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified,
        automaticPresenceSimulation: true,
      },
    });
  /** How many passkeys a device holds. */
  const kept = async (authenticatorId: string) =>
    (await client.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length;
  const press = async (form: string) => {
    await Promise.all([page.waitForNavigation(), page.click(`${form} button[type=submit]`)]);
  };
  const title = () => page.$eval('h1', (head) => head.textContent);
  const notices = () => page.$$eval('.notice:not([hidden])', (all) => all.map((one) => one.textContent ?? '').join());
  const signIn = async () => {
    await page.goto(`${base}/entrar`);
    await page.type('[name=correo]', 'office@example.org');
    await page.type('[name=clave]', PASSWORD);
    await press('form[action="/entrar"]');
  };
  const signOut = () => press('form[action="/salir"]');

  test('a passkey is made in one’s own account, signs in without password, and is taken away', async () => {
    const { authenticatorId } = await device(true);
    await signIn();
    await page.goto(`${base}/cuenta`);
    await page.setBypassCSP(true);
    await page.reload();
    const judge = new HtmlValidate(PAGE_RULES);
    for (const place of ['/cuenta', '/entrar']) {
      const html = await page.evaluate(async (from) => (await fetch(from)).text(), place);
      expect(html).toContain('data-passkey');
      expect((await judge.validateString(html)).results.flatMap(({ messages }) => messages)).toEqual([]);
    }
    await page.evaluate(axe);
    expect(((await page.evaluate('axe.run()')) as { violations: unknown[] }).violations).toEqual([]);
    await page.type('[name=nombre]', 'Mi <b>teléfono</b>');
    await page.type('form[data-passkey] [name=clave]', 'no es esta clave');
    await press('form[action="/cuenta/llave"]');
    expect(await notices()).toContain('La contraseña no es esa');
    expect(desk.office.accounts.passkeys.of(desk.office.accounts.list()[0]?.id ?? '')).toEqual([]);
    expect(await kept(authenticatorId)).toBe(0);
    await page.type('[name=nombre]', 'Mi <b>teléfono</b>');
    await page.type('form[data-passkey] [name=clave]', PASSWORD);
    await press('form[action="/cuenta/llave"]');
    expect(await notices()).toContain('Llave guardada');
    expect(await page.content()).toContain('Mi &lt;b&gt;teléfono&lt;/b&gt;');

    await signOut();
    await page.goto(`${base}/entrar?a=%2Fprogramas`);
    await press('form[action="/entrar/llave"]');
    expect(page.url()).toBe(`${base}/programas`);

    await page.goto(`${base}/cuenta`);
    await press('form[action="/cuenta/llave/quitar"]');
    expect(await notices()).toContain('Se quitó la llave');
    await signOut();
    await page.goto(`${base}/entrar`);
    await press('form[action="/entrar/llave"]');
    expect(await notices()).toContain('no abre ninguna cuenta');
    expect(await title()).toBe('Entrar');
    await client.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  });

  test('a device that does not ask who holds it opens nothing, whatever the page was made to ask', async () => {
    const { authenticatorId } = await device(true);
    await signIn();
    await page.goto(`${base}/cuenta`);
    await page.type('[name=nombre]', 'Otro');
    await page.type('form[data-passkey] [name=clave]', PASSWORD);
    await press('form[action="/cuenta/llave"]');
    await signOut();
    await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.setRequestInterception(true);
    page.on('request', async (request) => {
      if (!request.url().endsWith('/entrar/llave.json')) return request.continue();
      const cookies = (await page.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
      const asked = await fetch(request.url(), { headers: { cookie: cookies } });
      const options = (await asked.json()) as object;
      const headers = { 'set-cookie': asked.headers.getSetCookie().join('\n') };
      return request.respond({ headers, body: JSON.stringify({ ...options, userVerification: 'discouraged' }) });
    });
    await page.goto(`${base}/entrar`);
    await press('form[action="/entrar/llave"]');
    expect(await notices()).toContain('no abre ninguna cuenta');
    page.removeAllListeners('request');
    await page.setRequestInterception(false);
    await client.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  });

  test('an answer to another question, or to none, opens nothing; an account that is given again has no key left', async () => {
    for (const given of ['', '{', '{"id":"x","rawId":"x","response":{}}', 'x'.repeat(4_000)]) {
      const form = new URLSearchParams({ llave: given, a: '/' });
      const answer = await fetch(`${base}/entrar/llave`, {
        method: 'POST',
        body: form,
        headers: { origin: base },
        redirect: 'manual',
      });
      expect(answer.headers.get('location')).toBe('/entrar?a=%2F');
      expect(answer.headers.getSetCookie().join()).not.toContain('session_token');
    }
    const { id } = desk.office.accounts.list()[0] ?? { id: '' };
    expect(desk.office.accounts.passkeys.of(id)).toHaveLength(1);
    await desk.office.accounts.invite({
      email: 'office@example.org',
      position: 'Otra persona',
      role: 'office',
      country: null,
      senders: [],
    });
    expect(desk.office.accounts.passkeys.of(id)).toEqual([]);
  });

  test('anybody may be asked, and nothing of it is written down', async () => {
    const file = `${desk.database}.usuarios.json`;
    const before = readFileSync(file, 'utf8');
    for (let at = 0; at < 60; at += 1) expect((await fetch(`${base}/entrar/llave.json`)).status).toBe(200);
    expect(readFileSync(file, 'utf8')).toBe(before);
    // What another command changes is read meanwhile, and what is kept then holds no question.
    await as(desk, 'analyst');
    expect(readFileSync(file, 'utf8')).not.toContain('expectedChallenge');
  });

  test('a call without a name of the desk asks nothing', async () => {
    expect(Passkeys.arePossible('http://')).toBe(false);
    const nameless = await desk.app.request('http://oficina.example/entrar/llave.json', { headers: { host: '' } });
    expect(await nameless.text()).toBe('null');
  });
});
