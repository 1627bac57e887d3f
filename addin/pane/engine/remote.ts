import { type Text, text } from '../../../sheets-templates/define/text.ts';
import { HostError } from '../../host.ts';
import type { Engine } from './protocol.ts';

export interface Question {
  id: number;
  method: keyof Engine;
  args: readonly unknown[];
}

export interface Answer {
  id: number;
  value?: unknown;
  /** Why not, for the person. */
  refused?: Text;
  /** A defect of ours. */
  failed?: string;
}

const DEFECT = text(
  'Quipu falló al revisar. Su libro no cambió. Cierre el panel, ábralo de nuevo y vuelva a intentar.',
  'Quipu failed while reviewing. Your workbook did not change. Close the pane, open it again and retry.',
);

const METHODS: readonly (keyof Engine)[] = [
  'review',
  'changed',
  'again',
  'help',
  'form',
  'draft',
  'cover',
  'confirm',
  'build',
  'nextPeriod',
];

/** The engine behind a worker: each call is a message, each answer another. */
export function remoteEngine(worker: Pick<Worker, 'postMessage' | 'addEventListener'>): Engine {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  let count = 0;
  let stopped = false;
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const { id, value, refused, failed } = data;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (refused || failed) asked?.reject(new HostError(refused ?? DEFECT, failed));
    else asked?.resolve(value);
  });
  worker.addEventListener('error', () => {
    stopped = true;
    for (const { reject } of waiting.values()) reject(new HostError(DEFECT, 'the worker stopped'));
    waiting.clear();
  });
  const ask =
    (method: keyof Engine) =>
    (...args: unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        // A thread that could not start answers nobody.
        if (stopped) return reject(new HostError(DEFECT, 'the worker stopped'));
        count += 1;
        waiting.set(count, { resolve, reject });
        worker.postMessage({ id: count, method, args } satisfies Question);
      });
  return Object.fromEntries(METHODS.map((method) => [method, ask(method)])) as unknown as Engine;
}
