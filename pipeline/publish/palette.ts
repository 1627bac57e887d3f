import { countries } from '../../sheets-templates/countries/index.ts';

/** Colours of charts, which colour-blind readers tell apart: Okabe and Ito, «Color Universal Design», 2008. */
const OKABE_ITO = ['E69F00', '56B4E9', '009E73', '0072B2', 'D55E00', 'CC79A7', 'F0E442', '000000'] as const;

const COUNTRIES = ['BO', 'CO', 'EC', 'PE', 'VE'];
const SEXES: Readonly<Record<string, string>> = { M: 'D55E00', H: '0072B2' };

/** These have always had theirs; countries that came later take the rest in their order, and beyond eight the first again. */
const IN_ORDER = [...new Set([...COUNTRIES, ...countries.map(({ code }) => code)])];

/** A country has the same colour in every chart. */
export const colourOfCountry = (code: string): string =>
  OKABE_ITO[Math.max(0, IN_ORDER.indexOf(code)) % OKABE_ITO.length] ?? OKABE_ITO[0];

export const colourOfSex = (code: string): string => SEXES[code] ?? '000000';

/** Where there is only one series. */
export const SINGLE = '2B5F9E';
