import type { Row, Value } from '../../sheets-templates/define/cell.ts';
import type { Template } from '../../sheets-templates/define/template.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { findTemplate } from '../../sheets-templates/templates/index.ts';
import report from './report-2010-2015.json' with { type: 'json' };

export interface DemoWorkbook {
  name: string;
  bytes: Uint8Array;
}

type Programme = (typeof report.programas)[number];
type Fact = (typeof report.resultados)[number];

/** What of the report could not be entered, and why. */
export const notEntered = report.no_ingresados;

/** Rows prepared in the workbooks of the report: they hold few figures each. */
const PREPARED = 100;

export interface ReportOptions {
  /** Changes facts before they are written, for showing how sensitive the totals are. */
  change?: (fact: Fact) => Partial<Record<keyof Fact, Value>>;
  /** Which workbooks to make. */
  wanted?: (name: string) => boolean;
}

/** The programmes of 2010–2015 as filled-in template workbooks, one for each programme and template. */
export async function buildReport({ change, wanted = () => true }: ReportOptions = {}): Promise<DemoWorkbook[]> {
  const workbooks: DemoWorkbook[] = [];
  for (const programme of report.programas) {
    for (const code of programme.plantillas) {
      const name = `${programme.codigo}-${code}.xlsx`;
      if (!wanted(name)) continue;
      const template = findTemplate(code);
      if (!template) throw new Error(`the report names an unknown template ${code}`);
      const facts = report.resultados.filter((fact) => fact.programa === programme.codigo && fact.plantilla === code);
      const rows = { Resultados: facts.map((fact) => resultRow(fact, change?.(fact) ?? {})) };
      const bytes = await toXlsx(template, {
        lang: 'es',
        country: programme.pais,
        cover: coverRow(programme, template),
        rows,
        prepared: PREPARED,
      });
      workbooks.push({ name, bytes });
    }
  }
  return workbooks;
}

/** Only what the report gives; years stay years, and what it does not give stays empty. */
function coverRow(programme: Programme, template: Template): Row {
  return {
    programa_id: programme.programa_id,
    programa: programme.programa,
    area: template.code,
    estado: programme.estado,
    fecha_inicio: programme.fecha_inicio,
    fecha_fin: programme.fecha_fin,
    financiadores: joined(programme.financiadores),
    aliados: joined(programme.aliados),
    regiones: joined(programme.regiones),
    sectores: joined(programme.sectores),
    periodo: programme.periodo,
    fecha_corte: programme.fecha_corte,
    envio_n: 1,
  };
}

const joined = (values: readonly string[]): Value => (values.length > 0 ? values.join(';') : null);

function resultRow(
  { programa: _programme, plantilla: _template, dato, supuestos, notas, ...cells }: Fact,
  changed: Partial<Record<string, Value>>,
): Row {
  const assumed = supuestos.length > 0 ? `Supuesto: ${supuestos.join(', ')}.` : '';
  const notes = [notas, assumed, `Dato ${dato} del informe.`].filter(Boolean).join(' ');
  // Cells that the report does not give are absent in the data and empty in the workbook.
  const given = Object.entries(cells).map(([key, value]): [string, Value] => [key, value ?? null]);
  return { ...Object.fromEntries(given), notas: notes, ...changed };
}
