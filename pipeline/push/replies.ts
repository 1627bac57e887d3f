import { basename } from 'node:path';
import type { Severity } from '../../sheets-templates/define/cell.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { countsInWords } from '../../sheets-templates/issues.ts';
import type { Letter } from '../read/open-container.ts';
import { hex } from '../submission.ts';

/** A workbook with notes for the one who sent it. */
export interface Noted {
  /** Of the submission. */
  sha256: string;
  rejected: boolean;
  counts: Record<Severity, number>;
  /** Name of the workbook with notes. */
  file: string;
  read: () => Uint8Array;
  letter: Letter;
}

/** What is written to one sender: in answer to one message, as a reminder, or with the workbook to fill in. */
export interface Reply {
  kind: 'answer' | 'overdue' | 'missing' | 'template';
  /** What each of its workbooks is noted under once it went out. */
  keys: string[];
  to: { address: string; name: string };
  subject: string;
  text: string;
  attachments: { filename: string; read: () => Uint8Array | Promise<Uint8Array> }[];
  /** The message that is answered; null where none is. */
  answers: string | null;
}

/** An answer to one submission goes to its sender once, in whatever words and company. */
export const keyOf = ({ sha256, rejected, letter: { address } }: Noted): string =>
  hex(JSON.stringify([address, sha256, rejected]));

/** One reply for each message, with all its workbooks. */
export function repliesFor(noted: readonly Noted[], lang: Lang): Reply[] {
  const messages = new Map<string, Noted[]>();
  for (const one of noted) {
    const { address, subject, sent, id } = one.letter;
    const key = JSON.stringify([address, subject, sent, id]);
    messages.set(key, [...(messages.get(key) ?? []), one]);
  }
  return [...messages.values()].flatMap((books) => replyTo(books, lang));
}

function replyTo(books: readonly Noted[], lang: Lang): Reply[] {
  const letter = books[0]?.letter;
  if (!letter?.address) return [];
  const { address, name, subject, id } = letter;
  const attachments = books.map(({ file, read }) => ({ filename: basename(file), read }));
  return [
    {
      kind: 'answer',
      keys: books.map(keyOf).sort(),
      to: { address, name: name ?? '' },
      subject: subjectOf(subject, lang),
      text: wordsFor(books, lang),
      attachments,
      answers: id,
    },
  ];
}

function subjectOf(subject: string | null, lang: Lang): string {
  if (subject === null) return lang === 'es' ? 'Su informe' : 'Your report';
  return /^(re|rv|fwd?)\s*:/i.test(subject) ? subject : `Re: ${subject}`;
}

function wordsFor(books: readonly Noted[], lang: Lang): string {
  const lines = books.map(({ file, rejected, counts }) => {
    const count = countsInWords({ ...counts, note: 0 }, lang);
    const refused = lang === 'es' ? 'todavía no se puede aceptar' : 'cannot be accepted yet';
    return `  – ${basename(file)}: ${[...(rejected ? [refused] : []), count].filter(Boolean).join('; ')}.`;
  });
  const [many, es] = [books.length > 1, lang === 'es'];
  const mustMend = books.some(({ rejected, counts }) => rejected || counts.fatal + counts.error > 0);
  const same = es
    ? many
      ? 'los mismos libros adjuntos y envíelos'
      : 'el mismo libro adjunto y envíelo'
    : many
      ? 'the same attached workbooks and send them'
      : 'the same attached workbook and send it';
  if (es) {
    const what = many ? 'Adjuntamos los libros con notas' : 'Adjuntamos el libro con notas';
    const then = mustMend
      ? `Corrija en ${same} otra vez respondiendo este mensaje.`
      : `Si todo está bien así, no hace falta que haga nada. Si algo debe cambiar, corríjalo en ${same} otra vez respondiendo este mensaje.`;
    return `Gracias por su envío. ${what}; la hoja «Revisión» dice qué hacer, casilla por casilla:\n\n${lines.join('\n')}\n\n${then}\n`;
  }
  const what = many ? 'The workbooks with notes are attached' : 'The workbook with notes is attached';
  const then = mustMend
    ? `Please correct ${same} again in reply to this message.`
    : `If all is right as it is, there is nothing for you to do. If something must change, correct ${same} again in reply to this message.`;
  return `Thank you for what you sent. ${what}; the sheet «Review» says what to do, cell by cell:\n\n${lines.join('\n')}\n\n${then}\n`;
}
