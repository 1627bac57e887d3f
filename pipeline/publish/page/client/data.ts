import { keyOfFigure, keyOfTotal } from '../../../merge/figure-key.ts';
import { Unpacked } from '../packed.ts';
import type { PageData } from '../page-data.ts';

/** A line of an indicator; `dim` and `miembro` are its breakdown. */
export interface Line {
  at: number;
  tabla: string;
  indicador: string;
  pais: string;
  programa_id: string;
  periodo: string;
  dim: string;
  miembro: string;
  unidad: string;
  valor: number | null;
  calificador: string;
  recibidos: number | null;
  esperados: number | null;
  estado: string;
  alterno: number | null;
  /** Declared by the programmes, counted from rows, or both. */
  origen: string;
  /** Against the period before; null where nothing is to be told of it. */
  cambio: number | null;
  periodo_anterior: string;
}

/** Which lines are asked for; what is not named may be anything. */
export type Wanted = Partial<Pick<Line, 'pais' | 'programa_id' | 'periodo' | 'miembro'>>;

/** The cells of one sheet of one workbook that play the same part in a figure. */
export interface SourceRow {
  role: string;
  file: string;
  sender: string;
  country: string;
  submission: number | null;
  period: string;
  sheet: string;
  cells: number | null;
  sample: string;
  more: number;
}

/** What stands in the page, inflated. */
export async function readEmbedded(text: string): Promise<PageData> {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(inflated).text());
}

/** The data of the page, found quickly. */
export class Figures {
  readonly lines: Unpacked;
  private readonly byIndicator = new Map<string, number[]>();
  private readonly sources: Unpacked;
  private readonly files: Unpacked;
  private byFigure: Map<string, number[]> | null = null;

  constructor(readonly data: PageData) {
    this.lines = new Unpacked(data.lines);
    this.sources = new Unpacked(data.sources);
    this.files = new Unpacked(data.files);
    for (let at = 0; at < this.lines.length; at += 1) {
      const name = `${this.lines.at(at, 'tabla')}|${this.lines.at(at, 'indicador')}|${this.lines.at(at, 'dim')}`;
      const group = this.byIndicator.get(name);
      if (group) group.push(at);
      else this.byIndicator.set(name, [at]);
    }
  }

  /** Indicators of an area that have any line, in order. */
  indicatorsOf(area: string): string[] {
    const all = [...this.byIndicator.keys()].map((name) => name.split('|'));
    const codes = [...new Set(all.filter(([table]) => table === area).map(([, indicator = '']) => indicator))];
    // The area's own before those of every area.
    const rank = (code: string) => `${code.startsWith(area) ? 0 : 1}${code}`;
    return codes.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  }

  /** Lines of an indicator with one breakdown, or without (`''`). */
  linesOf(area: string, indicator: string, dim: string, wanted: Wanted): Line[] {
    const found = this.byIndicator.get(`${area}|${indicator}|${dim}`) ?? [];
    const conditions = Object.entries(wanted);
    return found
      .filter((at) => conditions.every(([name, value]) => this.lines.text(at, name) === value))
      .map((at) => this.line(at));
  }

  private line(at: number): Line {
    const { lines } = this;
    return {
      at,
      tabla: lines.text(at, 'tabla'),
      indicador: lines.text(at, 'indicador'),
      pais: lines.text(at, 'pais'),
      programa_id: lines.text(at, 'programa_id'),
      periodo: lines.text(at, 'periodo'),
      dim: lines.text(at, 'dim'),
      miembro: lines.text(at, 'miembro'),
      unidad: lines.text(at, 'unidad'),
      valor: lines.number(at, 'valor'),
      calificador: lines.text(at, 'calificador'),
      recibidos: lines.number(at, 'recibidos'),
      esperados: lines.number(at, 'esperados'),
      estado: lines.text(at, 'estado'),
      alterno: lines.number(at, 'valor_alterno'),
      origen: lines.text(at, 'origen'),
      cambio: lines.number(at, 'cambio'),
      periodo_anterior: lines.text(at, 'periodo_anterior'),
    };
  }

  /** Where a line comes from; `ofTotal` where only the line that it is part of is told cell by cell. */
  sourcesOfLine(table: string, line: Line): { rows: SourceRow[]; ofTotal: boolean } {
    const figure = { ...line, ...(line.dim && { [line.dim]: line.miembro }) };
    const { at: _at, ...plain } = figure;
    const own = this.sourcesOf(`${table}\n${keyOfFigure(plain)}`);
    if (own.length > 0) return { rows: own, ofTotal: false };
    return { rows: this.sourcesOf(`${table}\n${keyOfTotal(plain)}`), ofTotal: line.dim !== '' };
  }

  sourcesOf(key: string): SourceRow[] {
    const { sources, files } = this;
    if (!this.byFigure) {
      this.byFigure = new Map();
      for (let at = 0; at < sources.length; at += 1) {
        const name = sources.text(at, 'clave');
        const group = this.byFigure.get(name);
        if (group) group.push(at);
        else this.byFigure.set(name, [at]);
      }
    }
    return (this.byFigure.get(key) ?? []).map((at) => {
      const file = sources.number(at, 'libro') ?? 0;
      return {
        role: sources.text(at, 'rol'),
        file: files.text(file, 'archivo'),
        sender: files.text(file, 'remite'),
        country: files.text(file, 'pais'),
        submission: files.number(file, 'envio_n'),
        period: files.text(file, 'periodo'),
        sheet: sources.text(at, 'hoja'),
        cells: sources.number(at, 'casillas'),
        sample: sources.text(at, 'muestra'),
        more: sources.number(at, 'mas') ?? 0,
      };
    });
  }
}
