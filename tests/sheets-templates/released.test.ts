import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../sheets-templates/define/column.ts';
import type { Sheet, Template } from '../../sheets-templates/define/template.ts';
import { helpsOf } from '../../sheets-templates/recover/read-cover.ts';
import { templates } from '../../sheets-templates/templates/index.ts';

/*
 * What was released once is in people's hands: a column that came, went or changed needs a new version of its template, and
 * words for the workbooks of the old one. `released.json` holds the templates as they were released last.
 */

const FILE = join('tests', 'golden', 'released.json');

interface ReleasedColumn {
  es: string;
  en: string;
  unit: string | null;
  type: string;
}
interface Released {
  version: string;
  sheets: Record<string, Record<string, ReleasedColumn>>;
}
type Record_ = Record<string, Released>;

const asReleased = ({ label, unit, type }: Column): ReleasedColumn => ({ ...label, unit: unit ?? null, type: type.id });
const sheetsOf = ({ cover, sheets }: Template): readonly Sheet[] => [cover, ...sheets];

const recordOf = (all: readonly Template[]): Record_ =>
  Object.fromEntries(
    all.map((template) => [
      template.code,
      {
        version: template.version,
        sheets: Object.fromEntries(
          sheetsOf(template).map(({ id, columns }) => [
            id,
            Object.fromEntries(columns.map((column) => [column.key, asReleased(column)])),
          ]),
        ),
      },
    ]),
  );

/** What the definitions of today leave unsaid to the workbooks of the last release. */
function unsaid(all: readonly Template[], released: Record_): string[] {
  return all.flatMap((template) => {
    const before = released[template.code];
    if (!before) return [];
    const found = sheetsOf(template).flatMap((sheet) => unsaidInSheet(template, sheet, before));
    const changed = JSON.stringify(recordOf([template])[template.code]?.sheets) !== JSON.stringify(before.sheets);
    if (changed && template.version === before.version)
      found.unshift(
        `${template.slug}: raise \`version\` above ${before.version} and put ${before.version} into \`formerVersions\``,
      );
    if (changed && template.version !== before.version && !template.formerVersions?.includes(before.version))
      found.unshift(`${template.slug}: put ${before.version} into \`formerVersions\``);
    return found;
  });
}

function unsaidInSheet(template: Template, sheet: Sheet, { version, sheets }: Released): string[] {
  const before = sheets[sheet.id];
  if (!before) return [];
  const place = `${template.slug} ${sheet.id}`;
  const formerOf = (key: string, was: ReleasedColumn) =>
    sheet.columns.some((column) =>
      column.formerly?.some(
        (one) =>
          one.version === version &&
          (one.key ?? column.key) === key &&
          (one.label ?? column.label).es === was.es &&
          (was.unit === (column.unit ?? null) || one.times !== undefined),
      ),
    );
  const fresh = sheet.columns
    .filter(({ key, since, formerly }) => !before[key] && !since && !formerly?.some((one) => one.version === version))
    .map(
      ({ key }) =>
        `${place}.${key} is new: say \`since: '${template.version}'\`, or in \`formerly\` what it was called`,
    );
  const others = Object.entries(before).flatMap(([key, was]) => {
    const now = sheet.columns.find((column) => column.key === key);
    const same = now && JSON.stringify(asReleased(now)) === JSON.stringify(was);
    if (same || formerOf(key, was)) return [];
    return [
      `${place}.${key} was «${was.es}» (${was.unit ?? was.type}): say so in \`formerly: [{ version: '${version}', … }]\``,
    ];
  });
  return [...fresh, ...others];
}

type Words = Partial<Pick<Column, 'key' | 'label' | 'unit' | 'since' | 'formerly'>>;

const released = (): Record_ => JSON.parse(readFileSync(FILE, 'utf8'));

describe('what was released', () => {
  test('is still told by the definitions of today', () => {
    if (process.env.QUIPU_APPROVE) writeFileSync(FILE, `${JSON.stringify(recordOf(templates), null, 1)}\n`);
    expect(unsaid(templates, released())).toEqual([]);
  });

  const [score] = templates.filter(({ code }) => code === 'SC');
  const changed = (version: string, change: (columns: readonly Column[]) => readonly Column[]): Template[] => {
    if (!score) throw new Error('no score');
    const sheets = score.sheets.map((sheet) =>
      sheet.id === 'Modulos' ? { ...sheet, columns: change(sheet.columns) } : sheet,
    );
    return [{ ...score, version, sheets, formerVersions: version === '1' ? ['0'] : ['0', '1'] }];
  };
  const visits = (columns: readonly Column[], more: Words) =>
    columns.map((column) => (column.key === 'visitas' ? { ...column, ...more } : column));
  const label = { es: 'Visitas hechas', en: 'Visits made' };
  const extra = (columns: readonly Column[], more: Words): readonly Column[] => {
    const [first] = columns;
    return first ? [...columns, { ...first, key: 'nueva', ...more }] : columns;
  };

  test.each([
    ['a new column without a new version', changed('1', (all) => extra(all, { since: '2' })), /raise `version`/],
    ['a new column that does not say since when', changed('2', (all) => extra(all, {})), /nueva is new/],
    ['a column that is gone', changed('2', (all) => all.filter(({ key }) => key !== 'visitas')), /visitas was/],
    ['another label', changed('2', (all) => visits(all, { label })), /visitas was/],
    ['another unit', changed('2', (all) => visits(all, { unit: 'días' })), /visitas was/],
  ])('is asked for by %s', (_, now, says) => expect(unsaid(now, released()).join('\n')).toMatch(says));

  test('is told by a new column that says since when', () => {
    expect(
      unsaid(
        changed('2', (all) => extra(all, { since: '2' })),
        released(),
      ),
    ).toEqual([]);
  });

  test('is told by another key and label that say what they were', () => {
    const was = released().SC?.sheets.Modulos?.visitas;
    if (!was) throw new Error('no column');
    const formerly = [{ version: '1', key: 'visitas', label: { es: was.es, en: was.en } }];
    expect(
      unsaid(
        changed('2', (all) => visits(all, { key: 'visitas_n', label, formerly })),
        released(),
      ),
    ).toEqual([]);
  });
});

/** Helps that ever stood beside the cells of covers, by template and column. */
const HELPS = join('tests', 'golden', 'cover-help.json');

test('help that once stood on a cover is known as help, and is no answer', () => {
  const known = templates.flatMap(({ code, cover }) =>
    cover.columns.map((column) => [`${code}.${column.key}`, helpsOf(column)] as const),
  );
  // Each help in a line of its own.
  const now = Object.fromEntries(known.map(([name, helps]) => [name, [...helps].sort().join('\n')]));
  if (process.env.QUIPU_APPROVE) writeFileSync(HELPS, `${JSON.stringify(now, null, 2)}\n`);
  const released = JSON.parse(readFileSync(HELPS, 'utf8')) as Record<string, string>;
  const lost = Object.entries(released).flatMap(([name, helps]) =>
    helps
      .split('\n')
      .filter((help) => !now[name]?.split('\n').includes(help))
      .map((help) => `${name}: put «${help}» into \`formerHelp\``),
  );
  expect(lost).toEqual([]);
  // What is new is noted for the next who changes it.
  expect(released).toEqual(now);
});
