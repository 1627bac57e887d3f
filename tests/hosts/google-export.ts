import { isDateCode } from '../../sheets-templates/book/number-format.ts';
import { letters } from '../../sheets-templates/emit/xlsx/address.ts';
import { type Part, zipOf } from '../helpers/zips.ts';
import type { MemoryCell, MemorySheet, MemoryWorkbook } from './memory-workbook.ts';

/**
 * A spreadsheet as Google Sheets writes it when it is downloaded or exported as .xlsx; made by hand after what is known of
 * such files:
 * - parts and their order, sizes behind the content, a thousand empty rows with a height of their own, no `dimension`, numbers
 *   as `1.0`, texts in the shared strings, cells with a style alone, `[Content_Types].xml` last, no `docProps/app.xml`,
 *   comments of the old kind, parts and relationships of Google's own: the xlsx primer of Jetstream (getjetstream.app), which
 *   inspects an export (`fixtures/jetstream/multi-object-template.gsheets.xlsx`), of September 2026.
 * - functions that Excel may not have as `IFERROR(__xludf.DUMMYFUNCTION("…"),value)`:
 *   https://github.com/vinci1it2000/formulas/issues/51
 * - no `dimension`: https://github.com/tidyverse/readxl/issues/26,
 *   https://github.com/monitorjbl/excel-streaming-reader/issues/211
 * - rows with properties alone: https://github.com/xlnt-community/xlnt/issues/8
 * What is not known for certain, whether a very hidden sheet comes out hidden or in sight, is a choice here.
 */
export interface ExportOptions {
  /** Hidden sheets come in sight. */
  unhides?: boolean;
  /** Notes by sheet, then cell. */
  notes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Rows up to which Google writes empty ones. */
  rows?: number;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const ROOT = `${MAIN} xmlns:r="${RELS}" xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"`;

export function googleExport(
  workbook: MemoryWorkbook,
  { unhides = false, notes = {}, rows = 1000 }: ExportOptions = {},
): Uint8Array {
  const strings = new Pool();
  const styles = new Pool(['']);
  const sheets = workbook.sheets.map((sheet) => sheetXml(sheet, strings, styles, rows, notes[sheet.name]));
  const noted = workbook.sheets.map(({ name }) => notes[name]);
  const parts: Part[] = [
    {
      name: 'docProps/core.xml',
      data: `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dcterms:created xsi:type="dcterms:W3CDTF">2026-07-01T10:00:00Z</dcterms:created></cp:coreProperties>`,
    },
    ...sheets.map((data, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, data })),
    ...sheets.map((_, at) => ({ name: `xl/drawings/drawing${at + 1}.xml`, data: DRAWING })),
    ...sheets.map((_, at) => ({
      name: `xl/worksheets/_rels/sheet${at + 1}.xml.rels`,
      data: relationships([
        ['drawing', `../drawings/drawing${at + 1}.xml`],
        ...(noted[at] ? [['comments', `../comments${at + 1}.xml`] as const] : []),
      ]),
    })),
    ...noted.flatMap((cells, at): Part[] =>
      cells
        ? [
            { name: `xl/comments${at + 1}.xml`, data: commentsXml(cells) },
            { name: `xl/commentsmeta${at + 1}`, data: '\u0008\u0001' },
          ]
        : [],
    ),
    {
      name: 'xl/sharedStrings.xml',
      data: `${HEAD}<sst ${MAIN}>${strings.all.map((text) => `<si><t xml:space="preserve">${inXml(text)}</t></si>`).join('')}</sst>`,
    },
    { name: 'xl/styles.xml', data: stylesXml(styles.all) },
    { name: 'xl/theme/theme1.xml', data: THEME },
    {
      name: 'xl/workbook.xml',
      data: `${HEAD}<workbook ${ROOT}><workbookPr/><sheets>${workbook.sheets
        .map(
          ({ name, visibility }, at) =>
            `<sheet state="${visibility === 'Visible' || unhides ? 'visible' : 'hidden'}" name="${inXml(name)}" sheetId="${at + 1}" r:id="rId${at + 4}"/>`,
        )
        .join('')}</sheets><definedNames>${workbook.names
        .filter(({ formula }) => /^='?[^'!]+'?!\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?$/.test(formula))
        .map(({ name, formula }) => `<definedName name="${name}">${inXml(formula.slice(1))}</definedName>`)
        .join(
          '',
        )}</definedNames><calcPr/><extLst><ext uri="GoogleSheetsCustomDataVersion2"><go:sheetsCustomData xmlns:go="http://customooxmlschemas.google.com/" r:id="rId${sheets.length + 4}" roundtripDataChecksum="x"/></ext></extLst></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relationships([
        ['theme', 'theme/theme1.xml'],
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
        ...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ]).replace(
        '</Relationships>',
        `<Relationship Id="rId${sheets.length + 4}" Type="http://customschemas.google.com/relationships/workbookmetadata" Target="metadata"/></Relationships>`,
      ),
    },
    { name: '_rels/.rels', data: relationships([['officeDocument', 'xl/workbook.xml']]) },
    { name: 'xl/metadata', data: '\u0008\u0001' },
    { name: '[Content_Types].xml', data: contentTypes(sheets.length, noted.map(Boolean)) },
  ];
  return new Uint8Array(zipOf(parts.map((part) => ({ ...part, streamed: true }))));
}

/** Things by the number under which they are told. */
class Pool {
  private readonly known = new Map<string, number>();
  constructor(readonly all: string[] = []) {
    all.forEach((one, at) => {
      this.known.set(one, at);
    });
  }
  at(one: string): number {
    const known = this.known.get(one);
    if (known !== undefined) return known;
    this.known.set(one, this.all.length);
    return this.all.push(one) - 1;
  }
}

function sheetXml(
  { rows, hiddenRows, hiddenColumns, merged }: MemorySheet,
  strings: Pool,
  styles: Pool,
  most: number,
  notes: Readonly<Record<string, string>> | undefined,
): string {
  const last = Math.max(most, ...Object.keys(rows).map(Number));
  const lines: string[] = [];
  for (let row = 1; row <= last; row += 1) {
    const cells = Object.entries(rows[row] ?? {}).map(([column, cell]) =>
      cellXml(`${letters(Number(column) - 1)}${row}`, cell, strings, styles),
    );
    const hidden = hiddenRows.includes(row) ? ' hidden="1"' : '';
    // Rows without anything are there all the same, with a height, and some with cells that have a style alone.
    const bare = cells.length === 0 && row % 50 === 0 ? `<c r="B${row}" s="0"/>` : '';
    lines.push(`<row r="${row}" ht="15.75" customHeight="1"${hidden}>${cells.join('')}${bare}</row>`);
  }
  const columns = hiddenColumns.map(
    ([from, to]) => `<col min="${from}" max="${to}" customWidth="1" width="12.63" hidden="1"/>`,
  );
  const merges = merged.map(
    ({ top, left, bottom, right }) => `<mergeCell ref="${letters(left - 1)}${top}:${letters(right - 1)}${bottom}"/>`,
  );
  return `${HEAD}<worksheet ${ROOT}><sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>${lines.join('')}</sheetData>${merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : ''}<drawing r:id="rId1"/>${notes ? '<legacyDrawing r:id="rId2"/>' : ''}</worksheet>`;
}

/** Functions that Google knows and Excel may not. */
const GOOGLES_OWN = /\b(FILTER|QUERY|ARRAYFORMULA|IMPORTRANGE|PARIDAD|ANTES)\(/;

/** Styles are told by their format; those whose font is crossed out have this before it. */
const CROSSED = '\u0000';

function cellXml(address: string, { value, formula, format, struck }: MemoryCell, strings: Pool, styles: Pool): string {
  const style = styles.at((struck ? CROSSED : '') + (format === 'General' ? '' : format));
  const open = `<c r="${address}" s="${style}"`;
  const isFormula = typeof formula === 'string' && formula.startsWith('=') && formula !== value;
  const shown = typeof value === 'number' ? numberAsWritten(value) : String(value);
  if (isFormula) {
    const text = String(formula).slice(1);
    const cached = typeof value === 'number' ? shown : `"${shown.replaceAll('"', '""')}"`;
    const written = GOOGLES_OWN.test(text)
      ? `IFERROR(__xludf.DUMMYFUNCTION("${text.replaceAll('"', '""')}"),${cached})`
      : text.replaceAll(';', ',');
    return `${open}${typeof value === 'number' ? '' : ' t="str"'}><f>${inXml(written)}</f><v>${inXml(shown)}</v></c>`;
  }
  if (typeof value === 'number') return `${open}><v>${shown}</v></c>`;
  if (typeof value === 'boolean') return `${open} t="b"><v>${value ? 1 : 0}</v></c>`;
  if (/^#(N\/A|DIV\/0!|REF!|VALUE!|NUM!|NAME\?)$/.test(value)) return `${open} t="e"><v>${value}</v></c>`;
  return value === '' ? `${open}/>` : `${open} t="s"><v>${strings.at(value)}</v></c>`;
}

/** Whole numbers come with a decimal. */
const numberAsWritten = (value: number) =>
  Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value);

function stylesXml(styles: readonly string[]): string {
  const formats = styles.map((style) => style.replace(CROSSED, ''));
  const own = [...new Set(formats)].filter((format) => format !== '' && BUILT_IN[format] === undefined);
  const idOf = (format: string) => (format === '' ? 0 : (BUILT_IN[format] ?? 164 + own.indexOf(format)));
  const listed = own.map(
    (format, at) =>
      `<numFmt numFmtId="${164 + at}" formatCode="${inXml(isDateCode(format) ? format.replaceAll('/', '\\/') : format)}"/>`,
  );
  return `${HEAD}<styleSheet ${MAIN}>${own.length > 0 ? `<numFmts count="${own.length}">${listed.join('')}</numFmts>` : ''}<fonts count="2">${font('')}${font('<strike/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="lightGray"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf borderId="0" fillId="0" fontId="0" numFmtId="0" applyAlignment="1" applyFont="1"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.map((format, at) => `<xf borderId="0" fillId="0" fontId="${styles[at]?.startsWith(CROSSED) ? 1 : 0}" numFmtId="${idOf(format)}" xfId="0" applyNumberFormat="1"/>`).join('')}</cellXfs><cellStyles count="1"><cellStyle xfId="0" name="Normal" builtinId="0"/></cellStyles><dxfs count="0"/></styleSheet>`;
}

const font = (strike: string) =>
  `<font>${strike}<sz val="10.0"/><color rgb="FF000000"/><name val="Arial"/><scheme val="minor"/></font>`;

const BUILT_IN: Readonly<Record<string, number>> = { '0%': 9, '0': 1, '@': 49 };

/** A comment carries the id of its thread in its text. */
const commentsXml = (cells: Readonly<Record<string, string>>) =>
  `${HEAD}<comments ${MAIN}><authors><author/></authors><commentList>${Object.entries(cells)
    .map(
      ([cell, text]) =>
        `<comment authorId="0" ref="${cell}"><text><t xml:space="preserve">======\nID#AAAABQ1yZ2w\nRevisora    (2026-07-01 10:00:00)\n${inXml(text)}</t></text></comment>`,
    )
    .join('')}</commentList></comments>`;

const relationships = (all: readonly (readonly [kind: string, target: string])[]) =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all
    .map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELS}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;

function contentTypes(sheets: number, noted: readonly boolean[]): string {
  const kind = 'application/vnd.openxmlformats-officedocument';
  const over = (name: string, type: string) => `<Override ContentType="${kind}.${type}+xml" PartName="${name}"/>`;
  const each = Array.from({ length: sheets }, (_, at) => at);
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default ContentType="application/xml" Extension="xml"/><Default ContentType="application/vnd.openxmlformats-package.relationships+xml" Extension="rels"/>${each.map((at) => over(`/xl/worksheets/sheet${at + 1}.xml`, 'spreadsheetml.worksheet')).join('')}${each.map((at) => over(`/xl/drawings/drawing${at + 1}.xml`, 'drawing')).join('')}${each
    .filter((at) => noted[at])
    .map((at) => over(`/xl/comments${at + 1}.xml`, 'spreadsheetml.comments'))
    .join(
      '',
    )}${over('/xl/sharedStrings.xml', 'spreadsheetml.sharedStrings')}${over('/xl/styles.xml', 'spreadsheetml.styles')}${over('/xl/theme/theme1.xml', 'theme')}${over('/xl/workbook.xml', 'spreadsheetml.sheet.main')}</Types>`;
}

const DRAWING = `${HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>`;
const THEME = `${HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Sheets"/>`;

const inXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
