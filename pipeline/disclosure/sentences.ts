import { rules } from '../../sheets-templates/checks/index.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { quoted, sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { models } from '../merge/models.ts';
import { AS_IT_STOOD, notAboutPersons } from './sql.ts';
import { PUBLISHED } from './tables.ts';

/** Places stay; what stands in them is not told where the row tells of few people. Rows that are a person are left out. */
export function provenance(source: string): string {
  return `select t.* replace (if(coalesce(list_contains(o.expresiones, t.columna), false), null, t.valor) as valor)
    from ${source} as t
    left join filas_ocultas as o on o.entrega_id = t.entrega_id and o.hoja = t.hoja and o.fila = t.fila
    where ${notAboutPersons('t')}
    ${AS_IT_STOOD}`;
}

/**
 * Made of the cells as they are published. Of rows that are a person only the workbook is told, not how many nor which,
 * and only where they count.
 */
export function sourcesByWorkbook(): string {
  return `select * from (
      select * from (${sqlOf('fuentes').replaceAll('consolidado.procedencia', `${PUBLISHED}.procedencia`)})
      union all
      select distinct tabla, clave, rol, entrega_id, hoja, null, null
      from (${sqlOf('int_procedencia').replaceAll('consolidado.procedencia', `(from consolidado.procedencia as t where not ${notAboutPersons('t')})`)})
      where principal and rol = 'cuenta'
    )
    order by tabla, clave, rol <> 'cuenta', rol, entrega_id, hoja`;
}

/** SQL of a model. */
function sqlOf(model: string): string {
  return models.find(({ name }) => name === model)?.sql ?? '';
}

/** The view that tells the cells of each figure, over what is published, in whose file it stands. */
export const cellsOfFigures = {
  name: 'procedencia_por_cifra',
  sql: sqlOf('int_procedencia').replaceAll('consolidado.procedencia', 'procedencia'),
};

export interface Spoken {
  /** Columns with what a cell says. */
  values: readonly string[];
  /** Columns with sentences that begin with a place. */
  messages: readonly string[];
  texts: readonly string[];
}

/** Types of columns of which a finding tells no number of people: dates, codes, keys. */
const HARMLESS = new Set(['date', 'code', 'codes', 'id', 'reference', 'references', 'period']);
const harmlessColumns = (() => {
  const all = sheetDefinitions.flatMap(({ columns }) => columns);
  const others = new Set(all.filter(({ type }) => !HARMLESS.has(type.id)).map(({ key }) => key));
  return [...new Set(all.map(({ key }) => key))].filter((key) => !others.has(key));
})();

/** Rules that say of a whole file what happened to it, in words of Quipu's own alone. */
const OF_FILES = ['M-39', 'M-40', 'Q-08', 'Q-09'];

/** What each rule asks, by its code, as SQL. */
const asked = (lang: Lang, code: string): string =>
  `map([${rules.map(({ id }) => quoted(id)).join(', ')}], [${rules.map(({ about }) => quoted(about[lang])).join(', ')}])[${code}]`;

/**
 * Findings speak of cells that may tell of few people, of rows kept out and of submissions replaced as well. Where they
 * may, what the rule asks stands for what it said of the cell; the place stays. The sender's own answer and the office's
 * database have the sentence.
 */
export function findings(source: string, { values, messages, texts }: Spoken): string {
  const examples = source.endsWith('calidad_datos');
  const harmless = `coalesce(t.columna in (${harmlessColumns.map(quoted).join(', ')}), false) and ${notAboutPersons('t')}`;
  const told = examples ? 'false' : harmless;
  const code = source.endsWith('hallazgos') ? 't.codigo' : 't.regla';
  const ofFile = `coalesce(${code} in (${OF_FILES.map(quoted).join(', ')}), false)`;
  const withoutNumbers = (text: string) =>
    `regexp_replace(regexp_replace(${text}, '[0-9]+([.,][0-9]+)*', '…', 'g'), '«[^»]*»', '«…»', 'g')`;
  const replaced = [
    ...values.map((name) => `if(${told}, t.${name}, null) as ${name}`),
    ...messages.map((name) => {
      const at = `position(': ' in t.${name})`;
      // What is said of a whole file names no place.
      const place = `if(${at} = 0, '', left(t.${name}, ${at} + 1))`;
      const about = asked(name.endsWith('_en') ? 'en' : 'es', code);
      const rule = name.endsWith('_en') ? 'Rule: ' : 'Regla: ';
      const asks = `'${rule}' || ${about}`;
      return `if(${told} or ${ofFile} or t.${name} is null, t.${name}, ${place} || coalesce(${asks}, '')) as ${name}`;
    }),
    ...texts.map((name) => `if(${told}, t.${name}, ${withoutNumbers(`t.${name}`)}) as ${name}`),
  ];
  return `select t.* replace (${replaced.join(', ')}) from ${source} as t ${AS_IT_STOOD}`;
}
