import type { Lang } from '../../sheets-templates/define/text.ts';
import { unitIn } from '../../sheets-templates/indicators/units.ts';
import type { Cell } from '../merge/database.ts';
import { withQualifier } from '../publish/plain-words.ts';

type Row = Readonly<Record<string, Cell>>;

const shown = (value: Cell, lang: Lang, digits = 2): string =>
  typeof value === 'number'
    ? value.toLocaleString(lang, { useGrouping: 'always', maximumFractionDigits: digits })
    : String(value ?? '');

const percent = (value: number, lang: Lang): string => `${shown(value * 100, lang, 1)} %`;

/** The value of a line of an indicator with its qualifier: «más de 293», «44,5 %». */
export function valueInWords({ valor, unidad, calificador }: Row, lang: Lang): string {
  if (typeof valor !== 'number') return '–';
  if (unidad === '%') return percent(valor, lang);
  return shown(withQualifier(valor, calificador, lang), lang);
}

/** Its unit; a share carries it with the value. */
export const unitInWords = ({ unidad }: Row, lang: Lang): string =>
  unidad && unidad !== '%' ? unitIn(String(unidad), lang) : '';

/** A change against the period before: «+40», «−1,2 puntos»; where there is none, why: fewer programmes have reported, or other ones. */
export function changeInWords({ cambio, unidad, recibidos, recibidos_antes }: Row, lang: Lang): string {
  const missing = Number(recibidos_antes ?? 0) - Number(recibidos ?? 0);
  if (missing > 0)
    return lang === 'es'
      ? `${missing === 1 ? 'falta 1 programa' : `faltan ${missing} programas`}`
      : `${missing === 1 ? '1 programme is missing' : `${missing} programmes are missing`}`;
  if (typeof cambio !== 'number')
    return recibidos_antes === null ? '' : lang === 'es' ? 'no comparable' : 'not comparable';
  const sign = cambio > 0 ? '+' : cambio < 0 ? '−' : '±';
  const size = Math.abs(cambio);
  const points = lang === 'es' ? 'puntos' : 'points';
  return unidad === '%' ? `${sign}${shown(size * 100, lang, 1)} ${points}` : `${sign}${shown(size, lang)}`;
}
