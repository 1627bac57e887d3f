import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { noteBeside } from '../office/change-database.ts';
import { lookInto } from '../office/open-database.ts';
import { periodSaid } from '../office/periods.ts';
import { handedOutOf } from '../office/publications.ts';
import { isOpen, newLink, readLinks, revokeLink, USUAL_DAYS } from '../office/reader-links.ts';
import { type CommandDefinition, databaseOption, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'share',
  about: text(
    'Hace, lista y retira enlaces con los que se lee lo publicado sin tener cuenta en el escritorio.',
    'Makes, lists and withdraws links by which what was published is read without an account at the desk.',
  ),
  arguments: [{ name: '[periodo]', about: text('de qué periodo, p. ej. 2026-S1', 'of which period, e.g. 2026-S1') }],
  options: [
    databaseOption,
    { flags: '--by <cargo>', about: text('quién lo hace (cargo, no nombre)', 'who does it (position, not name)') },
    {
      flags: '--days <n>',
      about: text('cuántos días abre', 'for how many days it opens'),
      default: USUAL_DAYS,
      read: (typed) => (/^\d{1,4}$/.test(typed) ? Number(typed) : null),
    },
    { flags: '--revoke <enlace>', about: text('retira el enlace de este número', 'withdraws the link of this number') },
    formatOption('text', 'json'),
  ],
  example: 'quipu share 2026-S1 --db oficina.duckdb --by "Oficina regional" --days 90',
  run: (period: string | undefined, options: ShareOptions, effects: Effects) => shareCommand(period, options, effects),
};

export interface ShareOptions {
  db: string;
  by?: string;
  days?: number;
  revoke?: string;
  format: 'text' | 'json';
  lang: Lang;
}

/** `quipu share [PERIOD] --db FILE --by …`: the latest publication of a period, for readers without an account. */
export async function shareCommand(
  said: string | undefined,
  { db, by, days, revoke, format, lang }: ShareOptions,
  effects: Effects,
): Promise<number> {
  const target = resolve(db);
  const told = async (detail: object) => {
    const missed = await noteBeside(target, { by, action: 'enlace', detail }, effects.now());
    if (missed) effects.stderr(`${missed[lang]}\n`);
  };
  const today = effects.now().toISOString().slice(0, 10);
  if (revoke !== undefined) {
    if (!(await revokeLink(target, revoke, today))) throw unknownLink(revoke);
    effects.stderr(lang === 'es' ? `El enlace ${revoke} ya no abre.\n` : `Link ${revoke} opens nothing any more.\n`);
    await told({ enlace: revoke, se: 'retiró' });
    return 0;
  }
  if (said === undefined) {
    const links = readLinks(target).map(({ hash, ...link }) => ({ ...link, open: isOpen({ hash, ...link }, today) }));
    if (format === 'json') effects.stdout(`${JSON.stringify(links, null, 2)}\n`);
    else
      for (const { id, period, until, by: who, open } of links)
        effects.stdout(
          `${id}  ${period}  ${until}  ${who}${open ? '' : lang === 'es' ? '  ya no abre' : '  closed'}\n`,
        );
    return 0;
  }
  if (!by) throw new Failure(text('Diga quién lo hace, con --by.', 'Say who does it, with --by.'), 2);
  const period = periodSaid(said);
  const handedOut = await lookInto(target, handedOutOf);
  if (!handedOut.some((one) => one.period === period)) throw notPublished(period);
  const { place, link } = await newLink(target, { period, by, days }, effects.now());
  effects.stdout(
    format === 'json' ? `${JSON.stringify({ ...link, hash: undefined, place }, null, 2)}\n` : `${place}\n`,
  );
  effects.stderr(
    lang === 'es'
      ? `Enlace ${link.id}, hasta el ${link.until.split('-').reverse().join('/')}. Póngale delante la dirección del escritorio; se muestra solo esta vez.\n`
      : `Link ${link.id}, until ${link.until}. Put the address of the desk before it; it is shown this once.\n`,
  );
  await told({ periodo: period, enlace: link.id });
  return 0;
}

const unknownLink = (id: string) =>
  new Failure(
    text(`No hay un enlace «${id}». Vea quipu share --db.`, `There is no link «${id}». See quipu share --db.`),
    1,
  );

const notPublished = (period: string) =>
  new Failure(
    text(
      `${period} no se ha publicado todavía. Publíquelo con quipu publish.`,
      `${period} has not been published yet. Publish it with quipu publish.`,
    ),
    2,
  );
