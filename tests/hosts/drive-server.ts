import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drive, type drive_v3 } from '@googleapis/drive';
import { sheets, type sheets_v4 } from '@googleapis/sheets';
import type { Google } from '../../pipeline/pull/google-access.ts';

/** A file of the stand-in for Google Drive. */
export interface DriveFile {
  id: string;
  parent: string;
  name: string;
  mimeType: string;
  content: Uint8Array;
  modifiedTime: string;
  version: number;
  trashed?: boolean;
  editor?: string;
  /** What Drive says of its size, where that is larger than a test wants to hold. */
  saysSize?: number;
  properties?: Record<string, string>;
  comments?: string[];
  /** What somebody typed into a new spreadsheet. */
  typed?: string;
  /** Requests that made a spreadsheet what it is. */
  requests?: sheets_v4.Schema$Request[];
}

export const FOLDER = 'application/vnd.google-apps.folder';
export const SHEET = 'application/vnd.google-apps.spreadsheet';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type Fault = 'slow-down' | 'server' | 'drop' | 'cut' | 'rate' | 'full' | 'lost' | null;

type Upload = (params: object, options: object) => Promise<unknown>;

/** The part of Drive v3 and Sheets v4 that is needed, over HTTP; answers have the client library's own types. */
export class DriveServer {
  readonly files = new Map<string, DriveFile>();
  /** What goes wrong with a request; asked each time. */
  fault: (request: { path: string; method: string; count: number }) => Fault = () => null;
  /** Called before the bytes of a file go out. */
  beforeBytes: (file: DriveFile) => void = () => undefined;
  /** How often the bytes of each file went out whole. */
  readonly sent = new Map<string, number>();
  requests = 0;
  private reserved = 0;
  url = '';
  private server: Server | null = null;

  async start(): Promise<this> {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise<void>((ready) => this.server?.listen(0, '127.0.0.1', ready));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
    return this;
  }

  /** The real clients before this server. */
  google(headers: Record<string, string> = {}): Google {
    const options = { rootUrl: this.url, headers, retry: false };
    const client = drive({ version: 'v3', ...options });
    // The address for uploads follows what a call is told, not the client.
    const { files } = client;
    const [create, update] = [files.create.bind(files), files.update.bind(files)] as never[] as Upload[];
    const here = { rootUrl: this.url };
    files.create = ((params: object) => create?.(params, here)) as never;
    files.update = ((params: object) => update?.(params, here)) as never;
    return {
      drive: client,
      sheets: async () => sheets({ version: 'v4', ...options }),
    };
  }

  stop(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  add(file: Partial<DriveFile> & Pick<DriveFile, 'id' | 'name'>): DriveFile {
    const whole: DriveFile = {
      parent: 'raiz0000000',
      mimeType: XLSX,
      content: new Uint8Array(),
      modifiedTime: '2026-07-01T10:00:00.000Z',
      version: 1,
      ...file,
    };
    this.files.set(whole.id, whole);
    return whole;
  }

  /** Somebody writes into a file. */
  change(id: string, content: Uint8Array): void {
    const file = this.files.get(id);
    if (file) this.files.set(id, { ...file, content, version: file.version + 1 });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const url = new URL(request.url ?? '/', this.url);
    const body = await bodyOf(request);
    this.requests += 1;
    const asked = { path: url.pathname, method: request.method ?? 'GET', count: this.requests };
    const fault = this.fault(asked);
    if (fault === 'drop') return request.socket.destroy();
    if (fault === 'slow-down') return fail(response, 429, 'rateLimitExceeded', { 'retry-after': '1' });
    if (fault === 'rate') return fail(response, 403, 'userRateLimitExceeded');
    if (fault === 'full') return fail(response, 403, 'storageQuotaExceeded');
    if (fault === 'server') return fail(response, 500, 'backendError');
    // What was asked for is done, and the answer gets lost.
    const to = fault === 'lost' ? lostAnswer(request, response) : response;
    const [, valuesOf] = /^\/v4\/spreadsheets\/([\w-]+)\/values\//.exec(url.pathname) ?? [];
    if (valuesOf) {
      const { typed } = this.files.get(valuesOf) ?? {};
      return json(to, { ...(typed && { values: [[typed]] }) } satisfies sheets_v4.Schema$ValueRange);
    }
    const [, spreadsheet, verb] = /^\/v4\/spreadsheets\/([\w-]+)(:batchUpdate)?$/.exec(url.pathname) ?? [];
    if (spreadsheet) return this.spreadsheet(spreadsheet, verb ? bodyAsJson(body) : null, to);
    if (url.pathname === '/drive/v3/files' && asked.method === 'GET') return this.list(url, to);
    if (url.pathname === '/drive/v3/files/generateIds')
      return json(to, { ids: [this.nextId('reservado')] } satisfies drive_v3.Schema$GeneratedIds);
    const [, id, action] = /\/drive\/v3\/files(?:\/([^/]+))?(?:\/(\w+))?$/.exec(url.pathname) ?? [];
    if (asked.method !== 'GET' && action !== 'comments') return this.write(id, request, body, to);
    const file = this.files.get(decodeURIComponent(id ?? ''));
    if (!file) return fail(to, 404, 'notFound');
    if (action === 'comments') return this.comments(file, asked.method === 'POST' ? bodyAsJson(body) : null, to);
    if (action === 'export' || url.searchParams.get('alt') === 'media') return this.bytes(file, to, fault === 'cut');
    return json(to, describe(file));
  }

  private nextId(kind: string): string {
    this.reserved += 1;
    return `${kind}-${this.reserved}`;
  }

  /** Makes a file, or changes what is known of it or what it holds. */
  private write(id: string | undefined, request: IncomingMessage, body: Buffer, response: ServerResponse): unknown {
    const type = String(request.headers['content-type']);
    const [about, content] = type.startsWith('multipart/')
      ? partsOf(body, type)
      : type.includes('json')
        ? [bodyAsJson(body), null]
        : [{}, body];
    const { id: wanted, name, mimeType, parents, properties } = about as drive_v3.Schema$File;
    const known = id === undefined ? undefined : this.files.get(id);
    if (id !== undefined && !known) return fail(response, 404, 'notFound');
    if (wanted && this.files.has(wanted)) return fail(response, 409, 'conflict');
    const own = known ?? {
      id: wanted ?? this.nextId('hecho'),
      name: name ?? 'Sin título',
      parent: parents?.[0] ?? '',
      ...(mimeType && { mimeType }),
      version: 0,
    };
    const changed = this.add({
      ...own,
      ...(content && { content: new Uint8Array(content) }),
      properties: { ...known?.properties, ...properties },
      version: (known?.version ?? 0) + 1,
    });
    return json(response, describe(changed));
  }

  private comments(file: DriveFile, made: drive_v3.Schema$Comment | null, response: ServerResponse): unknown {
    file.comments ??= [];
    if (made) file.comments.push(made.content ?? '');
    const answer: drive_v3.Schema$CommentList = {
      comments: file.comments.map((content) => ({ content, author: { me: true } })),
    };
    return json(response, made ? { id: String(file.comments.length) } : answer);
  }

  /** Requests go in all together or not at all. */
  private spreadsheet(
    id: string,
    batch: sheets_v4.Schema$BatchUpdateSpreadsheetRequest | null,
    response: ServerResponse,
  ): unknown {
    const file = this.files.get(id);
    if (file?.mimeType !== SHEET) return fail(response, 404, 'notFound');
    file.requests ??= [];
    const all = [...file.requests, ...(batch?.requests ?? [])];
    const sheets = new Map<number, string>([[0, 'Hoja 1']]);
    for (const { addSheet, deleteSheet } of all) {
      const { sheetId = 0, title = '' } = addSheet?.properties ?? {};
      if (addSheet && sheets.has(sheetId ?? 0)) return fail(response, 400, 'badRequest');
      if (addSheet) sheets.set(sheetId ?? 0, title ?? '');
      if (deleteSheet) sheets.delete(deleteSheet.sheetId ?? 0);
    }
    if (batch) file.requests = all;
    const answer: sheets_v4.Schema$Spreadsheet = {
      spreadsheetId: id,
      sheets: [...sheets].map(([sheetId, title]) => ({ properties: { sheetId, title } })),
    };
    return json(response, batch ? { spreadsheetId: id, replies: [] } : answer);
  }

  private list(url: URL, response: ServerResponse): unknown {
    const [, parent, , key = '', value] =
      /^'([\w-]+)' in parents( and properties has \{ key='(\w+)' and value='(\w+)' \} and trashed=false)?$/.exec(
        url.searchParams.get('q') ?? '',
      ) ?? [];
    if (!parent) return fail(response, 400, 'invalid');
    const all = [...this.files.values()].filter(
      (file) => file.parent === parent && (value === undefined || (file.properties?.[key] === value && !file.trashed)),
    );
    const from = Number(url.searchParams.get('pageToken') ?? 0);
    const size = Math.min(Number(url.searchParams.get('pageSize') ?? 100), 90);
    const next = from + size < all.length ? String(from + size) : undefined;
    const answer: drive_v3.Schema$FileList = {
      files: all.slice(from, from + size).map(describe),
      ...(next && { nextPageToken: next }),
    };
    return json(response, answer);
  }

  private bytes(file: DriveFile, response: ServerResponse, cut: boolean): unknown {
    this.beforeBytes(file);
    const { content } = this.files.get(file.id) ?? file;
    response.writeHead(200, { 'content-type': XLSX });
    if (cut) return response.end(content.subarray(0, Math.floor(content.length / 2)));
    this.sent.set(file.id, (this.sent.get(file.id) ?? 0) + 1);
    return response.end(content);
  }
}

function describe(file: DriveFile): drive_v3.Schema$File {
  const { id, name, mimeType, content, modifiedTime, version, trashed = false, editor, saysSize, properties } = file;
  const binary = !mimeType.startsWith('application/vnd.google-apps.');
  return {
    id,
    name,
    mimeType,
    modifiedTime,
    version: String(version),
    trashed,
    parents: [file.parent],
    ...(properties && { properties }),
    webViewLink: `https://docs.google.com/spreadsheets/d/${id}/edit`,
    ...(binary && {
      size: String(saysSize ?? content.length),
      md5Checksum: createHash('md5').update(content).digest('hex'),
    }),
    ...(editor && { lastModifyingUser: { emailAddress: editor, displayName: editor.split('@')[0] ?? '' } }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

const bodyAsJson = (body: Buffer) => JSON.parse(body.toString('utf8') || '{}');

/** What is said of a file, and what it holds. */
function partsOf(body: Buffer, type: string): [unknown, Buffer] {
  const boundary = `--${/boundary=([^;]+)/.exec(type)?.[1]}`;
  const [about, content] = body
    .toString('latin1')
    .split(boundary)
    .slice(1, 3)
    .map((part) => Buffer.from(part.slice(part.indexOf('\r\n\r\n') + 4).replace(/\r\n$/, ''), 'latin1'));
  return [bodyAsJson(about ?? Buffer.alloc(0)), content ?? Buffer.alloc(0)];
}

function lostAnswer(request: IncomingMessage, response: ServerResponse): ServerResponse {
  response.writeHead = () => response;
  response.end = () => {
    request.socket.destroy();
    return response;
  };
  return response;
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function fail(response: ServerResponse, status: number, reason: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { code: status, message: reason, errors: [{ reason, domain: 'global' }] } }));
}
