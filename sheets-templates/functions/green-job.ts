import { criterioDecente } from '../code-lists/criterio-decente.ts';
import { criterioVerde } from '../code-lists/criterio-verde.ts';
import type { Computed } from '../define/column.ts';
import type { CodeList } from '../define/text.ts';

/** Decent-work criteria that must all be met (assumption, derived from the ILO's dimensions of decent work). */
const DECENT_CRITERIA = 5;

/** `es_verde` of EV.Empleos: at least one green criterion and all five decent ones (ILO: decent and green). */
export const greenJobColumn: Computed = {
  formula: ({ at, lang }) => {
    // Item by item: not every program looks for all items of a range at once.
    const met = ({ items }: CodeList, cell: string) =>
      items
        .map((item) =>
          [item.code, item[lang]].map((text) => `ISNUMBER(SEARCH("${text.replaceAll('"', '""')}",${cell}))`),
        )
        .map((found) => `IF(OR(${found.join(',')}),1,0)`)
        .join('+');
    const [green, decent] = [at('criterios_verdes'), at('criterios_decentes')];
    const [yes, no] = lang === 'es' ? ['Sí', 'No'] : ['Yes', 'No'];
    return `IF(AND(${green}="",${decent}=""),"",IF(AND(${met(criterioVerde, green)}>0,${met(criterioDecente, decent)}=${DECENT_CRITERIA}),"${yes}","${no}"))`;
  },
  compute: ({ criterios_verdes: green, criterios_decentes: decent }) => {
    if (green === null && decent === null) return null;
    const count = (codes: unknown) => (typeof codes === 'string' ? new Set(codes.split(';')).size : 0);
    return count(green) > 0 && count(decent) === DECENT_CRITERIA ? 'S' : 'N';
  },
};

const MONTHS_A_YEAR = 12;

/** `etc` of EV.Empleos: full-time equivalent = people × months of work / 12. */
export const fullTimeEquivalentColumn: Computed = {
  formula: ({ at }) =>
    `IF(AND(ISNUMBER(${at('total')}),ISNUMBER(${at('meses')})),${at('total')}*${at('meses')}/${MONTHS_A_YEAR},"")`,
  compute: ({ total, meses }) =>
    typeof total === 'number' && typeof meses === 'number' ? (total * meses) / MONTHS_A_YEAR : null,
};
