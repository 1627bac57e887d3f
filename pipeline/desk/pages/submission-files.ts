import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve, sep } from 'node:path';
import type { Cell } from '../../merge/database.ts';
import type { MergeSummary } from '../../office/merge-summary.ts';
import { originalFiles } from '../../office/originals.ts';
import { html } from '../../publish/html.ts';
import { XLSX } from '../files.ts';
import type { Office } from '../office.ts';
import { HOLDERS } from '../roles.ts';
import { type Answer, page, type Visit } from '../route.ts';
import { isOfAccount } from './submissions.ts';

/** Said of a submission that is not there, or not for whoever asks. */
export const missing = ({ say }: Visit): Answer => ({
  title: say('Esa entrega no está aquí', 'That submission is not here'),
  body: html`<p><a href="/entregas">${say('Ver las que hay', 'See those that are')}</a></p>`,
  status: 404,
});

/** The submission that is asked for, if whoever asks may see it. */
async function found({ office, account, query }: Visit): Promise<Readonly<Record<string, Cell>> | null> {
  if (!account || !office.hasDatabase) return null;
  const [row] = await office.look((db) =>
    db.rows('select *, coalesce(programa_id, equipo) as remitente from consolidado.entregas where entrega_id = ?', [
      query('envio'),
    ]),
  );
  if (!row) return null;
  const whose = { country: String(row.pais), sender: String(row.remitente), template: String(row.plantilla) };
  return isOfAccount(account, whose) ? row : null;
}

export const original = page('/entrega/original', HOLDERS, async (visit): Promise<Answer> => {
  const row = await found(visit);
  const kept = row && originalFiles(visit.office.database, String(row.sha256));
  const [part] = kept?.parts ?? [];
  if (!row || !part || kept?.parts.length !== 1) return missing(visit);
  return {
    file: part.bytes,
    name: `${row.entrega_id}${extname(String(row.archivo)) || '.xlsx'}`,
    type: 'application/octet-stream',
  };
});

export const review = page('/entrega/revision', HOLDERS, async (visit): Promise<Answer> => {
  const row = await found(visit);
  const path = row && answerFile(visit.office, String(row.entrega_id));
  if (!path) return missing(visit);
  return { file: readFileSync(path), name: basename(path), type: XLSX };
});

/** The answer to a submission among the results; null where there is none. */
export function answerFile(office: Office, id: string): string | null {
  try {
    const { answers } = JSON.parse(readFileSync(join(office.results, 'merge.json'), 'utf8')) as Partial<MergeSummary>;
    const own = answers?.find(({ submission: of }) => of === id);
    const path = own && resolve(office.results, own.feedback);
    return path?.startsWith(office.results + sep) && existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
