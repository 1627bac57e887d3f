import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';

export const PASSWORD = 'clave-de-prueba';

/** A real server of mailboxes, with one password for all; every user has one. */
export class Dovecot {
  private constructor(
    readonly port: number,
    private readonly home: string,
    private process: ChildProcess,
  ) {}

  static async start(program: string): Promise<Dovecot> {
    const home = mkdtempSync(join(tmpdir(), 'quipu-correo-'));
    const port = await freePort();
    writeFileSync(join(home, 'dovecot.conf'), configuration(home, port));
    mkdirSync(join(home, 'mail'));
    // It serves no mailbox as root.
    if (userInfo().uid === 0) spawnSync('chown', ['-R', 'nobody:nogroup', join(home, 'mail')]);
    spawnSync('chmod', ['755', home]);
    const server = new Dovecot(port, home, spawn(program, ['-F', '-c', join(home, 'dovecot.conf')]));
    await server.answers();
    return server;
  }

  private async answers(): Promise<void> {
    for (let tried = 0; ; tried += 1) {
      const client = this.client('nadie');
      try {
        await client.connect();
        await client.logout();
        return;
      } catch (error) {
        if (tried > 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  private client(user: string): ImapFlow {
    const client = new ImapFlow({
      ...{ host: '127.0.0.1', port: this.port, secure: false, logger: false },
      auth: { user, pass: PASSWORD },
    });
    client.on('error', () => undefined);
    return client;
  }

  /** Does something in a mailbox as its owner. */
  async as<T>(user: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const client = this.client(user);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.logout();
    }
  }

  async put(user: string, messages: readonly string[], folder = 'INBOX'): Promise<void> {
    await this.as(user, async (client) => {
      if (folder !== 'INBOX') await client.mailboxCreate(folder);
      for (const message of messages) await client.append(folder, Buffer.from(message));
    });
  }

  /** Ends every connection, as when the line is cut; whether there was one. */
  cut(): boolean {
    return spawnSync('doveadm', ['-c', join(this.home, 'dovecot.conf'), 'kick', '*']).status === 0;
  }

  /** The same, once there is one: the server knows of it a moment later. */
  async cutNext(): Promise<void> {
    for (let tried = 0; !this.cut(); tried += 1) {
      if (tried > 100) throw new Error('no connection to cut');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill();
    await ended;
    rmSync(this.home, { recursive: true, force: true });
  }
}

function configuration(home: string, port: number): string {
  const { uid, username } = userInfo();
  const [user, group] = uid === 0 ? ['nobody', 'nogroup'] : [username, username];
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${home}/base
log_path = ${home}/log
default_login_user = ${user}
default_internal_user = ${user}
default_internal_group = ${group}
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${home}/mail/%u
mail_max_userip_connections = 50
auth_failure_delay = 0
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${home}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

/** A port on which nobody listens. */
export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
