import { text } from '../../../sheets-templates/define/text.ts';
import { isPlausibility } from '../../../sheets-templates/group.ts';
import type { Cell, Database } from '../../merge/database.ts';
import { confirmedColumns } from '../../merge/received-columns.ts';
import { hasTable } from '../../merge/schema.ts';
import { confirmFigure, withdrawConfirmation } from '../../office/confirm.ts';
import { html, type Markup } from '../../publish/html.ts';
import { badge, input } from '../layout.ts';
import { WRITERS } from '../roles.ts';
import { type Answer, action, type Visit } from '../route.ts';

type Row = Readonly<Record<string, Cell>>;

/** Figures of a submission that a rule of plausibility asks about, with what the office said of them. */
export const unlikelyOf = async (db: Database, id: string): Promise<Row[]> => {
  // A database of an earlier version has nothing confirmed.
  const confirmed = (await hasTable(db, 'confirmadas')) ? 'bruto.confirmadas' : NONE;
  return (
    await db.rows(
      `select h.codigo, h.identidad, h.mensaje_es, h.mensaje_en, c.motivo, c.confirmado_por
       from bruto.hallazgos as h
       inner join bruto.recibidas as r using (entrega_id)
       left join ${confirmed} as c
         on c.clave = r.clave and c.envio_n <= r.envio_n and c.identidad = h.identidad and c.valor = coalesce(h.valor, '')
         and c.dicho = substr(h.mensaje_es, position(': ' in h.mensaje_es) + 2) and r.fecha_corte::varchar <= c.confirmado_hasta
       where h.entrega_id = ? and h.severidad = 'warning' and h.identidad is not null
       qualify row_number() over (partition by h.rowid order by c.envio_n desc) = 1
       order by c.motivo is not null, h.hoja, h.fila, h.columna`,
      [id],
    )
  ).filter(({ codigo }) => isPlausibility(String(codigo)));
};
const NONE = `(select ${confirmedColumns.map(({ name, type }) => `null::${type} as ${name}`).join(', ')} limit 0)`;

/** Figures shown at once, and without asking. */
const MOST = 25;
const FEW = 3;

/** Each with a place for the reason: what is right although it seems unlikely is not asked about again. */
export function confirmations(rows: readonly Row[], id: string, back: string, visit: Visit): Markup | string {
  const { say } = visit;
  if (rows.length === 0) return '';
  const more = rows.length - MOST;
  const title = say('Lo que parece improbable', 'What seems unlikely');
  const all = html`<p>${say('Si se sabe que es así, confírmelo con su motivo: no se volverá a preguntar mientras diga lo mismo.', 'Where it is known to be so, confirm it with the reason: it is not asked about again while it says the same.')}</p>${rows.slice(0, MOST).map((row) => card(row, id, back, visit))}${more > 0 ? html`<p>${say(`Y ${more} más después de estas.`, `And ${more} more after these.`)}</p>` : ''}`;
  return rows.length > FEW
    ? html`<details><summary>${title} (${rows.length})</summary>${all}</details>`
    : html`<h2>${title}</h2>${all}`;
}

function card(row: Row, id: string, back: string, { say, lang, account }: Visit): Markup {
  const keys = html`<input type="hidden" name="envio" value="${id}"><input type="hidden" name="cual" value="${row.identidad}"><input type="hidden" name="vuelta" value="${back}">`;
  const said = html`<p>${row[`mensaje_${lang}`]}</p>`;
  return html`<form class="card" method="post" action="/entrega/confirmar">${said}${keys}${
    row.motivo === null
      ? html`${input('motivo', say('Por qué es así', 'Why it is so'), { required: true })}<p class="line"><button type="submit" name="que" value="confirmar">${say('Confirmar', 'Confirm')}</button><span class="quiet">${say('Confirma', 'Confirmed by')} ${account?.position ?? ''}</span></p>`
      : html`<p>${badge('good', say('confirmado', 'confirmed'))} ${row.motivo} · ${row.confirmado_por}</p><p><button type="submit" class="second" name="que" value="retirar">${say('Volver a preguntar', 'Ask about it again')}</button></p>`
  }</form>`;
}

/** Confirms a figure, or takes that back; the results are made anew. */
export const confirm = action(
  '/entrega/confirmar',
  WRITERS,
  'confirm',
  async ({ office, field, account }): Promise<Answer> => {
    const [id, identity, reason] = [field('envio'), field('cual'), field('motivo').trim()];
    const back = /^\/entrega\?[^\\]*$/.test(field('vuelta')) ? field('vuelta') : '/entregas';
    if (!account) return { redirect: '/entrar' };
    const isBack = field('que') === 'retirar';
    if (!reason && !isBack)
      return {
        redirect: back,
        said: text('Falta el motivo; no se cambió nada.', 'The reason is missing; nothing was changed.'),
      };
    const about = { id, figure: { identity }, by: account.position };
    const work = async () => {
      if (isBack) {
        await withdrawConfirmation(office.database, about, office.now());
        return text('se vuelve a preguntar.', 'it is asked about again.');
      }
      const { what } = await confirmFigure(office.database, { ...about, reason }, office.now());
      return text(`${what.es} El borrador se pone al día.`, `${what.en} The draft is being brought up to date.`);
    };
    const title = isBack ? text('Confirmación retirada', 'Confirmation taken back') : text('Confirmado', 'Confirmed');
    void office.jobs.add(title, account.id, work, [title.es, id, identity, isBack].join('|'));
    void office.merge();
    return { redirect: back };
  },
);
