import type { RawValue } from '../../define/cell.ts';
import { sheetDefinitions } from '../../emit/to-sql.ts';

export type Cells = Readonly<Record<string, RawValue>>;

/** Rows in which a rule fires, and the same one step inside it. Tests run them; the documentation shows what they say. */
export interface RuleExample {
  /** Code of the template; SC where nothing is said. */
  workbook?: string;
  cover?: Cells;
  /** Rows by sheet id. */
  fires: Readonly<Record<string, readonly Cells[]>>;
  nearly: Readonly<Record<string, readonly Cells[]>>;
  nearlyCover?: Cells;
}

/** The worked example of a sheet as an official types it, changed. A remark keeps it from being the bare example. */
export function row(sheetId: string, changes: Cells = {}): Cells {
  const sheet = sheetDefinitions.find(({ id }) => id === sheetId);
  if (!sheet) throw new Error(`no sheet ${sheetId}`);
  const open = sheet.columns.filter(
    ({ key, type, personal }) => type.id === 'text' && !personal && !(key in sheet.example),
  );
  const remark = open.find(({ remarks }) => remarks) ?? open[0];
  return {
    ...sheet.example,
    ...(remark && { [remark.key]: 'Fila de prueba' }),
    ...(sheet.example.sexo === 'M' && { sexo: 'Mujeres' }),
    ...changes,
  };
}

export const enterprise = (changes: Cells = {}) => row('Empresas', changes);
export const trainer = (changes: Cells = {}) => row('Formadores', { documento: '40112233', ...changes });
export const result = (changes: Cells = {}) => row('Resultados', changes);
export const problem = (changes: Cells = {}) => row('Problemas', changes);
export const solution = (changes: Cells = {}) => row('Soluciones', { reemplaza_a: null, ...changes });
