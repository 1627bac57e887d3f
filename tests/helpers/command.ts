import type { Effects } from '../../pipeline/effects.ts';
import { Failure } from '../../pipeline/failure.ts';

/** Exit code and all that a command said; a `Failure` is what `main` prints as one sentence. */
export async function outcome(run: (effects: Effects) => Promise<number>, terminal = false) {
  const said = { out: '', err: '' };
  const effects: Effects = {
    stdout: (text) => {
      said.out += text;
    },
    stderr: (text) => {
      said.err += text;
    },
    now: () => new Date('2026-11-21T12:00:00Z'),
    colours: terminal,
    terminal,
  };
  try {
    return { code: await run(effects), ...said, sentence: '' };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { code: error.exitCode, ...said, sentence: error.text.es };
  }
}
