import type { Column, FormerColumn } from './define/column.ts';
import type { Sheet } from './define/template.ts';
import type { Lang } from './define/text.ts';
import { fold, once } from './text-matching.ts';

/**
 * Other names by which people head a column, by its key. Assumption: usage of the five countries, not a published list.
 * Only names that mean nothing else in any sheet with that key.
 */
const headerAliases: Readonly<Record<string, readonly string[]>> = {
  region: [
    'Depto',
    'Dpto',
    'Departamento',
    'Región / departamento',
    'Departamento / región',
    'Provincia',
    'Department',
  ],
  regiones: ['Departamentos', 'Deptos', 'Provincias'],
  sector: ['Rubro', 'Sector económico', 'Actividad económica', 'Industry'],
  id_tributario: ['RUC', 'NIT', 'RIF', 'N° de RUC', 'Nro. RUC', 'Número de RUC', 'RUC/NIT', 'NIT/RUC', 'Tax ID'],
  trab_mujeres: ['Mujeres trabajadoras', 'Trabajadores mujeres', 'N° de trabajadoras', 'Women'],
  trab_hombres: ['Hombres trabajadores', 'Trabajadores hombres', 'N° de trabajadores hombres', 'Men'],
  trab_total: ['Total trabajadores', 'Total de trabajadores', 'N° total de trabajadores', 'Personal total'],
  ventas: ['Facturación anual', 'Ventas', 'Ventas del año'],
  mujeres: ['Nº de mujeres', 'N° mujeres', 'Cantidad de mujeres', 'Female'],
  hombres: ['Nº de hombres', 'N° hombres', 'Cantidad de hombres', 'Male'],
  total: ['Total general', 'Cantidad total', 'Valor total'],
  notas: ['Observaciones', 'Observación', 'Comentarios', 'Obs', 'Remarks', 'Comments'],
  fuente: ['Fuente de información', 'Fuente de verificación', 'Medio de verificación'],
  correo: ['Correo electrónico', 'E-mail', 'Email'],
  documento: ['DNI', 'Cédula', 'Cédula de identidad', 'N° de documento', 'Nro. de documento', 'CI'],
  nombre: ['Nombre completo', 'Nombres y apellidos', 'Nombre de la empresa', 'Nombre de la organización'],
  formador_id: ['Capacitador', 'Capacitadora', 'Instructor', 'Instructora', 'Facilitador', 'Facilitadora'],
  entidad: ['Institución', 'Organización a la que pertenece'],
  sexo: ['Género', 'Gender'],
  pais: ['Country name'],
  programa_id: ['Código de programa', 'ID del programa', 'Programme ID', 'Program code'],
  envio_n: ['Nro. de envío', 'N° de envío', 'Envío', 'Envío N°'],
  periodo: ['Período', 'Periodo informado', 'Reporting period'],
  fecha_corte: ['Corte', 'Fecha de cierre de datos', 'Cutoff date'],
};

export type HeaderNameKind = 'key' | 'label' | 'alias' | 'former';

export interface HeaderName {
  column: Column;
  kind: HeaderNameKind;
  /** Language of a label. */
  lang?: Lang;
  former?: FormerColumn;
}

/** A header as it is compared: without accents, case, line breaks, punctuation and the mark of a required column. */
const LONGEST_HEADER = 300;

export function bareHeader(header: string): string {
  // No header is longer; what is may be a whole page in a cell of data.
  return once(bareTexts, header.slice(0, LONGEST_HEADER), (text) =>
    fold(text)
      .replace(/^\d{1,2}\s*[.)-]+\s*(?=\p{L})/u, '')
      .replace(/[^\p{L}\p{N}%]+/gu, ' ')
      .trim(),
  );
}

const bareTexts = new Map<string, string>();

/** Every name by which a header of the sheet is known, as it is compared. */
export function headerNames(sheet: Sheet): ReadonlyMap<string, readonly HeaderName[]> {
  const known = cache.get(sheet);
  if (known) return known;
  const names = new Map<string, HeaderName[]>();
  const add = (text: string | undefined, name: HeaderName) => {
    const bare = text === undefined ? '' : bareHeader(text);
    const others = names.get(bare) ?? [];
    const known = others.some(
      ({ column, kind }) => column === name.column && (kind === name.kind || name.kind !== 'key'),
    );
    if (bare && !known) names.set(bare, [...others, name]);
  };
  const { columns } = sheet;
  // The strongest name of a column comes first; a label may be its key as well.
  for (const column of columns)
    for (const lang of ['es', 'en'] as const) add(column.label[lang], { column, kind: 'label', lang });
  for (const column of columns) add(column.key, { column, kind: 'key' });
  for (const column of columns) {
    for (const former of column.formerly ?? [])
      for (const text of [former.key, former.label?.es, former.label?.en])
        add(text, { column, kind: 'former', former });
  }
  for (const column of columns)
    for (const alias of headerAliases[column.key] ?? []) add(alias, { column, kind: 'alias' });
  cache.set(sheet, names);
  return names;
}

const cache = new WeakMap<Sheet, ReadonlyMap<string, readonly HeaderName[]>>();
