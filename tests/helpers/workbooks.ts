import { exampleWorkbook } from '../../sheets-templates/checks/examples/documented.ts';
import type { RawValue } from '../../sheets-templates/define/cell.ts';
import type { Template } from '../../sheets-templates/define/template.ts';
import { findTemplate } from '../../sheets-templates/templates/index.ts';

export function template(id: string): Template {
  const found = findTemplate(id);
  if (!found) throw new Error(`no template ${id}`);
  return found;
}

type Cells = Readonly<Record<string, RawValue>>;

/** A workbook as recovery gives it, from plain values: `{ Empresas: [{ nombre: … }] }`. */
export const rawWorkbook = exampleWorkbook;

/** The worked example of a sheet as a row of data: with a remark of its own, since the bare example is no data. */
export function exampleRow(id: string, sheetId: string): Record<string, string | number | null> {
  const sheet = template(id).sheets.find((candidate) => candidate.id === sheetId);
  const open = sheet?.columns.filter(
    ({ key, type, personal }) => type.id === 'text' && !personal && !(key in sheet.example),
  );
  const remark = open?.find(({ remarks }) => remarks) ?? open?.[0];
  return { ...sheet?.example, ...(remark ? { [remark.key]: 'Fila de prueba' } : {}) };
}

/** The same as an official types it, changed. */
export const example = (id: string, sheetId: string, changes: Cells = {}): Cells => {
  const row = exampleRow(id, sheetId);
  return { ...row, ...(row.sexo === 'M' && { sexo: 'Mujeres' }), ...changes };
};
