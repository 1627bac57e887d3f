import { writeFileSync } from 'node:fs';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { toNumber } from '../../sheets-templates/functions/to-number.ts';
import { indicatorByCode } from '../../sheets-templates/indicators/index.ts';
import { makePublished } from '../disclosure/published.ts';
import { PUBLISHED } from '../disclosure/tables.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { compareWith } from '../merge/compare.ts';
import type { Headline, HeadlinePart } from '../merge/headlines.ts';
import { dayIn, type OfficeRow, readOfficeTable } from '../office/office-table.ts';
import { countryIn, qualifierIn } from '../office/office-words.ts';
import { onCopy } from '../office/open-database.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { headlinesInWords } from '../publish/headlines.ts';
import { COLUMNS, type ColumnName, HEADS, resultWorkbook, templateWorkbook } from '../publish/published-figures.ts';
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

export interface Published {
  figures: Headline[];
  parts: HeadlinePart[];
  problems: Text[];
}

/** Reads the sheet; everything wrong with it is told at once. */
async function readPublished(file: string): Promise<Published> {
  const rows = await readOfficeTable(file, COLUMNS, ['titular', 'valor', 'indicador'], HEADS);
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
          .split(/\s*[;,]\s*|\s+(?=(?!de\b|la\b|el\b)[a-z]{2}\b)|\s+y\s+/i)
          .filter(Boolean)
          .map((name) => countryIn(name) ?? name);
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
  const qualifier = qualifierIn(said('calificador'));
  if (said('calificador') !== '' && qualifier === null)
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
      calificador_publicado: value === null ? null : (qualifier ?? 'EX'),
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
