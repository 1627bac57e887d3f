import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { googleHost } from '../../addin/google/host/google-host.ts';
import { WorkbookEngine } from '../../addin/pane/engine/engine.ts';
import { compareCommand } from '../../pipeline/cli/compare.ts';
import { decisionsCommand } from '../../pipeline/cli/decisions.ts';
import { expectedCommand } from '../../pipeline/cli/expected.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { ratesCommand } from '../../pipeline/cli/rates.ts';
import { repairCommand } from '../../pipeline/cli/repair.ts';
import { roadmapCommand } from '../../pipeline/cli/report-roadmap.ts';
import { templateCommand } from '../../pipeline/cli/template.ts';
import { validateCommand } from '../../pipeline/cli/validate.ts';
import { buildInvented } from '../../pipeline/demo/build-invented.ts';
import { PUBLISHED } from '../../pipeline/disclosure/tables.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { toPage } from '../../pipeline/publish/page/to-page.ts';
import { toXlsx as toConsolidated } from '../../pipeline/publish/workbook/to-xlsx.ts';
import { countries } from '../../sheets-templates/countries/index.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import type { Template } from '../../sheets-templates/define/template.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { builtAddin } from '../helpers/built-once.ts';
import { outcome } from '../helpers/command.ts';
import { enterprise, Sent } from '../helpers/sender.ts';
import { exampleRow } from '../helpers/workbooks.ts';
import { GoogleScript } from '../hosts/google-script.ts';
import { emptyWorkbook } from '../hosts/memory-workbook.ts';

/*
 * Everything that Quipu writes for another program, made once by the ways in which people have it made: the commands, the
 * build of the add-in, the panes. The judges in this folder look at these files and at nothing else.
 */

const LANGUAGES: readonly Lang[] = ['es', 'en'];

/** Rows in most templates, enough for every kind of row; one of each has all that people get. */
const FEW = 4;

/** Where the files lie, by what they are; a folder each. */
export async function makeEverything(home: string): Promise<void> {
  const folder = (name: string) => {
    mkdirSync(join(home, name), { recursive: true });
    return (file: string) => join(home, name, file);
  };
  await emptyTemplates(folder('templates'));
  await filledTemplates(folder('received'));
  await officeOutputs(home, folder);
  addinFiles(home);
  await sentFromGoogle(folder('google'));
}

type In = (file: string) => string;

/** Seven templates × two languages × five countries. */
async function emptyTemplates(at: In): Promise<void> {
  // Those without a country are the pane's own, with all their rows.
  for (const template of templates)
    for (const lang of LANGUAGES)
      for (const { code: country } of countries) {
        const bytes = await toXlsx(template, { lang, country, prepared: FEW });
        writeFileSync(at(`${template.slug}-${country}-${lang}.xlsx`), bytes);
      }
}

/** The worked example with a count in words in each sheet, so that there is something to find. */
export function faultyRows(template: Template): Record<string, Row[]> {
  return Object.fromEntries(
    template.sheets.map(({ id, columns }): [string, Row[]] => {
      const row = exampleRow(template.code, id);
      const [count] = columns.filter(({ type, ref }) => type.id === 'integer' && !ref);
      return [
        id,
        [
          { ...row, ...(count && { [count.key]: 'doce personas o más' }) },
          { ...row, notas: '=1+1 <b>&"' },
        ],
      ];
    }),
  );
}

/** Workbooks as senders fill them in: a made-up half-year, faulty ones of each template, one of another program. */
async function filledTemplates(at: In): Promise<void> {
  const seen = new Set<string>();
  const ofEach = (name: string) => {
    const stem = name.replace(/-[A-Z]{2}[-.].*$/, '');
    return !seen.has(stem) && seen.add(stem) !== undefined;
  };
  for (const { name, bytes } of await buildInvented({ wanted: ofEach, prepared: FEW })) writeFileSync(at(name), bytes);
  for (const [index, template] of templates.entries()) {
    const lang = LANGUAGES[index % 2] ?? 'es';
    const cover = { ...template.cover.example, ...(template.code !== 'HR' && { area: template.code }) };
    const options = { lang, country: 'PE', cover, rows: faultyRows(template), prepared: FEW };
    writeFileSync(at(`faulty-${template.slug}.xlsx`), await toXlsx(template, options));
  }
  const sent = new Sent({ series: 'OTRO', rows: { Empresas: [enterprise({ region: 'Ayacuho' })] } });
  sent.page('Empresas').getCell(4, 2).note = 'Nota de la casa';
  writeFileSync(at('another-program.xlsx'), await sent.bytes());
  writeFileSync(at('not-a-workbook.xlsx'), 'Esto no es un libro.');
  mkdirSync(at('csv'));
  writeFileSync(at(join('csv', 'Portada.csv')), 'plantilla;SC\nprograma_id;PRG-PE-EJEM-001-7\n');
}

/** What the office has made: merge in both languages, its own sheets, copies, repairs, prefilled workbooks, a Mesa. */
async function officeOutputs(home: string, folder: (name: string) => In): Promise<void> {
  const db = join(home, 'oficina.duckdb');
  const received = join(home, 'received');
  const at = folder('office');
  const done = async (run: Parameters<typeof outcome>[0], codes: readonly number[] = [0]) => {
    const { code, err, sentence } = await outcome(run);
    if (!codes.includes(code)) throw new Error(`${code}: ${err}${sentence}`);
  };
  const out = join(home, 'merged');
  await done((effects) => mergeCommand([received], { out, db, format: 'text', lang: 'es' }, effects), [0, 1]);
  await inEnglish(join(out, 'tables', 'quipu.duckdb'), at);
  for (const lang of LANGUAGES) {
    await done((effects) => decisionsCommand({ db, lang, out: at(`decisions-${lang}.xlsx`) }, effects));
    await done((effects) => expectedCommand({ db, lang, out: at(`expected-${lang}.xlsx`) }, effects));
    await done((effects) => ratesCommand({ db, lang, out: at(`rates-${lang}.xlsx`) }, effects));
    await done((effects) => compareCommand({ lang, format: 'text', template: at(`compare-${lang}.xlsx`) }, effects));
    const [mesa] = await mesasIn(db);
    for (const ending of ['html', 'pptx'])
      await done((effects) =>
        roadmapCommand({ mesa: mesa ?? '', db, lang, out: at(`mesa-${lang}.${ending}`) }, effects),
      );
  }
  const [shown = ''] = await mesasIn(db);
  await done((effects) =>
    roadmapCommand({ mesa: shown, db, lang: 'es', out: at('slides.html'), slides: true }, effects),
  );
  await done((effects) =>
    compareCommand(
      { lang: 'es', format: 'text', published: at('compare-es.xlsx'), db, out: at('compared.xlsx') },
      effects,
    ),
  );
  await done((effects) =>
    templateCommand([], { lang: 'es', out: join(home, 'prefilled'), expected: at('expected-es.xlsx'), db }, effects),
  );
  await done(
    (effects) =>
      validateCommand([received], { format: 'json', lang: 'en', annotate: join(home, 'annotated') }, effects),
    [0, 1],
  );
  folder('repaired');
  for (const name of readdirSync(received).filter((file) => /^(faulty|another).*xlsx$/.test(file)))
    await done(
      (effects) => repairCommand(join(received, name), { out: join(home, 'repaired', name), lang: 'es' }, effects),
      [0, 1],
    );
}

/** Workbook and page of the same figures in English. */
async function inEnglish(published: string, at: In): Promise<void> {
  const open = await Database.open(':memory:');
  try {
    await open.run(`attach '${published.replaceAll('\\', '/')}' as ${PUBLISHED} (read_only)`);
    writeFileSync(at('consolidated.xlsx'), await toConsolidated(open, 'en'));
    writeFileSync(at('report.html'), await toPage(open, 'en'));
  } finally {
    open.close();
  }
}

async function mesasIn(db: string): Promise<string[]> {
  const open = await Database.open(db);
  try {
    return (await open.rows('select mesa_id from consolidado.hr_mesas order by 1')).map(({ mesa_id }) =>
      String(mesa_id),
    );
  } finally {
    open.close();
  }
}

/** The add-in's own files, for an address of its own; the templates among them are those of the pane. */
function addinFiles(home: string): void {
  cpSync(builtAddin(), join(home, 'addin'), { recursive: true });
  const google = ['build/google-build.js', '--out', join(home, 'google')];
  execFileSync(process.execPath, google, { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** What the sidebar of Google Sheets sends: each template made there, with something typed into it. */
async function sentFromGoogle(at: In): Promise<void> {
  const code = readFileSync(at('Code.js'), 'utf8');
  for (const { slug, sheets, exampleSheet } of templates) {
    const script = new GoogleScript(emptyWorkbook(), code);
    const host = await googleHost(script.run);
    await host.insert(
      await new WorkbookEngine().build({ slug, lang: 'es', country: 'EC', cover: { envio_n: 1 } }, host.takes),
    );
    const label = sheets.find(({ id }) => id === exampleSheet)?.label.es ?? '';
    script.type(label, 'B4', '=CONCATENATE("Uno ";"& dos")');
    script.type(label, 'B5', '  <b>Tres</b>  ');
    writeFileSync(at(`sent-${slug}.xlsx`), await host.file());
  }
}

/** Every file below a folder, as a path from it, with its bytes. */
export function filesIn(home: string, ending: RegExp): { name: string; path: string; bytes: Buffer }[] {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => ({ name: relative(home, path).split(sep).join('/'), path, bytes: readFileSync(path) }));
}
