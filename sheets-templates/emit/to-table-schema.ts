import { lists } from '../code-lists/lookup.ts';
import type { Column } from '../define/column.ts';
import type { Sheet, Template } from '../define/template.ts';
import type { Lang } from '../define/text.ts';
import { templates } from '../templates/index.ts';

/** Frictionless Table Schemas of every sheet of every template. */
export function toTableSchemas(lang: Lang) {
  return templates.map((template) => ({
    name: template.slug,
    title: template[lang],
    description: template.purpose[lang],
    resources: [template.cover, ...template.sheets].map((sheet) => resource(template, sheet, lang)),
  }));
}

function resource(template: Template, sheet: Sheet, lang: Lang) {
  const references = sheet.columns.filter(
    ({ ref }) => ref && !ref.external && template.sheets.some(({ id }) => id === ref.sheet),
  );
  return {
    name: sheet.table,
    title: sheet.label[lang],
    description: sheet.grain[lang],
    schema: {
      fields: sheet.columns.map((column) => field(template, column, lang)),
      primaryKey: sheet.key,
      missingValues: [''],
      foreignKeys: references.map(({ key, ref }) => ({
        fields: [key],
        reference: { resource: template.sheets.find(({ id }) => id === ref?.sheet)?.table, fields: [ref?.column] },
      })),
    },
  };
}

function field(template: Template, column: Column, lang: Lang) {
  const codes =
    column.list && column.type.validation(column).kind === 'list'
      ? lists.items(column, { country: null, workbook: template.code })
      : [];
  const constraints = {
    ...(column.required.kind === 'always' && { required: true }),
    ...(column.min !== undefined && { minimum: column.min }),
    ...(column.max !== undefined && { maximum: column.max }),
    ...(column.maxLength !== undefined && { maxLength: column.maxLength }),
    ...(codes.length > 0 && { enum: codes.map(({ code }) => code) }),
  };
  return {
    name: column.key,
    title: column.label[lang],
    description: column.help[lang],
    ...column.type.schema,
    ...(column.unit && { unit: column.unit }),
    ...(Object.keys(constraints).length > 0 && { constraints }),
  };
}
