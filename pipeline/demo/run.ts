import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { countBySeverity, countsInWords } from '../../sheets-templates/issues.ts';
import type { Effects } from '../effects.ts';
import { Database } from '../merge/database.ts';
import { runMerge } from '../office/merge.ts';
import { cannotWrite, previousOutputs } from '../office/replace-outputs.ts';
import { headlinesInWords } from '../publish/headlines.ts';
import { buildInvented } from './build-invented.ts';
import { buildReport, type DemoWorkbook, notEntered } from './build-report.ts';

export interface DemoOptions {
  out: string;
  lang: Lang;
}

/** `quipu demo`: a published report, rebuilt from the project figures behind it, and a made-up half-year. */
export async function runDemo({ out, lang }: DemoOptions, effects: Effects): Promise<number> {
  const say = (es: string, en: string) => effects.stderr(`${lang === 'es' ? es : en}\n`);
  const started = performance.now();
  const [received, results, db] = ['recibidos', 'resultados', 'oficina.duckdb'].map((name) => join(out, name)) as [
    string,
    string,
    string,
  ];
  previousOutputs(results);
  const report = await buildReport();
  say(
    `1. Informe 2010–2015: ${report.length} libros de los programas publicados.`,
    `1. Report 2010–2015: ${report.length} workbooks of the published programmes.`,
  );
  say(
    `   ${notEntered.length} hechos del informe no se pueden ingresar; el motivo de cada uno está en ${join(out, 'no-ingresados.csv')}.`,
    `   ${notEntered.length} facts of the report cannot be entered; the reason for each is in ${join(out, 'no-ingresados.csv')}.`,
  );
  const invented = await buildInvented();
  say(
    `2. Semestre 2026-S1: ${invented.length} libros inventados, marcados así en su nombre y en su Portada.`,
    `2. Half-year 2026-S1: ${invented.length} invented workbooks, marked so in their names and on their covers.`,
  );
  writeInputs(out, received, report, invented);
  // A demonstration starts from nothing every time.
  rmSync(db, { force: true });
  const { summary, outcomes } = await runMerge([received], { out: results, db, lang }, effects);
  say(
    `3. Consolidación: ${summary.accepted} libros aceptados, ${summary.rejected} rechazados.`,
    `3. Merge: ${summary.accepted} workbooks accepted, ${summary.rejected} rejected.`,
  );
  const findings = countsInWords(countBySeverity(outcomes.flatMap(({ entry }) => entry.issues)), lang);
  say(
    `   Hallazgos: ${findings}. ${summary.rows.rechazos} hallazgos dejaron filas fuera (tables/rechazos.csv).`,
    `   Findings: ${findings}. ${summary.rows.rechazos} findings kept rows out (tables/rechazos.csv).`,
  );
  await printHeadlines(db, lang, effects);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(
    `\nListo en ${seconds} s. Abra ${join(results, 'informe.html')} en un navegador o ${join(results, 'consolidado.xlsx')}; las tablas están en ${join(results, 'tables')}.\nPruebe ahora:\n  npm run quipu -- validate ${received}\n  npm run quipu -- template all --country PE --out plantillas`,
    `\nReady in ${seconds} s. Open ${join(results, 'informe.html')} in a browser or ${join(results, 'consolidado.xlsx')}; the tables are in ${join(results, 'tables')}.\nTry next:\n  npm run quipu -- validate ${received}\n  npm run quipu -- template all --country PE --out templates`,
  );
  return summary.rejected > 0 ? 1 : 0;
}

function writeInputs(
  out: string,
  received: string,
  report: readonly DemoWorkbook[],
  invented: readonly DemoWorkbook[],
): void {
  try {
    for (const [folder, workbooks] of [
      ['2010-2015', report],
      ['2026-S1-inventado', invented],
    ] as const) {
      mkdirSync(join(received, folder), { recursive: true });
      for (const { name, bytes } of workbooks) writeFileSync(join(received, folder, name), bytes);
    }
    const quote = (value: string | number) => `"${String(value).replace(/"/g, '""')}"`;
    const rows = notEntered.map((fact) =>
      [fact.programa, fact.dato, fact.hecho, fact.motivo, fact.fuente].map(quote).join(','),
    );
    writeFileSync(
      join(out, 'no-ingresados.csv'),
      `\uFEFF${['programa,dato,hecho,motivo,fuente', ...rows].join('\r\n')}\r\n`,
    );
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw cannotWrite(out);
    throw error;
  }
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
