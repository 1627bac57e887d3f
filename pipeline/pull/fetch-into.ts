import { resolve } from 'node:path';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { withLocks } from '../office/lock.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { OtherSource, type Pulled, pull } from './pull.ts';
import type { Source } from './source.ts';

/** Where what was fetched for an office lies, beside its database. */
export const fetchedFolder = (database: string): string => `${database}.traidos`;

/**
 * Fetches what is new into a folder, by one command at a time.
 * @param reasonIn words for what the place refuses
 * @throws Failure where nothing can be fetched
 */
export function fetchInto(
  source: Source,
  into: string,
  reasonIn: (error: unknown) => Text | null,
  more: { now: () => Date; progress: (done: number, of: number) => void },
): Promise<Pulled> {
  return withLocks([resolve(into)], () =>
    pull(source, into, more)
      .catch((error: unknown) => {
        throw whyNot(error, into, reasonIn);
      })
      .finally(() => source.close?.()),
  );
}

function whyNot(error: unknown, into: string, reasonIn: (error: unknown) => Text | null): unknown {
  if (error instanceof OtherSource)
    return new Failure(
      text(
        `${into} se llenó desde otro lugar (${error.source}). Elija otra carpeta.`,
        `${into} was filled from another place (${error.source}). Choose another folder.`,
      ),
      2,
    );
  if (
    error instanceof Error &&
    'syscall' in error &&
    ['ENOSPC', 'EACCES', 'EROFS'].includes(String((error as NodeJS.ErrnoException).code))
  )
    return cannotWrite(into);
  const words = reasonIn(error);
  return words ? new Failure(words, 2) : error;
}
