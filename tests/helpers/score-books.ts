import type { Row } from '../../sheets-templates/define/cell.ts';
import type { Book } from './books.ts';

/** A SCORE workbook's rows: enterprises by number with their staff, each with one module, and one trainer. */
export function scoreDetail(staff: readonly (readonly [enterprise: number, people: number])[]): Book['rows'] {
  return {
    Empresas: staff.map(([n, people]) => enterpriseRow(n, people)),
    Modulos: staff.map(([n]) => moduleRow(n)),
    Formadores: [trainerRow],
  };
}

export const enterpriseRow = (n: number, people: number, changes: Row = {}): Row => ({
  empresa_id: n,
  nombre: `Empresa ${n}`,
  tipo_org: 'EMP',
  id_tributario: `2099999${String(n).padStart(4, '0')}`,
  region: 'PE-LIM',
  sector: 'TEXTIL',
  trab_mujeres: people,
  trab_hombres: 0,
  trab_total: people,
  ventas: 1000,
  moneda: 'PEN',
  anio_ventas: 2025,
  fecha_ingreso: '2025-03-01',
  ...changes,
});

export const moduleRow = (n: number, changes: Row = {}): Row => ({
  empresa_id: String(n),
  modulo: 'M1',
  fecha_inicio: '2025-04-01',
  formador_id: '1',
  trab_mujeres: 1,
  trab_hombres: 1,
  ger_mujeres: 0,
  ger_hombres: 0,
  part_total: 2,
  plan_mejora: 'S',
  ...changes,
});

export const trainerRow: Row = {
  formador_id: 1,
  documento: 'X',
  sexo: 'M',
  metodologia: 'SCORE',
  estado: 'CER',
  fecha_formacion: '2012-01-01',
  fecha_certificacion: '2012-02-01',
  certificador: 'OIT',
  activo: 'S',
};
