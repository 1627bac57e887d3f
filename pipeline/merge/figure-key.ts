import { indicatorByCode } from '../../sheets-templates/indicators/index.ts';

type Cell = string | number | boolean | null | undefined;

/** Dimensions by which a line breaks down, at most one at a time. */
export const BREAKDOWNS = ['region', 'sector', 'clase', 'sexo', 'publico'] as const;

/** Key of the line that a breakdown is part of. */
export const keyOfTotal = (figure: Readonly<Record<string, Cell>>): string =>
  keyOfFigure({ ...figure, ...Object.fromEntries(BREAKDOWNS.map((name) => [name, ''])) });

/** Key of a line of an indicator in `procedencia`. */
export function keyOfFigure(figure: Readonly<Record<string, Cell>>): string {
  const dimension = BREAKDOWNS.find((name) => figure[name]);
  const line = [figure.indicador, figure.pais, figure.programa_id, figure.periodo].map((value) => value ?? '');
  const amount = indicatorByCode.get(String(figure.indicador))?.unit === 'moneda';
  return [
    ...line,
    ...(dimension ? [`${dimension}=${figure[dimension]}`] : []),
    ...(amount ? [`unidad=${figure.unidad}`] : []),
  ].join('|');
}
