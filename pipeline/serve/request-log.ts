/** Answers a request. */
type Served<Env> = (request: Request, env: Env) => Response | Promise<Response>;

/** What is noted of a request: nothing that somebody typed, and nobody's address. */
export interface RequestNote {
  event: 'request';
  method: string;
  /** Its first part; what follows may be an id or a key. `/?` where there is no such page. */
  path: string;
  status: number;
  /** Milliseconds until the answer began. */
  ms: number;
}

/** Notes each request once it is answered. */
export function withNotes<Env>(served: Served<Env>, note: (one: RequestNote) => void): Served<Env> {
  return async (request, env) => {
    const start = performance.now();
    const told = (status: number) => {
      const { pathname } = new URL(request.url);
      const path = status === 404 ? '/?' : placeOf(pathname);
      note({
        event: 'request',
        method: METHODS.has(request.method) ? request.method : '?',
        path,
        status,
        ms: Math.round(performance.now() - start),
      });
    };
    try {
      const response = await served(request, env);
      told(response.status);
      return response;
    } catch (error) {
      told(500);
      throw error;
    }
  };
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** `/entregas/…` of a page about one submission; of the intake also what is asked of it. */
function placeOf(pathname: string): string {
  const [, ...parts] = pathname.split('/');
  const shown = parts[0] === 'api' ? 2 : 1;
  return `/${parts.slice(0, shown).join('/')}${parts.length > shown ? '/…' : ''}`;
}
