import type { Severity } from '../../../sheets-templates/define/cell.ts';
import { type Lang, type Text, text } from '../../../sheets-templates/define/text.ts';
import { identifier, storedColumns } from '../../../sheets-templates/emit/to-sql.ts';
import { dayInWords } from '../../../sheets-templates/functions/days.ts';
import { findTemplate } from '../../../sheets-templates/templates/index.ts';
import { comparedSender } from '../../../sheets-templates/validate.ts';
import type { Cell, Database } from '../../merge/database.ts';
import { letThrough } from '../../office/let-through.ts';
import { SENDER_STATES, type Sender, sendersOf } from '../../office/senders.ts';
import { html, type Markup } from '../../publish/html.ts';
import { codesInWords, inWords } from '../../publish/table-words.ts';
import { groupedFindings } from '../findings.ts';
import { badge, input, type Tone } from '../layout.ts';
import type { Office } from '../office.ts';
import { EVERYBODY, HOLDERS, SENDERS, WRITERS } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';
import { confirmations, unlikelyOf } from './confirm.ts';
import { answerFile, missing } from './submission-files.ts';
import { addressOf, arriving, isOfAccount, TONES } from './submissions.ts';

type Row = Record<string, Cell>;

/** What one sender sent for one period: how it stands, its versions, what was found, and its sheets with marks. */
export const submission = page('/entrega', EVERYBODY, async (visit): Promise<Answer> => {
  const { office, lang, say, query, account } = visit;
  const wanted = {
    template: query('plantilla'),
    country: query('pais'),
    sender: query('de'),
    period: query('periodo'),
  };
  if (!account || !office.hasDatabase || !isOfAccount(account, wanted)) return missing(visit);
  const { senders } = await sendersOf(office.database, office.today(), lang, {
    template: wanted.template,
    country: wanted.country,
  });
  // A roadmap goes by its cut-off date on its receipt, and by its period here.
  const own = senders.filter(({ sender }) => sender === wanted.sender);
  const one = own.find(({ period }) => period === wanted.period) ?? own.at(-1);
  if (!one) return missing(visit);
  const versions = await versionsOf(office, one);
  const chosen = versions.find(({ entrega_id }) => entrega_id === query('envio')) ?? versions[0] ?? null;
  const shown = chosen ? await office.look((db) => contentsOf(db, one, String(chosen.entrega_id))) : null;
  const title = `${findTemplate(one.template)?.[lang] ?? one.template} · ${one.sender} · ${one.period}`;
  const whose = ({ template, country, sender }: Pick<Sender, 'template' | 'country' | 'sender'>) =>
    template === one.template && country === one.country && sender === one.sender;
  const body = html`${await arriving(visit, whose)}${standing(one, versions[0] ?? null, visit)}
${versions.length > 0 ? versionList(one, versions, chosen, visit) : ''}
${chosen?.estado === 'espera' && WRITERS.includes(account.role) ? allow(chosen, one, visit) : ''}
${shown ? html`<h2>${say('Qué se encontró', 'What was found')}</h2>${findingsList(shown.findings, visit)}${WRITERS.includes(account.role) ? confirmations(shown.unlikely, String(chosen?.entrega_id), addressOf(one), visit) : ''}${shown.sheets.map((sheet) => sheetTable(sheet, shown.findings, visit))}` : ''}`;
  return { title, body };
});

const versionsOf = (office: Office, { template, country, sender, period }: Sender): Promise<Row[]> =>
  office.look((db) =>
    db.rows(
      `select *, (select string_agg(motivo, ' ') from consolidado.rechazos as r where r.entrega_id = e.entrega_id and r.alcance = 'archivo') as por_que_es,
         (select string_agg(motivo_en, ' ') from consolidado.rechazos as r where r.entrega_id = e.entrega_id and r.alcance = 'archivo') as por_que_en
       from consolidado.entregas as e where plantilla = ? and pais = ? and periodo = ? and coalesce(programa_id, equipo) = ?
       order by envio_n desc, recibido desc`,
      [template, country, period, sender],
    ),
  );

function standing(one: Sender, newest: Row | null, { lang, say, account }: Visit): Markup {
  const errors = newest?.estado === 'aceptada' ? Number(newest.errores) : 0;
  const next = Number(newest?.envio_n ?? 0) + 1;
  const corrected =
    errors === 0
      ? null
      : say(
          `Aceptamos su envío de ${one.sender}, ${one.period}, con correcciones: ${errors === 1 ? '1 cosa por corregir no cuenta todavía. La verá marcada' : `${errors} cosas por corregir no cuentan todavía. Las verá marcadas`} en el libro que le devolvemos; corríjalo y envíelo como envío ${next}.`,
          `We accepted your submission of ${one.sender}, ${one.period}, with corrections: ${errors === 1 ? '1 thing to correct does not count yet. You will see it' : `${errors} things to correct do not count yet. You will see them`} marked in the workbook that we return; correct it and send it as submission ${next}.`,
        );
  const isOffice = account !== null && WRITERS.includes(account.role);
  const facts: [string, Markup | string][] = [
    [
      say('Estado', 'State'),
      html`${badge(TONES[one.state], SENDER_STATES[one.state][lang])}${errors > 0 ? html` ${badge('warn', say(`${errors} por corregir`, `${errors} to correct`))}` : ''}`,
    ],
    [say('País', 'Country'), String(inWords(one.country, 'pais', lang))],
    ...(one.deadline ? [[say('Fecha límite', 'Deadline'), dayInWords(one.deadline, lang)] as [string, string]] : []),
    ...(one.received ? [[say('Recibido', 'Received'), dayInWords(one.received, lang)] as [string, string]] : []),
  ];
  const template = findTemplate(one.template);
  const asked = new URLSearchParams({
    plantilla: one.template,
    pais: one.country,
    de: template ? comparedSender(one.sender, template) : one.sender,
    periodo: one.period,
  });
  const maySend = account !== null && SENDERS.includes(account.role);
  const wanted = maySend && (one.state === 'missing' || one.state === 'overdue');
  const said = one.reminder ?? corrected;
  const address = addressee(one);
  return html`<dl>${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
${wanted ? html`<p><a class="button" href="/programas/plantilla?${asked.toString()}">${say('Descargar la plantilla de este periodo', 'Download the template of this period')}</a></p>` : ''}
${
  said && isOffice
    ? html`<h2>${say('Qué escribir', 'What to write')}</h2><p>${address ? html`${say('A', 'To')} ${[one.contact?.name, address].filter(Boolean).join(', ')}` : say('No hay un correo: póngalo en la lista de Programas.', 'There is no e-mail address: give it in the list under Programmes.')}</p><pre class="letter">${said}</pre>${mailLink(one, said, say, lang)}`
    : ''
}`;
}

const addressee = (one: Sender): string => one.contact?.address ?? one.letter?.address ?? '';

/** Opens a message in the reader's own mail program; nothing where nobody is known. */
function mailLink(one: Sender, body: string, say: Visit['say'], lang: Lang): Markup | string {
  const address = addressee(one);
  if (!address) return '';
  const subject = `${findTemplate(one.template)?.[lang] ?? one.template}, ${one.period}`;
  const asked = new URLSearchParams({ subject, body }).toString().replaceAll('+', '%20');
  return html`<p><a class="button" href="mailto:${encodeURIComponent(address)}?${asked}">${say('Abrir el mensaje en el correo', 'Open the message in the mail program')}</a> <span class="quiet">${say('Si habla de un libro que se devuelve, descárguelo abajo («con las notas de la revisión») y adjúntelo.', 'Where it speaks of a workbook that is returned, download it below («with the notes of the review») and attach it.')}</span></p>`;
}

const STATES: Readonly<Record<string, { tone: Tone; said: Text }>> = {
  aceptada: { tone: 'good', said: text('cuenta', 'counts') },
  sustituida: { tone: 'note', said: text('sustituido por uno posterior', 'replaced by a later one') },
  espera: { tone: 'warn', said: text('en espera', 'waits') },
  rechazada: { tone: 'bad', said: text('rechazado', 'rejected') },
};

function versionList(
  one: Sender,
  versions: readonly Row[],
  chosen: Row | null,
  { lang, say, office, account }: Visit,
): Markup {
  const mayHold = account !== null && HOLDERS.includes(account.role);
  return html`<h2>${say('Envíos', 'Submissions')}</h2><ul>${versions.map((version) => {
    const { tone = 'note', said } = STATES[String(version.estado)] ?? {};
    const id = String(version.entrega_id);
    const review = answerFile(office, id);
    const isChosen = version === chosen;
    const name = say(`Envío ${version.envio_n}`, `Submission ${version.envio_n}`);
    return html`<li>${isChosen ? html`<b>${name}</b>` : html`<a href="${addressOf(one)}&amp;envio=${encodeURIComponent(id)}">${name}</a>`} ${badge(tone, said?.[lang] ?? String(version.estado))} ${version.recibido ? dayInWords(String(version.recibido), lang) : ''}${mayHold ? downloads(id, review !== null, say) : ''}</li>`;
  })}</ul>`;
}

function downloads(id: string, hasReview: boolean, say: Visit['say']): Markup {
  const asked = `?envio=${encodeURIComponent(id)}`;
  const notes = html` · <a href="/entrega/revision${asked}">${say('con las notas de la revisión', 'with the notes of the review')}</a>`;
  return html` · <a href="/entrega/original${asked}">${say('el libro recibido', 'the workbook received')}</a>${hasReview ? notes : ''}`;
}

function allow(chosen: Row, one: Sender, { say, account, lang }: Visit): Markup {
  const why = chosen[`por_que_${lang}`];
  const isFirst = chosen.envio_n === 1;
  const next = Number(chosen.envio_n) + 1;
  const ask = say(
    `Recibimos su envío ${chosen.envio_n} de ${one.sender}, ${one.period}. ${why ?? ''} ¿Está bien así? Si no, corríjalo y envíelo como envío ${next}. ${isFirst ? 'Mientras tanto no cuenta.' : 'Mientras tanto cuenta el anterior.'}`,
    `We received your submission ${chosen.envio_n} of ${one.sender}, ${one.period}. ${why ?? ''} Is it right so? If not, correct it and send it as submission ${next}. ${isFirst ? 'Meanwhile it does not count.' : 'Meanwhile the one before counts.'}`,
  );
  return html`<section class="card"><h2>${isFirst ? say('Este libro espera', 'This workbook waits') : say('Esta corrección espera', 'This correction waits')}</h2><p>${why ?? ''}</p><div class="two">
<form method="post" action="/entrega/aceptar"><input type="hidden" name="envio" value="${String(chosen.entrega_id)}"><input type="hidden" name="vuelta" value="${addressOf(one)}">${input('motivo', say('Si está bien así: por qué', 'If it is right so: why'), { required: true })}<p><button type="submit">${say('Aceptarlo', 'Accept it')}</button> <span class="quiet">${say('Queda en la bitácora como', 'It stands in the log as')} ${account?.position ?? ''}</span></p></form>
<div><p><b>${say('Si no: pregunte al equipo', 'If not: ask the team')}</b></p><pre class="letter">${ask}</pre>${mailLink(one, ask, say, lang)}</div></div></section>`;
}

/** Lets a submission through that waits. */
export const accept = action(
  '/entrega/aceptar',
  WRITERS,
  'accept',
  async ({ office, field, account }): Promise<Answer> => {
    const [id, reason, back] = [field('envio'), field('motivo').trim(), field('vuelta')];
    const by = account?.position ?? '';
    const to = /^\/entrega\?[^\\]*$/.test(back) ? back : '/entregas';
    if (!reason)
      return {
        redirect: to,
        said: text('Falta el motivo; no se cambió nada.', 'The reason is missing; nothing was changed.'),
      };
    if (!account) return { redirect: '/entrar' };
    void office.jobs.add(text('Aceptar la corrección', 'Accept the correction'), account.id, async () => {
      await letThrough(office.database, id, { reason, by }, office.now());
      return text('cuenta desde ahora.', 'it counts from now on.');
    });
    void office.merge();
    return { redirect: to };
  },
);

interface SheetRows {
  label: Text;
  id: string;
  name: string;
  columns: { key: string; label: Text }[];
  rows: Row[];
  total: number;
}

/** Rows of a sheet that are shown. */
const MOST_ROWS = 40;

async function contentsOf(db: Database, { template: code }: Sender, id: string) {
  const findings = await db.rows(
    `select * from consolidado.hallazgos where entrega_id = ?
     order by array_position(['fatal', 'error', 'warning', 'note'], severidad), hoja, fila, columna, codigo`,
    [id],
  );
  const sheets: SheetRows[] = [];
  for (const sheet of findTemplate(code)?.sheets ?? []) {
    const rows = await db.rows(
      `select *, count(*) over () as todas from bruto.${identifier(sheet.table)} where entrega_id = ? order by fila limit ${MOST_ROWS}`,
      [id],
    );
    const [first] = rows;
    if (!first) continue;
    const columns = storedColumns(sheet)
      .filter(({ key }) => rows.some((row) => row[key] !== null))
      .map(({ key, label }) => ({ key, label }));
    sheets.push({
      label: sheet.label,
      id: sheet.id,
      name: String(first.hoja),
      columns,
      rows,
      total: Number(first.todas),
    });
  }
  return { findings, sheets, unlikely: await unlikelyOf(db, id) };
}

function findingsList(findings: readonly Row[], { lang, say }: Visit): Markup {
  if (findings.length === 0) return html`<p>${badge('good', say('nada', 'nothing'))}</p>`;
  const found = findings.map((one) => ({
    code: String(one.codigo),
    severity: one.severidad as Severity,
    sheet: String(one.hoja ?? ''),
    column: one.columna === null ? null : String(one.columna),
    row: typeof one.fila === 'number' ? one.fila : null,
    message: String(one[`mensaje_${lang}`]),
    hint: String(one[`accion_${lang}`] ?? ''),
  }));
  return groupedFindings(found, lang);
}

function sheetTable(sheet: SheetRows, findings: readonly Row[], { lang, say }: Visit): Markup {
  const own = findings.filter(({ hoja, fila }) => hoja === sheet.name && fila !== null);
  const mark = (row: Cell, column: string) => own.find(({ fila, columna }) => fila === row && columna === column);
  const name = sheet.label[lang];
  const cell = (row: Row, key: string) => {
    const found = mark(row.fila ?? null, key);
    const value = codesInWords(sheet.id, key, row[key], lang) ?? row[key] ?? found?.valor ?? '';
    const shown = asRead(value, lang);
    if (!found) return html`<td>${shown}</td>`;
    const isBad = found.severidad === 'fatal' || found.severidad === 'error';
    const said = String(found[`mensaje_${lang}`]);
    return html`<td class="marked${isBad ? ' bad' : ''}" title="${said}">${isBad ? '✗' : '!'} ${shown}</td>`;
  };
  const rows = sheet.total === 1 ? say('1 fila', '1 row') : say(`${sheet.total} filas`, `${sheet.total} rows`);
  const marked =
    own.length === 0
      ? ''
      : own.length === 1
        ? say('; 1 casilla con observaciones', '; 1 cell with remarks')
        : say(`; ${own.length} casillas con observaciones`, `; ${own.length} cells with remarks`);
  return html`<details><summary>${name} (${rows}${marked})</summary><section class="wide sheet" tabindex="0" aria-label="${name}"><table><thead><tr><th scope="col">${say('Fila', 'Row')}</th>${sheet.columns.map(({ label }) => html`<th scope="col">${label[lang]}</th>`)}</tr></thead><tbody>${sheet.rows.map(
    (row) => html`<tr><th scope="row">${row.fila}</th>${sheet.columns.map(({ key }) => cell(row, key))}</tr>`,
  )}</tbody></table></section>${sheet.total > sheet.rows.length ? html`<p class="quiet">${say(`Se muestran ${sheet.rows.length} de ${sheet.total} filas.`, `${sheet.rows.length} of ${sheet.total} rows are shown.`)}</p>` : ''}</details>`;
}

/** Days and numbers as people write them. */
function asRead(value: Cell, lang: Lang): string {
  if (typeof value === 'number') return value.toLocaleString(lang, { maximumFractionDigits: 4 });
  const said = String(value ?? '');
  return /^\d{4}-\d{2}-\d{2}$/.test(said) ? dayInWords(said, lang) : said;
}
