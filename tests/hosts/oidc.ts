import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from './dovecot.ts';

/** What the provider says of somebody. */
export interface Person {
  email: string;
  email_verified?: boolean;
}

/** A certified OpenID Connect provider, with one client; whoever is named signs in. */
export class OpenIdProvider {
  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async start(redirect: string, people: Readonly<Record<string, Person>>): Promise<OpenIdProvider> {
    const { default: Provider } = await import('oidc-provider');
    const port = await freePort();
    const issuer = `http://127.0.0.1:${port}`;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const provider = new Provider(issuer, {
      clients: [{ client_id: 'quipu', client_secret: 'secreto', redirect_uris: [redirect] }],
      jwks: { keys: [privateKey.export({ format: 'jwk' })] },
      cookies: { keys: ['una clave de prueba'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      features: { devInteractions: { enabled: true } },
    });
    const server = createServer(provider.callback());
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    return new OpenIdProvider(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  /** What a person does in the browser there, from the address that the desk sent to. @returns where that sends them back to */
  async signIn(url: string, who: string, home: string): Promise<string> {
    const cookies = new Map<string, string>();
    const ask = async (to: string, body?: URLSearchParams) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(to, {
        redirect: 'manual',
        headers: { cookie },
        ...(body && { method: 'POST', body }),
      });
      for (const said of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(said) ?? [];
        cookies.set(name, value);
      }
      return answer;
    };
    let to = url;
    for (let step = 0; step < 12 && !to.startsWith(home); step += 1) {
      let answer = await ask(to);
      if (answer.status === 200) {
        const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(await answer.text()) ?? [];
        answer = await ask(to, new URLSearchParams({ prompt, login: who, password: 'x' }));
      }
      to = new URL(answer.headers.get('location') ?? home, to).href;
    }
    return to;
  }

  stop = () =>
    new Promise<void>((done) => {
      this.server.close(() => done());
      this.server.closeAllConnections();
    });
}
