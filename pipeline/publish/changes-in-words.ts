import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { unitIn } from '../../sheets-templates/indicators/units.ts';
import type { Cause, Change } from '../merge/history.ts';
import { indicatorName, inWords } from './table-words.ts';

const CAUSE_WORDS: Readonly<Record<Cause, Text>> = {
  'libro nuevo': text('libros nuevos', 'new workbooks'),
  'llegada tardía': text('libros que llegaron tarde', 'workbooks that came late'),
  'valor corregido': text('valores corregidos en un reenvío', 'values corrected in a re-submission'),
  retirado: text('filas retiradas en un reenvío', 'rows withdrawn in a re-submission'),
  'decisión de identidad': text('decisiones de identidad', 'identity decisions'),
  'regla cambiada': text('reglas que cambiaron', 'rules that changed'),
  'efecto de otro libro': text(
    'ya se contaba, y otro libro lo incluye, reemplaza o repite',
    'was counted, and another workbook includes, replaces or repeats it',
  ),
};
/** Files named for a cause. */
const MOST_FILES = 5;

/** A changed total with its parts, a line each; the files behind them where they are of use to the reader. */
export function changeInText({ table, key, unit, from, to, parts }: Change, lang: Lang, withFiles = true): string {
  const share = unit === '%';
  const shown = (value: number | null) =>
    value === null
      ? '—'
      : (share ? value * 100 : value).toLocaleString(lang, {
          useGrouping: 'always',
          maximumFractionDigits: share ? 2 : 6,
        }) + (share ? ' %' : '');
  const signed = (value: number) => (value > 0 ? '+' : '') + shown(value);
  const change = (to ?? 0) - (from ?? 0);
  const lines = parts.map(({ cause, value, senders, files }) => {
    const named = files.slice(0, MOST_FILES).join(', ') + (files.length > MOST_FILES ? `, … (${files.length})` : '');
    const said = `  ${signed(value)}  ${CAUSE_WORDS[cause][lang]}: ${senders.join(', ')}`;
    return withFiles ? `${said}\n      ${named}` : said;
  });
  return [
    `${titleOf(table, key, lang)}: ${shown(from)} → ${shown(to)} (${signed(change)}${share ? '' : ` ${unitIn(unit, lang)}`})`,
    ...lines,
  ].join('\n');
}

function titleOf(table: string, key: string, lang: Lang): string {
  if (table === 'titulares_figura4') return `${key} (Figura 4)`;
  const [indicator = '', country = ''] = key.split('|');
  const where = country === '' ? (lang === 'es' ? 'toda la región' : 'whole region') : inWords(country, 'pais', lang);
  return `${indicator} ${indicatorName(indicator, lang)} · ${where}`;
}
