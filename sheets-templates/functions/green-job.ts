import type { Computed } from '../define.ts';

/** Decent-work criteria that must all be met (assumption, derived from the ILO's dimensions of decent work). */
const DECENT_CRITERIA = 5;

/** `es_verde` of EV.Empleos: at least one green criterion and all five decent ones (ILO: decent and green). */
export const greenJobColumn: Computed = {
  formula: ({ at, lang }) => {
    const met = (list: string, cell: string) =>
      `SUMPRODUCT(--((ISNUMBER(SEARCH(C_${list},${cell}))+ISNUMBER(SEARCH(L_${list},${cell})))>0))`;
    const [green, decent] = [at('criterios_verdes'), at('criterios_decentes')];
    const [yes, no] = lang === 'es' ? ['Sí', 'No'] : ['Yes', 'No'];
    return `IF(AND(${green}="",${decent}=""),"",IF(AND(${met('CRITERIO_VERDE', green)}>0,${met('CRITERIO_DECENTE', decent)}=${DECENT_CRITERIA}),"${yes}","${no}"))`;
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
  formula: ({ at }) => `IF(OR(${at('total')}="",${at('meses')}=""),"",${at('total')}*${at('meses')}/${MONTHS_A_YEAR})`,
  compute: ({ total, meses }) =>
    typeof total === 'number' && typeof meses === 'number' ? (total * meses) / MONTHS_A_YEAR : null,
};
