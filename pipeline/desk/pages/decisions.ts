import { text } from '../../../sheets-templates/define/text.ts';
import { dayInWords } from '../../../sheets-templates/functions/days.ts';
import { Failure } from '../../failure.ts';
import type { Cell } from '../../merge/database.ts';
import { type Decided, decide } from '../../office/decide.ts';
import { html, type Markup } from '../../publish/html.ts';
import { indicatorName, inWords } from '../../publish/table-words.ts';
import { badge, input, table } from '../layout.ts';
import { WRITERS } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';

type Row = Record<string, Cell>;

/** Pairs shown at once. */
const MOST = 25;

/** What only the office can decide: who is one, and what it decided. */
export const decisions = page('/decisiones', WRITERS, async (visit): Promise<Answer> => {
  const { office, say } = visit;
  const title = say('Decisiones', 'Decisions');
  if (!office.hasDatabase)
    return { title, body: html`<p>${say('Aún no hay nada que decidir.', 'There is nothing to decide yet.')}</p>` };
  const { pairs, contradictions } = await office.look(async (db) => ({
    pairs: await db.rows(
      "select * from consolidado.duplicados order by estado <> 'PENDIENTE', parecido desc, clave_a, clave_b",
    ),
    contradictions: await db.rows(
      'select c.*, e.archivo from consolidado.contradicciones as c left join consolidado.entregas as e using (entrega_id) order by c.indicador, c.pais, c.programa_id limit 100',
    ),
  }));
  const open = pairs.filter(({ estado }) => estado === 'PENDIENTE');
  const joined = pairs.filter(({ estado }) => estado === 'UNIDO');
  const decided = pairs.filter(({ estado }) => estado !== 'PENDIENTE' && estado !== 'UNIDO');
  const body = html`<p>${say('Estos pares pueden ser el mismo. Hasta que se decida cuentan como dos; una decisión se puede retirar.', 'These pairs may be one. Until it is decided they count as two; a decision can be taken back.')}</p>
${open.length === 0 ? html`<p class="notice">${say('No hay pares por decidir.', 'There are no pairs to decide.')}</p>` : open.slice(0, MOST).map((pair) => card(pair, visit))}
${open.length > MOST ? html`<p>${say(`Y ${open.length - MOST} más después de estos.`, `And ${open.length - MOST} more after these.`)}</p>` : ''}
${joined.length > 0 ? html`<h2>${say('Unidos: el número vino después', 'Joined: the number came later')}</h2><p class="quiet">${say('El mismo programa lo envió primero sin número y después con él; cuentan como uno. Si son dos, dígalo.', 'The same programme sent it first without a number and then with it; they count as one. If they are two, say so.')}</p>${joined.slice(0, MOST).map((pair) => card(pair, visit))}` : ''}
${decided.length > 0 ? html`<h2>${say('Decidido', 'Decided')}</h2>${decided.slice(0, MOST).map((pair) => card(pair, visit))}` : ''}
${contradictions.length > 0 ? contradicting(contradictions, visit) : ''}`;
  return { title, body };
});

const WORDS = {
  MISMO: text('es el mismo', 'is one'),
  DISTINTO: text('son distintos', 'are two'),
} as const;

function card(pair: Row, visit: Visit): Markup {
  const { say, lang, account } = visit;
  const side = (end: 'a' | 'b') => {
    const facts: [string, Cell | undefined][] = [
      [say('Nombre', 'Name'), pair[`nombre_${end}`]],
      [say('Número', 'Number'), pair[`id_tributario_${end}`]],
      [say('Región', 'Region'), inWords(pair[`region_${end}`] ?? null, 'region', lang)],
      [say('Detalle', 'Detail'), inWords(pair[`detalle_${end}`] ?? null, 'sector', lang)],
      [say('Programas', 'Programmes'), pair[`programas_${end}`]],
      [say('Dónde', 'Where'), pair[`donde_${end}`]],
    ];
    return html`<dl>${facts.filter(([, value]) => value).map(([label, value]) => html`<dt>${label}</dt><dd>${String(value)}</dd>`)}</dl>`;
  };
  const kind =
    pair.tipo === 'formador'
      ? say('Dos formadores', 'Two trainers')
      : say('Dos empresas u organizaciones', 'Two enterprises or organisations');
  const alike =
    typeof pair.parecido === 'number' ? ` · ${say('parecido', 'alike')} ${Math.round(pair.parecido * 100)} %` : '';
  const isOpen = pair.estado === 'PENDIENTE' || pair.estado === 'UNIDO';
  const said = WORDS[pair.estado as 'MISMO' | 'DISTINTO'];
  const keys = html`<input type="hidden" name="tipo" value="${String(pair.tipo)}"><input type="hidden" name="a" value="${String(pair.clave_a)}"><input type="hidden" name="b" value="${String(pair.clave_b)}">`;
  const by = html`<span class="quiet">${say('Decide', 'Decided by')} ${account?.position ?? ''}</span>`;
  return html`<form class="card" method="post" action="/decisiones"><h2>${kind}, ${inWords(pair.pais ?? null, 'pais', lang)}${alike}</h2><div class="two">${side('a')}${side('b')}</div>${keys}${
    isOpen
      ? html`${input('motivo', say('Motivo', 'Reason'), { required: true })}<p class="line"><button type="submit" name="decision" value="MISMO">${say('Es el mismo', 'It is one')}</button><button type="submit" class="second" name="decision" value="DISTINTO">${say('Son distintos', 'They are two')}</button>${by}</p>`
      : html`<p>${badge('good', said?.[lang] ?? String(pair.estado))} ${pair.motivo} · ${pair.quien}, ${dayInWords(String(pair.fecha), lang)}</p><input type="hidden" name="motivo" value="–"><p><button type="submit" class="second" name="decision" value="RETIRAR">${say('Retirar la decisión', 'Take the decision back')}</button></p>`
  }</form>`;
}

/** What a key names, without the country and kind before it. */
const nameOf = (key: string): string => key.split('|').at(-1) ?? key;

/** Keeps a decision; the tables are built by it. */
export const takeDecision = action(
  '/decisiones',
  WRITERS,
  'decisions',
  async ({ office, field, account }): Promise<Answer> => {
    const decision = field('decision');
    const [a = '', b = ''] = [field('a'), field('b')].sort();
    if (!['MISMO', 'DISTINTO', 'RETIRAR'].includes(decision) || !a || !b || a === b || !field('motivo').trim())
      return {
        redirect: '/decisiones',
        said: text('Falta el motivo; no se guardó nada.', 'The reason is missing; nothing was kept.'),
      };
    const pairs = await office.look((db) =>
      db.rows('select 1 as ok from consolidado.duplicados where clave_a = ? and clave_b = ?', [a, b]),
    );
    if (pairs.length === 0)
      return { redirect: '/decisiones', said: text('Ese par ya no está aquí.', 'That pair is no longer here.') };
    const by = account?.position ?? '';
    const line = {
      tipo: field('tipo') || 'empresa',
      a,
      b,
      decision: decision as Decided,
      reason: field('motivo').trim(),
      who: by,
    };
    if (!account) return { redirect: '/entrar' };
    void office.jobs.add(text(`Decisión sobre ${nameOf(a)}`, `Decision on ${nameOf(a)}`), account.id, async () => {
      const { contradictions } = await decide(office.database, [line], office.now());
      const [first] = contradictions;
      if (first) throw new Failure(first, 2);
      return text('guardada; el borrador se pone al día.', 'kept; the draft is being brought up to date.');
    });
    void office.merge();
    return { redirect: '/decisiones' };
  },
);

function contradicting(rows: readonly Row[], { say, lang }: Visit): Markup {
  return html`<h2>${say('Cifras que se contradicen', 'Figures that contradict one another')}</h2><p>${say('Las aclara el equipo que envió: ábrala y escríbale.', 'The team that sent them makes them clear: open it and write to it.')}</p>${table(
    say('Cifras dichas más de una vez', 'Figures said more than once'),
    [
      say('Indicador', 'Indicator'),
      say('País', 'Country'),
      say('Programa', 'Programme'),
      say('Periodo', 'Period'),
      { label: say('Valor', 'Value'), number: true },
      say('Fuente', 'Source'),
      say('Cómo quedó', 'Outcome'),
    ],
    rows.map((row) => [
      `${row.indicador} ${indicatorName(row.indicador ?? null, lang)}`,
      String(inWords(row.pais ?? null, 'pais', lang)),
      String(row.programa_id ?? ''),
      String(row.periodo ?? ''),
      typeof row.valor === 'number' ? row.valor.toLocaleString(lang) : String(row.valor ?? ''),
      String(row.fuente ?? ''),
      String(inWords(row.estado ?? null, 'estado', lang) ?? ''),
    ]),
  )}`;
}
