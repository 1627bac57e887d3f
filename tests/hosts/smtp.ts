import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { SMTPServer as Server } from 'smtp-server';

const { SMTPServer } = createRequire(import.meta.url)('smtp-server') as typeof import('smtp-server');

/** A real server that takes mail, with one password for all. */
export class Smtp {
  received: { from: string; to: string[]; raw: Buffer }[] = [];
  /** Logins that were tried. */
  tried = 0;
  /** Addresses that the server does not know. */
  readonly unknown = new Set<string>();
  private readonly server: Server;

  private constructor(password: string) {
    this.server = new SMTPServer({
      hideSTARTTLS: true,
      authMethods: ['PLAIN', 'LOGIN'],
      allowInsecureAuth: true,
      onAuth: ({ password: said }, _session, done) => {
        this.tried += 1;
        if (said === password) done(null, { user: 'oficina' });
        else done(new Error('wrong'));
      },
      onRcptTo: ({ address }, _session, done) => (this.unknown.has(address) ? done(new Error('no such user')) : done()),
      onData: (stream, { envelope }, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          this.received.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts) });
          done();
        });
      },
    });
  }

  static async start(password: string): Promise<Smtp> {
    const smtp = new Smtp(password);
    await new Promise<void>((resolve) => smtp.server.listen(0, '127.0.0.1', resolve));
    return smtp;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  forget(): void {
    this.received = [];
    this.tried = 0;
    this.unknown.clear();
  }

  stop = () => new Promise<void>((resolve) => this.server.close(() => resolve()));
}
