import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { declarationOf, declarations, kindOfColumn } from '../../pipeline/disclosure/declared.ts';
import { makePublished, told } from '../../pipeline/disclosure/published.ts';
import { PUBLISHED, publicTables, publishedTables } from '../../pipeline/disclosure/tables.ts';
import type { Database } from '../../pipeline/merge/database.ts';
import { text } from '../../sheets-templates/column-types/index.ts';
import type { Row, Value } from '../../sheets-templates/define/cell.ts';
import type { Column } from '../../sheets-templates/define/column.ts';
import type { Sheet } from '../../sheets-templates/define/template.ts';
import { isPeople } from '../../sheets-templates/people-counts.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { book } from '../helpers/books.ts';
import { mergedDatabase } from '../helpers/merging.ts';
import { exampleRow } from '../helpers/workbooks.ts';

/*
 * What is published must not depend on what is hidden. The same workbooks are merged twice, with other small numbers of people in them
 * that leave every total as it is; whatever table then says something else gives a small number away. It is asked of every table that
 * the catalogue holds, so that a new one is attacked like the others.
 */

/** Women of the first row of each sheet; those of the second are 5 less that, so that every total stays. */
type Secret = 2 | 3;
const PART = /mujeres|socias|directivas|jovenes|indigenas|con_credito|con_plan|medidas|salidas|repetidos/;
const REST = /hombres|socios$/;

const countIn = (key: string, at: number, few: number) => {
  // No more take part than work there, no more lead than belong.
  if (key.startsWith('ger_')) return 0;
  if (PART.test(key)) return few;
  return REST.test(key) ? 40 + 3 * at - few : 30;
};

function peopleIn(sheet: Sheet, at: number, secret: Secret): Record<string, Value> {
  const few = [secret, 5 - secret, 14][at - 1] ?? 0;
  const columns = sheet.columns.filter((column) => isPeople(column) && !column.computed);
  const row: Record<string, Value> = Object.fromEntries(columns.map(({ key }) => [key, countIn(key, at, few)]));
  // Who came before is the same in both, and those who joined are not told apart from others by it.
  if ('repetidos' in row) row.repetidos = 0;
  for (const { key, sumOf } of columns) if (sumOf) row[key] = sumOf.reduce((sum, part) => sum + Number(row[part]), 0);
  return row;
}

function rowsOf(code: string, sheet: Sheet, secret: Secret): Row[] {
  return [1, 2, 3].map((at) => ({
    ...exampleRow(code, sheet.id),
    ...Object.fromEntries(
      sheet.columns
        .filter(({ key, idKind, ref }) => idKind || (ref && sheet.key.includes(key)))
        .map(({ key }) => [key, String(at)]),
    ),
    ...(sheet.nameColumn && { [sheet.nameColumn]: `${['Alfa', 'Beta', 'Gama'][at - 1]} ${sheet.id}` }),
    // No figure is told of women in a region.
    ...(sheet.columns.some(({ key }) => key === 'region') && { region: ['PE-LIM', 'PE-CUS', 'PE-PUN'][at - 1] ?? '' }),
    ...(sheet.columns.some(({ key }) => key === 'documento') && { documento: `4000000${at}` }),
    ...(sheet.columns.some(({ taxId }) => taxId) && { id_tributario: null }),
    ...peopleIn(sheet, at, secret),
    // Words that say the number.
    ...(sheet.columns.some(({ remarks }) => remarks) &&
      sheet.columns.some(isPeople) && { notas: `Son ${[secret, 5 - secret, 14][at - 1]} mujeres` }),
  }));
}

async function mergedWith(secret: Secret): Promise<Database> {
  const books = templates
    .filter(({ code }) => code !== 'HR')
    .map(({ code, sheets }) =>
      book({
        code,
        series: `${code}A`,
        rows: Object.fromEntries(
          sheets.filter(({ id }) => id !== 'Resultados').map((sheet) => [sheet.id, rowsOf(code, sheet, secret)]),
        ),
      }),
    );
  return mergedDatabase([await Promise.all(books)]);
}

/** Fingerprints of bytes are others where anything is. */
const withoutFingerprints = ({
  sha256: _bytes,
  contenido: _content,
  archivo: _file,
  ...row
}: Record<string, unknown>) => JSON.stringify(row);
const rowsIn = async (db: Database, from: string) => (await db.rows(`from ${from}`)).map(withoutFingerprints).sort();

describe('what is published', () => {
  const dbs: Database[] = [];
  beforeAll(async () => {
    for (const secret of [2, 3] as const) dbs.push(await mergedWith(secret));
    for (const db of dbs) await makePublished(db);
  });
  afterAll(() => {
    for (const db of dbs) db.close();
  });
  const differ = async (from: string) => {
    const [one, other] = await Promise.all(dbs.map((db) => rowsIn(db, from)));
    return JSON.stringify(one) !== JSON.stringify(other);
  };
  const differing = async (tables: readonly string[]) => {
    const found: string[] = [];
    for (const table of tables) if (await differ(table)) found.push(table);
    return found;
  };

  test('does not depend on numbers of few people, in any table of the catalogue', async () => {
    expect(await differing(publicTables.map(({ name }) => `${PUBLISHED}.${name}`))).toEqual([]);
  });

  test("the office's own tables do: the attack looks at something", async () => {
    const own = await differing(publishedTables.map(({ schema, table }) => `${schema}.${table}`));
    expect(own.length).toBeGreaterThan(15);
    expect(own).toEqual(
      expect.arrayContaining(['consolidado.score_empresas', 'consolidado.fe_cursos', 'limpio.acciones']),
    );
  });

  /** Fault of a recipe: workers by programme, module and region, told as if they were no people. */
  const planted = { name: 'plantada', schema: 'consolidado', table: 'plantada' };
  const PLANTED = `select programa_id, modulo, region, sum(trab_mujeres) as trabajadoras
    from limpio.modulos inner join (select entrega_id, empresa_id, region from limpio.empresas) using (entrega_id, empresa_id) group by all`;

  test('of a table that says nothing of itself nothing is published, and in tests the merge stops', async () => {
    for (const db of dbs) {
      await db.run(`create or replace table consolidado.plantada as ${PLANTED}`);
      const columns = await db.columns('consolidado', 'plantada');
      expect(() => told(planted, columns)).toThrow('trabajadoras');
      expect(declarations.has('plantada')).toBe(false);
      vi.stubEnv('NODE_ENV', 'production');
      try {
        expect(await db.rows(told(planted, columns))).toEqual([]);
      } finally {
        vi.unstubAllEnvs();
      }
    }
  });

  test('a table that declares people as amounts is found by the attack', async () => {
    expect(await differ('consolidado.plantada')).toBe(true);
    for (const db of dbs) expect((await db.rows('from consolidado.plantada')).length).toBeGreaterThan(0);
  });

  const model = (...lines: string[]) =>
    declarationOf({ name: 'x', schema: 'consolidado', sql: ['-- grain: x', ...lines, 'select 1'].join('\n') });

  test('a column is what its header says, or what a sheet says of its name; else it is nothing', () => {
    const declared = model('-- disclose: open', '-- amounts: visitas_n');
    expect(declared.kindOf('visitas_n', 'BIGINT')).toBe('amount');
    expect(declared.kindOf('trab_mujeres', 'BIGINT')).toBe('people');
    expect(declared.kindOf('trabajadoras', 'BIGINT')).toBeNull();
    expect(declared.kindOf('notas', 'BIGINT')).toBeNull();
    // Who somebody is, in a sheet of persons.
    expect(declared.kindOf('cargo', 'VARCHAR')).toBeNull();
    expect(model().disclose).toBeNull();
    expect(model('-- disclose: everything').disclose).toBeNull();
  });

  test('a new text of a sheet is masked by its type, and documents stay where they are', () => {
    const contact: Column = {
      key: 'contacto',
      type: text,
      label: { es: 'Contacto', en: 'Contact' },
      help: { es: 'x', en: 'x' },
      required: { kind: 'never' },
    };
    expect(kindOfColumn(contact)).toBe('text');
    const parsed = text.parse({ raw: 'Llamar al 987 654 321 o a ana@example.org' }, { column: contact } as never);
    expect(parsed.value).toBe('Llamar al ███ o a ███');
    expect(kindOfColumn({ ...contact, personal: true })).toBe('identity');
  });
});
