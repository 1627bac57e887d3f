import { type Area, area, below, cellsOf, childOf, childrenOf, overlap, place, rowsOf } from '../workbook-parts.ts';
import { ECMA, excels, LIMITS_PAGE, type Rule } from './rule.ts';

/** Where a link leads within the workbook: `'Cadenas de valor'!A4`, or a name. */
function sheetOf(location: string): string | null {
  const [, quoted, bare] = /^(?:'((?:[^']|'')+)'|([^'!]+))!/.exec(location) ?? [];
  return quoted?.replaceAll("''", "'") ?? bare ?? null;
}

/** Blocks that meet another, checked row by row from the top. */
function* meeting(blocks: readonly { at: Area; says: string }[]): Generator<string> {
  const sorted = [...blocks].sort((a, b) => a.at.top - b.at.top);
  for (const [index, one] of sorted.entries())
    for (let next = index + 1; next < sorted.length; next += 1) {
      const other = sorted[next];
      if (!other || other.at.top > one.at.bottom) break;
      if (overlap(one.at, other.at)) yield `${one.says} and ${other.says}`;
    }
}

const areasIn = (sqref: string, says: string) =>
  sqref.split(/\s+/).flatMap((piece) => {
    const at = area(piece);
    return at ? [{ at, says: `${says} ${piece}` }] : [];
  });

const LINKS = 65_530;
const TEXT = 32_767;

export const sheetRules: readonly Rule[] = [
  {
    id: 'sheet-names',
    says: 'A sheet has a name of 1 to 31 characters, without []:*?/\\ and without apostrophe at either end, once whatever its case, and not «History».',
    source: `https://support.microsoft.com/office/rename-a-worksheet-3f1f7148-ee83-404d-8ef0-9ff99fbad1f9; ${excels('ebf12ea5-2bb4-4af5-ab26-563f22d3f895')}`,
    *find({ sheets }) {
      const seen = new Set<string>();
      for (const { name } of sheets) {
        const bad = name === '' || name.length > 31 || /[[\]:*?/\\]/.test(name) || /^'|'$/.test(name);
        if (bad || name.toLowerCase() === 'history' || seen.has(name.toLowerCase())) yield name;
        seen.add(name.toLowerCase());
      }
    },
  },
  {
    id: 'sheet-ids',
    says: 'Sheets have numbers of their own, and parts of their own.',
    source: `${ECMA} 18.2.19`,
    *find({ sheets }) {
      if (new Set(sheets.map(({ id }) => id)).size < sheets.length) yield sheets.map(({ id }) => id).join(' ');
      if (new Set(sheets.map(({ path }) => path)).size < sheets.length) yield sheets.map(({ path }) => path).join(' ');
    },
  },
  {
    id: 'sheet-in-sight',
    says: 'A sheet is in sight; the one that opens is; it alone is selected, or typing goes into several at once.',
    source:
      'https://github.com/exceljs/exceljs/issues/162; https://github.com/SheetJS/sheetjs/issues/1433; https://github.com/JanMarvin/openxlsx2/issues/793',
    *find({ sheets, root }) {
      if (!sheets.some(({ state }) => state === 'visible')) yield 'none is visible';
      const active = Number(childOf(childOf(root, 'bookViews'), 'workbookView')?.attributes.activeTab ?? 0);
      if (sheets[active]?.state !== 'visible')
        yield `sheet ${active} opens and is ${sheets[active]?.state ?? 'missing'}`;
      const selected = sheets.filter(({ root: sheet }) =>
        [...below(childOf(sheet, 'sheetViews'), 'sheetView')].some(({ attributes }) =>
          ['1', 'true'].includes(attributes.tabSelected ?? ''),
        ),
      );
      if (selected.length > 1) yield `selected: ${selected.map(({ name }) => name).join(', ')}`;
      if (selected[0] && selected[0] !== sheets[active]) yield `${selected[0].name} is selected, another opens`;
    },
  },
  {
    id: 'cells-in-order',
    says: 'Rows and their cells stand in order, each once, within the limits of a sheet.',
    source: 'https://github.com/dtjohnson/xlsx-populate/issues/4; https://github.com/dotnet/Open-XML-SDK/issues/440',
    *find({ sheets }) {
      for (const { name, root } of sheets) {
        let last = 0;
        for (const row of rowsOf(root)) {
          const number = Number(row.attributes.r);
          if (!(number > last) || number > 1_048_576) yield `${name} row ${row.attributes.r}`;
          last = number;
          let column = 0;
          for (const cell of childrenOf(row, 'c')) {
            const at = place(cell.attributes.r ?? '');
            if (!at || at.row !== number || at.column <= column) yield `${name}!${cell.attributes.r}`;
            column = at?.column ?? column;
          }
        }
      }
    },
  },
  {
    id: 'cell-values',
    says: 'A cell holds what its type says: a number, a text that is there and at most 32,767 long, an error that Excel knows.',
    source: `${ECMA} 18.18.11; ${LIMITS_PAGE}`,
    *find(book) {
      for (const { name, root } of book.sheets)
        for (const cell of cellsOf(root)) {
          const value = childOf(cell, 'v')?.text;
          const where = `${name}!${cell.attributes.r}`;
          const type = cell.attributes.t ?? 'n';
          if (type === 's' && !book.sharedStrings[Number(value)]) yield `${where}: text ${value}`;
          if (type === 'n' && value !== undefined && !(value !== '' && Number.isFinite(Number(value))))
            yield `${where}: ${value}`;
          if (type === 'b' && value !== undefined && !/^[01]$/.test(value)) yield `${where}: ${value}`;
          if (
            type === 'e' &&
            value !== undefined &&
            !/^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA|SPILL!|CALC!)$/.test(value)
          )
            yield `${where}: ${value}`;
          if (book.textOf(cell).length > TEXT) yield `${where}: too long`;
        }
    },
  },
  {
    id: 'columns-in-order',
    says: 'Columns are described in order, none twice, at most 255 wide; rows are at most 409.5 points high.',
    source: `${excels('727f4736-6cba-40e3-b4d3-ce319885780e')}; ${LIMITS_PAGE}`,
    *find({ sheets }) {
      for (const { name, root } of sheets) {
        let last = 0;
        for (const { attributes } of below(childOf(root, 'cols'), 'col')) {
          const [min, max] = [Number(attributes.min), Number(attributes.max)];
          if (!(min > last && max >= min && max <= 16_384) || Number(attributes.width ?? 0) > 255)
            yield `${name} column ${attributes.min}`;
          last = max;
        }
        for (const { attributes } of rowsOf(root))
          if (Number(attributes.ht ?? 0) > 409.5) yield `${name} row ${attributes.r}: ${attributes.ht}`;
      }
    },
  },
  {
    id: 'merged-cells',
    says: 'Merged cells are more than one cell and meet no others.',
    source: 'https://github.com/jmcnamara/XlsxWriter/issues/687',
    *find({ sheets }) {
      for (const { name, root } of sheets) {
        const merged = [...below(root, 'mergeCell')].map(({ attributes }) => attributes.ref ?? '');
        for (const ref of merged) {
          const at = area(ref);
          if (!at || (at.top === at.bottom && at.left === at.right)) yield `${name}: ${ref}`;
        }
        yield* meeting(merged.flatMap((ref) => areasIn(ref, name)));
      }
    },
  },
  {
    id: 'validations',
    says: 'No cell has two validations; titles have at most 32 characters, help 255, refusals 224; a second formula stands only between two limits; no list of them is empty.',
    source: `${excels('0114969a-4859-443e-ae3e-0c1fdebfcc64')}; ${excels('26e0ceb2-5b93-42dc-838c-9e15c1a8cd8b')}; https://github.com/EPPlusSoftware/EPPlus/issues/1046`,
    *find({ sheets }) {
      for (const { name, root } of sheets) {
        const rules = [...below(root, 'dataValidation')];
        if (rules.length > 65_534) yield `${name}: ${rules.length}`;
        yield* meeting(rules.flatMap(({ attributes }) => areasIn(attributes.sqref ?? '', name)));
        for (const { attributes } of rules) {
          const { promptTitle = '', errorTitle = '', prompt = '', error = '', sqref = '' } = attributes;
          const long = promptTitle.length > 32 || errorTitle.length > 32 || prompt.length > 255 || error.length > 224;
          if (long || areasIn(sqref, '').length !== sqref.split(/\s+/).length) yield `${name} ${sqref}`;
        }
        for (const rule of rules) {
          const { type = 'none', operator = 'between' } = rule.attributes;
          const limited = !['none', 'list', 'custom'].includes(type) && /^(notB|b)etween$/.test(operator);
          if ((childOf(rule, 'formula2') !== undefined) !== limited)
            yield `${name} ${rule.attributes.sqref}: second formula`;
          if (/[{}]/.test((childOf(rule, 'formula1')?.text ?? '').replace(/"[^"]*"/g, '')))
            yield `${name} ${rule.attributes.sqref}: an array`;
        }
        if (childOf(root, 'dataValidations') && rules.length === 0) yield `${name}: an empty list`;
        const counted = childOf(root, 'dataValidations')?.attributes.count;
        if (counted !== undefined && Number(counted) !== rules.length) yield `${name}: counted ${counted}`;
      }
    },
  },
  {
    id: 'conditional-formats',
    says: 'Each conditional format of a sheet has a rule, a priority of its own and a format that the workbook holds; its formula stays in the sheet and holds no array.',
    source: `${excels('ed5fc677-a244-4bfc-a148-8ac15a6a97db')}; https://github.com/exceljs/exceljs/issues/2178; https://github.com/PHPOffice/PhpSpreadsheet/issues/4312`,
    *find(book) {
      const styles = book.relations(book.path).find(({ type }) => type === 'styles')?.target;
      const formats = childrenOf(childOf(styles ? book.xml(styles) : null, 'dxfs'), 'dxf').length;
      for (const { name, root } of book.sheets) {
        const seen = new Set<string>();
        for (const format of childrenOf(root, 'conditionalFormatting')) {
          if (!childOf(format, 'cfRule')) yield `${name} ${format.attributes.sqref}: no rule`;
          for (const { text } of below(format, 'formula'))
            if (/[!{}]/.test(text.replace(/"[^"]*"/g, ''))) yield `${name} ${format.attributes.sqref}: ${text}`;
          for (const { attributes } of childrenOf(format, 'cfRule')) {
            const { priority = '', dxfId } = attributes;
            if (!(Number(priority) >= 1) || seen.has(priority))
              yield `${name} ${format.attributes.sqref}: priority ${priority}`;
            seen.add(priority);
            if (dxfId !== undefined && Number(dxfId) >= formats)
              yield `${name} ${format.attributes.sqref}: format ${dxfId}`;
          }
        }
      }
    },
  },
  {
    id: 'links',
    says: 'A sheet has at most 65,530 links; those within the workbook lead to cells of sheets that are in sight, none stands twice on a cell.',
    source: `${LIMITS_PAGE}; a link to a hidden sheet is refused with «Reference isn't valid»`,
    *find(book) {
      const states = new Map(book.sheets.map(({ name, state }) => [name.toLowerCase(), state]));
      for (const sheet of book.sheets) {
        const links = childrenOf(childOf(sheet.root, 'hyperlinks'), 'hyperlink');
        if (links.length > LINKS) yield `${sheet.name}: ${links.length} links`;
        const outside = new Set(book.relations(sheet.path).map(({ id }) => id));
        const seen = new Set<string>();
        for (const { attributes } of links) {
          const { ref = '', location, tooltip = '' } = attributes;
          const where = `${sheet.name}!${ref}`;
          if (seen.has(ref) || !area(ref)) yield `${where}: twice, or no cell`;
          seen.add(ref);
          if (tooltip.length > 255 || (location ?? '').length > 255) yield `${where}: too long`;
          const id = attributes['r:id'];
          if (id !== undefined && !outside.has(id)) yield `${where}: no relation ${id}`;
          if (location === undefined) {
            if (id === undefined) yield `${where}: leads nowhere`;
            continue;
          }
          const target = sheetOf(location);
          const state = target === null ? 'name' : states.get(target.toLowerCase());
          if (target !== null && state !== 'visible') yield `${where}: ${location} is ${state ?? 'missing'}`;
          if (target !== null && !area((location.split('!').at(-1) ?? '').replaceAll('$', '')))
            yield `${where}: ${location}`;
          if (target !== null && !location.startsWith("'") && !/^[\p{L}_][\p{L}\p{N}_.]*!/u.test(location))
            yield `${where}: ${location} lacks quotes`;
        }
      }
    },
  },
  {
    id: 'headers-and-footers',
    says: 'Headers and footers have at most 255 characters, and an ampersand of their own is doubled.',
    source: excels('18a8d655-24df-4375-aa11-33c30b9ee92c'),
    *find({ sheets }) {
      for (const { name, root } of sheets)
        for (const part of childOf(root, 'headerFooter')?.children ?? []) {
          const rest = part.text.replace(/&(?:[LCRPNDTZFABIUESXYGHOK&]|"[^"]*"|\d+)/g, '');
          if (part.text.length > 255 || rest.includes('&')) yield `${name}: ${part.text}`;
        }
    },
  },
  {
    id: 'frozen-panes',
    says: 'A frozen pane says which cell follows it, and the selection stands in a pane that is there.',
    source: 'https://github.com/openspout/openspout/issues/409; https://github.com/PHPOffice/PhpSpreadsheet/issues/532',
    *find({ sheets }) {
      for (const { name, root } of sheets)
        for (const view of below(childOf(root, 'sheetViews'), 'sheetView')) {
          const pane = childOf(view, 'pane')?.attributes;
          const [x, y] = [Number(pane?.xSplit ?? 0), Number(pane?.ySplit ?? 0)];
          const there = !pane
            ? ['topLeft']
            : [
                'topLeft',
                ...(x > 0 ? ['topRight'] : []),
                ...(y > 0 ? ['bottomLeft'] : []),
                ...(x > 0 && y > 0 ? ['bottomRight'] : []),
              ];
          if (pane && (!place(pane.topLeftCell ?? '') || (x === 0 && y === 0)))
            yield `${name}: ${JSON.stringify(pane)}`;
          if (pane?.activePane !== undefined && !there.includes(pane.activePane)) yield `${name}: ${pane.activePane}`;
          const panes = childrenOf(view, 'selection').map(({ attributes }) => attributes.pane ?? 'topLeft');
          if (new Set(panes).size < panes.length || panes.some((one) => !there.includes(one)))
            yield `${name}: ${panes.join(' ')}`;
        }
    },
  },
];
