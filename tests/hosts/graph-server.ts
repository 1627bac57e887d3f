import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What lies in a library: a file with its content, or a folder without. */
export interface GraphItem {
  id: string;
  /** Id of the folder; `root` for the library. */
  parent: string;
  name: string;
  content?: Uint8Array;
  version?: number;
  /** What the server says of its size, where that is larger than a test wants to hold. */
  saysSize?: number;
  /** It lies elsewhere and is only shown here. */
  remote?: boolean;
}

export const SECRET = 'secreto-de-la-aplicacion';
const SITE = '/sites/oficina';
const DRIVE = 'b!biblioteca';
const LIBRARIES = [
  { id: 'b!otra', webUrl: `https://contoso.sharepoint.com${SITE}/Otra` },
  { id: DRIVE, webUrl: `https://contoso.sharepoint.com${SITE}/Documentos%20compartidos` },
];

/** The part of Microsoft Graph that is needed, with pages of two items, one site and one library in it. */
export class GraphServer {
  readonly items = new Map<string, GraphItem>();
  /** Status that is answered in place of the answer; asked each time. */
  fault: (path: string, count: number) => number | null = () => null;
  /** Called before the bytes of a file go out. */
  beforeBytes: (item: GraphItem) => void = () => undefined;
  /** Where a next page is said to lie, where that is not this server. */
  elsewhere: string | null = null;
  requests: string[] = [];
  private token = 0;
  private server: Server | null = null;
  private url = '';

  async start(): Promise<this> {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise<void>((ready) => this.server?.listen(0, '127.0.0.1', ready));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  get servers() {
    return { graph: `${this.url}/v1.0`, login: this.url };
  }

  /** The tokens that were given are no longer taken. */
  expire(): void {
    this.token += 1;
  }

  stop(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  add(item: GraphItem): GraphItem {
    this.items.set(item.id, item);
    return item;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    const path = decodeURIComponent(pathname);
    const say = (status: number, body: object = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '1' });
      response.end(JSON.stringify(body));
    };
    if (request.method === 'POST') {
      let form = '';
      request.on('data', (part) => {
        form += part;
      });
      request.on('end', () => {
        const isRight =
          path === '/inquilino/oauth2/v2.0/token' && new URLSearchParams(form).get('client_secret') === SECRET;
        say(isRight ? 200 : 401, isRight ? { access_token: `t${this.token}` } : { error: 'invalid_client' });
      });
      return;
    }
    this.requests.push(path);
    const fault = this.fault(path, this.requests.length);
    if (fault !== null) say(fault);
    else if (request.headers.authorization !== `Bearer t${this.token}`) say(401);
    else if (path === `/v1.0/sites/contoso.sharepoint.com:${SITE}`) say(200, { id: 'contoso,1,2' });
    else if (path === '/v1.0/sites/contoso,1,2/drives') say(200, { value: LIBRARIES });
    else this.ofDrive(path, Number(searchParams.get('$skiptoken') ?? 0), say, response);
  }

  private ofDrive(
    path: string,
    from: number,
    say: (status: number, body?: object) => void,
    response: ServerResponse,
  ): void {
    const [, where = ''] = new RegExp(`^/v1\\.0/drives/${DRIVE}/(.*)$`).exec(path) ?? [];
    const [, inside = '', what = ''] = /^(root:[^:]+:|root|items\/[^/]+)(\/children|\/content)?$/.exec(where) ?? [];
    const item = inside.startsWith('items/')
      ? this.items.get(inside.slice(6))
      : this.byPath(inside.replace(/^root:?|:$/g, ''));
    if (!item) say(404);
    else if (what === '/content') {
      this.beforeBytes(item);
      response.writeHead(200);
      response.end(item.content);
    } else if (what === '') say(200, this.described(item));
    else this.children(item, path, from, say);
  }

  private children(item: GraphItem, path: string, from: number, say: (status: number, body?: object) => void): void {
    const children = [...this.items.values()].filter(({ parent }) => parent === item.id);
    const next = this.elsewhere ?? `${this.url}${encodeURI(path)}?$skiptoken=${from + 2}`;
    say(200, {
      value: children.slice(from, from + 2).map((child) => this.described(child)),
      ...(children.length > from + 2 && { '@odata.nextLink': next }),
    });
  }

  private byPath(path: string): GraphItem | undefined {
    let at: GraphItem | undefined = { id: 'root', parent: '', name: '' };
    for (const name of path.split('/').filter(Boolean))
      at = [...this.items.values()].find((one) => one.parent === at?.id && one.name === name);
    return at;
  }

  private described({ id, name, content, version = 1, saysSize, remote }: GraphItem): object {
    return {
      ...{ id, name, size: saysSize ?? content?.length ?? 0, cTag: `"c:{${id}},${version}"` },
      lastModifiedDateTime: '2026-07-03T14:00:00Z',
      lastModifiedBy: { user: { email: 'rosa@contoso.com', displayName: 'Rosa' } },
      ...(content ? { file: {} } : { folder: {} }),
      ...(remote && { remoteItem: {} }),
    };
  }
}
