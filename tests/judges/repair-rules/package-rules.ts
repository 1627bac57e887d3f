import { below, cellsOf, childOf, childrenOf, place, type WorkbookParts } from '../workbook-parts.ts';
import { ECMA, type Rule } from './rule.ts';

const OPC = 'ECMA-376 part 2 (Open Packaging Conventions), 6.2 and 6.5';

/** Relations of every part that has any. */
function* relationsIn(book: WorkbookParts) {
  for (const name of book.parts.keys()) {
    const [, folder = '', part = ''] = /^(.*?)_rels\/([^/]*)\.rels$/.exec(name) ?? [];
    if (!name.endsWith('.rels')) continue;
    yield { of: folder + part, relations: book.relations(folder + part) };
  }
}

export const packageRules: readonly Rule[] = [
  {
    id: 'content-types',
    says: 'Every part has a type, and every type belongs to a part, once.',
    source: OPC,
    *find(book) {
      const types = book.xml('[Content_Types].xml');
      const defaults = new Set(
        childrenOf(types, 'Default').map(({ attributes }) => (attributes.Extension ?? '').toLowerCase()),
      );
      const overrides = childrenOf(types, 'Override').map(({ attributes }) =>
        (attributes.PartName ?? '').replace(/^\//, ''),
      );
      for (const name of book.parts.keys()) {
        const ending = (name.split('.').at(-1) ?? '').toLowerCase();
        // What is only known to be XML is no part that Excel knows.
        const known = overrides.includes(name) || (ending !== 'xml' && defaults.has(ending));
        if (name !== '[Content_Types].xml' && !known) yield `${name} has no type`;
      }
      for (const name of overrides) if (!book.parts.has(name)) yield `${name} is not there`;
      if (new Set(overrides).size < overrides.length) yield 'a part has two types';
      if (defaults.size < childrenOf(types, 'Default').length) yield 'an ending has two types';
    },
  },
  {
    id: 'relations',
    says: 'Relations have ids of their own and lead to parts that are there; every id that a part names is one of its relations.',
    source: `${OPC}; https://github.com/mini-software/MiniExcel/issues/1011`,
    *find(book) {
      for (const { of, relations } of relationsIn(book)) {
        if (new Set(relations.map(({ id }) => id)).size < relations.length) yield `${of}: ids`;
        for (const { target, outside } of relations)
          if (!outside && !book.parts.has(target)) yield `${of}: ${target} is missing`;
      }
      for (const name of book.xmlParts) {
        if (name.endsWith('.rels')) continue;
        const known = new Set(book.relations(name).map(({ id }) => id));
        const text = new TextDecoder().decode(book.parts.get(name));
        for (const [, id = ''] of text.matchAll(/\sr:(?:id|embed|link)="([^"]*)"/g))
          if (!known.has(id)) yield `${name}: no relation ${id}`;
      }
    },
  },
  {
    id: 'drawing-ids',
    says: 'Shapes of a drawing have numbers of their own.',
    source: 'ECMA-376 part 1, 20.1.2.2.8; https://github.com/ClosedXML/ClosedXML/issues/1271',
    *find(book) {
      for (const sheet of book.sheets)
        for (const { path, root } of book.related(sheet, 'drawing')) {
          const ids = [...below(root, 'cNvPr')].map(({ attributes }) => attributes.id);
          if (new Set(ids).size < ids.length) yield `${path}: ${ids.join(' ')}`;
        }
    },
  },
  {
    id: 'notes',
    says: 'A cell has one note, with an author that is listed and a shape of its own; the shapes of two sheets have different numbers.',
    source: 'https://github.com/exceljs/exceljs/pull/3070; https://github.com/JanMarvin/openxlsx2/issues/535',
    *find(book) {
      const shapes = new Set<string>();
      const blocks = new Set<string>();
      for (const sheet of book.sheets) {
        const cells: string[] = [];
        for (const { path, root } of book.related(sheet, 'comments')) {
          const authors = childrenOf(childOf(root, 'authors'), 'author').length;
          for (const { attributes } of below(root, 'comment')) {
            const at = place(attributes.ref ?? '');
            if (!at || Number(attributes.authorId) >= authors) yield `${path} ${attributes.ref}`;
            cells.push(`${(at?.row ?? 0) - 1},${(at?.column ?? 0) - 1}`);
          }
          if (new Set(cells).size < cells.length) yield `${path}: two notes on a cell`;
        }
        const drawn: string[] = [];
        for (const { path, root } of book.related(sheet, 'vmlDrawing')) {
          for (const { attributes } of below(root, 'idmap'))
            for (const block of (attributes.data ?? '').split(',')) {
              if (blocks.has(block)) yield `${path}: block ${block} of shapes is another sheet's`;
              blocks.add(block);
            }
          for (const shape of below(root, 'shape')) {
            const { id = '' } = shape.attributes;
            if (shapes.has(id)) yield `${path}: shape ${id}`;
            shapes.add(id);
            const data = childOf(shape, 'ClientData');
            if (data?.attributes.ObjectType === 'Note')
              drawn.push(`${childOf(data, 'Row')?.text.trim()},${childOf(data, 'Column')?.text.trim()}`);
          }
        }
        if ([...cells].sort().join(' ') !== drawn.sort().join(' '))
          yield `${sheet.name}: ${cells.length} notes, ${drawn.length} shapes`;
      }
    },
  },
  {
    id: 'charts',
    says: 'A chart has series with numbers of their own and axes that it names.',
    source: `${ECMA} 21.2`,
    *find(book) {
      for (const sheet of book.sheets)
        for (const { path: drawing } of book.related(sheet, 'drawing'))
          for (const { type, target } of book.relations(drawing)) {
            if (type !== 'chart') continue;
            const root = book.needed(target);
            const series = [...below(root, 'ser')].map((one) => childOf(one, 'idx')?.attributes.val);
            if (series.length === 0 || new Set(series).size < series.length)
              yield `${target}: series ${series.join(' ')}`;
            const axes = ['catAx', 'valAx', 'dateAx', 'serAx'].flatMap((kind) => [...below(root, kind)]);
            const ids = new Set(axes.map((axis) => childOf(axis, 'axId')?.attributes.val));
            if (ids.size < axes.length) yield `${target}: axes with the same id`;
            for (const plot of ['barChart', 'lineChart', 'areaChart'].flatMap((kind) => [...below(root, kind)]))
              for (const { attributes } of childrenOf(plot, 'axId'))
                if (!ids.has(attributes.val)) yield `${target}: no axis ${attributes.val}`;
          }
    },
  },
  {
    id: 'order-of-calculation',
    says: 'The order of calculation names cells that hold formulas.',
    source: 'https://github.com/dotnet/Open-XML-SDK/issues/1457',
    *find(book) {
      const chain = book.relations(book.path).find(({ type }) => type === 'calcChain')?.target;
      if (!chain) return;
      const formulas = new Set(
        book.sheets.flatMap(({ id, root }) =>
          cellsOf(root)
            .filter((cell) => childOf(cell, 'f'))
            .map(({ attributes }) => `${id} ${attributes.r}`),
        ),
      );
      let sheet = '';
      for (const { attributes } of childrenOf(book.needed(chain), 'c')) {
        sheet = attributes.i ?? sheet;
        if (!formulas.has(`${sheet} ${attributes.r}`)) yield `${sheet} ${attributes.r}`;
      }
    },
  },
  {
    id: 'titles-of-parts',
    says: 'The properties of a workbook count as many parts as they name.',
    source: 'https://github.com/troldal/OpenXLSX/issues/220',
    *find(book) {
      const properties = book.xml('docProps/app.xml');
      const pairs = [...below(childOf(properties, 'HeadingPairs'), 'i4')].reduce(
        (sum, { text }) => sum + Number(text),
        0,
      );
      const named = [...below(childOf(properties, 'TitlesOfParts'), 'lpstr')].length;
      if (childOf(properties, 'HeadingPairs') && pairs !== named) yield `${pairs} counted, ${named} named`;
      const core = book.parts.get('docProps/core.xml');
      if (core && book.xml('docProps/core.xml')?.children.length === 0) yield 'docProps/core.xml is empty';
    },
  },
];
