import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { Hono } from 'hono';

const KINDS: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.xml': 'text/xml; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The built add-in: the files that are there when the server starts, and no others. */
export function staticFiles(folder: string): { app: Hono; has: (path: string) => boolean } {
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`/${relative(folder, path).split(sep).join('/')}`, path]),
  );
  const app = new Hono();
  app.get('*', (context) => {
    const { path } = context.req;
    const file = files.get(path);
    if (!file) return context.notFound();
    const { mtimeMs, size } = statSync(file);
    const tag = `"${Math.round(mtimeMs).toString(36)}-${size.toString(36)}"`;
    // Names with a hash never change; the others are asked for again and answered briefly.
    context.header('cache-control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    context.header('etag', tag);
    context.header('content-type', KINDS[extname(file)] ?? 'application/octet-stream');
    if (context.req.header('if-none-match') === tag) return context.body(null, 304);
    return context.body(readFileSync(file));
  });
  return { app, has: (path) => files.has(path) };
}
