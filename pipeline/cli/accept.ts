import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { maskPersonal } from '../../sheets-templates/functions/mask-personal.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { allowedColumns } from '../merge/received-columns.ts';
import { chooseAgain } from '../merge/standing.ts';
import { changeDatabase } from '../office/change-database.ts';
import type { CommandDefinition } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'accept',
  about: text(
    'Deja pasar una corrección que espera porque trae menos que el envío al que sustituye.',
    'Lets a correction through that waits because it brings less than the submission it replaces.',
  ),
  arguments: [
    {
      name: '<envío>',
      about: text('código del envío, de la hoja Entregas', 'id of the submission, from the sheet Submissions'),
    },
  ],
  options: [
    { flags: '--db <archivo>', about: text('base de datos de la oficina', "the office's database"), required: true },
    { flags: '--reason <motivo>', about: text('por qué está bien así', 'why it is right so'), required: true },
    {
      flags: '--by <cargo>',
      about: text('quién lo decide (cargo, no nombre)', 'who decides (position, not name)'),
      required: true,
    },
  ],
  example:
    'quipu accept SC-PE-PRG-PE-AGRO-001-F-2026-S1-e2 --db oficina.duckdb --reason "Dos empresas eran una" --by "Oficina regional"',
  run: (id: string, options: AcceptOptions, effects: Effects) => acceptCommand(id, options, effects),
};

export interface AcceptOptions {
  db: string;
  reason: string;
  by: string;
  lang: Lang;
}

/** `quipu accept ID --db DB --reason … --by …`: the correction counts from now on, and what it replaces no longer. */
export async function acceptCommand(
  id: string,
  { db: path, reason, by, lang }: AcceptOptions,
  effects: Effects,
): Promise<number> {
  const day = effects.now().toISOString().slice(0, 10);
  await changeDatabase(resolve(path), { day, kind: 'decisiones' }, async (db) => {
    const [waiting] = await db.rows("select 1 as ok from bruto.recibidas where entrega_id = ? and estado = 'espera'", [
      id,
    ]);
    if (!waiting) {
      const others = await db.rows("select entrega_id from bruto.recibidas where estado = 'espera' order by 1");
      throw notWaiting(
        id,
        others.map(({ entrega_id }) => String(entrega_id)),
      );
    }
    const values = [id, maskPersonal(reason), maskPersonal(by), day];
    await db.append(
      'bruto',
      'permitidas',
      allowedColumns,
      values.map((value) => [value]),
    );
    await chooseAgain(db);
  });
  effects.stderr(
    lang === 'es'
      ? `${id} cuenta desde ahora. Publique con quipu merge.\n`
      : `${id} counts from now on. Publish with quipu merge.\n`,
  );
  return 0;
}

function notWaiting(id: string, others: readonly string[]): Failure {
  const list = (none: string) => (others.length > 0 ? others.join(', ') : none);
  return new Failure(
    text(
      `${id} no está en espera. En espera: ${list('ningún envío')}.`,
      `${id} is not waiting. Waiting: ${list('no submission')}.`,
    ),
    2,
  );
}
