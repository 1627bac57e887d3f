import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { toFeedback } from '../../pipeline/publish/feedback/to-feedback.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { writeWorkbook } from '../../sheets-templates/emit/xlsx/write-workbook.ts';
import { template } from '../helpers/workbooks.ts';
import { faultyRows } from './everything.ts';
import { parseFormula } from './repair-rules/formula-grammar.ts';
import { repairRules, repairsIn } from './repair-rules/index.ts';
import { WorkbookParts } from './workbook-parts.ts';

/** The judge is judged: each of its rules finds a fault that was put into a workbook in which it found none. */

type Parts = Record<string, Uint8Array>;
let copy: Parts;
let chart: Parts;

beforeAll(async () => {
  const score = template('SC');
  const options = {
    lang: 'es',
    country: 'PE',
    cover: score.cover.example,
    rows: faultyRows(score),
    prepared: 6,
  } as const;
  const bytes = await toXlsx(score, options);
  copy = unzipSync((await toFeedback(await readSubmission('x.xlsx', bytes), bytes, { lang: 'es' })).bytes);
  const series = [
    { name: 'a', values: 'A1:A2' },
    { name: 'b', values: 'B1:B2' },
  ];
  const drawn = { type: 'column' as const, series, anchor: { from: { row: 1, col: 3 }, to: { row: 9, col: 9 } } };
  const rows = [
    [1, 2],
    [3, 4],
  ]; // prettier-ignore
  chart = unzipSync(
    await writeWorkbook({
      names: [{ name: '_xlnm._FilterDatabase', range: "'Uno'!$A$1:$B$2", scope: 'Uno' }],
      sheets: [
        {
          name: 'Uno',
          rows,
          charts: [drawn, drawn],
          merges: [{ startRow: 5, startCol: 0, endRow: 6, endCol: 1 }],
          autoFilter: { range: 'A1:B2' },
        },
      ],
    }),
  );
});

/** Puts a text in the place of another, in the first part of which the name and the content fit. */
function withFault(parts: Parts, part: RegExp, from: string | RegExp, to: string): WorkbookParts {
  const [name, content] =
    Object.entries(parts).find(([path, bytes]) => part.test(path) && strFromU8(bytes).search(from) >= 0) ?? [];
  if (!name || !content) throw new Error(`no part ${part} with ${from}`);
  return new WorkbookParts(zipSync({ ...parts, [name]: strToU8(strFromU8(content).replace(from, to)) }, { level: 1 }));
}

const SHEET = /worksheets\/sheet\d+\.xml$/;
const WORKBOOK = /xl\/workbook\.xml$/;
const STYLES = /styles\.xml$/;

/** Rule, part, what is replaced, by what. */
const FAULTS: readonly (readonly [string, RegExp, string | RegExp, string])[] = [
  ['content-types', /Content_Types/, /<Override [^>]*sheet1\.xml[^>]*>/, ''],
  ['relations', /worksheets\/_rels\/sheet\d+\.xml\.rels$/, /Id="[^"]+"/, 'Id="otro"'],
  ['notes', /vmlDrawing/, /<v:shape [\s\S]*?<\/v:shape>/, ''],
  ['notes', /comments/, /authorId="\d+"/, 'authorId="99"'],
  ['titles-of-parts', /docProps\/core/, /(<cp:coreProperties[^>]*>)[\s\S]*(<\/cp:coreProperties>)/, '$1$2'],
  ['name-form', WORKBOOK, /name="Q_PAIS"/, 'name="PE2026"'],
  ['name-form', WORKBOOK, /name="Q_PAIS"/, 'name="R2D2"'],
  ['name-twice', WORKBOOK, /name="Q_PEQ"/, 'name="q_med"'],
  ['name-twice', WORKBOOK, /name="Q_PEQ"/, 'name="T_Empresas"'],
  ['name-scope', WORKBOOK, /localSheetId="1"/, 'localSheetId="77"'],
  ['print-names', WORKBOOK, /(Print_Titles"[^>]*>)'([^']+)'!/, '$1Otra hoja!'],
  ['formula-grammar', SHEET, /<f>[^<]*<\/f>/, '<f>OR()</f>'],
  ['formula-grammar', WORKBOOK, /(name="Q_PAIS"[^>]*>)[^<]*/, '$1IF(1;2;3)'],
  ['formula-sheets', SHEET, /<f>[^<]*<\/f>/, '<f>Nadie!A1</f>'],
  ['formula-names', SHEET, /<f>[^<]*<\/f>/, '<f>NADIE+1</f>'],
  ['validation-list', SHEET, /<formula1>L_[A-Z_]+<\/formula1>/, `<formula1>"${'uno,'.repeat(80)}"</formula1>`],
  ['table-headers', /tables\/table\d+\.xml$/, / name="Nombre[^"]*"/, ' name="Otro"'],
  [
    'table-columns',
    /tables\/table\d+\.xml$/,
    /(<tableColumn id="1" name=")[^"]*("[\s\S]*<tableColumn id="2" name=")[^"]*"/,
    '$1a$2A"',
  ],
  ['table-identity', /tables\/table2\.xml$/, /displayName="[^"]*"/, 'displayName="T_Empresas"'],
  ['table-area', /tables\/table\d+\.xml$/, /(<table [^>]*ref=")([A-Z]+3:[A-Z]+)\d+"/, '$1$23"'],
  ['sheet-names', WORKBOOK, /<sheet name="[^"]+"/, `<sheet name="${'x'.repeat(32)}"`],
  ['sheet-ids', WORKBOOK, /sheetId="2"/, 'sheetId="1"'],
  ['sheet-in-sight', WORKBOOK, /<sheet /, '<sheet state="hidden" '],
  ['sheet-in-sight', SHEET, /<sheetView workbookViewId/, '<sheetView tabSelected="1" workbookViewId'],
  ['cells-in-order', SHEET, /<row r="2"/, '<row r="900"'],
  ['cell-values', SHEET, /t="s"([^>]*)><v>\d+/, 't="s"$1><v>999999'],
  ['cell-values', SHEET, /<v>0<\/v>/, '<v>NaN</v>'],
  ['columns-in-order', SHEET, /<col min="2"/, '<col min="1"'],
  ['columns-in-order', SHEET, / ht="\d+"/, ' ht="410"'],
  ['validations', SHEET, /(<dataValidation [^>]*sqref=")B4:/, '$1A4:'],
  ['validations', SHEET, /errorTitle="[^"]*"/, `errorTitle="${'x'.repeat(33)}"`],
  ['conditional-formats', SHEET, /priority="2"/, 'priority="1"'],
  ['conditional-formats', SHEET, /dxfId="\d+"/, 'dxfId="500"'],
  ['links', SHEET, /location="[^"]*"/, 'location="\'_listas\'!A1"'],
  ['links', SHEET, /location="[^"]*"/, 'location="Cadenas de valor!A1"'],
  ['headers-and-footers', SHEET, /<oddFooter>/, '<oddFooter>Pan &amp; agua '],
  ['frozen-panes', SHEET, /activePane="[^"]*"/, 'activePane="topRight"'],
  ['style-indexes', SHEET, / s="\d+"/, ' s="9999"'],
  ['style-limits', STYLES, /<cellXfs count="\d+"/, '<cellXfs count="3"'],
  ['number-formats', STYLES, /formatCode="#,##0.00"/, 'formatCode="#,##0.##"'],
];
const LONG = 'x'.repeat(256);
/** Clauses of rules that have several: with what the finding says of the clause. */
const CLAUSES: readonly (readonly [string, RegExp, string | RegExp, string, RegExp])[] = [
  ['sheet-names', WORKBOOK, /(<sheet name="([^"]+)"[\s\S]*?<sheet name=")[^"]+"/, '$1$2"', /: \S+$/],
  ['sheet-in-sight', WORKBOOK, /activeTab="\d+"/, 'activeTab="1"', /is selected, another/],
  ['cell-values', /sharedStrings/, /<t[^>]*>[^<]*/, `<t>${'x'.repeat(32_768)}`, /too long/],
  ['columns-in-order', SHEET, /(<col [^>]*width=")[^"]*"/, '$1300"', /column/],
  ['validations', SHEET, /( prompt=")[^"]*"/, `$1${LONG}"`, /^validations: \S+ [A-Z]/],
  ['validations', SHEET, /( error=")[^"]*"/, `$1${'x'.repeat(225)}"`, /^validations: \S+ [A-Z]/],
  ['validations', SHEET, /<dataValidations count="\d+"/, '<dataValidations count="1"', /counted 1/],
  ['validations', SHEET, /(<formula1>)[^<]*/, '$1{1,2}', /an array/],
  ['conditional-formats', SHEET, /(<cfRule[\s\S]*?<formula>)[^<]*/, '$1Portada!A1=1', /Portada!A1/],
  ['links', SHEET, /(<hyperlink [^>]*location=")[^"]*"/, `$1${LONG}"`, /too long/],
  ['links', SHEET, /(<hyperlinks>)(<hyperlink [^>]*\/>)/, '$1$2$2', /twice/],
  ['formula-shared', /sheet\d+\.xml$/, /<f t="shared" si="1"\/>/, '<f t="shared" si="999"/>', /shares 999/],
  ['name-broken', WORKBOOK, /(name="Q_PAIS"[^>]*>)[^<]*/, '$1#REF!$A$1', /Q_PAIS/],
  // Rows are left out of what is read once: no row is none, and a name in quotes is one.
  ['formula-grammar', SHEET, /<f>[^<]*<\/f>/, '<f>$A0+1</f>', /\$A0/],
  ['formula-sheets', SHEET, /<f>[^<]*<\/f>/, "<f>'EMPRESAS7'!A1</f>", /EMPRESAS7/],
  ['formula-sheets', SHEET, /<f>[^<]*<\/f>/, '<f>Empresas_7!A1</f>', /Empresas_7/],
];
const IN_CHARTS: typeof FAULTS = [
  ['drawing-ids', /drawings\/drawing\d+\.xml$/, /(cNvPr id=")\d+("[\s\S]*cNvPr id=")\d+"/, '$17$27"'],
  ['charts', /chart1\.xml$/, /<c:idx val="1"\/>/, '<c:idx val="0"/>'],
  ['merged-cells', SHEET, /ref="A6:B7"/, 'ref="A6:A6"'],
  ['merged-cells', SHEET, /(<mergeCell ref="A6:B7"\/>)/, '$1<mergeCell ref="B7:C8"/>'],
  ['filter-name', WORKBOOK, /(_FilterDatabase"[^>]*>)[^<]*/, "$1'Uno'!$A$1:$C$9"],
  ['formula-sheets', /chart1\.xml$/, /<c:f>[^<]*/, '<c:f>Dos!$A$1'],
];
/** A part of its own is put in for this one. */
const CHAIN =
  '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="ZZ1" i="1"/></calcChain>';

describe('the rules of what Excel repairs', () => {
  test('find nothing in what is right', () => {
    for (const parts of [copy, chart]) expect(repairsIn(new WorkbookParts(zipSync(parts, { level: 1 })))).toEqual([]);
  });

  test.each(FAULTS)('%s: %s, %s', (id, part, from, to) => {
    expect(repairsIn(withFault(copy, part, from, to)).join('\n')).toMatch(new RegExp(`^${id}: `, 'm'));
  });

  test.each(CLAUSES)('%s: %s, %s', (id, part, from, to, says) => {
    const found = repairsIn(withFault(copy, part, from, to)).filter((one) => one.startsWith(`${id}: `));
    expect(found.some((one) => says.test(one))).toBe(true);
  });

  test('links are counted', () => {
    const many = Array.from({ length: 65_531 }, (_, at) => `<hyperlink ref="A${at + 1}" location="'Portada'!A1"/>`);
    const found = repairsIn(
      withFault(copy, SHEET, /<hyperlinks>[\s\S]*<\/hyperlinks>/, `<hyperlinks>${many.join('')}</hyperlinks>`),
    );
    expect(found).toContainEqual(expect.stringMatching(/^links: .*65531 links/));
  });

  test.each(IN_CHARTS)('%s: %s, %s', (id, part, from, to) => {
    expect(repairsIn(withFault(chart, part, from, to)).join('\n')).toMatch(new RegExp(`^${id}: `, 'm'));
  });

  test('order-of-calculation', () => {
    const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain';
    const parts = { ...copy, 'xl/calcChain.xml': strToU8(CHAIN) };
    const found = repairsIn(
      withFault(
        parts,
        /workbook\.xml\.rels$/,
        '</Relationships>',
        `<Relationship Id="rIdC" Type="${relation}" Target="calcChain.xml"/></Relationships>`,
      ),
    );
    expect(found).toContainEqual('order-of-calculation: 1 ZZ1');
  });

  test('none is without a fault that it finds', () => {
    const tried = new Set([...FAULTS, ...IN_CHARTS, ...CLAUSES].map(([id]) => id));
    expect(repairRules.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual(['order-of-calculation']);
    for (const { source } of repairRules) expect(source).toMatch(/https?:|ECMA/);
  });
});

describe('the grammar of formulas', () => {
  test.each([
    'IF(A1="","",ABS(\'Año 1\'!$B$2)/12)',
    'OFFSET(_listas!$A$2,IFERROR(MATCH(Q_PAIS,_listas!$C$2:$C$9,0)-1,0),0,MAX(1,2),1)',
    '-A1%+(2^3)&"a ""b"""',
    '_xlfn.TEXTJOIN(",",TRUE,A1:A3)',
    'SUM(A:A,2:2,{1,-2;"a",TRUE})',
    'COUNTIF(L_PAIS,"x")+COUNTIF(OFFSET($A$1,0,0,2,1),1)',
    'IF(A1,,)',
  ])('takes %s', (formula) => expect(parseFormula(formula).problems).toEqual([]));

  test.each([
    'OR()',
    'IF()',
    'IF(1;2)',
    'LEN(A1,B1)',
    '=A1',
    'A1+',
    '(A1',
    'TEXTJOIN(",",TRUE,A1)',
    'Cadenas de valor!A1',
    'CV1!A1',
    'XFE1+1',
    `"${'x'.repeat(256)}"`,
    'NUNCA(1)',
    'A1 B1',
    'OR(,)',
    'COUNTIF(,1)',
    'COUNTIF("a",1)',
    'SUMIF({1,2},1)',
    'SUM({A1,2})',
    'SUM({1,2)',
    '',
  ])('refuses %s', (formula) => expect(parseFormula(formula).problems).not.toEqual([]));
});
