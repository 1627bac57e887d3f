import { findList } from '../../sheets-templates/code-lists/lookup.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import type { Template } from '../../sheets-templates/define/template.ts';
import type { Random } from './random.ts';

export const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** A few declared figures that the other sheets do not give. */
export function declared(template: Template, to: string): Row[] {
  const row = (indicator: string, total: number): Row => ({
    indicador: indicator,
    total,
    calificador: 'EX',
    tipo_conteo: 'INC',
    fecha_dato: to,
    fuente: 'Registro inventado para la demostración',
  });
  return [row('TR04', 2), row('TR08', 5), row('TR09', 240), ...(template.code === 'SC' ? [row('SC20', 18)] : [])];
}

/** Dates spread evenly, so that no two milestones share process, day and stage. */
export function dayOf(from: string, to: string, n: number, count: number): string {
  const [low, high] = [Date.parse(from), Date.parse(to)] as [number, number];
  return new Date(low + Math.floor(((high - low) * n) / count / 86_400_000) * 86_400_000).toISOString().slice(0, 10);
}

export function region(random: Random, country: string): string {
  return random.pick(findList('REGION').items.filter(({ parent }) => parent === country)).code;
}

/** Of the country's form but with a made-up middle; programmes of one country share some enterprises. */
export function taxNumber(country: string, n: number): string {
  const digits = String(n).padStart(4, '0');
  return (
    {
      PE: `2099999${digits}`,
      CO: `99999${digits}`,
      EC: `179999${digits}001`,
      VE: `J9999${digits}9`,
      BO: `99999${digits}`,
    }[country] ?? digits
  );
}
