import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { readId, splitId } from '../../sheets-templates/functions/ids.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { noteBeside } from '../office/change-database.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { newToken, readTokens, revokeToken } from '../serve/tokens.ts';
import { type CommandDefinition, databaseOption, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'tokens',
  about: text(
    'Da, lista y retira las claves con las que los equipos envían.',
    'Gives, lists and withdraws the tokens with which teams send.',
  ),
  options: [
    databaseOption,
    { flags: '--new <nombre>', about: text('clave nueva, y para quién es', 'a new token, and whom it is for') },
    {
      flags: `--country <${[...countryByCode.keys()].join('|')}>`,
      about: text('país de la clave', 'country of the token'),
    },
    {
      flags: '--for <programa...>',
      about: text('programas o equipos que pueden enviar', 'programmes or teams that may send'),
    },
    { flags: '--revoke <clave>', about: text('retira la clave de este número', 'withdraws the token of this number') },
    formatOption('text', 'json'),
  ],
  example: 'quipu tokens --db oficina.duckdb --new "Equipo Agro" --country PE --for PRG-PE-AGRO-001-F',
  run: (options: TokensOptions, effects: Effects) => tokensCommand(options, effects),
};

export interface TokensOptions {
  db: string;
  /** Whom a new token is for. */
  new?: string;
  country?: string;
  /** Programmes and teams that it may send for. */
  for?: readonly string[];
  revoke?: string;
  format: 'text' | 'json';
  lang: Lang;
}

/** `quipu tokens --db FILE [--new NAME --country PE --for ID…] [--revoke ID]`: who may send. */
export async function tokensCommand(options: TokensOptions, effects: Effects): Promise<number> {
  const database = resolve(options.db);
  if (!existsSync(dirname(database))) throw cannotWrite(database);
  if (options.new !== undefined) return give(database, options.new, options, effects);
  if (options.revoke !== undefined) return withdraw(database, options.revoke, options, effects);
  return list(database, options, effects);
}

async function give(database: string, name: string, options: TokensOptions, effects: Effects): Promise<number> {
  const country = options.country?.toUpperCase() ?? '';
  if (!countryByCode.has(country))
    throw new Failure(
      text(
        `Diga el país de la clave con --country: ${[...countryByCode.keys()].join(', ')}.`,
        `Give the token's country with --country: ${[...countryByCode.keys()].join(', ')}.`,
      ),
      2,
    );
  const senders = (options.for ?? []).map((one) => one.trim()).filter(Boolean);
  if (senders.length === 0)
    throw new Failure(
      text(
        'Diga con --for los programas o equipos que pueden enviar con esta clave.',
        'Give with --for the programmes or teams that may send with this token.',
      ),
      2,
    );
  const created = effects.now().toISOString().slice(0, 10);
  const tidied = senders.map((one) => (splitId(one) ? readId(one, 'PRG', country, null).id : one));
  const { token, entry } = await newToken(database, { name, country, senders: tidied, created });
  if (options.format === 'json') effects.stdout(`${JSON.stringify({ ...entry, hash: undefined, token }, null, 2)}\n`);
  else effects.stdout(`${token}\n`);
  effects.stderr(
    options.lang === 'es'
      ? `Clave ${entry.id} para ${name} (${country}: ${tidied.join(', ')}). Se muestra solo esta vez: entréguela por un medio seguro.\n`
      : `Token ${entry.id} for ${name} (${country}: ${tidied.join(', ')}). It is shown this once: hand it over safely.\n`,
  );
  await told(database, { pais: country }, options, effects);
  return 0;
}

async function withdraw(database: string, id: string, { lang }: TokensOptions, effects: Effects): Promise<number> {
  const done = await revokeToken(database, id, effects.now().toISOString().slice(0, 10));
  if (!done)
    throw new Failure(
      text(`No hay una clave «${id}». Vea quipu tokens --db.`, `There is no token «${id}». See quipu tokens --db.`),
      1,
    );
  effects.stderr(lang === 'es' ? `La clave ${id} ya no abre.\n` : `Token ${id} opens nothing any more.\n`);
  await told(database, { se: 'retiró' }, { lang }, effects);
  return 0;
}

/** Notes it in the log; where that cannot be, it is said. */
async function told(database: string, detail: object, { lang }: Pick<TokensOptions, 'lang'>, effects: Effects) {
  const missed = await noteBeside(database, { action: 'clave', detail }, effects.now());
  if (missed) effects.stderr(`${missed[lang]}\n`);
}

function list(database: string, { format, lang }: TokensOptions, effects: Effects): number {
  const tokens = readTokens(database).map(({ hash, ...shown }) => shown);
  if (format === 'json') {
    effects.stdout(`${JSON.stringify(tokens, null, 2)}\n`);
    return 0;
  }
  const word = lang === 'es' ? 'retirada' : 'withdrawn';
  for (const { id, name, country, senders, created, revoked } of tokens)
    effects.stdout(
      `${id}  ${country}  ${name}: ${senders.join(', ')}  (${created}${revoked ? `, ${word} ${revoked}` : ''})\n`,
    );
  if (tokens.length === 0) effects.stderr(lang === 'es' ? 'Aún no hay claves.\n' : 'There are no tokens yet.\n');
  return 0;
}
