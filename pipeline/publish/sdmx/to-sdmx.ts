import { type Text, text } from '../../../sheets-templates/define/text.ts';
import { indicatorByCode } from '../../../sheets-templates/indicators/index.ts';
import { PUBLISHED } from '../../disclosure/tables.ts';
import type { Cell, Database } from '../../merge/database.ts';
import { INDICATOR_TABLES } from '../../merge/models.ts';
import { escapeXml } from '../feedback/xml-edit.ts';
import {
  AGENCY,
  attributes,
  type Component,
  DATA_STRUCTURE,
  DATAFLOW,
  dimensions,
  idOf,
  timeOf,
  unique,
  VERSION_OF_STRUCTURE,
} from './structure.ts';

/** The published figures as statistical offices exchange them. */
export interface Sdmx {
  /** SDMX-CSV 2.0: a line for each figure of a period. */
  data: string;
  /** SDMX-ML 2.1: dataflow, code lists, concepts and data structure. */
  structure: string;
}

type Row = Record<string, Cell>;

/** Makes both of the published lines. Totals of all periods are left out: they are no observation of a time. */
export async function toSdmx(db: Database, now: Date): Promise<Sdmx> {
  const tables = Object.entries(INDICATOR_TABLES).map(
    ([template, table]) => `select *, '${template}' as plantilla from ${PUBLISHED}.${table} where periodo <> ''`,
  );
  const lines = await db.rows(
    `from (${tables.join(' union all by name ')})
     order by plantilla, indicador, pais, programa_id, periodo, sexo, region, sector, clase, publico, unidad`,
  );
  const programmes = await db.rows(`select programa_id, nombre from ${PUBLISHED}.dim_programa order by programa_id`);
  const named = programmes.map(({ programa_id: id, nombre }) => ({
    id: idOf(String(id)),
    name: text(String(nombre ?? id), String(nombre ?? id)),
  }));
  const units = [...new Set(lines.map(({ unidad }) => String(unidad)))].sort();
  const key = dimensions(named, units);
  return { data: toCsv(key, lines), structure: toXml(key, now) };
}

function toCsv(key: readonly Component[], lines: readonly Row[]): string {
  const head = ['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...key.map(({ id }) => id), 'TIME_PERIOD', 'OBS_VALUE'];
  const told = lines.map((row) => [
    'dataflow',
    `${AGENCY}:${DATAFLOW}(${VERSION_OF_STRUCTURE})`,
    'I',
    ...key.map((one) => saidOf(one, row)),
    timeOf(String(row.periodo)),
    observation(row),
    ...attributes.map((one) => saidOf(one, row)),
  ]);
  return `${[[...head, ...attributes.map(({ id }) => id)], ...told].map((cells) => cells.map(quotedCell).join(',')).join('\n')}\n`;
}

function saidOf({ column, codeOf, codes }: Component, row: Row): string {
  const value = row[column] ?? null;
  if (codes === null) return value === null ? '' : String(value);
  if (value === null) return '';
  return codeOf ? codeOf(String(value)) : String(value);
}

/** Shares are parts of one in the tables; in a unit of per cent they are per cent. */
function observation({ indicador, unidad, valor }: Row): string {
  if (typeof valor !== 'number') return '';
  const isShare = unidad === '%' && indicatorByCode.get(String(indicador))?.unit === '%';
  return String(isShare ? Number((valor * 100).toPrecision(12)) : valor);
}

const quotedCell = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function element(name: string, attributesOf: Readonly<Record<string, string>>, ...inner: readonly string[]): string {
  const said = Object.entries(attributesOf).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return inner.length === 0 ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${inner.join('')}</${name}>`;
}

const names = ({ es, en }: Text): string =>
  element('com:Name', { 'xml:lang': 'es' }, escapeXml(es)) + element('com:Name', { 'xml:lang': 'en' }, escapeXml(en));

const ours = { agencyID: AGENCY, version: VERSION_OF_STRUCTURE };
const CONCEPTS = 'CS_RESULTS';

const TIME = text('Periodo', 'Time period');
const VALUE = text('Valor', 'Observation value');

const NAMESPACES = {
  'xmlns:mes': 'http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message',
  'xmlns:str': 'http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure',
  'xmlns:com': 'http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common',
};

function toXml(key: readonly Component[], now: Date): string {
  const title = text('Resultados consolidados por Quipu', 'Results consolidated by Quipu');
  const header = element(
    'mes:Header',
    {},
    element('mes:ID', {}, 'QUIPU'),
    element('mes:Test', {}, 'false'),
    element('mes:Prepared', {}, now.toISOString()),
    element('mes:Sender', { id: AGENCY }),
  );
  const dataflow = element(
    'str:Dataflow',
    { id: DATAFLOW, ...ours, isFinal: 'true' },
    names(title),
    element(
      'str:Structure',
      {},
      element('Ref', { id: DATA_STRUCTURE, ...ours, package: 'datastructure', class: 'DataStructure' }),
    ),
  );
  const listed = [...key, ...attributes].filter(({ codes }) => codes !== null);
  const structures = element(
    'mes:Structures',
    {},
    element('str:Dataflows', {}, dataflow),
    element('str:Codelists', {}, ...listed.map(codelist)),
    element('str:Concepts', {}, conceptScheme(key)),
    element('str:DataStructures', {}, dataStructure(key, title)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('mes:Structure', NAMESPACES, header, structures)}\n`;
}

const listOf = (id: string) => `CL_${id}`;

const codelist = ({ id, name, codes }: Component): string =>
  element(
    'str:Codelist',
    { id: listOf(id), ...ours, isFinal: 'true' },
    names(name),
    ...unique(codes ?? []).map((code) => element('str:Code', { id: code.id }, names(code.name))),
  );

function conceptScheme(key: readonly Component[]): string {
  const all = [...key, { id: 'TIME_PERIOD', name: TIME }, { id: 'OBS_VALUE', name: VALUE }, ...attributes];
  return element(
    'str:ConceptScheme',
    { id: CONCEPTS, ...ours, isFinal: 'true' },
    names(text('Conceptos de los resultados', 'Concepts of the results')),
    ...all.map(({ id, name }) => element('str:Concept', { id }, names(name))),
  );
}

const conceptOf = (id: string): string =>
  element(
    'str:ConceptIdentity',
    {},
    element('Ref', {
      id,
      maintainableParentID: CONCEPTS,
      maintainableParentVersion: VERSION_OF_STRUCTURE,
      agencyID: AGENCY,
      package: 'conceptscheme',
      class: 'Concept',
    }),
  );

const representation = ({ id, codes }: Component): string =>
  element(
    'str:LocalRepresentation',
    {},
    codes === null
      ? element('str:TextFormat', { textType: 'Decimal' })
      : element(
          'str:Enumeration',
          {},
          element('Ref', { id: listOf(id), ...ours, package: 'codelist', class: 'Codelist' }),
        ),
  );

function dataStructure(key: readonly Component[], title: Text): string {
  const time = element(
    'str:TimeDimension',
    { id: 'TIME_PERIOD', position: String(key.length + 1) },
    conceptOf('TIME_PERIOD'),
    element('str:LocalRepresentation', {}, element('str:TextFormat', { textType: 'ObservationalTimePeriod' })),
  );
  const observed = element(
    'str:AttributeRelationship',
    {},
    element('str:PrimaryMeasure', {}, element('Ref', { id: 'OBS_VALUE' })),
  );
  return element(
    'str:DataStructure',
    { id: DATA_STRUCTURE, ...ours, isFinal: 'true' },
    names(title),
    element(
      'str:DataStructureComponents',
      {},
      element(
        'str:DimensionList',
        { id: 'DimensionDescriptor' },
        ...key.map((one, at) =>
          element('str:Dimension', { id: one.id, position: String(at + 1) }, conceptOf(one.id), representation(one)),
        ),
        time,
      ),
      element(
        'str:AttributeList',
        { id: 'AttributeDescriptor' },
        ...attributes.map((one) =>
          element(
            'str:Attribute',
            { id: one.id, assignmentStatus: 'Conditional' },
            conceptOf(one.id),
            representation(one),
            observed,
          ),
        ),
      ),
      element(
        'str:MeasureList',
        { id: 'MeasureDescriptor' },
        element(
          'str:PrimaryMeasure',
          { id: 'OBS_VALUE' },
          conceptOf('OBS_VALUE'),
          element('str:LocalRepresentation', {}, element('str:TextFormat', { textType: 'Decimal' })),
        ),
      ),
    ),
  );
}
