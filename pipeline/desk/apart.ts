import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { text } from '../../sheets-templates/define/text.ts';
import type { Far } from '../effects.ts';
import { Failure } from '../failure.ts';

/** The built program; none where it runs from its sources. */
export function programFile(): string | null {
  const file = fileURLToPath(new URL('./quipu.js', import.meta.url));
  return existsSync(file) ? file : null;
}

const farSchema = z.object({
  stage: z.object({ es: z.string(), en: z.string() }),
  done: z.number(),
  total: z.number(),
});

/**
 * A command in a process of its own.
 * @param at told the process while it runs, and null when it has ended
 * @param far told how far it is
 * @returns what it wrote
 * @throws Failure with the last line of what it complained of
 */
export function runApart(
  args: readonly string[],
  at: (child: ChildProcess | null) => void,
  far: (far: Far) => void,
): Promise<string> {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  at(child);
  child.on('message', (said) => {
    const { data } = farSchema.safeParse(said);
    if (data) far(data);
  });
  afterOthers(child.pid);
  const [said, wrong] = [child.stdout, child.stderr].map((stream) => {
    const pieces: string[] = [];
    stream?.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece));
    return pieces;
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      at(null);
      const last = (wrong ?? []).join('').trim().split('\n').at(-1) ?? '';
      // One workbook that is rejected among others is no failure of the merge.
      if (code === 0 || code === 1) done((said ?? []).join(''));
      else fail(new Failure(text(last, last), 2));
    });
  });
}

/** Who looks at pages does not wait for a merge: that takes what is left. */
function afterOthers(id: number | undefined): void {
  try {
    if (id !== undefined) setPriority(id, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended, or the system does not let us.
  }
}
