import type { Cell, Database } from './database.ts';
import { keyOfFigure } from './figure-key.ts';

/** A cell behind a figure. */
export interface TracedCell {
  /** `cuenta`, `resta` and `base` make the figure; any other says why the cell does not. */
  role: string;
  value: string | null;
  file: string;
  sheet: string;
  cell: string | null;
  row: number;
  column: string;
  /** Programme or team, and country, that sent the workbook. */
  sender: string;
  country: string;
  submission: string;
  submissionNumber: number | null;
  period: string | null;
  /** What the office decided about what it belongs to: reason, who and day. */
  decision: { reason: string; who: string; day: string } | null;
}

/** A workbook within the reach of a figure of which nothing counts, or a row of one. */
export interface KeptOut {
  file: string;
  submission: string;
  /** `sustituida`, `rechazada`, or `fila` for a single row. */
  kind: string;
  sheet: string | null;
  row: number | null;
  reason: string;
}

export interface ExplainedFigure {
  table: string;
  /** The row of the table. */
  figure: Record<string, Cell>;
  cells: TracedCell[];
  keptOut: KeptOut[];
}

/** Dimensions of an indicator table; one that is not asked for is read as the total over it. */
const DIMENSIONS = ['pais', 'programa_id', 'region', 'sector', 'clase', 'sexo', 'periodo', 'publico'];
/** Figures explained at once; more is a question too wide. */
export const MOST_FIGURES = 50;

const identifier = (name: string) => `"${name.replace(/"/g, '""')}"`;

/** Column names of a published table. */
const columnsIn = async (db: Database, schema: string, table: string) =>
  (await db.columns(schema, table)).map(({ name }) => name);

/** A condition that names a column which the table does not have. */
export class UnknownColumn extends Error {
  constructor(
    readonly column: string,
    readonly columns: readonly string[],
  ) {
    super(column);
  }
}

/**
 * The figures of a table that a person asks for, each with the cells that it comes from and what was left out.
 *
 * @param where values by column; in an indicator table a dimension that is not named is its total
 * @returns at most `MOST_FIGURES`; empty when there is no such figure
 * @throws UnknownColumn
 */
export async function explainFigures(
  db: Database,
  { schema, table }: { schema: string; table: string },
  where: Readonly<Record<string, string>>,
): Promise<ExplainedFigure[]> {
  const columns = await columnsIn(db, schema, table);
  for (const name of Object.keys(where)) if (!columns.includes(name)) throw new UnknownColumn(name, columns);
  const isIndicator = columns.includes('indicador') && DIMENSIONS.every((name) => columns.includes(name));
  const totals = isIndicator ? Object.fromEntries(DIMENSIONS.map((name) => [name, ''])) : {};
  const find = async (wanted: Readonly<Record<string, string>>) => {
    const names = Object.keys(wanted);
    const conditions = names.map((name) => `coalesce(${identifier(name)}::varchar, '') = ?`);
    return db.rows(
      `select * from ${schema}.${table} ${names.length > 0 ? `where ${conditions.join(' and ')}` : ''} order by all limit ${MOST_FIGURES}`,
      names.map((name) => wanted[name] ?? ''),
    );
  };
  const totalsFound = await find({ ...totals, ...where });
  const rows = totalsFound.length > 0 ? totalsFound : await find(where);
  const explained: ExplainedFigure[] = [];
  for (const figure of rows) explained.push(await explain(db, table, figure, isIndicator));
  return explained;
}

async function explain(
  db: Database,
  table: string,
  figure: Record<string, Cell>,
  isIndicator: boolean,
): Promise<ExplainedFigure> {
  const line =
    table === 'titulares_figura4'
      ? [table, String(figure.titular), String(figure.titular)]
      : isIndicator
        ? [table, String(figure.indicador), keyOfFigure(figure)]
        : lineOf(table, figure);
  if (!line) return { table, figure, cells: await cellsOfRows(db, table, figure), keptOut: [] };
  const cells = (
    await db.rows(
      `select p.*, e.pais, coalesce(e.programa_id, e.equipo) as remite, e.envio_n, e.periodo
       from intermedio.int_procedencia as p
       inner join consolidado.entregas as e using (entrega_id)
       where p.tabla = ? and p.indicador = ? and p.clave = ?
       order by p.rol not in ('cuenta', 'resta', 'base'), e.pais, remite, p.archivo, p.hoja, p.fila, p.columna`,
      line,
    )
  ).map(traced);
  await nameDecisions(db, cells);
  return { table, figure, cells, keptOut: await keptOutOf(db, String(line[0]), figure, cells) };
}

/** What was counted once or not added belongs to the line of an indicator. */
function lineOf(table: string, figure: Record<string, Cell>): string[] | null {
  if ((table !== 'conteo_unico' && table !== 'doble_conteo') || !figure.indicador) return null;
  const template = String(figure.plantilla);
  const owner = template === 'SC' ? 'score_indicadores' : `${template.toLowerCase()}_resultados`;
  // An inclusion is told at the level of its country.
  const programme = figure.regla === 'INCLUYE_A' ? '' : (figure.programa_id ?? '');
  return [owner, String(figure.indicador), keyOfFigure({ ...figure, programa_id: programme })];
}

const textOf = (value: Cell | undefined) => (value === null || value === undefined ? null : String(value));

const traced = (row: Record<string, Cell>): TracedCell => ({
  role: String(row.rol),
  value: textOf(row.valor),
  file: String(row.archivo),
  sheet: String(row.hoja),
  cell: textOf(row.celda),
  row: Number(row.fila),
  column: String(row.columna),
  sender: String(row.remite ?? ''),
  country: String(row.pais ?? ''),
  submission: String(row.entrega_id),
  submissionNumber: typeof row.envio_n === 'number' ? row.envio_n : null,
  period: textOf(row.periodo),
  decision: null,
});

/** Says which cells were counted with others because the office decided so. */
async function nameDecisions(db: Database, cells: readonly TracedCell[]): Promise<void> {
  const counted = cells.filter(({ role }) => role === 'contado en otro programa' || role === 'anterior');
  if (counted.length === 0) return;
  const rows = await db.rows(`
    select p.entrega_id, p.hoja, p.filas[1] as fila, arg_max(d.motivo, d.fecha) as motivo,
      arg_max(d.quien, d.fecha) as quien, max(d.fecha) as fecha
    from bruto.decisiones as d
    inner join intermedio.identidades as i on i.clave in (d.clave_a, d.clave_b)
    inner join intermedio.int_bases as p on p.clave = i.clave_final or starts_with(p.clave, i.clave_final || '|')
    where d.decision = 'MISMO' and d.retirada is null
    group by all`);
  const decided = new Map(rows.map((row) => [`${row.entrega_id}\n${row.hoja}\n${row.fila}`, row]));
  for (const cell of counted) {
    const found = decided.get(`${cell.submission}\n${cell.sheet}\n${cell.row}`);
    if (found) cell.decision = { reason: String(found.motivo), who: String(found.quien), day: String(found.fecha) };
  }
}

/**
 * Rows of workbooks that a row of a table is worked out from, as SQL with `f` for the row: entrega_id, hoja, fila, rol,
 * and the columns that matter (null: all).
 */
const ROWS_OF: Readonly<Record<string, string>> = {
  hr_mesas: `
    select entrega_id, hoja, fila, 'cuenta' as rol, null as columnas from f
    union all
    select x.entrega_id, x.hoja, x.fila, 'cuenta', x.columnas from f inner join (
      select entrega_id, mesa_id, hoja, fila, ['estado', 'prioridad', 'nivel', 'revision'] as columnas from limpio.problemas
      union all
      select entrega_id, mesa_id, hoja, fila, ['estado', 'avance', 'fecha_meta', 'fecha_implementada', 'impacto'] from intermedio.stg_soluciones
      union all
      select entrega_id, mesa_id, hoja, fila, ['tipo', 'fecha', 'mujeres', 'hombres', 'acuerdos_n', 'acuerdos_cumplidos'] from limpio.sesiones
      union all
      select e.entrega_id, p.mesa_id, e.hoja, e.fila, ['decision', 'fecha_escalamiento', 'fecha_decision']
      from limpio.escalamientos as e
      inner join limpio.problemas as p on p.entrega_id = e.entrega_id and p.problema_id = e.problema_id
    ) as x on x.entrega_id = f.entrega_id and x.mesa_id = f.mesa_id`,
  hr_deficits: `
    select p.entrega_id, p.hoja, p.fila, 'cuenta' as rol, ['deficits', 'estado'] as columnas
    from f
    inner join consolidado.hr_problemas as p
      on (f.pais = '' or p.pais = f.pais) and list_contains(string_split(p.deficits, ';'), f.deficit)
    inner join intermedio.int_ultimas_hojas using (entrega_id)`,
  score_cambios_resumen: `
    select c.entrega_id, c.hoja, c.fila, 'cuenta' as rol, string_split(c.columna, '/') as columnas
    from f inner join intermedio.stg_cambios as c on c.ultima and c.medida = f.medida and (f.pais = '' or c.pais = f.pais)
    union all
    select c.entrega_lb, c.hoja_lb, c.fila_lb, 'base', string_split(c.columna, '/')
    from f inner join intermedio.stg_cambios as c on c.ultima and c.medida = f.medida and (f.pais = '' or c.pais = f.pais)`,
  fe_cursos_resumen: `
    select p.entrega_id, p.hoja, p.fila, 'cuenta' as rol, ['total', 'repetidos', 'mujeres', 'hombres', 'metodologia', 'componente'] as columnas
    from f
    inner join intermedio.int_participaciones as p
      on p.dim = 'metodologia' and p.pais = f.pais and p.periodo = f.periodo and p.miembro = f.metodologia || '|' || f.componente`,
  pl_procesos_resumen: `
    select p.entrega_id, p.hoja, p.fila, 'cuenta' as rol, null as columnas
    from f
    inner join consolidado.pl_procesos as p
      on (f.pais = '' or p.pais = f.pais) and coalesce(p.tipo, 'ND') = f.tipo and coalesce(p.etapa, 'ND') = f.etapa`,
  hr_escalamientos_resumen: `
    select e.entrega_id, e.hoja, e.fila, 'cuenta' as rol,
      ['motivo', 'decision', 'fecha_escalamiento', 'fecha_decision', 'monto', 'moneda'] as columnas
    from f
    inner join consolidado.hr_escalamientos as e
      on (f.pais = '' or e.pais = f.pais) and coalesce(e.motivo, 'ND') = f.motivo and coalesce(e.decision, 'PEN') = f.decision
      and if(e.monto is null, '', coalesce(e.moneda, 'ND')) = f.moneda
    inner join intermedio.int_ultimas_hojas using (entrega_id)`,
};
const OWN_ROW = "select entrega_id, hoja, fila, 'cuenta' as rol, null::varchar[] as columnas from f";
const WITH_BASELINE = `${OWN_ROW} union all select entrega_lb, hoja_lb, fila_lb, 'base', null from f`;

/** The cells of the rows that a row of a table comes from. */
async function cellsOfRows(db: Database, table: string, figure: Record<string, Cell>): Promise<TracedCell[]> {
  const names = [
    'entrega_id',
    'hoja',
    'fila',
    'entrega_lb',
    'hoja_lb',
    'fila_lb',
    'mesa_id',
    'pais',
    'periodo',
    'medida',
    'deficit',
    'metodologia',
    'componente',
    'tipo',
    'etapa',
    'motivo',
    'decision',
    'moneda',
  ].filter((name) => figure[name] !== undefined);
  const known =
    ROWS_OF[table] ?? (names.includes('entrega_lb') ? WITH_BASELINE : names.includes('fila') ? OWN_ROW : null);
  if (known === null) return [];
  const rows = await db.rows(
    `with f as (select ${names.map((name) => `? as ${name}`).join(', ')}), filas as (${known})
     select distinct on (c.entrega_id, c.hoja, c.fila, c.columna) n.rol, c.texto as valor, c.*, e.archivo, e.pais,
       coalesce(e.programa_id, e.equipo) as remite, e.envio_n, e.periodo
     from filas as n
     inner join bruto.celdas as c on c.entrega_id = n.entrega_id and c.hoja = n.hoja and c.fila = n.fila
       and (n.columnas is null or list_contains(n.columnas, c.columna))
     inner join consolidado.entregas as e on e.entrega_id = c.entrega_id
     order by n.rol desc, e.pais, c.entrega_id, c.hoja, c.fila, c.celda`,
    names.map((name) => figure[name] ?? null),
  );
  return rows.map(traced);
}

/** Workbooks and rows in the reach of a figure that count nowhere. */
async function keptOutOf(
  db: Database,
  table: string,
  figure: Record<string, Cell>,
  cells: readonly TracedCell[],
): Promise<KeptOut[]> {
  const template = table === 'titulares_figura4' ? null : await templateOf(db, cells);
  const reach: [string, Cell][] = [
    ['e.plantilla', template],
    ['e.pais', figure.pais || null],
    ['e.programa_id', figure.programa_id || null],
    ['e.periodo', figure.periodo || null],
  ];
  const given = reach.filter(([, value]) => value !== null && value !== undefined);
  const within = given.map(([name]) => `${name} = ?`);
  // A headline reads what was sent by the programmes in it.
  const senders = [...new Set(cells.map(({ sender }) => sender))];
  if (table === 'titulares_figura4') within.push(`e.programa_id in (${senders.map(() => '?').join(', ') || 'null'})`);
  const values = [...given.map(([, value]) => value), ...(table === 'titulares_figura4' ? senders : [])];
  const files = await db.rows(
    `select e.archivo, e.entrega_id, e.estado as clase, null as hoja, null as fila, coalesce(any_value(r.motivo), '') as motivo
     from consolidado.entregas as e
     left join consolidado.rechazos as r on r.entrega_id = e.entrega_id and r.alcance = 'archivo'
     where e.estado in ('rechazada', 'sustituida', 'espera') and ${within.join(' and ') || 'true'}
     group by all order by e.entrega_id`,
    values,
  );
  const sheets = [...new Set(cells.map(({ sheet }) => sheet))];
  const rows = await db.rows(
    `select e.archivo, e.entrega_id, 'fila' as clase, r.hoja, r.fila, r.motivo
     from consolidado.rechazos as r
     inner join consolidado.entregas as e using (entrega_id)
     where r.alcance = 'fila' and r.hoja in (${sheets.map(() => '?').join(', ') || 'null'}) and ${within.join(' and ') || 'true'}
     order by e.entrega_id, r.hoja, r.fila`,
    [...sheets, ...values],
  );
  return [...files, ...rows].map((row) => ({
    file: String(row.archivo),
    submission: String(row.entrega_id),
    kind: String(row.clase),
    sheet: textOf(row.hoja),
    row: typeof row.fila === 'number' ? row.fila : null,
    reason: String(row.motivo),
  }));
}

/** Template whose workbooks feed an indicator table. */
async function templateOf(db: Database, cells: readonly TracedCell[]): Promise<string | null> {
  const [first] = cells;
  if (!first) return null;
  const [row] = await db.rows('select plantilla from consolidado.entregas where entrega_id = ?', [first.submission]);
  return textOf(row?.plantilla);
}
