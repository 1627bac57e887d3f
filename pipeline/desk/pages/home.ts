import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Text } from '../../../sheets-templates/define/text.ts';
import { Failure } from '../../failure.ts';
import type { Database } from '../../merge/database.ts';
import type { Period } from '../../office/periods.ts';
import { isChanged } from '../../office/publication-changes.ts';
import { sinceLast, standingOf } from '../../office/publications.ts';
import { type Sender, type SenderState, sendersOf } from '../../office/senders.ts';
import { html, type Markup } from '../../publish/html.ts';
import { hasResults, outgoing } from '../../push/outgoing.ts';
import { MERGING } from '../office.ts';
import { FETCHING, FETCHING_DRIVE, RETURNING } from '../places.ts';
import { ADMIN, READERS, REGIONAL, WRITERS } from '../roles.ts';
import { type Answer, page, type Visit } from '../route.ts';
import { arriving, submissionsOfTeam } from './submissions.ts';

/** Something that waits for a person. */
interface Task {
  tone: 'bad' | 'warn' | 'good' | 'note';
  what: string;
  why: string;
  path: string;
  todo: string;
}

/** What needs a person today, in order. */
export const home = page('/', [...READERS, 'team'], async (visit): Promise<Answer> => {
  if (visit.account?.role === 'team') return submissionsOfTeam(visit);
  const { office, say } = visit;
  const title = say('Qué hay que hacer', 'What there is to do');
  const waiting = await arriving(visit);
  if (!office.hasDatabase) return { title, body: html`${waiting}${beginning(visit)}` };
  const mine = visit.account?.country;
  const { senders, hasList } = await sendersOf(office.database, office.today(), visit.lang, {
    country: visit.account?.role === 'country' ? (mine ?? '') : undefined,
  });
  const isWriter = visit.account !== null && WRITERS.includes(visit.account.role);
  const facts = await office.look(async (db) => ({
    pairs: await countOf(db, "select count(*) as n from consolidado.duplicados where estado = 'PENDIENTE'"),
    periods: await openSteps(db),
    corrections: await countOf(
      db,
      "select count(*) as n from consolidado.entregas where estado = 'aceptada' and errores > 0",
    ),
  }));
  const tasks = [
    ...failureTask(visit),
    ...sendersTasks(senders, visit),
    ...(isWriter ? officeTasks(facts, hasList, visit) : []),
    ...(isWriter ? await mailTask(visit) : []),
    ...(isWriter ? facts.periods.map((one) => periodTask(one, visit)) : []),
  ];
  return { title, body: html`${waiting}${list(tasks, visit)}${resultsLinks(visit)}` };
});

const countOf = async (db: Database, sql: string) => Number((await db.rows(sql))[0]?.n ?? 0);

function list(tasks: readonly Task[], { say }: Visit): Markup {
  if (tasks.length === 0) return html`<p class="notice">${say('Nada espera hoy.', 'Nothing waits today.')}</p>`;
  return html`<ul class="tasks">${tasks.map(
    ({ tone, what, why, path, todo }) =>
      html`<li class="${tone}"><b>${what}</b>${why} <a href="${path}">${todo}</a></li>`,
  )}</ul>`;
}

const beginning = ({ say }: Visit): Markup => html`<ol>
<li><a href="/programas">${say('Registre los programas y equipos', 'Enter the programmes and teams')}</a>: ${say('cada programa recibe aquí su código.', 'each programme gets its code here.')}</li>
<li>${say('En la misma página, diga quién debe enviar qué y hasta cuándo, y entregue las plantillas.', 'On the same page say who is to send what and until when, and hand out the templates.')}</li>
<li><a href="/enviar">${say('Suba los libros que lleguen', 'Upload the workbooks that come')}</a> ${say('o dé a cada equipo una clave o una cuenta en Ajustes.', 'or give each team a key or an account in Settings.')}</li>
</ol>`;

const NEEDED: readonly {
  state: SenderState;
  tone: Task['tone'];
  es: [string, string];
  en: [string, string];
  why: [string, string];
}[] = [
  {
    state: 'asked',
    tone: 'bad',
    es: ['libro por aclarar', 'libros por aclarar'],
    en: ['workbook to be made clear', 'workbooks to be made clear'],
    why: [
      'Hay que aclarar de quién es y qué reemplaza; hasta entonces no cuenta.',
      'Whose it is and what it replaces must be made clear; until then it does not count.',
    ],
  },
  {
    state: 'rejected',
    tone: 'bad',
    es: ['libro rechazado', 'libros rechazados'],
    en: ['rejected workbook', 'rejected workbooks'],
    why: ['El equipo tiene que corregirlo y enviarlo otra vez.', 'The team has to correct it and send it again.'],
  },
  {
    state: 'waiting',
    tone: 'warn',
    es: ['corrección en espera', 'correcciones en espera'],
    en: ['correction that waits', 'corrections that wait'],
    why: [
      'Trae menos que el envío anterior, que sigue contando.',
      'It brings less than the submission before, which goes on counting.',
    ],
  },
  {
    state: 'overdue',
    tone: 'warn',
    es: ['libro atrasado', 'libros atrasados'],
    en: ['overdue workbook', 'overdue workbooks'],
    why: ['Pasó la fecha límite y no hay nada recibido.', 'The deadline has passed and nothing has come.'],
  },
  {
    state: 'unexpected',
    tone: 'warn',
    es: ['libro que nadie esperaba', 'libros que nadie esperaba'],
    en: ['workbook that nobody expected', 'workbooks that nobody expected'],
    why: [
      'Cuenta en los totales. Si el programa es suyo, póngalo en la lista.',
      'It counts in the totals. If the programme is yours, put it on the list.',
    ],
  },
];

function sendersTasks(senders: readonly Sender[], { lang, say }: Visit): Task[] {
  return NEEDED.flatMap(({ state, tone, why, ...words }) => {
    const n = senders.filter((one) => one.state === state).length;
    if (n === 0) return [];
    const [one, many] = words[lang];
    return [
      {
        tone,
        what: `${n} ${n === 1 ? one : many}`,
        why: lang === 'es' ? why[0] : why[1],
        path: `/entregas?estado=${state}`,
        todo: say('Ver cuáles', 'See which'),
      },
    ];
  });
}

/** Where work that failed is begun again. */
const AGAIN: ReadonlyMap<Text, string> = new Map([
  [MERGING, '/publicar'],
  [FETCHING, '/correo'],
  [FETCHING_DRIVE, '/drive'],
  [RETURNING, '/drive'],
]);

/** What was to be done by itself and could not. */
function failureTask({ office, account, say, t }: Visit): Task[] {
  if (!account || !WRITERS.includes(account.role)) return [];
  return office.jobs.failures.map(({ title, said }) => ({
    tone: 'bad',
    what: say(`No se pudo: ${title.es}`, `It could not be done: ${title.en}`),
    why: said ? t(said) : '',
    ...(AGAIN.has(title)
      ? { path: AGAIN.get(title) ?? '/', todo: say('Intentar otra vez', 'Try again') }
      : ADMIN.includes(account.role)
        ? { path: '/ajustes', todo: say('Ver los ajustes', 'See the settings') }
        : { path: '/bitacora', todo: say('Ver la bitácora', 'See the log') }),
  }));
}

function officeTasks(
  { pairs, corrections }: { pairs: number; corrections: number },
  hasList: boolean,
  { say }: Visit,
): Task[] {
  const tasks: Task[] = [];
  if (corrections > 0)
    tasks.push({
      tone: 'warn',
      what:
        corrections === 1
          ? say('1 libro aceptado con algo por corregir', '1 workbook accepted with something to correct')
          : say(
              `${corrections} libros aceptados con algo por corregir`,
              `${corrections} workbooks accepted with something to correct`,
            ),
      why: say('Esas casillas no cuentan todavía.', 'Those cells do not count yet.'),
      path: '/entregas?estado=corregir',
      todo: say('Ver cuáles y escribir', 'See which, and write'),
    });
  if (pairs > 0)
    tasks.push({
      tone: 'warn',
      what:
        pairs === 1
          ? say('1 par por decidir', '1 pair to decide')
          : say(`${pairs} pares por decidir`, `${pairs} pairs to decide`),
      why: say(
        'Pueden ser el mismo; hasta que se decida cuentan como dos.',
        'They may be one; until it is decided they count as two.',
      ),
      path: '/decisiones',
      todo: say('Decidir', 'Decide'),
    });
  if (!hasList)
    tasks.push({
      tone: 'note',
      what: say('La oficina no ha dicho a quién espera', 'The office has not said whom it expects'),
      why: say('Sin la lista no se sabe quién falta.', 'Without the list nobody knows who is missing.'),
      path: '/programas',
      todo: say('Dar la lista', 'Give the list'),
    });
  return tasks;
}

/** What waits to be written, where the desk can write. */
async function mailTask({ office, say, lang, t }: Visit): Promise<Task[]> {
  if (!office.places.maySend) return [];
  const results = hasResults(office.results) ? office.results : null;
  const of = { database: office.database, results, lang, now: () => office.now(), reminders: ['overdue' as const] };
  const found = await outgoing(of).catch((error: unknown) => {
    if (error instanceof Failure) return error;
    throw error;
  });
  if (found instanceof Failure)
    return [
      {
        tone: 'bad',
        what: say('No se sabe qué hay por enviar', 'What is to be sent is not known'),
        why: t(found.text),
        path: '/correo',
        todo: say('Ver el correo', 'See the mail'),
      },
    ];
  const n = found.open.length;
  if (n === 0) return [];
  return [
    {
      tone: 'note',
      what:
        n === 1
          ? say('1 mensaje por enviar', '1 message to send')
          : say(`${n} mensajes por enviar`, `${n} messages to send`),
      why: say(
        'Respuestas a lo recibido, y a quienes van atrasados.',
        'Answers to what was received, and to those who are overdue.',
      ),
      path: '/correo',
      todo: say('Ver y enviar', 'See and send'),
    },
  ];
}

interface PeriodStep extends Period {
  /** Whether something differs from the last publication. */
  changed: boolean;
}

/** Periods that are ready for their next step. */
async function openSteps(db: Database): Promise<PeriodStep[]> {
  const steps: PeriodStep[] = [];
  const standing = await standingOf(db);
  for (const one of standing.periods.filter(({ counting, period }) => counting > 0 && period.length < 9)) {
    const isOut = one.state === 'publicado' || one.state === 'corregido';
    const changed = isOut && isChanged((await sinceLast(db, one.period, standing)).since);
    const isReady = (one.state === 'abierto' || one.state === 'planeado') && one.missing.length === 0;
    if (isReady || one.state === 'cerrado' || changed) steps.push({ ...one, changed });
  }
  return steps;
}

function periodTask({ period, state, changed }: PeriodStep, { say }: Visit): Task {
  const [what, why] =
    state === 'cerrado'
      ? [say(`${period} está cerrado`, `${period} is closed`), say('Se puede publicar.', 'It can be published.')]
      : changed
        ? [
            say(`${period} cambió después de publicarse`, `${period} has changed since it was published`),
            say(
              'Lo publicado sigue igual; se puede publicar una corrección.',
              'What was published stands; a correction can be published.',
            ),
          ]
        : [
            say(`Llegó todo lo de ${period}`, `All of ${period} has come`),
            say(
              'Se puede cerrar, cuando no quede nada por decidir.',
              'It can be closed, once nothing is left to decide.',
            ),
          ];
  return { tone: 'good', what, why, path: '/publicar', todo: say('Ir a Publicar', 'Go to Publish') };
}

function resultsLinks({ office, say, account }: Visit): Markup | string {
  if (!account || !REGIONAL.includes(account.role)) return '';
  if (!existsSync(join(office.results, 'informe.html'))) return '';
  return html`<h2>${say('Borrador de hoy', 'Draft of today')}</h2><p><a href="/resultados/informe.html">${say('Página con todas las cifras', 'Page with all figures')}</a> · <a href="/resultados/consolidado.xlsx">${say('Libro de Excel', 'Excel workbook')}</a></p><p class="quiet">${say('Cambia con cada consolidación; lo publicado está en Publicar.', 'It changes with each merge; what was published is under Publish.')}</p>`;
}
