import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { type ConnectGoogle, connectGoogle, credentialsFrom, folderId, WRITING } from '../pull/google-access.ts';
import { type Patience, realPatience } from '../pull/retry.ts';
import { drivePlace } from '../push/drive-place.ts';
import { folderPlace } from '../push/folder-place.ts';
import type { Place } from '../push/place.ts';
import { nothingFetched, type Returned, returnTo } from '../push/return-to.ts';
import { type CommandDefinition, formatOption } from './command.ts';
import { type PushMailOptions, pushMailCommand } from './push-mail.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'push',
  about: text(
    'Devuelve los libros con notas de la última consolidación: al lado de los envíos, con la cuenta en un comentario, o en respuesta a los correos.',
    'Returns the workbooks with notes of the last merge: beside the submissions, with the count in a comment, or in reply to the mails.',
  ),
  arguments: [{ name: '<destino>', about: 'drive, folder, mail', choices: ['drive', 'folder', 'mail'] }],
  options: [
    {
      flags: '--folder <id>',
      about: text('drive: el código de la carpeta, o su enlace', "drive: the folder's id, or its link"),
    },
    {
      flags: '--to <carpeta>',
      about: text('folder: la carpeta de la que se trajo', 'folder: the folder that was fetched from'),
    },
    {
      flags: '--from <carpeta>',
      about: text('drive, folder: lo que trajo «quipu pull»', 'drive, folder: what «quipu pull» has fetched'),
    },
    {
      flags: '--results <carpeta>',
      about: text('resultados de «quipu merge»', 'results of «quipu merge»'),
      required: true,
    },
    {
      flags: '--credentials <archivo>',
      about: text(
        'credenciales de Google, o la cuenta de correo, en JSON',
        'credentials of Google, or the mail account, as JSON',
      ),
    },
    { flags: '--db <archivo>', about: text('mail: la base de la oficina', "mail: the office's database") },
    {
      flags: '--reminders',
      about: text(
        'mail: además, un recordatorio a cada uno que va atrasado, una vez al día',
        'mail: a reminder as well to each who is overdue, once a day',
      ),
    },
    {
      flags: '--templates',
      about: text(
        'mail: además, a cada uno de quien se espera, su libro para llenar, una vez',
        'mail: as well, to each who is expected, the workbook to fill in, once',
      ),
    },
    {
      flags: '--dry-run',
      about: text('mail: solo mostrar, aunque se diga --send', 'mail: only show, also where --send is given'),
    },
    {
      flags: '--send',
      about: text(
        'mail: enviar de verdad; sin esto solo se muestra',
        'mail: really send; without it, it is only shown',
      ),
    },
    formatOption('text', 'json'),
  ],
  example: 'quipu push drive --folder 1AbC… --from recibidos --results resultados',
  run: (place: 'drive' | 'folder' | 'mail', options: PushOptions, effects: Effects) =>
    place === 'mail' ? pushMailCommand(options, effects) : pushCommand(place, options, effects),
};

export interface PushOptions extends PushMailOptions {
  folder?: string;
  to?: string;
  from?: string;
}

/**
 * `quipu push drive --folder ID --from recibidos --results resultados`, `quipu push folder --to DIR …`: the workbooks with
 * notes of the last merge go back beside the submissions, with a comment that says the count. Exit 1 where some failed.
 */
export async function pushCommand(
  kind: 'drive' | 'folder',
  options: PushOptions,
  effects: Effects,
  { connect = connectGoogle, patience = realPatience }: { connect?: ConnectGoogle; patience?: Patience } = {},
): Promise<number> {
  const { from, results, lang } = options;
  if (from === undefined) throw nothingFetched();
  const progress = (done: number, of: number) => {
    if (!effects.terminal) return;
    const words = lang === 'es' ? `Devolviendo: ${done} de ${of}` : `Returning: ${done} of ${of}`;
    effects.stderr(`\r\u001b[K${words}${done === of ? '\r\u001b[K' : ''}`);
  };
  const place = () => (kind === 'drive' ? inDrive(options, connect, patience) : inFolder(options));
  const returned = await returnTo(place, { from, results, lang, now: effects.now, progress });
  const { failed } = returned;
  if (options.format === 'json')
    effects.stdout(
      `${JSON.stringify({ ...returned, failed: failed.map(({ name, reason }) => ({ name, reason: reason.en })) }, null, 2)}\n`,
    );
  effects.stderr(inWords(returned, lang));
  return failed.length > 0 ? 1 : 0;
}

async function inDrive({ folder, credentials }: PushOptions, connect: ConnectGoogle, patience: Patience) {
  const id = folderId(folder);
  return drivePlace((await connect(credentialsFrom(credentials), WRITING)).drive, id, patience);
}

function inFolder({ to }: PushOptions): Place {
  if (to === undefined || !existsSync(to) || !statSync(to).isDirectory())
    throw new Failure(text('Diga con --to una carpeta que exista.', 'Give a folder that exists with --to.'), 2);
  return folderPlace(resolve(to));
}

function inWords({ returned, unchanged, failed }: Returned, lang: Lang): string {
  const lines = [
    lang === 'es'
      ? `Devueltos ${returned.length}, sin novedad ${unchanged.length}, fallidos ${failed.length}.`
      : `Returned ${returned.length}, nothing new ${unchanged.length}, failed ${failed.length}.`,
    ...failed.map(({ name, reason }) => `  ✗ ${name}: ${reason[lang]}`),
  ];
  return `${lines.join('\n')}\n`;
}
