import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OUTSIDE_CALLBACK, outsideSignInFrom } from '../../pipeline/desk/outside-sign-in.ts';
import { Failure } from '../../pipeline/failure.ts';
import { as, Browser, openDesk } from '../helpers/desk.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { OpenIdProvider } from '../hosts/oidc.ts';

const path = scratch('afuera');
const ADDRESS = 'http://localhost:8080';

describe('an account of elsewhere', () => {
  let provider: OpenIdProvider;
  beforeAll(async () => {
    provider = await OpenIdProvider.start(ADDRESS + OUTSIDE_CALLBACK, {
      invitada: { email: 'analyst@example.org', email_verified: true },
      ajena: { email: 'nadie@example.org', email_verified: true },
      dudosa: { email: 'office@example.org' },
      impostora: { email: 'analyst@example.org', email_verified: false },
    });
  });
  afterAll(() => provider.stop());

  const settings = (more: object = {}) => {
    const facts = { name: 'Ministerio', clientId: 'quipu', clientSecret: 'secreto', address: ADDRESS };
    writeFileSync(path('externa.json'), JSON.stringify({ ...facts, issuer: provider.issuer, ...more }));
    return outsideSignInFrom(path('externa.json'));
  };
  const deskOf = async (name: string, more: object = {}) => {
    const desk = openDesk(path(name), 1e9, null, settings(more));
    for (const role of ['admin', 'analyst', 'office'] as const) await as(desk, role);
    return desk;
  };
  type Desk = Awaited<ReturnType<typeof deskOf>>;

  /** Goes through the door by way of the provider. @returns the browser, and the address that the provider sent it back to */
  async function through(desk: Desk, who: string, back = '/cifras') {
    const browser = new Browser(desk);
    const begun = await browser.ask(`/entrar/externa?a=${encodeURIComponent(back)}`);
    const there = begun.headers.get('location') ?? '';
    expect(there).toContain(`${provider.issuer}/auth?`);
    const returned = new URL(await provider.signIn(there, who, ADDRESS));
    const answer = await browser.ask(returned.pathname + returned.search);
    return { browser, returned, to: answer.headers.get('location') };
  }

  test('opens the door for the address that was invited, and nothing of it is kept but who it is', async () => {
    const desk = await deskOf('uno');
    expect(await new Browser(desk).get('/entrar?a=/cifras')).toContain('Entrar con Ministerio');
    const { browser, returned, to } = await through(desk, 'invitada');
    expect(to).toBe('/cifras');
    expect(await browser.get('/')).toContain('Puesto analyst');
    // The code serves once, and in the browser that began alone.
    for (const other of [browser, new Browser(desk)]) {
      const again = await other.ask(returned.pathname + returned.search);
      expect(again.headers.get('location')).toContain('/entrar');
      expect(again.headers.getSetCookie().some((said) => /session_token=[^;]/.test(said))).toBe(false);
    }
    // The second time it is the same account; the password goes on serving.
    expect((await through(desk, 'invitada')).to).toBe('/cifras');
    expect((await new Browser(desk).signIn('analyst@example.org')).status).toBe(303);
    const kept = readFileSync(`${desk.database}.usuarios.json`, 'utf8');
    expect(kept.match(/"providerId": "externa"/g)).toHaveLength(1);
    expect(kept).not.toMatch(/eyJ/);
    for (const name of ['accessToken', 'refreshToken', 'idToken']) expect(kept).not.toMatch(new RegExp(`"${name}": "`));
    // Who is invited anew may be another: the old way in is closed, until the address comes in again.
    await desk.office.accounts.invite({
      ...{ email: 'analyst@example.org', position: 'Otra', role: 'analyst', country: null, senders: [] },
    });
    expect(readFileSync(`${desk.database}.usuarios.json`, 'utf8')).not.toContain('externa');
    // Who is taken away comes in no more.
    await desk.office.accounts.remove('analyst@example.org');
    expect((await through(desk, 'invitada')).to).toContain('/entrar?externa=no');
    expect(await browser.get('/')).toBe('');
  });

  test('lets nobody in who was not invited, or for whom the provider does not vouch', async () => {
    const desk = await deskOf('dos');
    for (const who of ['ajena', 'dudosa', 'impostora']) {
      const { browser, to } = await through(desk, who);
      expect(to, who).toContain('/entrar?externa=no');
      expect(await browser.get(to ?? ''), who).toContain('Con esa cuenta no se puede entrar aquí');
      expect((await browser.ask('/cifras')).headers.get('location'), who).toContain('/entrar');
    }
    expect(readFileSync(`${desk.database}.usuarios.json`, 'utf8')).not.toContain('nadie@example.org');
    // An office that says so trusts the addresses of its own organisation.
    const trusting = await deskOf('tres', { trustEmail: true });
    // An address that is said not to be verified is trusted by nobody.
    expect((await through(trusting, 'impostora')).to).toContain('/entrar?externa=no');
    expect((await through(trusting, 'dudosa')).to).toBe('/cifras');
    expect((await through(trusting, 'ajena')).to).toContain('/entrar?externa=no');
  });

  test('sends nobody elsewhere, and says so where nobody answers', async () => {
    const desk = await deskOf('cuatro');
    for (const back of [
      ...['//malo.example', 'https://malo.example/', '/\\malo.example'],
      ...['/.//malo.example', '/..//malo.example', '/a/../..//malo.example'],
    ])
      expect((await through(desk, 'invitada', back)).to, back).toBe('/');
    for (const search of [
      '',
      '?code=x',
      '?code=x&state=y',
      '?error=access_denied&state=y',
      '?code=x&state=y&iss=http://malo.example',
    ]) {
      const answer = await new Browser(desk).ask(OUTSIDE_CALLBACK + search);
      expect([303, 302], search).toContain(answer.status);
      expect(answer.headers.get('location'), search).toMatch(/^\/(?!\/)/);
      expect(answer.headers.getSetCookie().some((said) => /session_token=[^;]/.test(said))).toBe(false);
    }
    // One that takes the call and says nothing keeps nobody from a password.
    const mute = createServer(() => undefined);
    await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done));
    const { port } = mute.address() as AddressInfo;
    const waiting = openDesk(path('muda'), 1e9, null, settings({ issuer: `http://127.0.0.1:${port}` }));
    await as(waiting, 'admin');
    mute.closeAllConnections();
    mute.close();
    const silent = openDesk(path('cinco'), 1e9, null, settings({ issuer: 'http://127.0.0.1:9' }));
    await as(silent, 'admin');
    const browser = new Browser(silent);
    expect((await browser.ask('/entrar/externa')).headers.get('location')).toBe('/entrar');
    expect(await browser.get('/entrar')).toContain('Ministerio no contesta');
    // Without it there is no such door.
    const plain = openDesk(path('seis'));
    await as(plain, 'admin');
    expect(await new Browser(plain).get('/entrar')).not.toContain('Entrar con');
    for (const place of ['/entrar/externa', `${OUTSIDE_CALLBACK}?code=x`])
      expect((await new Browser(plain).ask(place)).headers.get('location')).toBe('/entrar');
  });

  test('is set up by a file that is whole and safe, and whose secret is told to nobody', () => {
    const failed = (more: object) => {
      try {
        settings(more);
      } catch (error) {
        if (error instanceof Failure) return error.text.es;
        throw error;
      }
      return '';
    };
    expect(failed({ issuer: 'http://malo.example' })).toContain('debe ser JSON con');
    expect(failed({ address: 'http://oficina.example.org' })).toContain('debe ser JSON con');
    for (const address of ['https://', 'https://a b']) expect(failed({ address })).toContain('debe ser JSON con');
    for (const place of [
      'login.microsoftonline.com//common',
      'login.microsoftonline.com:443/organizations',
      'sts.windows.net/common',
      'login.microsoftonline.com./common',
      'login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad',
      'login.live.com',
    ])
      expect(failed({ issuer: `https://${place}/v2.0` }), place).toContain('cualquier cuenta del mundo');
    expect(failed({ clientId: 7 })).not.toContain('secreto');
    expect(failed({ issuer: 'https://login.microsoftonline.com/common/v2.0' })).toContain('cualquier cuenta del mundo');
    expect(failed({ issuer: 'https://login.microsoftonline.com/6babcaad-604b/v2.0' })).toBe('');
  });
});
