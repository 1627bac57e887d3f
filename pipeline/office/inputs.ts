import { closeSync, existsSync, lstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import { text } from '../../sheets-templates/define/text.ts';
import { makeIssue } from '../../sheets-templates/issues.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { fold } from '../../sheets-templates/text-matching.ts';
import { Failure } from '../failure.ts';
import { isContainerName, isCsvSubmission } from '../read/open-container.ts';
import { openApart, readApart, readCsvApart } from '../read/read-apart.ts';
import { sheetNameOf } from '../read/read-book.ts';
import { RECEIVABLE } from '../read/receivable.ts';
import { type Refusal, refusals } from '../read/refusal.ts';
import { hex, refused, type Submission, submissionOf } from '../submission.ts';
import { bytesOfFile, type Input, type Received, receive } from './received.ts';

export interface Inputs {
  /** What may be a submission, in the order of names. */
  files: Input[];
  /** Files that are no spreadsheets. */
  ignored: string[];
}

/**
 * Files and folders (recursive) as named on the command line.
 * @param outputs folders of Quipu's own outputs, skipped where they lie among the inputs
 * @throws Failure when a path is not there or there is nothing to read
 */
export async function findInputs(paths: readonly string[], outputs: readonly string[] = []): Promise<Inputs> {
  const inputs: Inputs = { files: [], ignored: [] };
  const own = outputs.map((path) => resolve(path) + sep);
  for (const path of paths) {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (!there)
      throw new Failure(text(`No existe ${path}. Revise la ruta.`, `${path} does not exist. Check the path.`), 2);
    // A folder may be named through a link; a file may not, because what it shows can change unseen.
    const isFolder =
      there.isDirectory() || (there.isSymbolicLink() && existsSync(path) && statSync(path).isDirectory());
    if (isFolder && !isWorkbookName(path)) collectFolder(path, inputs, own);
    else if (isFolder && hasSpreadsheets(path)) collectFolder(path, inputs, own);
    else collect(path, inputs, own, true);
  }
  const seen = new Set<string>();
  inputs.files = (await Promise.all(inputs.files.map((input) => opened(input, inputs))))
    .flat()
    .filter(({ path }) => !seen.has(path) && seen.add(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  if (inputs.files.length === 0) {
    throw new Failure(
      text(
        `No hay libros de Excel en ${paths.join(', ')}. Ponga allí los libros recibidos y vuelva a intentar.`,
        `There are no Excel workbooks in ${paths.join(', ')}. Put the workbooks received there and try again.`,
      ),
      2,
    );
  }
  return inputs;
}

/** Of a message or an archive the workbooks in it; what else is in it is told. */
async function opened(input: Input, inputs: Inputs): Promise<Input[]> {
  const { path } = input;
  if (input.kind !== 'file' || !isContainerName(path)) return [input];
  const bytes = bytesOfFile(path);
  // What cannot be read is told where it is read.
  if (!bytes) return [input];
  const contents = await openApart(bytes, basename(path));
  if ('refusal' in contents) return [{ kind: 'refused', path, refusal: contents.refusal }];
  const { inside } = contents;
  const workbooks = inside.flatMap(({ kind, trail, refusal }, at): Input[] => {
    const own = join(path, ...trail);
    if (kind !== 'workbook') return [];
    return refusal ? [{ kind: 'refused', path: own, refusal }] : [{ kind: 'inside', path: own, container: path, at }];
  });
  const isCsv = /\.zip$/i.test(path) && isCsvSubmission(inside);
  // The sheets of one submission as CSV, or something else altogether.
  if (workbooks.length === 0 && /\.zip$/i.test(path)) return [input];
  for (const { kind, trail } of inside)
    if (kind === 'other' && !(isCsv && /\.csv$/i.test(trail.at(-1) ?? ''))) inputs.ignored.push(join(path, ...trail));
  if (workbooks.length === 0) inputs.ignored.push(path);
  return isCsv ? [input, ...workbooks] : workbooks;
}

/** Files that may be submissions; whatever is named on the command line is tried as well. */
const isWorkbookName = (path: string) => RECEIVABLE.has(extname(path).toLowerCase()) || isContainerName(basename(path));
const hasSpreadsheets = (folder: string) => readdirSync(folder).some(isWorkbookName);

function collectFolder(path: string, inputs: Inputs, own: readonly string[]): void {
  if (own.some((folder) => resolve(path) + sep === folder)) return;
  const entries = readdirSync(path).sort();
  const csv = entries.filter((entry) => extname(entry).toLowerCase() === '.csv');
  const covers = csv.flatMap((entry) => beforeCover(sheetNameOf(entry)) ?? []);
  const [prefix] = covers;
  // Of two workbooks in one folder nobody knows which sheet is whose.
  const together = covers.length === 1 && prefix !== undefined ? csv.filter((entry) => entry.startsWith(prefix)) : [];
  if (together.length > 0) inputs.files.push({ kind: 'csv', path, files: together });
  for (const entry of entries) if (!together.includes(entry)) collect(join(path, entry), inputs, own, false);
}

/** What stands before the name of the cover: nothing, or the name of the workbook, as LibreOffice writes it. */
function beforeCover(name: string): string | null {
  for (const cover of COVER_NAMES) {
    const before = name.slice(0, Math.max(0, name.length - cover.length));
    if (fold(name.slice(before.length)) === cover && (before === '' || /[-_ ]$/.test(before))) return before;
  }
  return null;
}

/** A folder with a cover among its CSV files is one submission. */
const COVER_NAMES = new Set(templates.flatMap(({ cover: { id, label } }) => [id, label.es, label.en].map(fold)));

function collect(path: string, inputs: Inputs, own: readonly string[], named: boolean): void {
  const name = basename(path);
  // `~$…` is Excel's mark of an open workbook; dot files belong to the system.
  // What this program has not written to its end has a name of its own.
  if (name.startsWith('~$') || name.startsWith('.') || RECEIPT.test(name) || HALF_WRITTEN.test(name)) return;
  const entry = lstatSync(path, { throwIfNoEntry: false });
  // It was there when the folder was listed, and was moved since.
  if (!entry) return;
  const refuse = (refusal: Refusal) => inputs.files.push({ kind: 'refused', path, refusal });
  if (entry.isDirectory()) {
    if (isWorkbookName(path) && !hasSpreadsheets(path)) refuse(refusals.folder);
    else collectFolder(path, inputs, own);
  } else if (!isWorkbookName(path) && !named && !(entry.isFile() && isWorkbookInside(path))) inputs.ignored.push(path);
  else if (entry.isSymbolicLink()) refuse(refusals.link);
  else if (!entry.isFile()) refuse(refusals.notAFile);
  else inputs.files.push({ kind: 'file', path });
}

const HALF_WRITTEN = /\.\d+\.parcial$/;

/** What `quipu serve` notes beside each workbook that it keeps. */
const RECEIPT = /^\d{8}-[0-9A-Z]{8}\.json$/;

/** A workbook under a name that does not say so: without an ending, or with that of a download that was not finished. */
function isWorkbookInside(path: string): boolean {
  if (/\.[a-z0-9]{1,5}$/i.test(basename(path)) && !/\.(tmp|part|bin|dat|xml|partial)$/i.test(path)) return false;
  try {
    const head = Buffer.alloc(HEAD);
    const file = openSync(path, 'r');
    try {
      const read = readSync(file, head, 0, HEAD, 0);
      const text = head.toString('latin1', 0, read);
      return text.startsWith('PK')
        ? text.includes('xl/') || text.includes('[Content_Types]')
        : /^\W{0,8}<\?xml[\s\S]{0,400}<Workbook\b/.test(text);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

const HEAD = 2_048;

/** What reading many files needs to know and to tell. */
export interface Reading {
  /** Told before each file, with how many there are. */
  step?: (done: number, total: number) => void;
  /** Hashes of what was received before and stands: it is not read again. */
  known?: Pick<ReadonlySet<string>, 'has'>;
  /** Whether what has these bytes is to be read at all. */
  wanted?: (sha256: string) => boolean;
  /** Given what came, to keep it; what came before and stands as well. */
  keep?: (received: Received) => void;
  /** Given each submission that waits for the others. */
  held?: (submission: Submission) => void;
}

export interface ReadAll {
  submissions: Submission[];
  /** Files that were received before, byte for byte. */
  unchanged: { file: string; sha256: string }[];
}

/** What was received, and its check, which waits for its turn; none of what is known already. */
interface Begun {
  received: Received | { path: string; refusal: Refusal };
  check: (() => Submission) | null;
}

async function begin(input: Input, { known, wanted }: Reading): Promise<Begun | null> {
  const received = await receive(input);
  if (wanted && !wanted('sha256' in received ? received.sha256 : hex(received.path))) return null;
  const isKnown = 'sha256' in received && known?.has(received.sha256);
  return { received, check: isKnown ? null : await readOf(nameOf(input), received) };
}

/** Reads one after the other, so that few are in memory at a time: while one is checked here, the next is read elsewhere. */
export async function readAll({ files }: Pick<Inputs, 'files'>, reading: Reading = {}): Promise<ReadAll> {
  const { step, keep, held } = reading;
  const read: ReadAll = { submissions: [], unchanged: [] };
  const beginAt = (at: number): Promise<Begun | null> | null => {
    const input = files[at];
    const begun = input ? begin(input, reading) : null;
    // Told in its turn.
    begun?.catch(() => undefined);
    return begun;
  };
  let next = beginAt(0);
  for (const [at, input] of files.entries()) {
    step?.(at, files.length);
    const begun = await next;
    next = beginAt(at + 1);
    if (!begun) continue;
    const { received, check } = begun;
    if (!check) {
      if (!('sha256' in received)) continue;
      keep?.(received);
      read.unchanged.push({ file: nameOf(input), sha256: received.sha256 });
      continue;
    }
    // The question about the next is on its way before this process is busy.
    await setImmediate();
    const submission = check();
    if ('sha256' in received && !submission.ours) keep?.(received);
    held?.(submission);
    read.submissions.push(submission);
  }
  return read;
}

/** Reads one submission; what cannot be opened is one with a finding, not an error. */
export const readInput = async (input: Input): Promise<Submission> =>
  submissionFrom(nameOf(input), await receive(input));

const nameOf = ({ path }: Input) => path.split(sep).join('/');

/** Reads what was received; what cannot be opened is a submission with a finding, not an error. */
export const submissionFrom = async (file: string, received: Begun['received']): Promise<Submission> =>
  (await readOf(file, received))();

/** Has it read elsewhere; what is given back checks it here. */
async function readOf(file: string, received: Begun['received']): Promise<() => Submission> {
  if ('refusal' in received) return () => refused(file, hex(received.path), received.refusal);
  const { path, sha256, parts, letter } = received;
  const [first] = parts;
  if (first?.name !== null) {
    const sheets = parts.map(({ name, bytes }) => ({ name: sheetNameOf(name ?? ''), bytes }));
    const result = await readCsvApart(sheets);
    return () => submissionOf(file, sha256, result);
  }
  const result = await readApart(first.bytes, file);
  return () => {
    const submission = submissionOf(file, sha256, result, openElsewhere(path));
    if (letter) submission.sent = letter.sent;
    return submission;
  };
}

/** Excel and LibreOffice leave a file beside a workbook that they hold open. */
function openElsewhere(path: string): Issue[] {
  const [folder, name] = [dirname(path), basename(path)];
  const marks = [`~$${name}`, `.~lock.${name}#`];
  return marks.some((mark) => existsSync(join(folder, mark))) ? [makeIssue('Q-11', {})] : [];
}
