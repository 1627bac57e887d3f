import { text } from '../../sheets-templates/define/text.ts';
import { maskPersonal } from '../../sheets-templates/functions/mask-personal.ts';
import { Failure } from '../failure.ts';
import { allowedColumns } from '../merge/received-columns.ts';
import { chooseAgain } from '../merge/standing.ts';
import { changeDatabase } from './change-database.ts';

/**
 * Lets a submission through that waits because it brings less than the one it replaces: from now on it counts.
 * @throws Failure where it does not wait
 */
export async function letThrough(
  target: string,
  id: string,
  { reason, by }: { reason: string; by: string },
  now: Date,
): Promise<void> {
  const noted = { by, action: 'permitir', detail: { envio: id } } as const;
  await changeDatabase(target, { now, noted, kind: 'decisiones' }, async (db) => {
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
    const values = [id, maskPersonal(reason), maskPersonal(by), now.toISOString().slice(0, 10)];
    await db.append(
      'bruto',
      'permitidas',
      allowedColumns,
      values.map((value) => [value]),
    );
    await chooseAgain(db);
  });
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
