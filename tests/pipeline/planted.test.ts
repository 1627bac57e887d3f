import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { Database } from '../../pipeline/merge/database.ts';
import type { Row, Value } from '../../sheets-templates/define/cell.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { outcome } from '../helpers/command.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { exampleRow } from '../helpers/workbooks.ts';

const path = scratch('plantado');

/** What people write where it does not belong, each with a number of its own. */
const SECRETS = [
  'DNI 47382915',
  '47382916 / 47382917',
  'D.N.I. 47382918',
  '987654319',
  '300 123 4520',
  '+51 987654321',
  'rosa.quispe22@example.org',
  'V-12345623',
  'RUC 10473829158',
  'cuenta 191-12345625-0-12',
  'lo firmó Rosa Quispilloclla',
];
const LEAKS = [
  ...['47382915', '47382916', '47382917', '47382918', '987654319', '123 4520', '987654321'],
  ...['rosa.quispe22', '12345623', '10473829158', '12345625', 'Quispilloclla', '47382999'],
];

test('what people plant into texts, references and names of files stands in nothing that is published', {
  timeout: 120_000,
}, async () => {
  mkdirSync(path('recibidos'));
  let columns = 0;
  for (const template of templates) {
    const rows = Object.fromEntries(
      template.sheets.map(({ id, columns: all }): [string, Row[]] => {
        const row: Record<string, Value> = { ...exampleRow(template.code, id) };
        for (const { key, type, personal, taxId, computed, idKind, ref, ofBody } of all) {
          if (type.id !== 'text' || personal || taxId || computed || idKind || ref) continue;
          columns += 1;
          const text = `Con Rosa, ${SECRETS[columns % SECRETS.length]}; ${SECRETS[(columns * 3 + 1) % SECRETS.length]}`;
          // What a body is called is called so.
          row[key] = ofBody ? text.replace('Rosa Quispilloclla', 'ella') : text;
        }
        return [id, [row]];
      }),
    );
    const bytes = await toXlsx(template, {
      lang: 'es',
      country: 'PE',
      cover: { ...template.cover.example, responsable: 'Rosa Quispilloclla Mamani' },
      rows,
      prepared: 3,
    });
    writeFileSync(path('recibidos', `Informe Quispilloclla 47382999 ${template.slug}.xlsx`), bytes);
  }
  expect(columns).toBeGreaterThan(40);
  const said = await outcome((effects) =>
    mergeCommand(
      [path('recibidos')],
      { out: path('salida'), db: path('base.duckdb'), format: 'text', lang: 'es' },
      effects,
    ),
  );
  expect(said.out + said.err).toContain(`Aceptados ${templates.length},`);
  const files = readdirSync(path('salida'), { recursive: true, encoding: 'utf8' })
    .map((name) => path('salida', name))
    // The answers to the senders carry their own words; the summary of a merge is the office's.
    .filter((name) => statSync(name).isFile() && !/feedback|merge\.json$/.test(name));
  expect(files.length).toBeGreaterThan(100);
  const dump = new Map<string, string>();
  for (const file of files) {
    const bytes = readFileSync(file);
    let text = bytes.toString('latin1');
    if (file.endsWith('.xlsx'))
      text += Object.values(unzipSync(bytes))
        .map((part) => Buffer.from(part).toString('utf8'))
        .join('\n');
    if (file.endsWith('informe.html')) {
      const [, packed = ''] = /id="datos">([^<]+)</.exec(bytes.toString('utf8')) ?? [];
      text += inflateSync(Buffer.from(packed, 'base64')).toString();
    }
    dump.set(file, text);
  }
  const published = await Database.openForReading(path('salida', 'tables', 'quipu.duckdb'));
  for (const { t } of await published.rows('select table_name as t from duckdb_tables()'))
    dump.set(`quipu.duckdb: ${t}`, JSON.stringify(await published.rows(`select * from ${t}`)));
  published.close();
  // What stands there is really looked at.
  expect([...dump.values()].join('').includes('Con Rosa, ███')).toBe(true);
  const found = [...dump].flatMap(([file, text]) =>
    LEAKS.filter((leak) => text.includes(leak)).map((leak) => `${file}: ${leak}`),
  );
  expect(found).toEqual([]);
});
