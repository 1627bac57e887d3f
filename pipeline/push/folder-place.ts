import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeSynced } from '../synced.ts';
import { type Place, reviewName } from './place.ts';
import { md5Of } from './push.ts';

/** A folder on a disk, also one that OneDrive, SharePoint or Drive keep in step with theirs. */
export function folderPlace(folder: string): Place {
  const pathOf = (id: string) => join(folder, ...id.split('/'));
  return {
    id: `folder:${folder}`,
    async reserve(review) {
      const beside = dirname(review.submission);
      for (let at = 1; ; at += 1) {
        const name = reviewName(review, at);
        const id = beside === '.' ? name : `${beside}/${name}`;
        if (!existsSync(pathOf(id))) return { id, name };
      }
    },
    async put({ bytes }, { id }) {
      writeSynced(pathOf(id), bytes);
    },
    there: async (id) => (existsSync(pathOf(id)) ? md5Of(readFileSync(pathOf(id))) : null),
    comments: null,
  };
}
