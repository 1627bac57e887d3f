import { isRequired } from '../conditions.ts';
import { text } from '../define/text.ts';
import { dayFirst } from '../references.ts';
import { fold } from '../text-matching.ts';
import type { Check, CheckedSheet } from '../workbook.ts';

/** R-G-04: a reference has its row. References to other workbooks are checked in the merge. */
export const referenceExists: Check = {
  id: 'R-G-04',
  severity: 'error',
  scope: 'workbook',
  about: text('Lo que se nombra en otra hoja existe en ella.', 'What is named from another sheet exists there.'),
  message: text('{what}', '{what}'),
  hint: text('{todo}{orEmpty}', '{todo}{orEmpty}'),
  *run({ sheets, lang, context }) {
    for (const sheet of sheets) {
      for (const column of sheet.sheet.columns) {
        const target =
          column.ref && !column.ref.external ? sheets.find((other) => other.sheet.id === column.ref?.sheet) : undefined;
        // Of a sheet that could not be read nobody knows what it holds; that is told.
        if (!target || target.unread || !column.ref) continue;
        const known = keysOf(target, column.ref.column);
        const named = namesOf(target, column.ref.column);
        for (const row of sheet.rows) {
          const value = row.values[column.key];
          const unknown = typeof value === 'string' ? value.split(';').filter((key) => !known.has(key)) : [];
          if (unknown.length === 0) continue;
          // One row is meant, whatever stands in the cell: as it was typed.
          const single = column.type.id === 'reference' || (unknown.length === 1 && !String(value).includes(';'));
          const id = single ? (row.typed[column.key] ?? unknown[0]) : unknown.join(', ');
          const rest = String(value)
            .split(';')
            .filter((key) => known.has(key));
          const meant = unknown.length === 1 ? named.only(row.typed[column.key] ?? '') : null;
          yield {
            rule: 'R-G-04',
            sheet,
            row,
            column: column.key,
            params: {
              ...(named.several(row.typed[column.key] ?? '')
                ? severalOf(id ?? '', target.sheet.label[lang])
                : noneOf(id ?? '', target.sheet.label[lang])),
              // Where a rule of its own asks for it, that one says when.
              orEmpty: column.missingRule || isRequired(column, row.values, context) ? '' : OR_EMPTY,
            },
            ...(rest.length > 0 && { instead: { [column.key]: rest.join(';') } }),
            ...(meant !== null && { fix: { values: { [column.key]: meant } } }),
          };
        }
      }
    }
  },
};

/** of a sheet that is not there, rows of others that cannot be without theirs. */
export const sheetOfReference: Check = {
  id: 'Q-38',
  severity: 'error',
  scope: 'workbook',
  costs: 'row',
  about: text(
    'La hoja de la que depende una fila está en el libro.',
    'The sheet that a row depends on is in the workbook.',
  ),
  message: text(
    'No está la hoja {missing}, donde debe estar «{value}»; esta fila no cuenta.',
    'The sheet {missing}, in which «{value}» should be, is not there; this row does not count.',
  ),
  hint: text(
    'Devuelva al libro la hoja {missing}, de una copia anterior o de una plantilla nueva.',
    'Bring the sheet {missing} back into the workbook, from an earlier copy or a new template.',
  ),
  *run({ sheets }) {
    const gone = new Map(sheets.filter(({ absent }) => absent).map(({ sheet }) => [sheet.id, sheet.label] as const));
    if (gone.size === 0) return;
    for (const sheet of sheets) {
      const links = sheet.sheet.columns.filter(
        ({ key, ref }) => ref && !ref.external && sheet.sheet.key.includes(key) && gone.has(ref.sheet),
      );
      for (const column of links)
        for (const row of sheet.rows)
          if (row.typed[column.key] !== undefined)
            yield {
              rule: 'Q-38',
              sheet,
              row,
              column: column.key,
              params: { missing: gone.get(column.ref?.sheet ?? '') ?? '', value: row.typed[column.key] ?? '' },
            };
    }
  },
};

const noneOf = (id: string, target: string) => ({
  what: text(`No existe ${id} en la hoja ${target}.`, `${id} does not exist in the sheet ${target}.`),
  todo: text(
    'Elija de la lista, o agregue primero esa fila en la otra hoja.',
    'Choose from the list, or add that row to the other sheet first.',
  ),
});

const severalOf = (id: string, target: string) => ({
  what: text(
    `Hay varias filas «${id}» en la hoja ${target}.`,
    `There are several rows «${id}» in the sheet ${target}.`,
  ),
  todo: text('Elija en la lista cuál es.', 'Choose from the list which one it is.'),
});

const OR_EMPTY = text(' Si no hay, deje la casilla vacía.', ' If there is none, leave the cell empty.');

interface Names {
  /** The key of the only row that bears a name or a tax number: what was typed instead of the code. */
  only: (typed: string) => string | null;
  /** Whether several rows bear it. */
  several: (typed: string) => boolean;
}

function namesOf({ rows, sheet }: CheckedSheet, key: string): Names {
  let byName: Map<string, Set<string>> | null = null;
  const columns = sheet.columns.filter(({ key: name, taxId }) => name === sheet.nameColumn || taxId);
  const index = () => {
    const found = new Map<string, Set<string>>();
    for (const { values } of rows) {
      const id = values[key];
      for (const column of columns) {
        const name = values[column.key];
        if (typeof id === 'string' && typeof name === 'string') {
          const folded = fold(dayFirst(name));
          found.set(folded, (found.get(folded) ?? new Set()).add(id));
        }
      }
    }
    return found;
  };
  const keysOfName = (typed: string) => {
    byName ??= index();
    return byName.get(fold(typed)) ?? new Set<string>();
  };
  return {
    only: (typed) => {
      const [only, ...others] = keysOfName(typed);
      return only !== undefined && others.length === 0 ? only : null;
    },
    several: (typed) => keysOfName(typed).size > 1,
  };
}

function keysOf(sheet: CheckedSheet, column: string): ReadonlySet<string> {
  return new Set(sheet.rows.map((row) => row.values[column]).filter((key): key is string => typeof key === 'string'));
}
