import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { dayInWords } from '../../sheets-templates/functions/days.ts';
import { contactKey, directoryOf } from '../office/directory.ts';
import { type Expected, expectedOf } from '../office/expected-list.ts';
import { lookInto } from '../office/open-database.ts';
import type { Sender } from '../office/senders.ts';
import { type Wanted, workbooksFor } from '../office/workbooks-for.ts';
import { hex } from '../submission.ts';
import type { Reply } from './replies.ts';

interface Book {
  expected: Expected;
  wanted: Wanted;
}

const SUBJECT = text('Su libro para informar', 'Your workbook to report');

/** A workbook goes to an address once. */
const keyOf = (address: string, { template, country, sender, period }: Expected): string =>
  hex(JSON.stringify(['plantilla', address, template.code, country, sender, period]));

/**
 * A message for each address, with the workbooks that are to come from there: with the last period's already filled in.
 * @param senders who is to send and has not
 * @param isSent whether a workbook went out before
 */
export async function templateLetters(
  database: string,
  senders: readonly Sender[],
  lang: Lang,
  isSent: (key: string) => boolean,
): Promise<{ open: Reply[]; done: Reply[] }> {
  const directory = directoryOf(database);
  const addressOf = ({ country, sender }: Expected) =>
    directory.get(contactKey(country, sender))?.address.toLowerCase();
  const missing = (one: Expected) =>
    senders.some(
      ({ template, country, sender, period }) =>
        template === one.template.code && country === one.country && sender === one.name && period === one.period,
    );
  const expected = (await lookInto(database, expectedOf)).filter((one) => missing(one) && addressOf(one));
  const books = (await workbooksFor(expected, database, lang)).flatMap((wanted, at): Book[] => {
    const one = expected[at];
    return one ? [{ expected: one, wanted }] : [];
  });
  const wasSent = ({ expected: one }: Book) => isSent(keyOf(addressOf(one) ?? '', one));
  const letters = (all: readonly Book[]) => {
    const addresses = new Set(all.map(({ expected: one }) => addressOf(one) ?? ''));
    return [...addresses].map((address) =>
      letterTo(
        address,
        nameOf(address, directory),
        all.filter(({ expected: one }) => addressOf(one) === address),
        lang,
      ),
    );
  };
  return { open: letters(books.filter((one) => !wasSent(one))), done: letters(books.filter(wasSent)) };
}

const nameOf = (address: string, directory: ReturnType<typeof directoryOf>): string =>
  [...directory.values()].find((one) => one.address.toLowerCase() === address)?.name ?? '';

function letterTo(address: string, name: string, books: readonly Book[], lang: Lang): Reply {
  const periods = [...new Set(books.map(({ expected: { period } }) => period))].join(', ');
  const many = books.length > 1;
  const lines = books.map(({ expected: { deadline }, wanted: { stem } }) => {
    const until = deadline === null ? '' : dayInWords(deadline, lang);
    const by = until === '' ? '' : lang === 'es' ? `, hasta el ${until}` : `, by ${until}`;
    return `  – ${stem}.xlsx${by}.`;
  });
  const goesOn = books.some(({ wanted: { options } }) =>
    Object.values(options.rows ?? {}).some(({ length }) => length > 0),
  );
  const words =
    lang === 'es'
      ? `Adjuntamos ${many ? 'los libros' : 'el libro'} con que informa ${periods}${goesOn ? ', con lo que sigue de la vez anterior ya puesto' : ''}:\n\n${lines.join('\n')}\n\n${many ? 'Complételos y envíelos' : 'Complételo y envíelo'} respondiendo este mensaje.\n`
      : `Attached ${many ? 'are the workbooks' : 'is the workbook'} to report ${periods}${goesOn ? ', with what goes on from last time already in' : ''}:\n\n${lines.join('\n')}\n\nPlease fill ${many ? 'them' : 'it'} in and send ${many ? 'them' : 'it'} in reply to this message.\n`;
  return {
    kind: 'template',
    keys: books.map(({ expected }) => keyOf(address, expected)).sort(),
    to: { address, name },
    subject: `${SUBJECT[lang]}, ${periods}`,
    text: words,
    attachments: books.map(({ wanted: { stem, template, options } }) => ({
      filename: `${stem}.xlsx`,
      read: () => toXlsx(template, options),
    })),
    answers: null,
  };
}
