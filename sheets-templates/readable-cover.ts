import { lists } from './code-lists/lookup.ts';
import { shown } from './column-types/parsing.ts';
import { countries, countryByCode } from './countries/index.ts';
import type { Problem } from './define/cell.ts';
import { text } from './define/text.ts';
import { dayInWords } from './functions/days.ts';
import { readId, splitId } from './functions/ids.ts';
import { parsePeriod, periodAround, periodReadAs } from './functions/period.ts';
import { fold, similarity } from './text-matching.ts';
import type { CheckedRow, RawRow } from './workbook.ts';

/*
 * A cell of the cover that identifies the workbook and that nobody can read is taken from what else the cover says, and
 * that is told: «Perú (Lima)» beside PRG-PE-… is Peru. What is empty stays empty.
 */

interface Instead {
  value: string;
  told: Problem;
}

/** The row of a cover with what could be made out in the place of what could not be read; null where there is none. */
export function readableCover(row: RawRow, { values, typed }: CheckedRow): RawRow | null {
  const found = Object.entries(INSTEAD).flatMap(([key, find]) => {
    const cell = row.cells[key];
    const said = typed[key];
    // «2026» as the cut-off of 2026-S1 is the end of that half-year, not of the year.
    const isYear = key === 'fecha_corte' && said?.trim() === String(values.periodo ?? '').slice(0, 4);
    if (!cell || said === undefined || (values[key] !== null && !isYear)) return [];
    const instead = find(values, said);
    if (!instead) return [];
    const told = [{ ...instead.told, severity: 'warning' as const }];
    return [[key, { address: cell.address, raw: instead.value, typedAs: shown(cell), told }] as const];
  });
  return found.length === 0 ? null : { ...row, cells: { ...row.cells, ...Object.fromEntries(found) } };
}

/** «Anual», «Gestión 2025», «enero-septiembre»: other than a half-year. */
const WHOLE_YEAR =
  /an[uñ]al|gestion|\bano\b|complet|todo|trim|quarter|\b[tq][1-4]\b|\b[1-4][tq]\b|year|septiembre|setiembre|marzo|march|september/;

/** «Peruu», «República Peruana», «Lima» beside a code of a programme in Peru. */
function isNear(value: string, programme: string): boolean {
  const own = countryByCode.get(splitId(programme)?.country ?? '');
  if (!own || readId(programme, '', null, null).checkFails) return false;
  const said = fold(value);
  const [name = ''] = fold(own.es).split(' ');
  const isCalled = ({ es, en }: { es: string; en: string }) => fold(es) === said || fold(en) === said;
  return said.includes(name) || similarity(name, said) > 0.7 || own.regions.some(isCalled);
}

/** «T1 y T2 2026», «Q3-Q4»: the half-year of two quarters; of the year that is said, else of this one. */
function halfOfQuarters(value: string, year: string): string | null {
  if (/\b(?:no|ni|sin|not)\b/.test(fold(value))) return null;
  const quarters = [...fold(value).matchAll(/\b(?:(?:t|q|trim(?:estre)?\.?\s?)([1-4])|([1-4])\s?[tq])\b/g)]
    .map(([, behind, before]) => behind ?? before)
    .join('');
  const [said = year, ...others] = value.match(/(?:19|20)\d\d/g) ?? [];
  if (others.length > 0 || said === '') return null;
  return quarters === '12' ? `${said}-S1` : quarters === '34' ? `${said}-S2` : null;
}

/** The country in the code of a programme whose check letter is right. */
export function countryOfProgramme(code: string): string | null {
  const country = splitId(code)?.country ?? '';
  return countryByCode.has(country) && !readId(code, '', null, null).checkFails ? country : null;
}

const INSTEAD: Readonly<Record<string, (values: CheckedRow['values'], said: string) => Instead | null>> = {
  // Where the country is named and no other, or nearly named and the code of the programme has its check letter.
  pais: ({ programa_id }, value) => {
    const code = splitId(String(programa_id ?? ''))?.country ?? '';
    const said = ` ${fold(value).replace(/[^a-z]+/g, ' ')} `;
    const named = countries.filter(({ es, en, aliases = [] }) =>
      [es, en, ...aliases].some((name) =>
        said.includes(
          ` ${fold(name)
            .replace(/[^a-z]+/g, ' ')
            .trim()} `,
        ),
      ),
    );
    const isOwn =
      named.length === 1 ? named[0]?.code === code : named.length === 0 && isNear(value, String(programa_id));
    if (!isOwn) return null;
    return { value: code, told: { rule: 'M-42', params: { value, label: lists.nameOf('PAIS', code) } } };
  },
  // The half-year of two quarters, or that of the cut-off, where nothing says another year or a whole one.
  periodo: ({ fecha_corte }, value) => {
    const half = halfOfQuarters(value, typeof fecha_corte === 'string' ? fecha_corte.slice(0, 4) : '');
    if (half) return { value: half, told: { rule: 'M-27', params: { what: periodReadAs(value, half), period: half } } };
    const period = typeof fecha_corte === 'string' ? periodAround(fecha_corte, 'half') : null;
    const years = value.match(/(?:19|20)\d\d/g) ?? [];
    const halves = [...fold(value).matchAll(/\b(?:[sh]([12])|([12])[sh])\b/g)].map(
      ([, behind, before]) => behind ?? before,
    );
    const isOther =
      years.some((year) => year !== period?.code.slice(0, 4)) ||
      halves.some((half) => half !== period?.code.slice(-1)) ||
      (halves.length === 0 && /\bf\.?y/.test(fold(value))) ||
      WHOLE_YEAR.test(fold(value));
    if (!period || isOther) return null;
    const what = text(
      `«${value}» no se entiende como periodo: se tomó ${period.code}, el de la fecha de corte.`,
      `«${value}» is not understood as a period: ${period.code} was taken, that of the cut-off.`,
    );
    return { value: period.code, told: { rule: 'M-27', params: { what, period: period.code } } };
  },
  fecha_corte: ({ periodo }, value) => {
    const last = parsePeriod(String(periodo ?? ''))?.to;
    if (last === undefined) return null;
    const date = text(dayInWords(last, 'es'), dayInWords(last, 'en'));
    return { value: last, told: { rule: 'M-22', params: { value, date } } };
  },
};
