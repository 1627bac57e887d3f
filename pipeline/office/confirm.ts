import { aYearAfter } from '../../sheets-templates/confirmations.ts';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { maskPersonal } from '../../sheets-templates/functions/mask-personal.ts';
import { parsePeriod } from '../../sheets-templates/functions/period.ts';
import { isPlausibility } from '../../sheets-templates/group.ts';
import { Failure } from '../failure.ts';
import type { Cell, Database } from '../merge/database.ts';
import { confirmedColumns } from '../merge/received-columns.ts';
import { changeDatabase } from './change-database.ts';

/** A figure of a submission: the cell in which it stands, or the finding about it. */
export type Figure = { sheet: string; cell: string } | { identity: string };

export interface Confirming {
  /** Id of the submission. */
  id: string;
  figure: Figure;
  reason: string;
  /** A position, no name. */
  by: string;
  /** Last day on which it holds, ISO; the end of the period where none is given. */
  until?: string | undefined;
}

type Row = Readonly<Record<string, Cell>>;

/**
 * The office says of a figure that it is right although a rule of plausibility asks: from this submission on it is not asked
 * about again, for the same value and until its last day. The sender's workbook stays as it is.
 * @returns what the finding said, and the last day
 * @throws Failure where there is nothing to confirm: errors cannot be
 */
export async function confirmFigure(
  target: string,
  { id, figure, reason, by, until: wanted }: Confirming,
  now: Date,
): Promise<{ what: Text; until: string }> {
  const noted = { by, action: 'confirmar', detail: { envio: id } } as const;
  return changeDatabase(target, { now, noted, kind: null }, async (db) => {
    const there = await findingsAbout(db, id, figure);
    const chosen = there.filter(({ severidad, codigo }) => severidad === 'warning' && isPlausibility(String(codigo)));
    const [first] = chosen;
    if (!first) throw nothingToConfirm(there);
    const cutoff = String(first.fecha_corte ?? '');
    const until = lastDay(wanted, cutoff, String(first.periodo ?? ''));
    for (const finding of chosen) {
      await forget(db, finding, '=');
      const said = String(finding.mensaje_es);
      const values = [
        finding.clave ?? null,
        finding.envio_n ?? null,
        finding.identidad ?? null,
        finding.valor ?? '',
        // Without the place, as the tables compare it.
        said.slice(said.indexOf(': ') + 2),
        maskPersonal(by),
        now.toISOString().slice(0, 10),
        until,
        maskPersonal(reason),
      ];
      const columns = values.map((value) => [value]);
      await db.append('bruto', 'confirmadas', confirmedColumns, columns);
    }
    return { what: text(String(first.mensaje_es), String(first.mensaje_en)), until };
  });
}

/** Takes back what the office confirmed. @throws Failure where it confirmed nothing there */
export async function withdrawConfirmation(
  target: string,
  { id, figure, by }: Pick<Confirming, 'id' | 'figure' | 'by'>,
  now: Date,
): Promise<void> {
  const noted = { by, action: 'confirmar', detail: { envio: id, retirada: true } } as const;
  await changeDatabase(target, { now, noted, kind: null }, async (db) => {
    const found = await findingsAbout(db, id, figure);
    const forgotten: boolean[] = [];
    for (const finding of found) forgotten.push(await forget(db, finding, '<='));
    if (!forgotten.includes(true)) throw nothingToConfirm([]);
  });
}

/** Findings of a submission about a figure, with what tells whose they are. */
const findingsAbout = (db: Database, id: string, figure: Figure): Promise<Row[]> =>
  db.rows(
    `select h.*, r.clave, r.envio_n, r.periodo, r.fecha_corte::varchar as fecha_corte
     from bruto.hallazgos as h inner join bruto.recibidas as r using (entrega_id)
     where h.entrega_id = ? and h.identidad is not null and ${'identity' in figure ? 'h.identidad = ?' : 'lower(strip_accents(h.hoja)) = lower(strip_accents(?)) and h.celda = upper(?)'}`,
    'identity' in figure ? [id, figure.identity] : [id, figure.sheet, figure.cell],
  );

/**
 * Takes away what the office confirmed of a finding: in this submission, or also in those before, where it holds from.
 * @returns whether it had confirmed it
 */
async function forget(db: Database, { clave, envio_n, identidad }: Row, since: '=' | '<='): Promise<boolean> {
  const which = [clave ?? null, envio_n ?? null, identidad ?? null];
  const where = `clave = ? and envio_n ${since} ? and identidad = ?`;
  const known = await db.rows(`select 1 as ok from bruto.confirmadas where ${where}`, which);
  await db.rows(`delete from bruto.confirmadas where ${where}`, which);
  return known.length > 0;
}

/**
 * The last day on which a confirmation holds.
 * @throws Failure where it is before the cut-off date, or later than a year after it
 */
export function lastDay(wanted: string | undefined, cutoff: string, period: string): string {
  const until = wanted ?? parsePeriod(period)?.to ?? cutoff;
  if (until < cutoff) throw tooEarly(until);
  if (until > aYearAfter(cutoff)) throw tooLong(aYearAfter(cutoff));
  return until;
}

function nothingToConfirm(there: readonly Row[]): Failure {
  const first = there.find(({ severidad }) => severidad === 'error' || severidad === 'fatal');
  return first
    ? fail(
        `Ahí hay algo por corregir, y eso no se confirma: ${first.mensaje_es}`,
        `There is something to correct, which cannot be confirmed: ${first.mensaje_en}`,
      )
    : fail(
        'Ahí no hay ninguna cifra por confirmar. Vea el código del envío en la hoja Entregas, y la casilla en la revisión: Empresas!F14.',
        'There is no figure to confirm there. See the id of the submission in the sheet Submissions, and the cell in the review: Empresas!F14.',
      );
}

const tooEarly = (until: string) =>
  fail(
    `El ${until.split('-').reverse().join('/')} es anterior a la fecha de corte del libro. Elija una fecha posterior.`,
    `${until} is before the cut-off date of the workbook. Choose a later one.`,
  );

const tooLong = (last: string) =>
  fail(
    `Una cifra se confirma por un año como máximo. Elija una fecha hasta el ${last.split('-').reverse().join('/')}.`,
    `A figure is confirmed for a year at most. Choose a date up to ${last}.`,
  );

const fail = (es: string, en: string) => new Failure(text(es, en), 2);
