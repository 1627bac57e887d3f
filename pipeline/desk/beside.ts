import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { Failure } from '../failure.ts';
import { dailyBackup } from './daily-backup.ts';
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

/** Milliseconds between two looks at where workbooks come from. */
const FETCH_EVERY = 15 * 60_000;

/** Looks now and again at where workbooks come from: the settings may name a place meanwhile. @returns ends it */
function fetching({ places }: Office, say: (es: string, en: string) => void): () => void {
  try {
    const { mailbox, drive } = places;
    const [user, folder] = [mailbox?.account.user, mailbox?.folder];
    if (mailbox) say(`Correo: ${user}, carpeta ${folder}.`, `Mail: ${user}, folder ${folder}.`);
    if (drive) say(`Google Drive: carpeta ${drive.name}.`, `Google Drive: folder ${drive.name}.`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(error.text.es, error.text.en);
  }
  void places.fetchAll();
  const timer = setInterval(() => void places.fetchAll(), FETCH_EVERY);
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
  ends.push(fetching(office, say));
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
