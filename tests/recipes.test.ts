import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inflateSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { book } from './helpers/books.ts';
import { exampleRow, template } from './helpers/workbooks.ts';

/** The recipes of CONTRIBUTING, followed in a copy of the sources: each thing added is seen wherever it has to be. */

const COLUMN = `    {
      key: 'consultas',
      type: integer,
      label: { es: 'Consultas por teléfono', en: 'Calls for advice' },
      help: { es: 'Cuántas veces llamó la empresa.', en: 'How often the enterprise called.' },
      required: never,
      min: 0,
      since: '3',
    },
    notes,
  ],`;

const CHECK = `import { text } from '../define/text.ts';
import type { Check } from '../workbook.ts';
import { numberOf, sheetOf } from './rows.ts';

/** R-SC-99: a made-up rule. */
export const manyCalls: Check = {
  id: 'R-SC-99',
  severity: 'warning',
  scope: 'row',
  about: text('Una empresa llama pocas veces.', 'An enterprise calls a few times.'),
  message: text('Son muchas consultas ({n}).', 'Those are many calls ({n}).'),
  hint: text('Revise la cifra.', 'See whether the figure is right.'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Modulos');
    for (const row of sheet?.rows ?? []) {
      const n = numberOf(row, 'visitas');
      if (sheet && n !== null && n > 90) yield { rule: 'R-SC-99', sheet, row, column: 'visitas', params: { n } };
    }
  },
};
`;

const TABLE = `-- Visits to enterprises, by programme and module.
-- title: SCORE: visitas | SCORE: visits
-- sheet: 99 | SCORE visitas | SCORE visits
-- shown: always
-- grain: one row per programme and module
-- key: programa_id, modulo
-- columns: programa_id, modulo, visitas, visitadas, trabajadoras
-- label visitadas: Empresas visitadas | Enterprises visited | empresas
-- page: SC | programa_id, modulo, visitadas
-- disclose: open
-- amounts: visitas, visitadas
select programa_id, modulo, sum(visitas)::bigint as visitas, count(distinct empresa_id) as visitadas, sum(trab_mujeres)::bigint as trabajadoras
from limpio.modulos
group by all
`;

const OUTPUT = `import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Output } from './output.ts';

/** How many submissions there are, as a text. */
export const countText: Output = {
  id: 'count-text',
  write: async ({ db, folder }) => {
    const rows = await db.rows('from publicado.entregas');
    writeFileSync(join(folder, 'cuenta.txt'), String(rows.length));
    return ['cuenta.txt'];
  },
};
`;

const INDICATOR = `  {
    code: 'SC99',
    es: 'Visitas de asistencia',
    en: 'Advisory visits',
    area: 'SC',
    unit: 'eventos',
    kind: 'count',
    additivity: 'sum',
    time: 'cumulative',
    level: 'outcome',
    definition: text('Empresas que recibieron una visita.', 'Enterprises that were visited.'),
    counted: text('una empresa', 'an enterprise'),
    limits: text('No dice para qué.', 'It does not say what for.'),
    sdg: [],
    source: 'x',
  },
];`;

const COUNTED = `-- Visits to enterprises, of each module.
select
    $envio, programa_id || '|' || empresa_id || '|' || modulo as clave, visitas::double as valor, 'visitas' as columna
from limpio.modulos
where visitas is not null
`;

const COMMAND = `import { text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import type { CommandDefinition } from './command.ts';

export const command: CommandDefinition = {
  name: 'saluda',
  about: text('Saluda a la oficina.', 'Greets the office.'),
  options: [{ flags: '--a <nombre>', about: text('a quién', 'whom'), required: true }],
  example: 'quipu saluda --a oficina',
  run: async ({ a }: { a: string }, effects: Effects) => {
    effects.stdout(\`Hola, \${a}.\\n\`);
    return 0;
  },
};
`;

const COUNTRY = `import { defineCountry } from './define-country.ts';

export const chile = defineCountry({
  code: 'CL',
  es: 'Chile',
  en: 'Chile',
  aliases: ['CHL'],
  more: { alpha3: 'CHL', num: '152' },
  currency: 'CLP',
  timeZone: 'America/Santiago',
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'RUT',
  taxIdExample: null,
  taxId: { form: /^\\d{7,8}[0-9K]$/, check: () => 'ok' },
  sizeClasses: [
    { regime: 'TABLA3', valid_from: null, valid_to: null, criterion: 'sales', unit: 'UF', micro_max: 2400, small_max: 25000, medium_max: 100000, source: 'x' },
  ],
  regions: [{ code: 'CL-RM', es: 'Metropolitana', en: 'Metropolitan' }, { code: 'CL-VS', es: 'Valparaíso', en: 'Valparaíso' }],
  tiles: ['VS RM'],
});
`;

/** People there write the month first, and have words of their own. */
const OTHER_COUNTRY = `import { defineCountry } from './define-country.ts';

export const philippines = defineCountry({
  code: 'PH',
  es: 'Filipinas',
  en: 'Philippines',
  aliases: ['PHL'],
  more: { alpha3: 'PHL', num: '608' },
  currency: 'PHP',
  money: { es: 'Peso filipino', en: 'Philippine peso', words: ['₱'], here: ['p'] },
  timeZone: 'Asia/Manila',
  decimal: '.',
  thousands: ',',
  writing: {
    monthFirst: true,
    months: [['enero'], ['pebrero', 'peb'], ['marso'], ['abril'], ['mayo'], ['hunyo'], ['hulyo'], ['agosto'], ['setyembre'], ['oktubre'], ['nobyembre'], ['disyembre']],
    times: { milyon: 1e6 },
    regionWords: ['rehiyon', 'rehiyon ng'],
  },
  taxIdLabel: 'TIN',
  taxIdExample: null,
  taxId: { form: /^\\d{9,14}$/, check: () => 'ok' },
  sizeClasses: [
    { regime: 'TABLA3', valid_from: null, valid_to: null, criterion: 'employees', unit: 'PHP', micro_max: 9, small_max: 99, medium_max: 199, source: 'x' },
  ],
  regions: [{ code: 'PH-01', es: 'Ilocos', en: 'Ilocos' }, { code: 'PH-13', es: 'Caraga', en: 'Caraga' }],
  tiles: ['01 13'],
});
`;

const TEMPLATE = `import type { Template } from '../define/template.ts';
import { acciones } from '../sheets/acciones.ts';
import { organizaciones } from '../sheets/organizaciones.ts';
import { portada } from '../sheets/portada.ts';

export const mentoring: Template = {
  code: 'MT',
  slug: 'mentoring',
  es: 'Indicadores de mentoría',
  en: 'Mentoring indicators',
  version: '1',
  purpose: { es: 'Informar la mentoría de un programa.', en: 'Report the mentoring of a programme.' },
  cover: portada,
  sheets: [organizaciones, acciones],
  identity: ['pais', 'programa_id', 'periodo'],
  sender: 'programa_id',
  seriesFrom: 'programa_id',
  coverDefaults: { area: 'MT' },
  exampleSheet: 'Organizaciones',
};
`;

type Typed = Record<string, unknown>;

/** Writes facts into the cover and rows into a sheet, by the keys that the workbook carries. */
async function fillIn(file: string, cover: Typed, sheet: string, ...rows: readonly Typed[]) {
  const filled = new ExcelJS.Workbook();
  await filled.xlsx.readFile(file);
  (filled.getWorksheet('Portada') ?? filled.getWorksheet('Cover'))?.eachRow((cells) => {
    const value = cover[String(cells.getCell(1).value)];
    if (value !== undefined) cells.getCell(3).value = value as ExcelJS.CellValue;
  });
  const page = filled.getWorksheet(sheet);
  rows.forEach((row, at) => {
    page?.getRow(1).eachCell((cell, column) => {
      const value = row[String(cell.value)];
      if (value !== undefined) page.getRow(4 + at).getCell(column).value = value as ExcelJS.CellValue;
    });
  });
  await filled.xlsx.writeFile(file);
}

const UNIT = `import type { CodeList } from '../define/text.ts';

export const uf: CodeList = {
  id: 'UF',
  label: { es: 'Unidad de Fomento (Chile), pesos', en: 'Chilean unit of account' },
  source: 'x',
  dropdown: false,
  items: [{ code: '2025', es: '2025', en: '2025', more: { value: 39_000 } }],
};
`;

describe('the recipes of CONTRIBUTING', () => {
  let home = '';
  const path = (...parts: string[]) => join(home, ...parts);
  const quipu = (args: readonly string[], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, [path('dist', 'quipu.js'), ...args], {
      encoding: 'utf8',
      // In use, not in tests: what is not declared is left out.
      env: { ...process.env, NODE_ENV: 'production', ...env },
    });
  const edit = (file: string, from: string | RegExp, to: string) => {
    const text = readFileSync(path(file), 'utf8');
    const changed = text.replace(from, to);
    expect(changed, file).not.toBe(text);
    writeFileSync(path(file), changed);
  };

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'quipu-recetas-'));
    for (const name of ['pipeline', 'sheets-templates', 'build', 'docs', 'package.json', 'rolldown.config.js'])
      cpSync(name, path(name), { recursive: true });
    symlinkSync(resolve('node_modules'), path('node_modules'), 'junction');

    // A column: one file, and the version of its template.
    edit('sheets-templates/sheets/modulos.ts', '    notes,\n  ],', COLUMN);
    edit('sheets-templates/templates/score.ts', "version: '2',", "version: '3',");
    edit('sheets-templates/templates/score.ts', "formerVersions: ['0', '1']", "formerVersions: ['0', '1', '2']");
    // A check: one file, and two lines of the index.
    writeFileSync(path('sheets-templates/checks/many-calls.ts'), CHECK);
    edit('sheets-templates/checks/index.ts', /^/, "import { manyCalls } from './many-calls.ts';\n");
    edit('sheets-templates/checks/index.ts', /(export const checks[^=]*= \[\n)/, '$1  manyCalls,\n');
    // A table, an output, a command: one file, and a line or two of the index.
    writeFileSync(path('pipeline/merge/marts/score_visitas.sql'), TABLE);
    edit('pipeline/merge/models.ts', /^/, "import scoreVisitas from './marts/score_visitas.sql';\n");
    edit(
      'pipeline/merge/models.ts',
      "  mart('metas', metas),",
      "  mart('metas', metas),\n  mart('score_visitas', scoreVisitas),",
    );
    writeFileSync(path('pipeline/publish/outputs/count-text.ts'), OUTPUT);
    edit('pipeline/publish/outputs/index.ts', /^/, "import { countText } from './count-text.ts';\n");
    edit('pipeline/publish/outputs/index.ts', 'sdmx, datapackage]', 'sdmx, countText, datapackage]');
    writeFileSync(path('pipeline/cli/saluda.ts'), COMMAND);
    edit('pipeline/cli/commands.ts', '\n};', "\n  saluda: () => import('./saluda.ts'),\n};");

    // An indicator: its item and, where rows give it, one file.
    edit('sheets-templates/indicators/score.ts', /\];\s*$/, INDICATOR);
    writeFileSync(path('pipeline/merge/counted/SC99.sql'), COUNTED);
    // A country: one file, and two words of the index.
    writeFileSync(path('sheets-templates/countries/chile.ts'), COUNTRY);
    edit('sheets-templates/countries/index.ts', /^/, "import { chile } from './chile.ts';\n");
    edit('sheets-templates/countries/index.ts', /\[\s*bolivia,/, '[bolivia, chile,');
    writeFileSync(path('sheets-templates/countries/philippines.ts'), OTHER_COUNTRY);
    edit('sheets-templates/countries/index.ts', /^/, "import { philippines } from './philippines.ts';\n");
    edit('sheets-templates/countries/index.ts', /venezuela\s*\]/, 'venezuela, philippines]');

    // Its law measures sales in a unit of its own: one list more, and two lines of the index.
    writeFileSync(path('sheets-templates/code-lists/uf.ts'), UNIT);
    edit('sheets-templates/code-lists/index.ts', /^/, "import { uf } from './uf.ts';\n");
    edit('sheets-templates/code-lists/index.ts', /(export const codeLists[^=]*= \[\n)/, '$1  uf,\n');

    // A template: one file, its name in two lists, and two words of the index.
    writeFileSync(path('sheets-templates/templates/mentoring.ts'), TEMPLATE);
    edit('sheets-templates/templates/index.ts', /^/, "import { mentoring } from './mentoring.ts';\n");
    edit('sheets-templates/templates/index.ts', 'training, policy]', 'training, policy, mentoring]');
    for (const list of ['plantilla', 'area'])
      edit(
        `sheets-templates/code-lists/${list}.ts`,
        '  items: [',
        "  items: [\n    { code: 'MT', es: 'Indicadores de mentoría', en: 'Mentoring indicators' },",
      );

    const rolldown = join('node_modules', 'rolldown', 'bin', 'cli.mjs');
    const built = spawnSync(process.execPath, [rolldown, '-c', 'rolldown.config.js', '--logLevel', 'warn'], {
      cwd: home,
      encoding: 'utf8',
    });
    expect(built.stderr).toBe('');
    const rows = {
      Empresas: [exampleRow('SC', 'Empresas')],
      Modulos: [{ ...exampleRow('SC', 'Modulos'), visitas: 95 }],
      Formadores: [exampleRow('SC', 'Formadores')],
    };
    writeFileSync(path('libro.xlsx'), (await book({ rows })).bytes);
    expect(quipu(['template', 'mentoring', '--country', 'PE', '--out', path('plantillas')]).status).toBe(0);
    const cover = { ...template('CO').cover.example, pais: 'Perú', area: 'Indicadores de mentoría' };
    const cooperative = { ...exampleRow('CO', 'Organizaciones'), nombre: 'Cooperativa Quenual' };
    await fillIn(path('plantillas', 'Indicadores-de-mentoria-PE.xlsx'), cover, 'Organizaciones', cooperative);
    const sent = [path('libro.xlsx'), path('plantillas', 'Indicadores-de-mentoria-PE.xlsx')];
    const merged = quipu(['merge', ...sent, '--out', path('salida'), '--format', 'json']);
    expect(merged.stderr + merged.stdout).toContain('"accepted": 2');
  }, 120_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  let printed = '';
  const dictionary = () => {
    printed ||= quipu(['schema', '--format', 'markdown', '--lang', 'en']).stdout;
    return printed;
  };
  /** The page carries its figures compressed. */
  const dataOfPage = () => {
    const [, packed = ''] = /id="datos">([^<]+)</.exec(readFileSync(path('salida/informe.html'), 'utf8')) ?? [];
    return inflateSync(Buffer.from(packed, 'base64')).toString();
  };
  const textsOf = (file: string) => Buffer.from(unzipSync(readFileSync(file))['xl/sharedStrings.xml'] ?? []).toString();

  test('a column stands in template, table, dictionary and the workbooks of before are read without it', () => {
    expect(quipu(['template', 'score', '--country', 'PE', '--out', path('plantillas')]).status).toBe(0);
    expect(textsOf(path('plantillas', 'Indicadores-SCORE-PE.xlsx'))).toContain('Consultas por teléfono');
    expect(readFileSync(path('salida/tables/limpio_modulos.csv'), 'utf8').split('\n')[0]).toContain('consultas');
    expect(dictionary()).toContain('Calls for advice');
  });

  test('a country has its templates, regions, currency and size classes', () => {
    expect(quipu(['template', 'score', '--country', 'CL', '--out', path('plantillas')]).status).toBe(0);
    const texts = textsOf(path('plantillas', 'Indicadores-SCORE-CL.xlsx'));
    for (const text of ['Chile', 'Metropolitana', 'CLP', 'UF 2025']) expect(texts.includes(text), text).toBe(true);
    expect(quipu(['template', '--help']).stdout).toContain('BO|CL|CO');
  });

  test('people of a country are read as they write there', async () => {
    const made = ['template', 'score', '--country', 'PH', '--period', '2026-S1', '--lang', 'en'];
    expect(quipu([...made, '--out', path('plantillas')]).status).toBe(0);
    const file = path('plantillas', 'SCORE-indicators-PH-2026-S1.xlsx');
    const cover = {
      ...template('SC').cover.example,
      pais: 'Philippines',
      programa_id: 'PRG-PH-ILOC-001',
      fecha_corte: '06/30/2026',
    };
    const one = { tipo_org: 'Enterprise', trab_mujeres: 4, trab_hombres: 6, anio_ventas: 2025, sector: 'C' };
    const typed = (more: Typed) => ({ ...one, ...more });
    await fillIn(
      file,
      cover,
      'Enterprises',
      typed({ nombre: 'Alta', region: 'Ilocos Region', ventas: '₱ 1,234,500.50', fecha_ingreso: '03/04/2026' }),
      typed({ nombre: 'Bukas', region: 'Rehiyon ng Caraga', ventas: 'P 2 milyon', fecha_ingreso: '5 Pebrero 2026' }),
      typed({ nombre: 'Cruz', region: 'Caraga', ventas: '1,000', fecha_ingreso: '05/05/2026' }),
    );
    quipu(['merge', file, '--out', path('filipinas')]);
    const [head = '', ...lines] = readFileSync(path('filipinas/tables/limpio_empresas.csv'), 'utf8').trim().split('\n');
    const names = head.split(',');
    const cells = (key: string) => lines.map((line) => line.split(',')[names.indexOf(key)]);
    expect(cells('fecha_ingreso')).toEqual(['2026-03-04', '2026-02-05', '2026-05-05']);
    expect(cells('region')).toEqual(['PH-01', 'PH-13', 'PH-13']);
    expect(cells('ventas').map(Number)).toEqual([1_234_500.5, 2_000_000, 1000]);
    expect(readFileSync(path('filipinas/tables/hallazgos.csv'), 'utf8')).not.toMatch(/M-20|R-G-15/);
    // Days stand in its cells as people there read them.
    expect(Buffer.from(unzipSync(readFileSync(file))['xl/styles.xml'] ?? []).toString()).toContain('mm/dd/yyyy');
  });

  test('a template is made, filled in, sent and merged', () => {
    expect(readFileSync(path('salida/tables/limpio_organizaciones.csv'), 'utf8')).toContain('Cooperativa Quenual');
    expect(readFileSync(path('salida/tables/entregas.csv'), 'utf8')).toMatch(/,MT,/);
    expect(dictionary()).toContain('Mentoring indicators');
  });

  test('a check speaks of the cell, in the words of its definition', () => {
    const { stdout } = quipu(['validate', path('libro.xlsx'), '--lang', 'es']);
    expect(stdout).toContain('Son muchas consultas (95).');
  });

  test('a table stands in files, data package and workbook; of what it does not declare nothing goes out', () => {
    const [head, line] = readFileSync(path('salida/tables/score_visitas.csv'), 'utf8').split('\n');
    expect(head).toBe('programa_id,modulo,visitas,visitadas');
    expect(line).toMatch(/,95,1$/);
    expect(dataOfPage()).toContain('Empresas visitadas');
    expect(readFileSync(path('salida/datapackage.json'), 'utf8')).toContain('Empresas visitadas');
    expect(readFileSync(path('salida/datapackage.json'), 'utf8')).toContain('"score-visitas"');
    expect(textsOf(path('salida/consolidado.xlsx'))).toContain('SCORE: visitas');
    expect(dictionary()).toContain('`score_visitas` · SCORE: visits');
  });

  test('an indicator is offered in templates, counted from its rows and traced to them', () => {
    expect(textsOf(path('plantillas', 'Indicadores-SCORE-PE.xlsx'))).toContain('Visitas de asistencia');
    const lines = readFileSync(path('salida/tables/score_indicadores.csv'), 'utf8').split('\n');
    expect(lines.find((line) => line.includes('SC99'))).toMatch(/\b95\b/);
    expect(dataOfPage()).toContain('SC99');
    expect(readFileSync(path('salida/tables/procedencia.csv'), 'utf8')).toMatch(/SC99.*,Módulos,4,visitas,L4,95,/);
    expect(dictionary()).toContain('Advisory visits');
  });

  test('an output is written with the others and listed', () => {
    expect(readFileSync(path('salida/cuenta.txt'), 'utf8')).toBe('2');
    expect(JSON.parse(readFileSync(path('salida/merge.json'), 'utf8')).outputs).toContain('cuenta.txt');
    const { files } = JSON.parse(readFileSync(path('salida/datapackage.json'), 'utf8'));
    expect(files).toContainEqual(expect.objectContaining({ path: 'cuenta.txt', bytes: 1 }));
  });

  test('a command is in the help and does what it says', () => {
    expect(quipu(['--help', '--lang', 'en']).stdout).toContain('Greets the office.');
    expect(quipu(['saluda', '--a', 'oficina']).stdout).toBe('Hola, oficina.\n');
    expect(quipu(['saluda']).status).toBe(2);
    expect(existsSync(path('dist'))).toBe(true);
  });
});
