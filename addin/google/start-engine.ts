import type { Engine } from '../pane/engine/protocol.ts';
import { remoteEngine } from '../pane/engine/remote.ts';

/** Milliseconds in which a thread must have said that it runs. */
const PATIENCE = 4_000;

type Thread = Pick<Worker, 'postMessage' | 'addEventListener'>;

/** The rules in a thread of their own; where the page may start none, in this one. @param code of the worker */
export async function startEngine(code: string): Promise<Engine> {
  return remoteEngine((await threadOf(code)) ?? sameThread(code));
}

function threadOf(code: string): Promise<Thread | null> {
  return new Promise((resolve) => {
    try {
      const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
      const late = setTimeout(() => resolve(null), PATIENCE);
      worker.addEventListener('error', () => resolve(null), { once: true });
      worker.addEventListener(
        'message',
        () => {
          clearTimeout(late);
          resolve(worker);
        },
        { once: true },
      );
    } catch {
      resolve(null);
    }
  });
}

type Listener = (event: { data: unknown }) => void;

/** The same program as a script of this page, which believes to be a worker. */
function sameThread(code: string): Thread {
  const [toEngine, toPane]: [Listener[], Listener[]] = [[], []];
  const end = (to: Listener[], from: Listener[]) => ({
    postMessage: (data: unknown) =>
      queueMicrotask(() => {
        for (const listener of to) listener({ data });
      }),
    addEventListener: (kind: string, listener: Listener) => {
      if (kind === 'message') from.push(listener);
    },
  });
  Object.assign(globalThis, { quipuEngine: end(toPane, toEngine) });
  const script = document.createElement('script');
  script.textContent = `(function (self) {\n${code}\n})(globalThis.quipuEngine);`;
  document.head.append(script);
  return end(toEngine, toPane) as Thread;
}
