import { findList } from '../../sheets-templates/code-lists/lookup.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { countWithUnit } from '../../sheets-templates/indicators/units.ts';
import headlines from '../merge/data/titulares.json' with { type: 'json' };
import type { Cell } from '../merge/database.ts';
import type { Headline } from '../merge/headlines.ts';
import { officeWorkbook } from './office-sheet.ts';
import { VERDICTS, withQualifier } from './plain-words.ts';
import { inWords } from './table-words.ts';

/** Columns of the sheet of published figures; a figure read from several indicators has a row for each. */
export const COLUMNS = [
  'titular',
  'enunciado',
  'valor',
  'calificador',
  'indicador',
  'programa_id',
  'publico',
  'paises',
  'hasta',
  'cobertura_titular',
  'cobertura_por',
] as const;

const WIDTHS: Readonly<Record<ColumnName, number>> = {
  titular: 9,
  enunciado: 52,
  valor: 12,
  calificador: 16,
  indicador: 12,
  programa_id: 24,
  publico: 12,
  paises: 18,
  hasta: 14,
  cobertura_titular: 14,
  cobertura_por: 16,
};

const WORDS = {
  es: {
    name: 'Publicado',
    title: 'Cifras publicadas',
    help: [
      'Una fila por cifra e indicador del que sale; * quiere decir todos. La cifra y su enunciado van en la primera fila de cada una.',
      'Guarde este archivo y ejecute: quipu compare --published ESTE_ARCHIVO --db BASE',
    ],
    heads: [
      'Cifra',
      'Enunciado',
      'Publicado',
      'Calificador',
      'Indicador',
      'Programa',
      'Público',
      'Países',
      'Hasta',
      'Cobertura: cifra',
      'Cobertura: indicador',
    ],
  },
  en: {
    name: 'Published',
    title: 'Published figures',
    help: [
      'A row for each figure and indicator that it comes from; * means all. Figure and statement stand in the first row of each.',
      'Save this file and run: quipu compare --published THIS_FILE --db DATABASE',
    ],
    heads: [
      'Figure',
      'Statement',
      'Published',
      'Qualifier',
      'Indicator',
      'Programme',
      'Audience',
      'Countries',
      'Until',
      'Coverage: figure',
      'Coverage: indicator',
    ],
  },
} as const;

/** What stands over the columns, by language. */
export const HEADS = [WORDS.es.heads, WORDS.en.heads];

/** Empty rows below the example. */
const SPARE = 40;

/** Figure 4 of the report 2010–2015 as the sheet has it. */
export function templateWorkbook(lang: Lang): Promise<Uint8Array> {
  const seen = new Set<string>();
  const rows = headlines.definiciones.map((part) => {
    const figure = headlines.titulares.find(({ titular }) => titular === part.titular) as Headline | undefined;
    const first = !seen.has(part.titular);
    seen.add(part.titular);
    const values: Readonly<Record<ColumnName, string | number>> = {
      titular: part.titular,
      enunciado: first ? String(figure?.[lang] ?? '') : '',
      valor: first && typeof figure?.valor_publicado === 'number' ? figure.valor_publicado : '',
      calificador: first ? qualifierName(figure?.calificador_publicado, lang) : '',
      indicador: part.indicador,
      programa_id: part.programa_id,
      publico: part.publico,
      paises: part.paises,
      hasta: part.hasta === null ? '' : part.hasta.split('-').reverse().join('/'),
      cobertura_titular: first ? String(figure?.cobertura_titular ?? '') : '',
      cobertura_por: first ? String(figure?.cobertura_por ?? '') : '',
    };
    return COLUMNS.map((name) => values[name]);
  });
  const say = WORDS[lang];
  const choices = findList('CALIFICADOR')
    .items.filter(({ code }) => code !== 'META')
    .map((item) => item[lang]);
  return officeWorkbook({
    output: 'publicado',
    name: say.name,
    title: say.title,
    help: say.help,
    columns: COLUMNS.map((key, at) => ({
      key,
      heading: say.heads[at] ?? key,
      width: WIDTHS[key],
      open: true,
      ...(key === 'calificador' && { choices }),
    })),
    rows,
    spare: SPARE,
  });
}

const qualifierName = (code: Cell | undefined, lang: Lang): string =>
  findList('CALIFICADOR').items.find((item) => item.code === code)?.[lang] ?? '';

/** A figure that would tell of fewer than five people. */
const isHidden = ({ valor_calculado, componentes }: Record<string, Cell>) =>
  valor_calculado === null && String(componentes ?? '').includes('"suprimido":true');

/** Published beside calculated, as a workbook to hand on. */
export function resultWorkbook(rows: readonly Record<string, Cell>[], lang: Lang): Promise<Uint8Array> {
  const es = lang === 'es';
  const heads = es
    ? ['Cifra', 'Enunciado', 'Publicado', 'Calculado', 'Diferencia', 'Cobertura', 'Resultado']
    : ['Figure', 'Statement', 'Published', 'Calculated', 'Difference', 'Coverage', 'Result'];
  const widths = [9, 60, 16, 16, 14, 22, 18];
  return officeWorkbook({
    output: 'comparacion',
    name: es ? 'Comparación' : 'Comparison',
    title: es ? 'Lo publicado y lo calculado' : 'Published and calculated',
    help: [
      es
        ? 'Calculado de los libros consolidados. «Más de» se cumple solo por encima de la cifra.'
        : 'Calculated from the merged workbooks. «More than» holds only above the figure.',
    ],
    columns: heads.map((heading, at) => ({ key: String(at), heading, width: widths[at] ?? 12 })),
    rows: rows.map((row) => [
      String(row.titular),
      String(row[lang]),
      withQualifier(row.valor_publicado, row.calificador_publicado, lang),
      isHidden(row)
        ? String(inWords('suprimido', 'estado', lang))
        : withQualifier(row.valor_calculado, row.calificador_calculado, lang),
      typeof row.diferencia === 'number' ? row.diferencia : '',
      countWithUnit(String(row.cobertura ?? ''), lang),
      VERDICTS[String(row.estado)]?.[lang] ?? String(row.estado),
    ]),
  });
}

export type ColumnName = (typeof COLUMNS)[number];
