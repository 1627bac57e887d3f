import type { Route } from '../../pipeline/desk/route.ts';
import { routes } from '../../pipeline/desk/routes.ts';
import type { Browser } from './desk.ts';

const HERE = 'http://oficina.example';
/** Pages of one route that are looked at. */
const MOST_ALIKE = 12;

/** What a route is called: `post /decisiones`. */
export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

const fits = (pattern: string, pathname: string) =>
  new RegExp(
    `^${pattern
      .replace(/\{.*\}/, '')
      .replace(/[.]/g, '\\.')
      .replace(/:\w+$/, '.+')
      .replace(/:\w+/g, '[^/]+')}$`,
  ).test(pathname);

function routeOf(method: Route['method'], place: string): Route | undefined {
  const { pathname } = new URL(place, HERE);
  return routes.find((one) => one.method === method && fits(one.path, pathname));
}

/** Fewest clicks from the first page to what the desk does: a link is one, and a form that is sent another. */
export async function clicksFromHome(browser: Browser, most: number): Promise<ReadonlyMap<string, number>> {
  const clicks = new Map<string, number>();
  const reached = (method: Route['method'], place: string, after: number) => {
    const route = routeOf(method, place);
    if (route && (clicks.get(nameOf(route)) ?? most + 1) > after) clicks.set(nameOf(route), after);
  };
  const seen = new Set(['/']);
  let here = ['/'];
  for (let after = 0; after <= most; after += 1) {
    const next: string[] = [];
    for (const place of here) reached('get', place, after);
    // Behind the last click nothing is asked for; a few pages of each kind show what all of them have.
    const pages = after === most ? [] : fewOfEach(here);
    for (const place of pages) {
      const answer = await browser.ask(place);
      if (!answer.headers.get('content-type')?.startsWith('text/html')) continue;
      const page = (await answer.text()).replace(/&(?:amp|#38);/g, '&');
      for (const [form] of page.matchAll(/<form\b[^>]*>/g))
        if (form.includes('method="post"')) reached('post', / action="([^"]+)"/.exec(form)?.[1] ?? place, after + 1);
      for (const [, to = ''] of page.matchAll(/<a\b[^>]* href="(\/[^"#]*)/g))
        if (!seen.has(to) && !to.startsWith('/idioma')) {
          seen.add(to);
          next.push(to);
        }
    }
    here = next;
  }
  return clicks;
}

function fewOfEach(places: readonly string[]): string[] {
  const alike = new Map<string, number>();
  return places.filter((place) => {
    const kind = routeOf('get', place)?.path ?? place;
    alike.set(kind, (alike.get(kind) ?? 0) + 1);
    return (alike.get(kind) ?? 0) <= MOST_ALIKE;
  });
}
