import { el } from './dom.ts';

/**
 * Where each region stands among squares, row by row from the north-west; `.` is nobody's. A layout of ours, roughly as
 * the regions lie to one another (assumption); codes are those of ISO 3166-2 without the country.
 */
export const TILES: Readonly<Record<string, readonly string[]>> = {
  BO: ['N B', 'L C S', 'O H', 'P T'],
  CO: [
    'SAP . . . . LAG',
    '. . . ATL MAG CES',
    '. . COR SUC BOL NSA',
    '. CHO ANT CAL SAN ARA',
    '. . RIS CUN BOY CAS VID',
    '. VAC QUI DC MET GUV GUA',
    '. CAU TOL HUI CAQ VAU',
    '. NAR PUT . . AMA',
  ],
  EC: ['. E . C', 'W M SD I U', '. . R P N D', '. SE G X T Y', '. . B H S', '. . F A', '. . O L Z'],
  PE: [
    'TUM . . LOR',
    'PIU CAJ AMA',
    'LAM LAL SAM UCA',
    '. ANC HUC PAS',
    'CAL LMA LIM JUN . MDD',
    '. ICA HUV AYA APU CUS',
    '. . . . ARE PUN',
    '. . . . MOQ TAC',
  ],
  VE: ['. . . . W . O', 'V I G X A M R', 'T K U D B N Y', 'L P H J . F', 'S E C . Z'],
};

/** Steps of one colour; the number stands in the square too. */
const STEPS = 5;

/** Regions of a country as squares with their figure. */
export function tileMap(
  country: string,
  values: ReadonlyMap<string, number>,
  label: (region: string) => string,
  shown: (value: number) => string,
  short: (value: number) => string,
): HTMLElement {
  const layout = TILES[country] ?? [];
  const most = Math.max(...values.values(), 0);
  const tiles = layout.flatMap((row, at) =>
    row.split(' ').flatMap((code, column) => {
      if (code === '.') return [];
      const value = values.get(`${country}-${code}`);
      const step = value === undefined || most <= 0 ? 0 : Math.max(1, Math.ceil((value / most) * STEPS));
      const told = value === undefined ? '' : short(value);
      const said = `${label(`${country}-${code}`)}: ${value === undefined ? '–' : shown(value)}`;
      return [
        el(
          'li',
          { class: `tile step-${step}`, style: `grid-row:${at + 1};grid-column:${column + 1}`, title: said },
          el('span', { class: 'code', 'aria-hidden': 'true' }, code),
          el('span', { class: told.length > 5 ? 'amount long' : 'amount', 'aria-hidden': 'true' }, told),
          el('span', { class: 'unseen' }, said),
        ),
      ];
    }),
  );
  return el('ul', { class: 'tiles' }, tiles);
}
