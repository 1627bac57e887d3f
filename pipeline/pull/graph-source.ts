import { extname } from 'node:path';
import { z } from 'zod';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { LIMITS } from '../read/limits.ts';
import { RECEIVABLE } from '../read/receivable.ts';
import type { Graph } from './graph-access.ts';
import { CutShort, type Patience, patiently } from './retry.ts';
import { DEEPEST, type RemoteFile, type Source, TooLarge } from './source.ts';

/** Where a folder lies: its site, and the path below the server. */
export interface GraphFolder {
  host: string;
  site: string;
  path: string;
}

/** From the link that a browser shows of a folder of SharePoint or OneDrive for work. */
export function graphFolder(link: string | undefined): GraphFolder {
  try {
    const { hostname, pathname, searchParams } = new URL(link ?? '');
    // The page that lists a folder has the folder's path in its address.
    const path = (searchParams.get('id') ?? decodeURIComponent(pathname)).replace(/\/+$/, '');
    const [, site] = /^(\/(?:sites|teams|personal)\/[^/]+)\/./.exec(path) ?? [];
    if (site !== undefined) return { host: hostname, site, path };
  } catch {
    // Told below.
  }
  throw new Failure(
    text(
      'Diga con --folder el enlace de la carpeta, como lo muestra el navegador: https://….sharepoint.com/sites/…',
      'Give the folder with --folder, as the browser shows it: https://….sharepoint.com/sites/…',
    ),
    2,
  );
}

const itemSchema = z.object({
  id: z.string(),
  name: z.string().default(''),
  size: z.number().default(0),
  /** Changes with the content. */
  cTag: z.string().default(''),
  lastModifiedDateTime: z.string().default(''),
  lastModifiedBy: z
    .object({ user: z.object({ email: z.string().optional(), displayName: z.string().optional() }).optional() })
    .optional(),
  folder: z.object({}).optional(),
  file: z.object({}).optional(),
  remoteItem: z.object({}).optional(),
});
type Item = z.infer<typeof itemSchema>;
const pageSchema = z.object({ value: z.array(itemSchema), '@odata.nextLink': z.string().optional() });
const drivesSchema = z.object({ value: z.array(z.object({ id: z.string(), webUrl: z.string() })) });

const FIELDS = '$select=id,name,size,cTag,lastModifiedDateTime,lastModifiedBy,folder,file,remoteItem&$top=200';

/** A folder of SharePoint or OneDrive with all folders in it. */
export function graphSource(graph: Graph, place: GraphFolder, patience: Patience): Source {
  const again = <T>(work: () => Promise<T>) => patiently(work, patience);
  let drive: Promise<{ id: string; root: string }> | null = null;

  async function* below(address: string, folders: readonly string[]): AsyncGenerator<RemoteFile> {
    for (let next: string | undefined = `${address}/children?${FIELDS}`; next; ) {
      const asked: string = next;
      const page = await again(() => graph.json(asked, pageSchema));
      for (const item of page.value) {
        const isFolder = item.folder !== undefined && item.remoteItem === undefined;
        if (isFolder && folders.length < DEEPEST)
          yield* below(`${await here()}/items/${encodeURIComponent(item.id)}`, [...folders, item.name]);
        else yield described(item, folders);
      }
      next = page['@odata.nextLink'];
    }
  }

  const located = () => {
    drive ??= again(() => locate(graph, place));
    return drive;
  };
  const here = async () => `/drives/${encodeURIComponent((await located()).id)}`;

  return {
    id: `graph:${place.host}${place.path}`,
    async list() {
      const files: RemoteFile[] = [];
      const { root } = await located();
      for await (const file of below(`${await here()}/root${root}`, [])) files.push(file);
      return files;
    },
    // Whoever writes meanwhile makes another version: it is asked for again until before and after are the same.
    fetch: (listed) =>
      again(async () => {
        const item = `${await here()}/items/${encodeURIComponent(listed.id)}`;
        const now = async () => described(await graph.json(item, itemSchema), listed.folders);
        const before = await now();
        if ((before.size ?? 0) > LIMITS.file) throw new TooLarge();
        const bytes = await graph.bytes(`${item}/content`);
        if (bytes.length > LIMITS.file) throw new TooLarge();
        const after = await now();
        if (after.version !== before.version) throw new CutShort('the file has changed');
        return { bytes, file: after };
      }),
  };
}

/** The library in which a folder lies, and the folder in it. */
async function locate(graph: Graph, { host, site, path }: GraphFolder): Promise<{ id: string; root: string }> {
  const found = await graph.json(`/sites/${host}:${encodeURI(site)}`, z.object({ id: z.string() }));
  const { value } = await graph.json(`/sites/${encodeURIComponent(found.id)}/drives`, drivesSchema);
  for (const { id, webUrl } of value) {
    const library = decodeURIComponent(new URL(webUrl).pathname).replace(/\/+$/, '');
    if (path === library) return { id, root: '' };
    if (path.startsWith(`${library}/`)) {
      const inside = path.slice(library.length).split('/').map(encodeURIComponent).join('/');
      return { id, root: `:${inside}:` };
    }
  }
  throw Object.assign(new Error('no such library'), { status: 404 });
}

function described(item: Item, folders: readonly string[]): RemoteFile {
  const { id, name, size, cTag, lastModifiedDateTime, lastModifiedBy, folder, remoteItem } = item;
  const extension = extname(name).toLowerCase();
  return {
    id,
    folders,
    name,
    version: cTag === '' ? `${lastModifiedDateTime}-${size}` : cTag,
    md5: null,
    size,
    modified: lastModifiedDateTime,
    editor: lastModifiedBy?.user?.email ?? lastModifiedBy?.user?.displayName ?? null,
    extension,
    skip:
      remoteItem !== undefined
        ? 'shortcut'
        : folder !== undefined
          ? 'deep'
          : item.file === undefined || !RECEIVABLE.has(extension)
            ? 'other'
            : size > LIMITS.file
              ? 'large'
              : null,
  };
}
