import { findList } from '../../../sheets-templates/code-lists/lookup.ts';
import type { Lang, Text } from '../../../sheets-templates/define/text.ts';
import { indicatorByCode } from '../../../sheets-templates/indicators/index.ts';
import { PUBLISHED, publicTables } from '../../disclosure/tables.ts';
import type { Cell, Database } from '../../merge/database.ts';
import { BREAKDOWNS, keyOfFigure, keyOfTotal } from '../../merge/figure-key.ts';
import { pageOf } from '../../merge/model.ts';
import { INDICATOR_TABLES, models } from '../../merge/models.ts';
import { referenceOf } from '../../merge/reference.ts';
import { describeColumn } from '../columns.ts';
import { factsOf } from '../facts.ts';
import { OWN_WORDS } from '../plain-words.ts';
import { readSources, type Source } from '../sources.ts';
import { LISTS_OF_CODES } from '../table-words.ts';
import { titleOf } from '../titles.ts';
import { type Packed, pack } from './packed.ts';
import { LINE_COLUMNS, type PageData, type PageTable } from './page-data.ts';

/** More lines than this, and breakdowns of single programmes stay in the tables. */
const MOST_LINES = 40_000;
/** More sources than this, and each figure names its first workbooks only. */
const MOST_SOURCES = 20_000;
const NAMED_EACH = 8;
/** Rows of quality that the page shows; the tables have all. */
const MOST_ROWS = 400;

/** Codes that the page shows by their names. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  ...LISTS_OF_CODES,
  modulo: ['MOD_SCORE'],
  plantilla: ['PLANTILLA'],
};

/** Reads what the page shows from the published tables: the same figures, suppressed ones left out. */
export async function readPageData(db: Database, lang: Lang, notice: Text | null = null): Promise<PageData> {
  const from = (table: string, rest = '') => db.rowsOf(`${PUBLISHED}.${table}`, rest);
  const all = await readLines(db, false, `limit ${MOST_LINES + 1}`);
  const tooMany = all.length > MOST_LINES;
  const lines = tooMany ? await readLines(db, true) : all;
  const { files, sources } = packSources(await readSources(db, tooMany ? sourceOf(lines) : undefined));
  const headlines = (await from('titulares_figura4')).filter(({ componentes }) => componentes !== null);
  const programmes = await from('dim_programa', 'order by nombre, programa_id');
  const { left, ...quality } = await readQuality(db);
  return {
    lang,
    notice,
    facts: { es: await factsOf(db, 'es'), en: await factsOf(db, 'en') },
    names: namesOfCodes(),
    programmes: programmes.map(({ programa_id, nombre, pais }) => [
      String(programa_id),
      String(nombre ?? ''),
      String(pais ?? ''),
    ]),
    areas: Object.entries(INDICATOR_TABLES),
    lines: pack(lines, LINE_COLUMNS),
    references: referencesOf(lines),
    headlines: pack(headlines, HEADLINE_COLUMNS),
    mesas: pack(await readMesas(db), MESA_COLUMNS),
    modules: await packed(
      db,
      `select modulo, pais, count(distinct empresa_key) as empresas from ${PUBLISHED}.score_modulos group by all order by all`,
      ['modulo', 'pais', 'empresas'],
    ),
    coverage: pack(await from('cobertura', 'order by all'), COVERAGE_COLUMNS),
    ...quality,
    tables: await readTables(db),
    files,
    sources,
    left: { breakdownsOfProgrammes: tooMany, rows: left },
  };
}

/** Reference sheets of the indicators that have a line. */
function referencesOf(lines: readonly Readonly<Record<string, unknown>>[]): PageData['references'] {
  const codes = new Set(lines.map(({ indicador }) => String(indicador)));
  const told = (code: string, lang: Lang) => {
    const indicator = indicatorByCode.get(code);
    return indicator ? referenceOf(indicator).map(({ label, said }) => [label[lang], said[lang]] as const) : [];
  };
  return Object.fromEntries([...codes].sort().map((code) => [code, { es: told(code, 'es'), en: told(code, 'en') }]));
}

const packed = async (db: Database, sql: string, names: readonly string[]) => pack(await db.rows(sql), names);

/** Of lists, and what the merge itself writes. */
const namesOfCodes = (): PageData['names'] =>
  Object.fromEntries(
    [...new Set([...Object.keys(LISTS), ...Object.keys(OWN_WORDS)])].map((column) => [
      column,
      Object.fromEntries([
        ...Object.entries(OWN_WORDS[column] ?? {}).map(([word, { es, en }]) => [word, [es, en]] as const),
        ...(LISTS[column] ?? []).flatMap((list) =>
          findList(list).items.map(({ code, es, en }) => [code, [es, en]] as const),
        ),
      ]),
    ]),
  );

/** What was not added, is in dispute, or was kept out; `left` says how many rows of each the page does not show. */
async function readQuality(db: Database) {
  const left: Record<string, number> = {};
  const cut = async (table: string, names: readonly string[], rest: string): Promise<Packed> => {
    // The rest of a line puts in order what is alike before.
    const sql = `select distinct ${names.join(', ')} from ${PUBLISHED}.${table} ${rest}, ${names.join(', ')}`;
    const rows = await db.rows(sql);
    left[table] = Math.max(0, rows.length - MOST_ROWS);
    return pack(rows.slice(0, MOST_ROWS), names);
  };
  return {
    doubleCounting: await cut(
      'doble_conteo',
      ['plantilla', 'indicador', 'pais', 'programa_id', 'detalle', 'antes', 'despues', 'quitado', 'unidad'],
      // Of submissions that were replaced no figure is told: the table of submissions has them.
      "where indicador <> '' order by quitado desc nulls last, indicador, programa_id, detalle",
    ),
    twice: await packed(
      db,
      `select plantilla, indicador, pais, programa_id, count(*) as n from ${PUBLISHED}.doble_conteo where regla in ('IDENTIDAD', 'INCLUYE_A') group by all order by all`,
      ['plantilla', 'indicador', 'pais', 'programa_id', 'n'],
    ),
    parts: await packed(
      db,
      `select distinct plantilla, indicador, pais, programa_id, split_part(clave, '|', 1) as entero from ${PUBLISHED}.doble_conteo where regla = 'SUBCONJUNTO' and split_part(clave, '|', 1) <> indicador order by all`,
      ['plantilla', 'indicador', 'pais', 'programa_id', 'entero'],
    ),
    contradictions: await cut(
      'contradicciones',
      ['indicador', 'pais', 'programa_id', 'periodo', 'valor', 'estado', 'fuente'],
      "where estado = 'en disputa' order by indicador, programa_id, periodo, fuente",
    ),
    rejections: await cut(
      'rechazos',
      ['pais', 'programa_id', 'entrega_id', 'hoja', 'fila', 'motivo', 'que_hacer', 'motivo_en', 'que_hacer_en'],
      'order by entrega_id, hoja, fila',
    ),
    left,
  };
}

/** Tables whose header says where the page shows them: `-- page: calidad | hoja, completitud`. */
async function readTables(db: Database): Promise<PageTable[]> {
  const found: PageTable[] = [];
  for (const model of models.filter(({ name }) => publicTables.some((table) => table.name === name))) {
    const on = pageOf(model);
    if (!on) continue;
    const known = new Map((await db.columns(PUBLISHED, model.name)).map(({ name, type }) => [name, type]));
    // What is not published is not shown.
    const names = on.columns.filter((name) => known.has(name));
    const rows = await db.rows(`select ${names.join(', ')} from ${PUBLISHED}.${model.name} order by all`);
    found.push({
      place: on.place,
      title: titleOf(model.name),
      columns: names.map((name) => ({
        name,
        label: describeColumn(model.name, name)?.label ?? { es: name, en: name },
        unit: describeColumn(model.name, name)?.unit ?? null,
        kind: KINDS[known.get(name) ?? ''] ?? 'text',
      })),
      rows: pack(rows.slice(0, MOST_ROWS), names),
      more: Math.max(0, rows.length - MOST_ROWS),
    });
  }
  return found;
}

const KINDS: Readonly<Record<string, PageTable['columns'][number]['kind']>> = {
  BIGINT: 'number',
  INTEGER: 'number',
  DOUBLE: 'number',
  DATE: 'date',
};

const HEADLINE_COLUMNS = [
  'titular',
  'es',
  'en',
  'valor_publicado',
  'calificador_publicado',
  'valor_calculado',
  'calificador_calculado',
  'cobertura',
  'estado',
  'nota_es',
  'nota_en',
];
const MESA_COLUMNS = [
  'pais',
  'mesa_id',
  'nombre',
  'corte',
  'periodo',
  'ultima',
  'avance',
  'problemas_abiertos',
  'problemas_resueltos',
  'soluciones_activas',
  'vencidas',
  'dias_sin_sesion',
  'escalamientos',
  'escalamientos_decididos',
  'fuente',
];
const COVERAGE_COLUMNS = [
  'pais',
  'plantilla',
  'periodo',
  'esperados',
  'recibidos',
  'aceptados',
  'a_tiempo',
  'ultimo_corte',
  'faltan',
];

const readMesas = (db: Database): Promise<Record<string, Cell>[]> =>
  db.rows(`
    select m.*, coalesce(d.nombre, m.mesa_id) as nombre, concat_ws(' · ', e.archivo, m.hoja || ' ' || m.fila) as fuente,
      row_number() over (partition by m.pais, m.equipo, m.mesa_id order by m.corte desc) = 1 as ultima
    from ${PUBLISHED}.hr_mesas as m
    left join ${PUBLISHED}.dim_mesa as d using (pais, equipo, mesa_id)
    left join ${PUBLISHED}.entregas as e on e.entrega_id = m.entrega_id
    order by vencidas desc nulls last, nombre, m.pais, m.equipo, m.mesa_id, m.corte, m.entrega_id`);

/** The lines of every area; a breakdown is one column and its member another. */
function readLines(db: Database, light: boolean, limit = ''): Promise<Record<string, Cell>[]> {
  const dim = `case ${BREAKDOWNS.map((name) => `when ${name} <> '' then '${name}'`).join(' ')} else '' end`;
  const rows = Object.entries(INDICATOR_TABLES).map(
    ([code, table], at) =>
      `select ${at} as orden, '${code}' as tabla, *, ${dim} as dim, ${BREAKDOWNS.join(' || ')} as miembro from ${PUBLISHED}.${table}`,
  );
  // What is a change and what is none the table of changes says; breakdowns have none.
  const changes = `select plantilla as tabla, indicador, pais, programa_id, periodo, unidad, '' as dim, cambio, periodo_anterior from ${PUBLISHED}.evolucion where cambio is not null`;
  const without = light ? "where programa_id = '' or dim in ('', 'sexo')" : '';
  return db.rows(
    `select ${LINE_COLUMNS.join(', ')} from (${rows.join(' union all by name ')}) left join (${changes}) using (tabla, indicador, pais, programa_id, periodo, unidad, dim) ${without} order by orden, indicador, pais, programa_id, periodo, dim, miembro, unidad ${limit}`,
  );
}

/** Whether a figure is one of these lines, or the total of one, or a headline. */
function sourceOf(lines: readonly Record<string, Cell>[]): (table: string, key: string) => boolean {
  const shown = new Set(
    lines.flatMap(({ tabla, dim, miembro, ...line }) => {
      const table = INDICATOR_TABLES[String(tabla)];
      const figure = dim ? { ...line, [String(dim)]: miembro } : line;
      return [keyOfFigure(figure), keyOfTotal(line)].map((key) => `${table}\n${key}`);
    }),
  );
  return (table, key) => table === 'titulares_figura4' || shown.has(`${table}\n${key}`);
}

/** Workbooks once, sources beside them. */
function packSources(all: readonly Source[]): { files: Packed; sources: Packed } {
  const files = new Map<string, number>();
  const listed: Record<string, Cell>[] = [];
  const kept = all.length > MOST_SOURCES ? firstOfEach(all) : all.map((source) => ({ source, more: 0 }));
  const rows = kept.map(({ source, more }) => {
    const name = JSON.stringify([source.file, source.sender, source.submission, source.period]);
    const file = files.get(name) ?? files.size;
    if (!files.has(name)) {
      files.set(name, file);
      listed.push({
        archivo: source.file,
        remite: source.sender,
        pais: source.country,
        envio_n: source.submission,
        periodo: source.period,
      });
    }
    return {
      clave: `${source.table}\n${source.key}`,
      rol: source.role,
      libro: file,
      hoja: source.sheet,
      casillas: source.cells,
      muestra: source.sample,
      mas: more,
    };
  });
  return {
    files: pack(listed, ['archivo', 'remite', 'pais', 'envio_n', 'periodo']),
    sources: pack(rows, ['clave', 'rol', 'libro', 'hoja', 'casillas', 'muestra', 'mas']),
  };
}

/** The first workbooks of each figure and part; the last one says how many more there are. */
function firstOfEach(all: readonly Source[]): { source: Source; more: number }[] {
  const groups = new Map<string, Source[]>();
  for (const source of all) {
    const name = `${source.table}\n${source.key}\n${source.role}`;
    const group = groups.get(name);
    if (group) group.push(source);
    else groups.set(name, [source]);
  }
  return [...groups.values()].flatMap((group) =>
    group.slice(0, NAMED_EACH).map((source, at) => ({
      source: { ...source, sample: source.sample.split('; ').slice(0, 2).join('; ') },
      more: at === NAMED_EACH - 1 ? group.length - NAMED_EACH : 0,
    })),
  );
}
