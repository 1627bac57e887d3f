import { join } from 'node:path';
import { text } from '../../sheets-templates/define/text.ts';
import { quoted } from '../../sheets-templates/emit/to-sql.ts';
import { Failure } from '../failure.ts';
import type { Database } from './database.ts';

/** Whether it is an address of object storage. */
export const isElsewhere = (root: string): boolean => /^[a-z0-9]+:\/\//i.test(root);

/** Work with object storage, of which whatever goes wrong on the way becomes one sentence. */
export async function reaching<T>(root: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isElsewhere(root) || error instanceof Failure) throw error;
    throw new Failure(
      text(
        `No se pudo leer o escribir en ${root}. Revise la dirección, las llaves (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION) y la conexión, y repita la orden: lo ya preparado se conserva.`,
        `${root} could not be read or written. Check the address, the keys (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION) and the connection, and repeat the command: what was staged is kept.`,
      ),
      2,
    );
  }
}

/**
 * Has a database reach a folder; object storage by DuckDB's `httpfs`, with the keys that the environment names as for
 * every program of that storage.
 * @throws Failure where the extension is not to be had
 */
export async function reach(db: Database, root: string): Promise<void> {
  if (!isElsewhere(root)) return;
  const { QUIPU_DUCKDB_EXTENSIONS: folder } = process.env;
  try {
    if (folder) await db.run(`load ${quoted(join(folder, 'httpfs.duckdb_extension'))}`);
    else await db.run('install httpfs; load httpfs');
  } catch {
    throw new Failure(
      text(
        `No se puede llegar a ${root}: falta la extensión httpfs de DuckDB. Conéctese a internet una vez, o diga en QUIPU_DUCKDB_EXTENSIONS la carpeta que la tiene.`,
        `${root} cannot be reached: DuckDB lacks its extension httpfs. Go online once, or name the folder that has it in QUIPU_DUCKDB_EXTENSIONS.`,
      ),
      2,
    );
  }
  await db.run(`create or replace temporary secret quipu (${secretFrom(process.env).join(', ')})`);
}

/** Keys, region and address of object storage, from the variables that every program of it reads. */
function secretFrom(env: NodeJS.ProcessEnv): string[] {
  const endpoint = env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL;
  const said: readonly (readonly [string, string | undefined])[] = [
    ['key_id', env.AWS_ACCESS_KEY_ID],
    ['secret', env.AWS_SECRET_ACCESS_KEY],
    ['session_token', env.AWS_SESSION_TOKEN],
    ['region', env.AWS_REGION ?? env.AWS_DEFAULT_REGION],
    // Other stores than Amazon's are addressed by path.
    ['endpoint', endpoint?.replace(/^https?:\/\//, '').replace(/\/+$/, '')],
    ['url_style', endpoint && 'path'],
    ['use_ssl', endpoint && String(endpoint.startsWith('https:'))],
  ];
  return ['type s3', ...said.flatMap(([name, value]) => (value ? [`${name} ${quoted(value)}`] : []))];
}
