import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { countBySeverity, countsInWords } from '../../sheets-templates/issues.ts';
import type { Effects } from '../effects.ts';
import { Database } from '../merge/database.ts';
import { runMerge } from '../office/merge.ts';
import { previousOutputs } from '../office/replace-outputs.ts';
import { writing } from '../office/staged-change.ts';
import { headlinesInWords } from '../publish/headlines.ts';
import { buildInvented } from './build-invented.ts';
import { buildReport, type DemoWorkbook, notEntered } from './build-report.ts';

export interface DemoOptions {
  out: string;
  lang: Lang;
}

/** Rows prepared in the sheets of the made-up workbooks: they come filled in. */
const ROOM = 60;

/** One of the two demonstrations: workbooks received, results and database in a folder of their own. */
interface Part {
  folder: string;
  workbooks: readonly DemoWorkbook[];
  /** What its figures are, at the top of everything made of them. */
  notice: Text;
}

const REPORT = text(
  'Demostración: cifras de los programas del informe 2010–2015 de la Oficina de la OIT para los Países Andinos, reconstruidas de su texto.',
  'Demonstration: figures of the programmes of the ILO Andean Office’s report 2010–2015, rebuilt from its text.',
);
const INVENTED = text(
  'Demostración: todos los datos son inventados; no son de ningún programa.',
  'Demonstration: all data are invented; they are of no programme.',
);

/** `quipu demo`: a published report, rebuilt from the project figures behind it, and, apart from it, a made-up half-year. */
export async function runDemo({ out, lang }: DemoOptions, effects: Effects): Promise<number> {
  const say = (words: Text) => effects.stderr(`${words[lang]}\n`);
  const started = performance.now();
  const report = { folder: join(out, 'informe-2010-2015'), workbooks: await buildReport(), notice: REPORT };
  const invented = {
    folder: join(out, 'inventado-2026-S1'),
    workbooks: await buildInvented({ prepared: ROOM }),
    notice: INVENTED,
  };
  const results = (part: Part) => join(part.folder, 'resultados');
  for (const part of [report, invented]) previousOutputs(results(part));
  say(
    text(
      `1. Informe 2010–2015: ${report.workbooks.length} libros de los programas publicados, en ${report.folder}.`,
      `1. Report 2010–2015: ${report.workbooks.length} workbooks of the published programmes, in ${report.folder}.`,
    ),
  );
  const left = join(report.folder, 'no-ingresados.csv');
  say(
    text(
      `   ${notEntered.length} hechos del informe no se pueden ingresar; el motivo de cada uno está en ${left}.`,
      `   ${notEntered.length} facts of the report cannot be entered; the reason for each is in ${left}.`,
    ),
  );
  const rejected = await mergePart(report, lang, effects);
  await writing(out, async () => writeFileSync(left, leftOut()));
  await printHeadlines(join(report.folder, DATABASE), lang, effects);
  say(
    text(
      `\n2. Semestre 2026-S1, aparte: ${invented.workbooks.length} libros inventados, en ${invented.folder}.`,
      `\n2. Half-year 2026-S1, apart: ${invented.workbooks.length} invented workbooks, in ${invented.folder}.`,
    ),
  );
  const rejectedToo = await mergePart(invented, lang, effects);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const [page, book] = [join(results(invented), 'informe.html'), join(results(invented), 'consolidado.xlsx')];
  const received = join(invented.folder, RECEIVED);
  say(
    text(
      `\nListo en ${seconds} s. Abra ${page} en un navegador o ${book}; las tablas están al lado, en tables. Los del informe están en ${results(report)}.\nPruebe ahora:\n  npm run quipu -- validate ${received}\n  npm run quipu -- template all --country PE --out plantillas`,
      `\nReady in ${seconds} s. Open ${page} in a browser or ${book}; the tables are beside them, in tables. Those of the report are in ${results(report)}.\nTry next:\n  npm run quipu -- validate ${received}\n  npm run quipu -- template all --country PE --out templates`,
    ),
  );
  return rejected + rejectedToo > 0 ? 1 : 0;
}

const RECEIVED = 'recibidos';
const DATABASE = 'oficina.duckdb';

/** Merges one of them, from nothing every time; gives how many workbooks were rejected. */
async function mergePart({ folder, workbooks, notice }: Part, lang: Lang, effects: Effects): Promise<number> {
  const say = (words: Text) => effects.stderr(`${words[lang]}\n`);
  const [received, db] = [join(folder, RECEIVED), join(folder, DATABASE)];
  await writing(folder, async () => {
    mkdirSync(received, { recursive: true });
    for (const { name, bytes } of workbooks) writeFileSync(join(received, name), bytes);
  });
  rmSync(db, { force: true });
  const { summary, outcomes } = await runMerge(
    [received],
    { out: join(folder, 'resultados'), db, lang, notice },
    effects,
  );
  const findings = countsInWords(countBySeverity(outcomes.flatMap(({ entry }) => entry.issues)), lang);
  say(
    text(
      `   Consolidación: ${summary.accepted} libros aceptados, ${summary.rejected} rechazados. Hallazgos: ${findings}. ${summary.rows.rechazos} dicen qué no cuenta todavía (tables/rechazos.csv).`,
      `   Merge: ${summary.accepted} workbooks accepted, ${summary.rejected} rejected. Findings: ${findings}. ${summary.rows.rechazos} say what does not count yet (tables/rechazos.csv).`,
    ),
  );
  return summary.rejected;
}

/** What of the report is in no workbook, and why. */
function leftOut(): string {
  const quote = (value: string | number) => `"${String(value).replace(/"/g, '""')}"`;
  const rows = notEntered.map((fact) =>
    [fact.programa, fact.dato, fact.hecho, fact.motivo, fact.fuente].map(quote).join(','),
  );
  return `\uFEFF${['programa,dato,hecho,motivo,fuente', ...rows].join('\r\n')}\r\n`;
}

async function printHeadlines(path: string, lang: Lang, effects: Effects): Promise<void> {
  const db = await Database.open(path);
  try {
    const rows = await db.rows('select * from consolidado.titulares_figura4');
    effects.stdout(`\n${headlinesInWords(rows, lang === 'es' ? 'Titular (Figura 4)' : 'Headline (Figure 4)', lang)}`);
  } finally {
    db.close();
  }
}
