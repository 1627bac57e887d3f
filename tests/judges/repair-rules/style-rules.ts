import { below, cellsOf, childOf, childrenOf, type Node, rowsOf, type WorkbookParts } from '../workbook-parts.ts';
import { ECMA, excels, LIMITS_PAGE, type Rule } from './rule.ts';

const stylesOf = (book: WorkbookParts): Node | null => {
  const path = book.relations(book.path).find(({ type }) => type === 'styles')?.target;
  return path ? book.xml(path) : null;
};

/** Sections of a number format, with what stands in quotes, brackets or behind a backslash taken out. */
const bare = (code: string) => code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '');

export const styleRules: readonly Rule[] = [
  {
    id: 'style-indexes',
    says: 'Cells, rows and columns name formats that are there; formats name fonts, fills, borders and number formats that are there.',
    source: `${ECMA} 18.8.45`,
    *find(book) {
      const styles = stylesOf(book);
      const count = (name: string, of: string) => childrenOf(childOf(styles, name), of).length;
      const cells = count('cellXfs', 'xf');
      for (const { name, root } of book.sheets)
        for (const [element, found] of [
          ['c', cellsOf(root)],
          ['row', rowsOf(root)],
          ['col', childrenOf(childOf(root, 'cols'), 'col')],
        ] as const)
          for (const { attributes } of found) {
            const style = attributes.s ?? attributes.style;
            if (style !== undefined && Number(style) >= Math.max(1, cells))
              yield `${name} ${element} ${attributes.r}: ${style}`;
          }
      const own = new Set(
        childrenOf(childOf(styles, 'numFmts'), 'numFmt').map(({ attributes }) => Number(attributes.numFmtId)),
      );
      for (const xf of childrenOf(childOf(styles, 'cellXfs'), 'xf')) {
        const { fontId = '0', fillId = '0', borderId = '0', numFmtId = '0', xfId = '0' } = xf.attributes;
        const missing =
          Number(fontId) >= count('fonts', 'font') ||
          Number(fillId) >= count('fills', 'fill') ||
          Number(borderId) >= count('borders', 'border') ||
          (childOf(styles, 'cellStyleXfs') && Number(xfId) >= count('cellStyleXfs', 'xf')) ||
          (Number(numFmtId) >= 164 && !own.has(Number(numFmtId)));
        if (missing) yield JSON.stringify(xf.attributes);
      }
    },
  },
  {
    id: 'style-limits',
    says: 'A workbook has at most 65,430 formats, 512 fonts of names up to 31 characters and 200 number formats, and its counts are true.',
    source: `${excels('d0f88a45-c7c3-456b-9e21-2fd5577e9898')}; ${excels('0e286ffd-189c-4df8-a44f-3879af50a4a2')}; ${LIMITS_PAGE}`,
    *find(book) {
      const styles = stylesOf(book);
      const most: Record<string, number> = {
        cellXfs: 65_430,
        fonts: 512,
        numFmts: 200,
        dxfs: 65_000,
        fills: 65_000,
        borders: 65_000,
      };
      for (const [name, limit] of Object.entries(most)) {
        const list = childOf(styles, name);
        const counted = list?.attributes.count;
        if ((list?.children.length ?? 0) > limit) yield `${name}: ${list?.children.length}`;
        if (counted !== undefined && Number(counted) !== list?.children.length) yield `${name}: counted ${counted}`;
      }
      for (const { attributes } of below(childOf(styles, 'fonts'), 'name'))
        if (!/^.{1,31}$/.test(attributes.val ?? '')) yield `font ${attributes.val}`;
    },
  },
  {
    id: 'number-formats',
    says: 'Number formats have numbers of their own from 164 on, at most 254 characters and four sections, and show no bare decimal mark.',
    source: `${excels('17d11129-219b-4e2c-88db-45844d21e528')}; https://support.microsoft.com/office/number-format-codes-5026bbd6-04bc-48cd-bf33-80f18b4eae68`,
    *find(book) {
      const seen = new Set<string>();
      const styles = stylesOf(book);
      for (const { attributes } of below(styles, 'numFmt')) {
        const { numFmtId = '', formatCode = '' } = attributes;
        if (formatCode === '' || formatCode.length > 254) yield `${numFmtId}: ${formatCode}`;
        const plain = bare(formatCode);
        if (plain.split(';').length > 4 || (formatCode.match(/"/g) ?? []).length % 2 === 1)
          yield `${numFmtId}: ${formatCode}`;
        if (/\.[#?]*(?:[^0#?]|$)/.test(plain) && !/\.0/.test(plain) && /[#0]/.test(plain))
          yield `${numFmtId}: ${formatCode} shows «2.000,»`;
      }
      for (const { attributes } of childrenOf(childOf(styles, 'numFmts'), 'numFmt')) {
        const { numFmtId = '' } = attributes;
        if (Number(numFmtId) < 164 || seen.has(numFmtId)) yield `number ${numFmtId}`;
        seen.add(numFmtId);
      }
    },
  },
];
