import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { utils } from '@e965/xlsx';
import { libreOffice as program } from '../../helpers/programs.ts';
import { type Computed, type Engine, formulasOf, type Value } from './engine.ts';

/**
 * Commas and double quotes, UTF-8; texts in quotes and nothing else, values as they are and not as they are shown, not the
 * formulas; a file for each sheet. To write workbooks would take twice as long as to compute them.
 * (https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html)
 */
const AS_TEXT = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1';

/** LibreOffice Calc opens all workbooks in one run and saves them with what it computed. */
export const libreOffice: Engine = {
  name: 'LibreOffice',
  program,
  lacks: [],
  compute: async (workbooks) => {
    const home = mkdtempSync(join(tmpdir(), 'quipu-libreoffice-'));
    try {
      const names = [...workbooks.keys()].map((name, at) => [name, `${at}.xlsx`] as const);
      mkdirSync(join(home, 'from'));
      for (const [name, file] of names) writeFileSync(join(home, 'from', file), workbooks.get(name) ?? '');
      const profile = `-env:UserInstallation=${pathToFileURL(join(home, 'profile')).href}`;
      const to = ['--convert-to', AS_TEXT, '--outdir', join(home, 'to')];
      const files = names.map(([, file]) => join(home, 'from', file));
      execFileSync(program ?? 'soffice', [profile, '--headless', ...to, ...files], {
        stdio: 'ignore',
        timeout: 240_000,
      });
      const sheets = sheetsByBook(join(home, 'to'));
      return new Map(
        names.map(([name], at): [string, Computed] => {
          const wanted = formulasOf(workbooks.get(name) ?? new Uint8Array()).keys();
          return [name, valuesIn(sheets.get(at) ?? new Map(), wanted)];
        }),
      );
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};

/** Path of each sheet's text by the workbook's number and the sheet's name. */
function sheetsByBook(folder: string): Map<number, Map<string, string>> {
  const found = new Map<number, Map<string, string>>();
  for (const file of readdirSync(folder)) {
    const [, at = '', sheet = ''] = /^(\d+)-(.*)\.csv$/.exec(file) ?? [];
    const sheets = found.get(Number(at)) ?? new Map();
    found.set(Number(at), sheets.set(sheet, join(folder, file)));
  }
  return found;
}

function valuesIn(sheets: ReadonlyMap<string, string>, wanted: Iterable<string>): Computed {
  const read = new Map<string, string[][]>();
  const found = new Map<string, Value>();
  for (const at of wanted) {
    const split = at.lastIndexOf('!');
    const sheet = at.slice(0, split);
    const path = sheets.get(sheet);
    if (path === undefined) continue;
    const lines = read.get(sheet) ?? fieldsOf(readFileSync(path, 'utf8'));
    read.set(sheet, lines);
    const { r, c } = utils.decode_cell(at.slice(split + 1));
    found.set(at, valueIn(lines[r]?.[c] ?? ''));
  }
  return found;
}

/** Fields line by line, a text with its quotes: they tell it from a number. */
function fieldsOf(text: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, field = '', end] of text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy)) {
    lines.at(-1)?.push(field);
    if (end !== ',') lines.push([]);
  }
  return lines;
}

/** A text that looks like an error begins with an escape of Excel's, which LibreOffice leaves as it is. */
const HASH = '_x0023_';

function valueIn(field: string): Value {
  if (field.startsWith('"')) return field.slice(1, -1).replaceAll('""', '"').replaceAll(HASH, '#');
  if (field === 'TRUE' || field === 'FALSE') return field === 'TRUE';
  return field === '' || Number.isNaN(Number(field)) ? field : Number(field);
}
