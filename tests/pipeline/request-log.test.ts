import { expect, test } from 'vitest';
import { type RequestNote, withNotes } from '../../pipeline/serve/request-log.ts';

/** What `quipu serve --log json` notes of requests. */

test('a request is noted without what somebody typed, ids, keys or addresses', async () => {
  const notes: RequestNote[] = [];
  const answers: Record<string, number> = {
    '/entregas/SC-PE-1': 200,
    '/api/submissions/20261121-ABC': 201,
    '/l/clave-secreta': 303,
    '/': 200,
  };
  const served = withNotes(
    (request: Request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/falla') throw new Error('María Quispe');
      return new Response(null, { status: answers[pathname] ?? 404 });
    },
    (one) => notes.push(one),
  );
  const ask = (path: string, method = 'GET') =>
    Promise.resolve(served(new Request(`http://oficina.example${path}`, { method }), {})).catch(() => null);
  for (const path of [...Object.keys(answers), '/maria.quispe@example.org', '/falla?q=María']) await ask(path);
  await ask('/entregas/SC-PE-1?buscar=María+Quispe', 'POST');
  expect(notes.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
    'GET /entregas/… 200',
    'GET /api/submissions/… 201',
    'GET /l/… 303',
    'GET / 200',
    'GET /? 404',
    'GET /falla 500',
    'POST /entregas/… 200',
  ]);
  expect(notes.every(({ ms, event }) => Number.isInteger(ms) && event === 'request')).toBe(true);
  expect(JSON.stringify(notes)).not.toMatch(/Quispe|secreta|SC-PE|20261121/);
});
