import {
  type Area,
  area,
  below,
  childOf,
  childrenOf,
  type Node,
  overlap,
  place,
  type SheetPart,
  type WorkbookParts,
} from '../workbook-parts.ts';
import { looksLikeCell } from './name-rules.ts';
import { ECMA, excels, type Rule } from './rule.ts';

interface Table {
  sheet: SheetPart;
  path: string;
  root: Node;
  area: Area | null;
}

function* tablesOf(book: WorkbookParts): Generator<Table> {
  for (const sheet of book.sheets)
    for (const { path, root } of book.related(sheet, 'table'))
      yield { sheet, path, root, area: area(root.attributes.ref ?? '') };
}

const columnsOf = (table: Node) =>
  childrenOf(childOf(table, 'tableColumns'), 'tableColumn').map(({ attributes }) => attributes.name ?? '');

/** A line break in a name is written in this way. */
const unescaped = (name: string) =>
  name.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));

export const tableRules: readonly Rule[] = [
  {
    id: 'table-headers',
    says: 'The cells above a table are texts equal to the names of its columns, as many as it is wide.',
    source: 'https://github.com/jmcnamara/XlsxWriter/issues/1109; https://github.com/abap2xlsx/abap2xlsx/issues/474',
    *find(book) {
      for (const { sheet, path, root, area: at } of tablesOf(book)) {
        const names = columnsOf(root);
        if (!at || names.length !== at.right - at.left + 1) {
          yield `${path}: ${names.length} columns in ${root.attributes.ref}`;
          continue;
        }
        if (root.attributes.headerRowCount === '0') continue;
        const row = childrenOf(childOf(sheet.root, 'sheetData'), 'row').find(
          ({ attributes }) => Number(attributes.r) === at.top,
        );
        const cells = new Map(
          childrenOf(row, 'c').map((cell) => [place(cell.attributes.r ?? '')?.column ?? 0, cell] as const),
        );
        for (const [index, name] of names.entries()) {
          const cell = cells.get(at.left + index);
          const isText = cell && ['s', 'inlineStr', 'str'].includes(cell.attributes.t ?? '');
          const text = cell ? book.textOf(cell) : '';
          if (!isText || text !== unescaped(name)) yield `${path}: «${text}» over «${name}»`;
          if (cell && childOf(cell, 'f')) yield `${path}: a formula over «${name}»`;
        }
      }
    },
  },
  {
    id: 'table-columns',
    says: 'The columns of a table have names of at most 255 characters, each once whatever its case, and numbers that differ.',
    source: `${excels('8f4f8ebc-a085-4cef-bec9-6d6a40066513')}; https://github.com/jmcnamara/XlsxWriter/issues/362`,
    *find(book) {
      for (const { path, root } of tablesOf(book)) {
        const names = columnsOf(root).map((name) => name.toLowerCase());
        if (names.some((name) => name === '' || name.length > 255) || new Set(names).size < names.length)
          yield `${path}: ${names.join(' | ')}`;
        const columns = childrenOf(childOf(root, 'tableColumns'), 'tableColumn');
        if (new Set(columns.map(({ attributes }) => attributes.id)).size < columns.length) yield `${path}: ids`;
        if (Number(childOf(root, 'tableColumns')?.attributes.count) !== columns.length) yield `${path}: count`;
      }
    },
  },
  {
    id: 'table-identity',
    says: 'Number and name of a table are there once in the workbook; the name is one that a name may have.',
    source: `${ECMA} 18.5.1.2`,
    *find(book) {
      const [ids, names] = [new Set<string>(), new Set<string>()];
      for (const { path, root } of tablesOf(book)) {
        const { id = '', displayName = '', name = displayName } = root.attributes;
        if (ids.has(id) || names.has(displayName.toLowerCase())) yield `${path}: ${id} ${displayName}`;
        if (!/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(displayName) || looksLikeCell(displayName))
          yield `${path}: ${displayName}`;
        if (name.length > 255) yield `${path}: ${name}`;
        ids.add(id);
        names.add(displayName.toLowerCase());
      }
    },
  },
  {
    id: 'table-area',
    says: 'A table has a row of data, meets no other table, no merged cell and no filter of the sheet; its own filter covers it.',
    source:
      'https://github.com/jmcnamara/rust_xlsxwriter/issues/110; https://github.com/exceljs/exceljs/issues/970; https://github.com/EPPlusSoftware/EPPlus/issues/103',
    *find(book) {
      const before: Table[] = [];
      for (const table of tablesOf(book)) {
        const { sheet, path, root, area: at } = table;
        if (!at || at.bottom - at.top < 1) {
          yield `${path}: ${root.attributes.ref}`;
          continue;
        }
        const others = [
          ...before.filter((other) => other.sheet === sheet).map((other) => other.root.attributes.ref ?? ''),
          ...[...below(sheet.root, 'mergeCell')].map(({ attributes }) => attributes.ref ?? ''),
          childOf(sheet.root, 'autoFilter')?.attributes.ref ?? '',
        ];
        for (const other of others) {
          const there = area(other);
          if (there && overlap(at, there)) yield `${path}: ${root.attributes.ref} and ${other}`;
        }
        const filter = childOf(root, 'autoFilter')?.attributes.ref;
        const withoutTotals = Number(root.attributes.totalsRowCount ?? 0) === 0;
        if (filter !== undefined && withoutTotals && filter !== root.attributes.ref) yield `${path}: filter ${filter}`;
        before.push(table);
      }
    },
  },
];
