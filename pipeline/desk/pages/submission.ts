import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve, sep } from 'node:path';
import type { Severity } from '../../../sheets-templates/define/cell.ts';
import { type Text, text } from '../../../sheets-templates/define/text.ts';
import { identifier, storedColumns } from '../../../sheets-templates/emit/to-sql.ts';
import { dayInWords } from '../../../sheets-templates/functions/days.ts';
import { findTemplate } from '../../../sheets-templates/templates/index.ts';
import type { Cell, Database } from '../../merge/database.ts';
import { letThrough } from '../../office/let-through.ts';
import type { MergeSummary } from '../../office/merge-summary.ts';
import { originalFiles } from '../../office/originals.ts';
import { SENDER_STATES, type Sender, sendersOf } from '../../office/senders.ts';
import { html, type Markup } from '../../publish/html.ts';
import { codesInWords, inWords } from '../../publish/table-words.ts';
import { badge, input, type Tone } from '../layout.ts';
import type { Office } from '../office.ts';
import { EVERYBODY, HOLDERS, WRITERS } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';
import { addressOf, isOfAccount, TONES } from './submissions.ts';

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
    period: wanted.period,
  });
  const one = senders.find(({ sender }) => sender === wanted.sender);
  if (!one) return missing(visit);
  const versions = await versionsOf(office, one);
  const chosen = versions.find(({ entrega_id }) => entrega_id === query('envio')) ?? versions[0] ?? null;
  const shown = chosen ? await office.look((db) => contentsOf(db, one, String(chosen.entrega_id))) : null;
  const title = `${findTemplate(one.template)?.[lang] ?? one.template} · ${one.sender} · ${one.period}`;
  const body = html`${standing(one, visit)}
${versions.length > 0 ? versionList(one, versions, chosen, visit) : ''}
${chosen?.estado === 'espera' && WRITERS.includes(account.role) ? allow(String(chosen.entrega_id), one, visit) : ''}
${shown ? html`<h2>${say('Qué se encontró', 'What was found')}</h2>${findingsList(shown.findings, visit)}${shown.sheets.map((sheet) => sheetTable(sheet, shown.findings, visit))}` : ''}`;
  return { title, body };
});

const missing = ({ say }: Visit): Answer => ({
  title: say('Esa entrega no está aquí', 'That submission is not here'),
  body: html`<p><a href="/entregas">${say('Ver las que hay', 'See those that are')}</a></p>`,
  status: 404,
});

const versionsOf = (office: Office, { template, country, sender, period }: Sender): Promise<Row[]> =>
  office.look((db) =>
    db.rows(
      `select * from consolidado.entregas where plantilla = ? and pais = ? and periodo = ? and coalesce(programa_id, equipo) = ?
       order by envio_n desc, recibido desc`,
      [template, country, period, sender],
    ),
  );

function standing(one: Sender, { lang, say, account }: Visit): Markup {
  const isOffice = account !== null && WRITERS.includes(account.role);
  const facts: [string, Markup | string][] = [
    [say('Estado', 'State'), badge(TONES[one.state], SENDER_STATES[one.state][lang])],
    [say('País', 'Country'), String(inWords(one.country, 'pais', lang))],
    ...(one.deadline ? [[say('Fecha límite', 'Deadline'), dayInWords(one.deadline, lang)] as [string, string]] : []),
    ...(one.received ? [[say('Recibido', 'Received'), dayInWords(one.received, lang)] as [string, string]] : []),
  ];
  const address = one.contact?.address ?? one.letter?.address ?? '';
  const subject = `${findTemplate(one.template)?.[lang] ?? one.template}, ${one.period}`;
  const mail =
    `mailto:${encodeURIComponent(address)}?${new URLSearchParams({ subject, body: one.reminder ?? '' })}`.replaceAll(
      '+',
      '%20',
    );
  return html`<dl>${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
${
  one.reminder && isOffice
    ? html`<h2>${say('Qué escribir', 'What to write')}</h2><p>${address ? html`${say('A', 'To')} ${[one.contact?.name, address].filter(Boolean).join(', ')}` : say('No hay un correo: póngalo en la lista de Programas y equipos.', 'There is no e-mail address: give it in the list under Programmes and teams.')}</p><pre>${one.reminder}</pre>${address ? html`<p><a class="button" href="${mail}">${say('Abrir el mensaje en el correo', 'Open the message in the mail program')}</a></p>` : ''}`
    : ''
}`;
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

function allow(id: string, one: Sender, { say, account }: Visit): Markup {
  return html`<form class="card" method="post" action="/entrega/aceptar"><h2>${say('Esta corrección espera', 'This correction waits')}</h2><p>${say('Trae menos que el envío anterior, o hay que aclarar de quién es; abajo dice qué. Si está bien así, acéptela.', 'It brings less than the submission before, or whose it is must be made clear; below it says what. If it is right so, accept it.')}</p><input type="hidden" name="envio" value="${id}"><input type="hidden" name="vuelta" value="${addressOf(one)}">${input('motivo', say('Por qué está bien así', 'Why it is right so'), { required: true })}<p><button type="submit">${say('Aceptar la corrección', 'Accept the correction')}</button> <span class="quiet">${say('Queda en la bitácora como', 'It stands in the log as')} ${account?.position ?? ''}</span></p></form>`;
}

/** Lets a submission through that waits. */
export const accept = action('/entrega/aceptar', WRITERS, async ({ office, field, account }): Promise<Answer> => {
  const [id, reason, back] = [field('envio'), field('motivo').trim(), field('vuelta')];
  const by = account?.position ?? '';
  const to = /^\/entrega\?[^\\]*$/.test(back) ? back : '/entregas';
  if (!reason)
    return {
      redirect: to,
      said: text('Falta el motivo; no se cambió nada.', 'The reason is missing; nothing was changed.'),
    };
  office.jobs.add(text(`Aceptar ${id}`, `Accept ${id}`), async () => {
    await letThrough(office.database, id, { reason, by }, office.now());
    return text('Aceptada; cuenta desde ahora.', 'Accepted; it counts from now on.');
  });
  void office.merge(by);
  return { redirect: to };
});

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
  return { findings, sheets };
}

const SEVERITIES: Readonly<Record<Severity, { tone: Tone; said: Text }>> = {
  fatal: { tone: 'bad', said: text('impide aceptar', 'keeps it out') },
  error: { tone: 'bad', said: text('por corregir', 'to correct') },
  warning: { tone: 'warn', said: text('por revisar', 'to review') },
  note: { tone: 'note', said: text('nota', 'note') },
};

/** Findings listed; the review in the sender's workbook has them all. */
const MOST_FINDINGS = 60;

function findingsList(findings: readonly Row[], { lang, say }: Visit): Markup {
  if (findings.length === 0) return html`<p>${badge('good', say('nada', 'nothing'))}</p>`;
  const listed = findings.slice(0, MOST_FINDINGS);
  const more = findings.length - listed.length;
  return html`<ol class="findings">${listed.map((one) => {
    const { tone, said } = SEVERITIES[one.severidad as Severity];
    return html`<li>${badge(tone, said[lang])} ${one[`mensaje_${lang}`]} ${one[`accion_${lang}`]}</li>`;
  })}</ol>${more > 0 ? html`<p>${say(`Y ${more} más, en el libro con las notas.`, `And ${more} more, in the workbook with the notes.`)}</p>` : ''}`;
}

function sheetTable(sheet: SheetRows, findings: readonly Row[], { lang, say }: Visit): Markup {
  const own = findings.filter(({ hoja, fila }) => hoja === sheet.name && fila !== null);
  const mark = (row: Cell, column: string) => own.find(({ fila, columna }) => fila === row && columna === column);
  const name = sheet.label[lang];
  const cell = (row: Row, key: string) => {
    const found = mark(row.fila ?? null, key);
    const value = codesInWords(sheet.id, key, row[key], lang) ?? row[key];
    const shown = typeof value === 'boolean' ? String(value) : (value ?? '');
    if (!found) return html`<td>${shown}</td>`;
    const isBad = found.severidad === 'fatal' || found.severidad === 'error';
    const said = String(found[`mensaje_${lang}`]);
    return html`<td class="marked${isBad ? ' bad' : ''}" title="${said}">${isBad ? '✗' : '!'} ${shown}</td>`;
  };
  return html`<h3>${name}</h3><section class="wide" tabindex="0" aria-label="${name}"><table><thead><tr><th scope="col">${say('Fila', 'Row')}</th>${sheet.columns.map(({ label }) => html`<th scope="col">${label[lang]}</th>`)}</tr></thead><tbody>${sheet.rows.map(
    (row) => html`<tr><th scope="row">${row.fila}</th>${sheet.columns.map(({ key }) => cell(row, key))}</tr>`,
  )}</tbody></table></section>${sheet.total > sheet.rows.length ? html`<p class="quiet">${say(`Se muestran ${sheet.rows.length} de ${sheet.total} filas.`, `${sheet.rows.length} of ${sheet.total} rows are shown.`)}</p>` : ''}`;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The submission that is asked for, if whoever asks may see it. */
async function found({ office, account, query }: Visit): Promise<Row | null> {
  if (!account || !office.hasDatabase) return null;
  const [row] = await office.look((db) =>
    db.rows('select *, coalesce(programa_id, equipo) as remitente from consolidado.entregas where entrega_id = ?', [
      query('envio'),
    ]),
  );
  if (!row) return null;
  const whose = { country: String(row.pais), sender: String(row.remitente), template: String(row.plantilla) };
  return isOfAccount(account, whose) ? row : null;
}

export const original = page('/entrega/original', HOLDERS, async (visit): Promise<Answer> => {
  const row = await found(visit);
  const kept = row && originalFiles(visit.office.database, String(row.sha256));
  const [part] = kept?.parts ?? [];
  if (!row || !part || kept?.parts.length !== 1) return missing(visit);
  return {
    file: part.bytes,
    name: `${row.entrega_id}${extname(String(row.archivo)) || '.xlsx'}`,
    type: 'application/octet-stream',
  };
});

export const review = page('/entrega/revision', HOLDERS, async (visit): Promise<Answer> => {
  const row = await found(visit);
  const path = row && answerFile(visit.office, String(row.entrega_id));
  if (!path) return missing(visit);
  return { file: readFileSync(path), name: basename(path), type: XLSX };
});

/** The answer to a submission among the results; null where there is none. */
function answerFile(office: Office, id: string): string | null {
  try {
    const { answers } = JSON.parse(readFileSync(join(office.results, 'merge.json'), 'utf8')) as Partial<MergeSummary>;
    const own = answers?.find(({ submission: of }) => of === id);
    const path = own && resolve(office.results, own.feedback);
    return path?.startsWith(office.results + sep) && existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
