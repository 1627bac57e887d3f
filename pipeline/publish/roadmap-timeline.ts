import type { Lang } from '../../sheets-templates/define/text.ts';
import { dayInWords } from '../../sheets-templates/functions/days.ts';
import type { Cell } from '../merge/database.ts';
import { html, type Markup } from './html.ts';
import { WORDS } from './roadmap-words.ts';

type Row = Readonly<Record<string, Cell>>;

const WIDTH = 720;
const [LEFT, RIGHT, AXIS] = [56, 664, 44] as const;
const DAY = 86_400_000;

/** Sessions along the days, the next one and the cut-off; nothing where fewer than two days would stand on it. */
export function timeline(
  sessions: readonly Row[],
  next: Cell | undefined,
  cutoff: string,
  lang: Lang,
): Markup | string {
  const say = WORDS[lang];
  const held = sessions.flatMap(({ fecha }) => (typeof fecha === 'string' ? [fecha] : [])).sort();
  const coming = typeof next === 'string' && next > (held.at(-1) ?? '') ? next : null;
  const days = [...held, ...(cutoff ? [cutoff] : []), ...(coming ? [coming] : [])].sort();
  const [from = '', to = ''] = [days[0], days.at(-1)];
  if (held.length === 0 || from === to) return '';
  const span = Math.max(1, (Date.parse(to) - Date.parse(from)) / DAY);
  const at = (day: string) => Math.round(LEFT + ((Date.parse(day) - Date.parse(from)) / DAY / span) * (RIGHT - LEFT));
  const words = (day: string) => dayInWords(day, lang);
  const label = (day: string, y: number, said: string) =>
    html`<text x="${at(day)}" y="${y}" text-anchor="middle">${said}</text>`;
  const last = held.at(-1) ?? '';
  const title = say.timeline(held.length, words(held[0] ?? ''), words(last));
  return html`<svg class="timeline" viewBox="0 0 ${WIDTH} 88" role="img" aria-label="${title}"><title>${title}</title>
<line x1="${LEFT}" x2="${RIGHT}" y1="${AXIS}" y2="${AXIS}"/>
${months(from, to).map((day) => html`<line x1="${at(day)}" x2="${at(day)}" y1="${AXIS - 4}" y2="${AXIS + 4}"/>`)}
${cutoff ? html`<line class="cutoff" x1="${at(cutoff)}" x2="${at(cutoff)}" y1="${AXIS - 18}" y2="${AXIS + 18}"/>${label(cutoff, 84, `${say.cutoff} ${words(cutoff)}`)}` : ''}
${[...new Set(held)].map((day) => html`<circle cx="${at(day)}" cy="${AXIS}" r="7"><title>${words(day)}</title></circle>`)}
${coming ? html`<circle class="coming" cx="${at(coming)}" cy="${AXIS}" r="7"><title>${say.next} ${words(coming)}</title></circle>` : ''}
${label(held[0] ?? '', 20, words(held[0] ?? ''))}${at(last) - at(held[0] ?? '') > 110 ? label(last, 20, words(last)) : ''}${coming && at(coming) - at(last) > 110 ? label(coming, 20, words(coming)) : ''}</svg>`;
}

/** First days of the months between two days; of a long time those of its years. */
function months(from: string, to: string): string[] {
  const step = Date.parse(to) - Date.parse(from) > 3 * 366 * DAY ? 12 : 1;
  const found: string[] = [];
  const start = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  if (step === 12) start.setUTCMonth(0);
  for (let month = start; month.toISOString().slice(0, 10) <= to; month.setUTCMonth(month.getUTCMonth() + step))
    if (month.toISOString().slice(0, 10) >= from) found.push(month.toISOString().slice(0, 10));
  return found;
}
