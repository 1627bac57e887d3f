import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { dayInWords } from '../../sheets-templates/functions/days.ts';
import { findTemplate } from '../../sheets-templates/templates/index.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { countryIn, periodIn, templateIn } from '../office/office-words.ts';
import {
  type Came,
  SENDER_STATES,
  type Sender,
  type SenderState,
  type SendersWanted,
  sendersOf,
} from '../office/senders.ts';
import { inWords } from '../publish/table-words.ts';
import type { Letter } from '../read/open-container.ts';
import { type CommandDefinition, databaseOption, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'status',
  about: text(
    'Dice quién envió qué, qué falta o llegó tarde, con un recordatorio para cada uno.',
    'Says who has sent what, what is missing or late, with a reminder for each.',
  ),
  options: [
    databaseOption,
    { flags: '--period <periodo>', about: text('solo este periodo', 'only this period') },
    { flags: '--country <país>', about: text('solo este país', 'only this country') },
    { flags: '--template <plantilla>', about: text('solo esta plantilla', 'only this template') },
    {
      flags: '--state <estado>',
      about: text('solo los que están así', 'only those that stand so'),
      choices: Object.keys(SENDER_STATES),
    },
    formatOption('text', 'json'),
  ],
  example: 'quipu status --db oficina.duckdb',
  run: (options: StatusOptions, effects: Effects) => statusCommand(options, effects),
};

export interface StatusOptions {
  db: string;
  period?: string;
  country?: string;
  template?: string;
  state?: SenderState;
  format: 'text' | 'json';
  lang: Lang;
}

/** `quipu status --db FILE`: who has sent what, for which period, what is missing or late, with a reminder for each. */
export async function statusCommand(options: StatusOptions, effects: Effects): Promise<number> {
  const { db: path, format, lang } = options;
  const today = effects.now().toISOString().slice(0, 10);
  const { senders, hasList, nobodys } = await sendersOf(path, today, lang, wantedIn(options));
  if (format === 'json') effects.stdout(`${JSON.stringify(senders, null, 2)}\n`);
  else effects.stdout(inText(senders, hasList, nobodys, lang));
  return 0;
}

/** What was asked for, as it is called in the database. */
function wantedIn({ period, country, template, state }: StatusOptions): SendersWanted {
  const read = (said: string | undefined, meaning: string | null | undefined, es: string, en: string) => {
    if (said === undefined) return undefined;
    if (meaning) return meaning;
    throw new Failure(text(`«${said}» no es ${es}.`, `«${said}» is no ${en}.`), 2);
  };
  return {
    period: read(period, periodIn(period ?? ''), 'un periodo', 'period'),
    country: read(country, countryIn(country ?? ''), 'un país', 'country'),
    template: read(template, templateIn(template ?? '')?.code, 'una plantilla', 'template'),
    state,
  };
}

/** Whom to answer, and under which subject. */
function lastWritten({ address, subject, sent }: Letter, lang: Lang): string {
  const said = [
    lang === 'es' ? `escribió ${address}` : `${address} wrote`,
    ...(subject === null ? [] : [`«${subject}»`]),
    ...(sent === null ? [] : [dayInWords(sent, lang)]),
  ];
  return said.join(', ');
}

/** Whom the office has on its list; else who wrote last. */
function whomIn(contact: Sender['contact'], letter: Letter | null, lang: Lang): string {
  if (contact) return ` (${[contact.name, contact.address && `<${contact.address}>`].filter(Boolean).join(' ')})`;
  return letter ? ` (${lastWritten(letter, lang)})` : '';
}

function inText(senders: readonly Sender[], hasList: boolean, nobodys: readonly Came[], lang: Lang): string {
  const es = lang === 'es';
  const heads = es
    ? ['País', 'Plantilla', 'Programa o equipo', 'Periodo', 'Estado', 'Envío', 'Recibido', 'Límite']
    : ['Country', 'Template', 'Programme or team', 'Period', 'Status', 'Submission', 'Received', 'Deadline'];
  const lines = senders.map((one) => [
    String(inWords(one.country, 'pais', lang)),
    findTemplate(one.template)?.[lang] ?? one.template,
    one.sender,
    one.period,
    SENDER_STATES[one.state][lang],
    one.submission === null ? '' : String(one.submission),
    one.received === null ? '' : dayInWords(one.received, lang),
    one.deadline === null ? '' : dayInWords(one.deadline, lang),
  ]);
  const widths = heads.map((head, at) => Math.max(head.length, ...lines.map((line) => line[at]?.length ?? 0)));
  const shown = [heads, ...lines].map((line) =>
    line
      .map((value, at) => value.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const [head = '', ...body] = shown;
  const reminders = senders.flatMap(({ reminder, sender, country, letter, contact }) =>
    reminder === null
      ? []
      : [`${inWords(country, 'pais', lang)}, ${sender}${whomIn(contact, letter, lang)}:\n  ${reminder}`],
  );
  const parts = [[head, '─'.repeat(Math.min(head.length + 12, 120)), ...body].join('\n')];
  if (!hasList)
    parts.push(
      es
        ? 'La oficina no ha dicho a quién espera: quipu expected --out esperados.xlsx'
        : 'The office has not said whom it expects: quipu expected --out expected.xlsx',
    );
  const guessed = senders.flatMap(({ unreadable, sender }) =>
    unreadable.map((file) => `${file} (${es ? 'parece de' : 'seems from'} ${sender})`),
  );
  const others = nobodys.map(({ file, letter }) =>
    letter ? `${file} (${es ? 'lo envió' : 'sent by'} ${letter.address})` : file,
  );
  const unopened = [...new Set([...guessed, ...others])];
  if (unopened.length > 0)
    parts.push(
      `${es ? 'Llegaron y no se pudieron abrir' : 'Arrived and could not be opened'}:\n  ${unopened.join('\n  ')}`,
    );
  if (reminders.length > 0) parts.push(`${es ? 'Recordatorios' : 'Reminders'}:\n\n${reminders.join('\n\n')}`);
  return `${parts.join('\n\n')}\n`;
}
