import { sep } from 'node:path';
import { styleText } from 'node:util';
import type { Severity } from '../../sheets-templates/define/cell.ts';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { groupIssues, type IssueGroup } from '../../sheets-templates/group.ts';
import { type Reading, readingInWords } from '../../sheets-templates/recover/evidence.ts';
import type { Effects } from '../effects.ts';

const MARKS: Readonly<Record<Severity, string>> = { fatal: '✗', error: '✗', warning: '·', note: '–' };
const COLOURS = { fatal: 'red', error: 'red', warning: 'yellow', note: 'blue' } as const;

/** How findings are shown. */
export interface Show {
  /** Groups that are shown; the rest is counted. */
  most?: number;
  colours?: boolean;
}

/** A text in the colour of a severity, on a terminal that shows colours. */
export const coloured = (text: string, severity: Severity | 'good', colours: boolean | undefined): string =>
  colours ? styleText(severity === 'good' ? 'green' : COLOURS[severity], text) : text;

/** Findings of one file for people: worst first, the same one in many rows told once with all its rows. */
export function findingsInWords(issues: readonly Issue[], lang: Lang, { most, colours }: Show = {}): string {
  const groups = groupIssues(issues);
  const shown = groups.slice(0, most ?? groups.length);
  return (
    shown.map((group) => groupInWords(group, lang, colours)).join('') + restInWords(groups.length - shown.length, lang)
  );
}

function restInWords(n: number, lang: Lang): string {
  if (n <= 0) return '';
  return lang === 'es'
    ? `  … y ${n} ${n === 1 ? 'cosa' : 'cosas'} más. Para verlas todas en su libro: --annotate CARPETA.\n`
    : `  … and ${n} more. To see all of them in the workbook: --annotate FOLDER.\n`;
}

/** Ranges of rows named after the first of a group; more would not be read. */
const RANGES_NAMED = 12;

function groupInWords({ issues, severity, count, rows }: IssueGroup, lang: Lang, colours: boolean | undefined): string {
  const [first] = issues;
  if (!first) return '';
  const mark = coloured(MARKS[severity], severity, colours);
  const line = `  ${mark} ${first.message[lang]} ${first.hint[lang]}\n`;
  if (new Set(issues.map(({ row }) => row)).size < 2) return line;
  const named = rows.slice(0, RANGES_NAMED).join(', ');
  const more = rows.length > RANGES_NAMED ? '…' : '';
  const words = lang === 'es' ? ['En total', 'filas'] : ['In all', 'rows'];
  return `${line}    ${words[0]} ${count}: ${words[1]} ${named}${more}.\n`;
}

/** What lies among the workbooks and is none, with what it seems to be: nobody waits for an answer to it. */
export function notWorkbooks(paths: readonly string[], lang: Lang): string {
  const named = paths.slice(0, MOST_OTHERS).map((path) => `${path.split(sep).join('/')} (${kindOf(path)[lang]})`);
  const more = paths.length - named.length;
  const end = more <= 0 ? '' : lang === 'es' ? ` y ${more} más` : ` and ${more} more`;
  return lang === 'es'
    ? `No se leyeron, porque no son libros de Excel: ${named.join('; ')}${end}.\n`
    : `Not read, because they are no Excel workbooks: ${named.join('; ')}${end}.\n`;
}

const MOST_OTHERS = 12;
const KINDS: readonly (readonly [RegExp, Text])[] = [
  [/\.pdf$/i, text('un PDF', 'a PDF')],
  [/\.(docx?|odt|rtf)$/i, text('un documento', 'a document')],
  [/\.(pptx?|odp)$/i, text('una presentación', 'a presentation')],
  [/\.(png|jpe?g|gif|bmp|tiff?|webp|heic|svg)$/i, text('una imagen', 'a picture')],
  [/\.(eml|msg)$/i, text('un mensaje sin libros', 'a message without workbooks')],
  [
    /\.(rar|7z|gz|tar)$/i,
    text('un archivo comprimido que no se abre; envíe un .zip', 'an archive that is not opened; send a .zip'),
  ],
  [/winmail[^/]*\.dat$/i, text('un adjunto de Outlook sin libros', 'an attachment of Outlook without workbooks')],
  [/\.(txt|md|tsv)$/i, text('un texto', 'a text')],
];
const kindOf = (path: string): Text =>
  KINDS.find(([name]) => name.test(path))?.[1] ?? text('otro tipo de archivo', 'another kind of file');

/** One of Quipu's own outputs among the inputs. */
export function passedOver(file: string, lang: Lang): string {
  return lang === 'es'
    ? `${file}: es un resultado de Quipu, no un envío; no se leyó.\n`
    : `${file}: this is an output of Quipu, not a submission; it was not read.\n`;
}

/** What was read as what, and why, one line each. */
export function readingsInWords(readings: readonly Reading[], lang: Lang): string {
  if (readings.length === 0) return '';
  const title = lang === 'es' ? '  Cómo se leyó:\n' : '  How it was read:\n';
  return title + readings.map((reading) => `    ${readingInWords(reading)[lang]}\n`).join('');
}

/** What is being done and how far it is; each line is written over by the next. */
export interface Progress {
  step: (done: number, total: number, what?: Text) => void;
  end: () => void;
}

export const STAGES = {
  read: text('Leyendo libro', 'Reading workbook'),
  tables: text('Calculando tabla', 'Working out table'),
  publish: text('Publicando', 'Publishing'),
} as const;

/** What stopping a merge does. */
export const TO_STOP = text(
  'Ctrl-C: base y resultados quedan como están',
  'Ctrl-C: database and results stay as they are',
);

/**
 * Nothing is shown where there is no terminal or only one file.
 * @param toStop what happens to whoever stops it
 */
export function progress(
  terminal: boolean,
  write: (text: string) => void,
  lang: Lang,
  toStop: Text | null = null,
): Progress {
  let shown = false;
  return {
    step(done, total, what = STAGES.read) {
      if (!terminal || total < 2) return;
      shown = true;
      const far = lang === 'es' ? `${done + 1} de ${total}` : `${done + 1} of ${total}`;
      write(`\r\u001b[K${what[lang]} ${far}…${toStop ? ` (${toStop[lang]})` : ''}`);
    },
    end() {
      if (shown) write('\r\u001b[K');
      shown = false;
    },
  };
}

/** The same, and whoever listens is told as well. */
export const alsoTold = (shown: Progress, tell: Effects['tell']): Progress =>
  tell
    ? {
        step(done, total, what = STAGES.read) {
          shown.step(done, total, what);
          tell({ stage: what, done: done + 1, total });
        },
        end: () => shown.end(),
      }
    : shown;
