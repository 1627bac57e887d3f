import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { dailyBackup } from './daily-backup.ts';
import type { Mailbox } from './mail.ts';
import { metricsOf } from './metrics.ts';
import type { Office } from './office.ts';

/** What an office wants done by itself. */
export interface Wanted {
  /** Folder of daily backups, and how many of them stay. */
  backup?: string;
  keep: number;
  /** Port of the metrics. */
  metrics?: number;
}

/** Milliseconds between two looks into the mailbox. */
const MAIL_EVERY = 15 * 60_000;

/** Looks into the mailbox now and again. @returns ends it */
function readingMail(
  office: Office,
  { account: { user }, folder }: Mailbox,
  say: (es: string, en: string) => void,
): () => void {
  say(`Correo: ${user}, carpeta ${folder}.`, `Mail: ${user}, folder ${folder}.`);
  void office.fetchMail();
  const timer = setInterval(() => void office.fetchMail(), MAIL_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

/** What goes on beside the desk: backups, mail and metrics. @returns ends it */
export function beside(
  office: Office,
  { backup, keep, metrics }: Wanted,
  say: (es: string, en: string) => void,
): () => void {
  const ends: (() => void)[] = [];
  if (backup !== undefined) {
    const into = resolve(backup);
    say(`Una copia cada día en ${into} (quedan ${keep}).`, `A backup each day in ${into} (${keep} stay).`);
    ends.push(dailyBackup(office, into, keep));
  }
  if (office.mailbox) ends.push(readingMail(office, office.mailbox, say));
  if (metrics !== undefined) {
    const fetch = async ({ url }: Request) =>
      new URL(url).pathname === '/metrics'
        ? new Response(await metricsOf(office), { headers: { 'content-type': 'text/plain; version=0.0.4' } })
        : new Response(null, { status: 404 });
    const server = serve({ fetch, port: metrics, hostname: '127.0.0.1' }, ({ port }) =>
      say(`Medidas: http://127.0.0.1:${port}/metrics`, `Metrics: http://127.0.0.1:${port}/metrics`),
    );
    server.on('error', () =>
      say(`El puerto ${metrics} está ocupado: sin medidas.`, `Port ${metrics} is taken: no metrics.`),
    );
    ends.push(() => server.close());
  }
  return () => {
    for (const one of ends) one();
  };
}
