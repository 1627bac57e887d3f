import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../sheets-templates/define.ts';
import { countBySeverity, countsInWords } from '../../sheets-templates/issues.ts';
import { runMerge } from '../cli/run-merge.ts';
import type { Effects } from '../effects.ts';
import { Database } from '../merge/database.ts';
import { cannotWrite, previousOutputs } from '../publish/replace-outputs.ts';
import { withQualifier } from '../publish/to-xlsx.ts';
import { buildInvented } from './build-invented.ts';
import { buildReport, type DemoWorkbook, notEntered } from './build-report.ts';

export interface DemoOptions {
  out: string;
  lang: Lang;
}

/** `quipu demo`: a published report, rebuilt from the project figures behind it, and a made-up half-year. */
export async function demoCommand({ out, lang }: DemoOptions, effects: Effects): Promise<number> {
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
    `\nListo en ${seconds} s. Abra ${join(results, 'consolidado.xlsx')}; las tablas están en ${join(results, 'tables')}.\nPruebe ahora:\n  npm run quipu -- validate ${received}\n  npm run quipu -- template all --country PE --out plantillas`,
    `\nReady in ${seconds} s. Open ${join(results, 'consolidado.xlsx')}; the tables are in ${join(results, 'tables')}.\nTry next:\n  npm run quipu -- validate ${received}\n  npm run quipu -- template all --country PE --out templates`,
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

interface Component {
  pais: string;
  programa_id: string;
  publico: string;
  indicador: string;
  valor: number;
  rol: string;
}

async function printHeadlines(path: string, lang: Lang, effects: Effects): Promise<void> {
  const db = await Database.open(path);
  try {
    const rows = await db.rows('select * from consolidado.titulares_figura4');
    const head =
      lang === 'es'
        ? ['', 'Titular (Figura 4)', 'Publicado', 'Calculado', 'Cobertura', 'Resultado']
        : ['', 'Headline (Figure 4)', 'Published', 'Calculated', 'Coverage', 'Result'];
    const shown = rows.map((row) => [
      String(row.titular),
      String(row[lang]),
      number(row.valor_publicado, row.calificador_publicado, lang),
      number(row.valor_calculado, row.calificador_calculado, lang),
      String(row.cobertura ?? ''),
      String(row.estado),
    ]);
    effects.stdout(`\n${asTable([head, ...shown])}\n`);
    for (const row of rows)
      effects.stdout(
        detail(String(row.titular), JSON.parse(String(row.componentes ?? '[]')), row.valor_publicado === null, lang),
      );
  } finally {
    db.close();
  }
}

const number = (value: unknown, qualifier: unknown, lang: Lang) => {
  const shown = withQualifier(
    typeof value === 'number' ? value : null,
    typeof qualifier === 'string' ? qualifier : null,
    lang,
  );
  return typeof shown === 'number' ? shown.toLocaleString(lang, { useGrouping: 'always' }) : shown;
};

/** What a headline is made of: by country or audience for figures, the programmes for statements. */
function detail(headline: string, components: readonly Component[], qualitative: boolean, lang: Lang): string {
  const counted = components.filter(({ rol }) => rol === 'cuenta');
  if (qualitative) {
    const programmes = [...new Set(counted.map(({ programa_id }) => programa_id))];
    return `  ${headline}: ${programmes.join(', ') || (lang === 'es' ? 'ningún programa' : 'no programme')}\n`;
  }
  const by = counted.some(({ publico }) => publico) ? 'publico' : 'pais';
  const sums = new Map<string, number>();
  for (const item of counted) sums.set(item[by], (sums.get(item[by]) ?? 0) + item.valor);
  const left = components
    .filter(({ rol }) => rol !== 'cuenta')
    .map(({ programa_id, indicador, valor, rol }) => `${programa_id} ${indicador} ${valor}: ${rol}`);
  const parts = [...sums]
    .map(([name, value]) => `${name} ${value.toLocaleString(lang, { useGrouping: 'always' })}`)
    .join(', ');
  return `  ${headline}: ${parts}${left.length > 0 ? `; ${lang === 'es' ? 'no sumado' : 'not added'}: ${left.join('; ')}` : ''}\n`;
}

function asTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) =>
        index === 2 || index === 3 ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = rows;
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return `${[line(head), rule, ...body.map(line)].join('\n')}\n`;
}
