/** Colours of charts, which colour-blind readers tell apart: Okabe and Ito, «Color Universal Design», 2008. */
const OKABE_ITO = ['E69F00', '56B4E9', '009E73', '0072B2', 'D55E00', 'CC79A7', 'F0E442', '000000'] as const;

const COUNTRIES = ['BO', 'CO', 'EC', 'PE', 'VE'];
const SEXES: Readonly<Record<string, string>> = { M: 'D55E00', H: '0072B2' };

/** A country has the same colour in every chart; further ones take the rest in turn. */
export const colourOfCountry = (code: string, at = 0): string => {
  const known = COUNTRIES.indexOf(code);
  return OKABE_ITO[(known < 0 ? COUNTRIES.length + at : known) % OKABE_ITO.length] ?? OKABE_ITO[0];
};

export const colourOfSex = (code: string): string => SEXES[code] ?? '000000';

/** Where there is only one series. */
export const SINGLE = '2B5F9E';
