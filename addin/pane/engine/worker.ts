import { HostError } from '../../host.ts';
import { WorkbookEngine } from './engine.ts';
import type { Answer, Question } from './remote.ts';

/** The rules in a thread of their own. */
const engine = new WorkbookEngine();
const methods = engine as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;

self.addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  const answer = await reply(data);
  (self as unknown as { postMessage: (answer: Answer) => void }).postMessage(answer);
});

async function reply({ id, method, args }: Question): Promise<Answer> {
  try {
    return { id, value: await methods[method]?.call(engine, ...args) };
  } catch (error) {
    if (error instanceof HostError) return { id, refused: error.text };
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
