import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { Accounts, emailSaid } from '../desk/accounts.ts';
import { isRole, ROLES } from '../desk/roles.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { noteBeside } from '../office/change-database.ts';
import { countryIn } from '../office/office-words.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { type CommandDefinition, databaseOption, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'users',
  about: text(
    'Invita, lista y quita a quienes entran al escritorio de la oficina.',
    "Invites, lists and removes those who sign in at the office's desk.",
  ),
  options: [
    databaseOption,
    { flags: '--new <correo>', about: text('invita a alguien', 'invites somebody') },
    { flags: '--position <cargo>', about: text('su cargo, no su nombre', 'the position, not the name') },
    { flags: '--role <papel>', about: text('qué puede', 'what it may'), choices: Object.keys(ROLES) },
    { flags: '--country <país>', about: text('de un equipo o país', 'of a team or country') },
    { flags: '--for <programa...>', about: text('qué envía un equipo', 'what a team sends for') },
    {
      flags: '--remove <correo>',
      about: text('quita una cuenta y cierra sus sesiones', 'removes an account and ends its sessions'),
    },
    {
      flags: '--address <dirección>',
      about: text('dirección del escritorio, para el enlace', 'address of the desk, for the link'),
      default: 'http://127.0.0.1:8080',
    },
    formatOption('text', 'json'),
  ],
  example: 'quipu users --db oficina.duckdb --new oficina@example.org --position "Oficina regional" --role admin',
  run: (options: UsersOptions, effects: Effects) => usersCommand(options, effects),
};

export interface UsersOptions {
  db: string;
  new?: string;
  position?: string;
  role?: string;
  country?: string;
  for?: readonly string[];
  remove?: string;
  address: string;
  format: 'text' | 'json';
  lang: Lang;
}

/** `quipu users --db FILE [--new E-MAIL --position P --role R] [--remove E-MAIL]`: who signs in at the desk. */
export async function usersCommand(options: UsersOptions, effects: Effects): Promise<number> {
  const database = resolve(options.db);
  if (!existsSync(dirname(database))) throw cannotWrite(database);
  const accounts = new Accounts(database, effects.now);
  const { lang } = options;
  const told = async (detail: object) => {
    const missed = await noteBeside(database, { action: 'cuenta', detail }, effects.now());
    if (missed) effects.stderr(`${missed[lang]}\n`);
  };
  if (options.new !== undefined) {
    const facts = factsIn(options);
    const token = await accounts.invite({ email: emailSaid(options.new), ...facts });
    effects.stdout(`${options.address.replace(/\/+$/, '')}/invitacion/${token}\n`);
    effects.stderr(
      lang === 'es'
        ? 'Envíe el enlace por un medio seguro: sirve una vez, durante 7 días.\n'
        : 'Send the link safely: it serves once, for 7 days.\n',
    );
    await told({ papel: facts.role, ...(facts.country && { pais: facts.country }) });
    return 0;
  }
  if (options.remove !== undefined) {
    if (await accounts.remove(emailSaid(options.remove))) {
      await told({ se: 'quitó' });
      return 0;
    }
    throw new Failure(text(`No hay una cuenta ${options.remove}.`, `There is no account ${options.remove}.`), 1);
  }
  const all = accounts.list();
  if (options.format === 'json') effects.stdout(`${JSON.stringify(all, null, 2)}\n`);
  else
    for (const { email, position, role, country, senders } of all)
      effects.stdout(`${[email, position, role, country, senders.join('; ')].filter(Boolean).join('  ')}\n`);
  if (all.length === 0) effects.stderr(lang === 'es' ? 'Aún no hay cuentas.\n' : 'There are no accounts yet.\n');
  return 0;
}

function factsIn({ position = '', role = '', country, for: senders = [] }: UsersOptions) {
  if (!position.trim()) throw wrong('Diga el cargo, con --position.', 'Give the position, with --position.');
  if (!isRole(role)) {
    const known = Object.keys(ROLES).join(', ');
    throw wrong(`Diga qué puede, con --role: ${known}.`, `Say what it may, with --role: ${known}.`);
  }
  const code = country === undefined ? null : countryIn(country);
  if ((role === 'team' || role === 'country') && code === null)
    throw wrong('Diga el país, con --country.', 'Give the country, with --country.');
  if (role === 'team' && senders.length === 0)
    throw wrong(
      'Diga qué programas o equipos envía, con --for.',
      'Say which programmes or teams it sends for, with --for.',
    );
  return { position: position.trim(), role, country: code, senders };
}

const wrong = (es: string, en: string) => new Failure(text(es, en), 2);
