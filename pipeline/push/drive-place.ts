import { Readable } from 'node:stream';
import type { drive_v3 } from '@googleapis/drive';
import { type Patience, patiently, statusOf } from '../pull/retry.ts';
import { type Place, reviewName } from './place.ts';

const KINDS: Readonly<Record<string, string>> = {
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.xlsm': 'application/vnd.ms-excel.sheet.macroEnabled.12',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
};
const EVERYWHERE = { supportsAllDrives: true } as const;

/** A folder of Google Drive: reviews lie beside the submissions, and the counts are comments. */
export function drivePlace(client: drive_v3.Drive, folder: string, patience: Patience): Place {
  return {
    id: `drive:${folder}`,
    reserve: (review, taken) =>
      patiently(async () => {
        const { data } = await client.files.generateIds({ count: 1, space: 'drive', type: 'files' });
        let at = 1;
        while (taken(reviewName(review, at))) at += 1;
        return { id: data.ids?.[0] ?? '', name: reviewName(review, at) };
      }, patience),
    put: ({ submission, extension, bytes }, { id, name }) =>
      patiently(async () => {
        const media = () => ({
          mimeType: KINDS[extension] ?? 'application/octet-stream',
          body: Readable.from(Buffer.from(bytes)),
        });
        const fields = 'id,md5Checksum';
        if (await lies(client, id)) await client.files.update({ fileId: id, media: media(), fields, ...EVERYWHERE });
        else {
          const { data } = await client.files.get({ fileId: submission, fields: 'parents', ...EVERYWHERE });
          const requestBody = { id, name, parents: data.parents ?? [folder], properties: { quipu: 'revision' } };
          await client.files.create({ requestBody, media: media(), fields, ...EVERYWHERE });
        }
      }, patience),
    there: (id) =>
      patiently(async () => {
        const found = await lies(client, id);
        return found ? (found.md5Checksum ?? null) : null;
      }, patience),
    comments: {
      count: (submission, words) => patiently(() => timesSaid(client, submission, words), patience),
      say: (submission, words, before) =>
        patiently(async () => {
          if ((await timesSaid(client, submission, words)) > before) return;
          await client.comments.create({ fileId: submission, fields: 'id', requestBody: { content: words } });
        }, patience),
    },
  };
}

/** Comments of ours that say this. */
async function timesSaid(client: drive_v3.Drive, fileId: string, words: string): Promise<number> {
  let said = 0;
  let pageToken: string | undefined;
  do {
    const { data } = await client.comments.list({
      fileId,
      fields: 'nextPageToken,comments(content,author(me))',
      pageSize: 100,
      ...(pageToken && { pageToken }),
    });
    said += (data.comments ?? []).filter(({ content, author }) => author?.me && content === words).length;
    pageToken = data.nextPageToken ?? undefined;
  } while (pageToken);
  return said;
}

/** A file that is there and not in the trash. */
async function lies(client: drive_v3.Drive, fileId: string): Promise<drive_v3.Schema$File | null> {
  try {
    const { data } = await client.files.get({ fileId, fields: 'id,md5Checksum,trashed', ...EVERYWHERE });
    return data.trashed ? null : data;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}
