import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { countBySeverity } from '../../sheets-templates/issues.ts';
import { type KnownFile, knownFiles } from '../merge/merge.ts';
import { hex } from '../submission.ts';
import { writeSynced } from '../synced.ts';
import type { Inputs } from './inputs.ts';
import { noteLetters } from './letters.ts';
import { withLocks } from './lock.ts';
import type { MergeSummary } from './merge-summary.ts';
import { lookInto } from './open-database.ts';
import { keepOriginal } from './originals.ts';
import { type Received, receive } from './received.ts';
import { recoverDatabase, recoverOutputs } from './replace-outputs.ts';

/*
 * Where nothing came that was not there before, by the same program, with the same options, into the same folder, and neither
 * database nor results have been touched since, there is nothing to do: the results stand, the answers to the senders among them.
 */

const stateSchema = z.object({
  made: z.string(),
  database: z.string(),
  /** Size and time of change of each file. */
  outputs: z.record(z.string(), z.string()),
});

const statePath = (database: string) => `${database}.ultima.json`;

/** The program as it was built; null from sources, where it may change under the same name. */
function build(): string | null {
  const folder = dirname(fileURLToPath(import.meta.url));
  if (!existsSync(join(folder, 'quipu.js'))) return null;
  // Names of the parts carry their hashes.
  return readdirSync(folder).sort().join();
}

/** What results are made from besides what was received. */
const madeOf = (program: string, out: string, options: object): string =>
  hex(JSON.stringify([program, out, Object.entries(options).sort()]));

/** Notes what stands once a merge is done. */
export function noteStanding(database: string, out: string, options: object, outputs: readonly string[]): void {
  const program = build();
  if (program === null) return;
  const files = Object.fromEntries(outputs.map((file) => [file, markOf(join(out, file))]));
  const state = { made: madeOf(program, out, options), database: markOf(database), outputs: files };
  try {
    writeSynced(statePath(database), JSON.stringify(state satisfies z.infer<typeof stateSchema>));
  } catch {
    // All is done; without the note the next merge makes everything again.
  }
}

function markOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}

function stands(database: string, out: string, options: object): boolean {
  const program = build();
  if (program === null || !existsSync(database)) return false;
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(statePath(database), 'utf8')));
    return (
      state.made === madeOf(program, out, options) &&
      state.database === markOf(database) &&
      Object.entries(state.outputs).every(([file, mark]) => markOf(join(out, file)) === mark)
    );
  } catch {
    return false;
  }
}

/**
 * What a merge of these files would do where it would change nothing; null where there is something to do.
 */
export async function nothingNew(
  { files, ignored }: Inputs,
  { database, out, options }: { database: string; out: string; options: object },
): Promise<MergeSummary | null> {
  if (!stands(database, out, options)) return null;
  const started = performance.now();
  return withLocks([out, database], async () => {
    recoverDatabase(database);
    recoverOutputs(out, database);
    if (!stands(database, out, options)) return null;
    const known = await lookInto(database, knownFiles);
    const again: { received: Received; was: KnownFile }[] = [];
    for (const input of files) {
      const received = await receive(input);
      const was = 'sha256' in received ? known.get(received.sha256) : undefined;
      if (!('sha256' in received) || !was) return null;
      keepOriginal(database, received);
      again.push({ received: { ...received, parts: [] }, was });
    }
    noteLetters(
      database,
      again.map(({ received }) => received),
    );
    const before = JSON.parse(readFileSync(join(out, 'merge.json'), 'utf8')) as MergeSummary;
    const seconds = { read: Math.round(performance.now() - started) / 1000 };
    return {
      ...before,
      files: again.map(({ received, was }, at) => ({
        file: basename(files[at]?.path ?? ''),
        sha256: received.sha256,
        template: was.template,
        submission: was.id,
        status: 'duplicate',
        counts: was.counts ?? countBySeverity([]),
        feedback: before.files.find(({ sha256 }) => sha256 === received.sha256)?.feedback ?? null,
      })),
      accepted: 0,
      rejected: 0,
      replaced: 0,
      duplicates: again.length,
      unchanged: again.length,
      ignored: [...ignored],
      issues: {},
      seconds,
    };
  });
}
