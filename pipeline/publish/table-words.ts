import { findList, listsOf } from '../../sheets-templates/code-lists/lookup.ts';
import type { Lang, Text } from '../../sheets-templates/define/text.ts';
import { sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { indicatorByCode } from '../../sheets-templates/indicators/index.ts';
import { countWithUnit, unitIn } from '../../sheets-templates/indicators/units.ts';
import { findTemplate } from '../../sheets-templates/templates/index.ts';
import type { Cell } from '../merge/database.ts';
import { describeColumn } from './columns.ts';
import { detailIn, OWN_WORDS, scopeWith, VERDICTS } from './plain-words.ts';

/** Heading of a column as people read it. */
const headingOf = (table: string, column: string, lang: Lang): string =>
  describeColumn(table, column)?.label[lang] ?? column;

/** Columns whose codes are shown as labels, and their lists. */
export const LISTS_OF_CODES: Readonly<Record<string, readonly string[]>> = {
  pais: ['PAIS'],
  region: ['REGION'],
  sector: ['SECTOR', 'SECTOR_VERDE'],
  clase: ['CLASE_EMPRESA'],
  sexo: ['SEXO'],
  publico: ['PUBLICO'],
  calificador: ['CALIFICADOR'],
  calificador_publicado: ['CALIFICADOR'],
  calificador_calculado: ['CALIFICADOR'],
};

/** Dimensions in which an empty cell means the total over them. */
const DIMENSIONS = new Set(['pais', 'programa_id', 'region', 'sector', 'clase', 'sexo', 'periodo', 'publico']);

/** A code as people read it; the codes themselves stand in Parquet and CSV. */
export function inWords(value: Cell, column: string, lang: Lang): Cell {
  if (value === '' && DIMENSIONS.has(column)) return lang === 'es' ? '(todos)' : '(all)';
  if (column === 'estado' && value === 'suprimido') return headingOf('', 'suprimido', lang);
  if (column === 'estado' && VERDICTS[String(value)]) return VERDICTS[String(value)]?.[lang] ?? value;
  const own = OWN_WORDS[column]?.[String(value)];
  if (own) return own[lang];
  if (column === 'detalle' && typeof value === 'string') return detailIn(value, lang);
  if ((column === 'plantilla' || column === 'plantillas' || column === 'areas') && typeof value === 'string')
    return templatesIn(value, lang);
  if (column === 'unidad' && typeof value === 'string') return unitIn(value, lang);
  if (column === 'cobertura' && typeof value === 'string') return countWithUnit(value, lang);
  const lists = LISTS_OF_CODES[column];
  if (!lists || typeof value !== 'string') return value;
  return namesIn(lists).get(value)?.[lang] ?? value;
}

/** Codes of templates, separated by `;`. */
const templatesIn = (codes: string, lang: Lang): string =>
  codes
    .split(';')
    .map((code) => findTemplate(code)?.[lang] ?? code)
    .join(', ');

const namesOfLists = new Map<readonly string[], ReadonlyMap<string, Text>>();

/** Names by code in several lists; of a code that stands in two, that of the first. */
function namesIn(lists: readonly string[]): ReadonlyMap<string, Text> {
  const found = namesOfLists.get(lists);
  if (found) return found;
  const items = lists.flatMap((list) => findList(list).items).reverse();
  const names = new Map<string, Text>(items.map((item) => [item.code, item]));
  namesOfLists.set(lists, names);
  return names;
}

/** Sheets whose codes a consolidated table carries on. */
const SHEET_OF_TABLE: Readonly<Record<string, string>> = {
  score_empresas: 'Empresas',
  score_modulos: 'Modulos',
  score_mediciones: 'Mediciones',
  cv_organizaciones: 'Organizaciones',
  co_cooperativas: 'Organizaciones',
  fe_grupos: 'Grupos',
  cv_mercado: 'CambiosMercado',
  ev_organizaciones: 'Organizaciones',
  cv_acciones: 'Acciones',
  co_acciones: 'Acciones',
  ev_capacitaciones: 'Acciones',
  fe_cursos: 'Acciones',
  fe_cursos_resumen: 'Acciones',
  cv_mediciones: 'MedicionesCV',
  ev_empleos: 'Empleos',
  fe_seguimiento: 'Seguimiento',
  pl_procesos: 'Procesos',
  pl_procesos_resumen: 'Procesos',
  dim_programa: 'Portada',
  dim_empresa: 'Empresas',
  dim_mesa: 'Mesas',
  hr_mesas: 'Mesas',
  hr_problemas: 'Problemas',
  hr_historia: 'Problemas',
  hr_soluciones: 'Soluciones',
  hr_sesiones: 'Sesiones',
  hr_escalamientos: 'Escalamientos',
  hr_escalamientos_resumen: 'Escalamientos',
};

/** Codes of a sheet's column in words; several are separated by `;`. */
export function codesInWords(sheetId: string, key: string, value: Cell | undefined, lang: Lang): string | null {
  if (typeof value !== 'string') return null;
  const names = namesOf(sheetId, key);
  if (names.size === 0) return null;
  return value
    .split(';')
    .map((code) => names.get(code)?.[lang] ?? code)
    .join(', ');
}

const known = new Map<string, ReadonlyMap<string, Text>>();

/** Names of the codes of a sheet's column, by code. */
function namesOf(sheetId: string, key: string): ReadonlyMap<string, Text> {
  const place = `${sheetId}.${key}`;
  const found = known.get(place);
  if (found) return found;
  const column = sheetDefinitions.find(({ id }) => id === sheetId)?.columns.find((one) => one.key === key);
  const items = column ? listsOf(column).flatMap((list) => list.items) : [];
  const names = new Map(items.map((item) => [item.code, item]));
  known.set(place, names);
  return names;
}

/** A cell of a consolidated table as people read it. */
export function cellInWords(table: string, column: string, value: Cell, lang: Lang): Cell {
  // What is hidden of a row is named as its heading says it.
  if (column === 'suprimido' && typeof value === 'string' && value !== '')
    return value
      .split(';')
      .map((key) => headingOf(table, key, lang))
      .join(', ');
  const sheet = SHEET_OF_TABLE[table];
  return (sheet && codesInWords(sheet, column, value, lang)) || inWords(value, column, lang);
}

export const indicatorName = (code: Cell, lang: Lang): string => indicatorByCode.get(String(code))?.[lang] ?? '';

/** What a line covers: «Total de Perú · sexo: Mujeres · todos los periodos». */
export const scopeOf = (line: Readonly<Record<string, Cell | undefined>>, lang: Lang): string =>
  scopeWith(line, (dimension, code) => String(inWords(code, dimension, lang)), lang);
