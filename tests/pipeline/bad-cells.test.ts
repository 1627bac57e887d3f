import { beforeAll, expect, test } from 'vitest';
import { makePublished } from '../../pipeline/disclosure/published.ts';
import type { Database } from '../../pipeline/merge/database.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import type { Sheet, Template } from '../../sheets-templates/define/template.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { costOf } from '../../sheets-templates/purpose.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { programme } from '../helpers/books.ts';
import { mergedDatabase } from '../helpers/merging.ts';
import { exampleRow } from '../helpers/workbooks.ts';

const ROWS = 24;
const NONSENSE = 'xyz ¿?';

/** A count of people of each template. */
const OWN_INDICATOR: Readonly<Record<string, string>> = {
  SC: 'SC04',
  CV: 'CV03',
  EV: 'EV01',
  CO: 'CO03',
  FE: 'FE01',
  PL: 'PL05',
};

/** As many rows as there are columns, each with another cell that cannot be read; the last ones are right. */
function rowsOf(template: Template, sheet: Sheet): Row[] {
  const bad = sheet.columns.filter(
    ({ computed, personal, idKind, key }) => !computed && !personal && !(idKind && sheet.key.includes(key)),
  );
  return Array.from({ length: ROWS }, (_, at): Row => {
    const number = String(at + 1);
    const own = Object.fromEntries(
      sheet.columns.flatMap((column): [string, string][] => {
        const isKey = sheet.key.includes(column.key);
        if (column.idKind && isKey) return [[column.key, number]];
        if (isKey && column.ref && !column.ref.external) return [[column.key, number]];
        if (column.key === sheet.nameColumn && column.type.id === 'text') return [[column.key, `Nombre ${number}`]];
        return column.key === 'fuente' ? [[column.key, `Fuente ${number}`]] : [];
      }),
    );
    const fault = bad[at];
    const indicador: Row = sheet.id === 'Resultados' ? { indicador: OWN_INDICATOR[template.code] ?? 'TR10' } : {};
    return {
      ...exampleRow(template.code, sheet.id),
      ...own,
      ...indicador,
      ...(fault && { [fault.key]: `${NONSENSE} ${fault.key}` }),
    };
  });
}

async function book(template: Template) {
  const cover = {
    ...template.cover.example,
    ...(template.code !== 'HR' && { area: template.code, programa_id: programme('MAL') }),
  };
  const rows = Object.fromEntries(template.sheets.map((sheet) => [sheet.id, rowsOf(template, sheet)]));
  return {
    name: `malo-${template.slug}.xlsx`,
    bytes: await toXlsx(template, { lang: 'es', country: 'PE', cover, rows, prepared: ROWS }),
  };
}

let db: Database;
beforeAll(async () => {
  db = await mergedDatabase([await Promise.all(templates.map(book))]);
});

test('workbooks with a bad cell in every row are merged and published, row by row', async () => {
  await makePublished(db);
  const [received] = await db.rows("select count(*) as n from consolidado.entregas where estado = 'aceptada'");
  expect(received?.n).toBe(templates.length);
});

test('only rows that nothing else tells apart do not count, and each cell left out is listed with why', async () => {
  const out = await db.rows(
    `select distinct hoja, columna from consolidado.rechazos where alcance = 'fila' and motivo like '%${NONSENSE}%'`,
  );
  const sheets = templates.flatMap((template) => template.sheets);
  const wrong = out.filter(({ hoja, columna }) => {
    const sheet = sheets.find(({ label }) => label.es === hoja);
    const column = sheet?.columns.find(({ key }) => key === columna);
    return !sheet || !column || costOf(sheet, column) !== 'row';
  });
  expect(wrong).toEqual([]);
  const cells = await db.rows("select count(*) as n from consolidado.rechazos where alcance = 'casilla'");
  expect(cells[0]?.n).toBeGreaterThan(100);
});
