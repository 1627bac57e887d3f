import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findList } from '../../sheets-templates/code-lists/lookup.ts';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import { type Lang, type Text, text } from '../../sheets-templates/define.ts';
import { toNumber } from '../../sheets-templates/functions/to-number.ts';
import { indicatorByCode } from '../../sheets-templates/indicators/index.ts';
import { countWithUnit } from '../../sheets-templates/indicators/units.ts';
import { fold } from '../../sheets-templates/text-matching.ts';
import { makePublished } from '../disclosure/published.ts';
import { PUBLISHED } from '../disclosure/tables.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { compareWith } from '../merge/compare.ts';
import headlines from '../merge/data/titulares.json' with { type: 'json' };
import { type Cell, Database } from '../merge/database.ts';
import type { Headline, HeadlinePart } from '../merge/schema.ts';
import { dayIn, type OfficeRow, readOfficeTable } from '../office/office-table.ts';
import { lookInto } from '../office/open-database.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { headlinesInWords } from '../publish/headlines.ts';
import { officeWorkbook } from '../publish/office-sheet.ts';
import { VERDICTS, withQualifier } from '../publish/plain-words.ts';
import { inWords } from '../publish/table-words.ts';
import { type CommandDefinition, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'compare',
  about: text(
    'Compara cifras publicadas con las que salen de los libros.',
    'Compares published figures with those that the workbooks give.',
  ),
  options: [
    { flags: '--published <archivo>', about: text('hoja de cifras publicadas', 'sheet of published figures') },
    { flags: '--db <archivo>', about: text('la base de datos de la oficina', "the office's database") },
    {
      flags: '--out <archivo>',
      about: text('escribe la comparación como libro', 'writes the comparison as a workbook'),
    },
    { flags: '--template <archivo>', about: text('escribe la hoja para llenar', 'writes the sheet to fill in') },
    formatOption('text', 'json'),
  ],
  example: 'quipu compare --published informe.xlsx --db oficina.duckdb --out comparacion.xlsx',
  run: (options: CompareOptions, effects: Effects) => compareCommand(options, effects),
};

export interface CompareOptions {
  published?: string;
  template?: string;
  db?: string;
  out?: string;
  format: 'text' | 'json';
  lang: Lang;
}

/** Columns of the sheet of published figures; a figure read from several indicators has a row for each. */
const COLUMNS = [
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
type ColumnName = (typeof COLUMNS)[number];

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
/** Empty rows below the example. */
const SPARE = 40;

/** `quipu compare`: the figures of a published report beside those calculated from what was merged. */
export async function compareCommand(options: CompareOptions, effects: Effects): Promise<number> {
  const { published, template, db, lang } = options;
  if (template !== undefined) {
    save(template, await templateWorkbook(lang));
    effects.stderr(
      lang === 'es'
        ? `${template}: el ejemplo es la Figura 4 del informe 2010–2015.\n`
        : `${template}: the example is Figure 4 of the report 2010–2015.\n`,
    );
    return 0;
  }
  if (published === undefined || db === undefined)
    throw new Failure(
      text(
        'Indique --published y --db para comparar, o --template para escribir la hoja.',
        'Give --published and --db to compare, or --template to write the sheet.',
      ),
      2,
    );
  const { figures, parts, problems } = await readPublished(published);
  if (problems.length > 0) {
    effects.stderr(
      lang === 'es'
        ? `${published}: no se comparó nada; falta corregir:\n`
        : `${published}: nothing was compared; first correct:\n`,
    );
    for (const problem of problems) effects.stderr(`  ${problem[lang]}\n`);
    return 1;
  }
  const { rows, told } = await onCopy(db, async (copy) => {
    const all = await compareWith(copy, figures, parts);
    if (options.out === undefined) return { rows: all, told: [] };
    // The workbook is handed on: it tells what may be published.
    await makePublished(copy);
    return { rows: all, told: await copy.rows(`select * from ${PUBLISHED}.titulares_figura4`) };
  });
  if (options.out !== undefined) save(options.out, await resultWorkbook(told, lang));
  if (options.format === 'json')
    effects.stdout(
      `${JSON.stringify(
        rows.map((row) => ({ ...row, componentes: JSON.parse(String(row.componentes ?? '[]')) })),
        null,
        2,
      )}\n`,
    );
  else effects.stdout(headlinesInWords(rows, lang === 'es' ? 'Cifra publicada' : 'Published figure', lang));
  return 0;
}

function save(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch {
    throw cannotWrite(path);
  }
}

/** Works on a copy that is thrown away: the office's database stays as it is. */
async function onCopy<T>(path: string, work: (db: Database) => Promise<T>): Promise<T> {
  await lookInto(path, async () => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'quipu-comparar-'));
  try {
    const copy = join(folder, 'copia.duckdb');
    try {
      copyFileSync(path, copy);
    } catch {
      throw cannotWrite(folder);
    }
    const db = await Database.open(copy);
    try {
      return await work(db);
    } finally {
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Figure 4 of the report 2010–2015 as the sheet has it. */
function templateWorkbook(lang: Lang): Promise<Uint8Array> {
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

interface Published {
  figures: Headline[];
  parts: HeadlinePart[];
  problems: Text[];
}

/** Reads the sheet; everything wrong with it is told at once. */
async function readPublished(file: string): Promise<Published> {
  const rows = await readOfficeTable(file, COLUMNS, ['titular', 'valor', 'indicador']);
  if (!rows)
    throw new Failure(
      text(
        `${file} no es una hoja de cifras publicadas. Hágala con quipu compare --template.`,
        `${file} is no sheet of published figures. Make it with quipu compare --template.`,
      ),
      2,
    );
  const figures = new Map<string, Headline>();
  const parts: HeadlinePart[] = [];
  const problems: Text[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const said = (key: ColumnName) => row.values.get(key) ?? '';
    if (COLUMNS.every((key) => said(key) === '')) continue;
    const { figure, part, wrong } = readRow(row, said);
    problems.push(...wrong);
    const own = JSON.stringify(part);
    const before = seen.get(own);
    if (before !== undefined)
      problems.push(
        text(
          `Fila ${row.row}: repite la fila ${before}; se sumaría dos veces. Quite una.`,
          `Row ${row.row}: repeats row ${before}; it would be added twice. Remove one.`,
        ),
      );
    seen.set(own, row.row);
    if (!figures.has(said('titular'))) figures.set(said('titular'), figure);
    parts.push(part);
  }
  return { figures: [...figures.values()], parts, problems };
}

function readRow(
  { row, cells }: OfficeRow,
  said: (key: ColumnName) => string,
): { figure: Headline; part: HeadlinePart; wrong: Text[] } {
  const wrong: Text[] = [];
  const tell = (es: string, en: string) => wrong.push(text(`Fila ${row}: ${es}`, `Row ${row}: ${en}`));
  if (said('titular') === '')
    tell('falta el código de la cifra (H1, H2…).', 'the code of the figure is missing (H1, H2…).');
  const indicator = said('indicador').toUpperCase();
  if (!indicatorByCode.has(indicator))
    tell(
      `«${said('indicador')}» no es un indicador. Escriba su código, p. ej. SC01.`,
      `«${said('indicador')}» is no indicator. Write its code, e.g. SC01.`,
    );
  const countries =
    said('paises') === '' || said('paises') === '*'
      ? [...countryByCode.keys()]
      : said('paises')
          .toUpperCase()
          .split(/[;, ]+/);
  const unknown = countries.filter((code) => !countryByCode.has(code));
  if (unknown.length > 0)
    tell(
      `«${unknown.join('; ')}» no es un país. Escriba BO; CO; EC; PE; VE, o *.`,
      `«${unknown.join('; ')}» is no country. Write BO; CO; EC; PE; VE, or *.`,
    );
  const cell = cells.get('valor');
  const value = typeof cell?.value === 'number' ? cell.value : (toNumber(said('valor'), ',', true)?.value ?? null);
  if (said('valor') !== '' && value === null)
    tell(`«${said('valor')}» no es una cifra. Escriba 90000.`, `«${said('valor')}» is no figure. Write 90000.`);
  const qualifier = findList('CALIFICADOR').items.find(({ code, es, en }) =>
    [code, es, en].some((name) => fold(name) === fold(said('calificador'))),
  );
  if (said('calificador') !== '' && !qualifier)
    tell(
      `«${said('calificador')}» no es un calificador. Elija de la lista.`,
      `«${said('calificador')}» is no qualifier. Choose from the list.`,
    );
  const until = dayIn(cells.get('hasta'));
  if (said('hasta') !== '' && until === null)
    tell(`«${said('hasta')}» no es una fecha. Escriba 31/12/2015.`, `«${said('hasta')}» is no date. Write 31/12/2015.`);
  return {
    figure: {
      titular: said('titular'),
      es: said('enunciado'),
      en: said('enunciado'),
      valor_publicado: value,
      calificador_publicado: value === null ? null : (qualifier?.code ?? 'EX'),
      cobertura_titular: said('cobertura_titular') || null,
      cobertura_por: said('cobertura_por').toUpperCase() || null,
      cobertura_unidad: indicatorByCode.get(said('cobertura_por').toUpperCase())?.unit ?? null,
    },
    part: {
      titular: said('titular'),
      programa_id: said('programa_id').toUpperCase() || '*',
      indicador: indicator,
      publico: said('publico').toUpperCase() || '*',
      paises: countries.join(';'),
      hasta: until,
    },
    wrong,
  };
}

/** A figure that would tell of fewer than five people. */
const isHidden = ({ valor_calculado, componentes }: Record<string, Cell>) =>
  valor_calculado === null && String(componentes ?? '').includes('"suprimido":true');

/** Published beside calculated, as a workbook to hand on. */
function resultWorkbook(rows: readonly Record<string, Cell>[], lang: Lang): Promise<Uint8Array> {
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
