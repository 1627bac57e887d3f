import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repairCommand } from '../../pipeline/cli/repair.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import { ruleExamples } from '../../sheets-templates/checks/examples/index.ts';
import { findRule, rules } from '../../sheets-templates/checks/index.ts';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import { outcome } from '../helpers/command.ts';
import { sentExample } from '../helpers/rule-books.ts';

type Told = Omit<Issue, 'message' | 'hint'> & { message: string; hint: string };

let home = '';
const path = (...parts: string[]) => join(home, ...parts);
/** What the command line says of the workbook in which each rule fires, and of the one in which it nearly does. */
const told = new Map<string, Told[]>();
const entries = Object.entries(ruleExamples);

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-rules-'));
  mkdirSync(path('libros'));
  for (const [id, example] of entries) {
    const { fires, cover, nearly, nearlyCover = {} } = example;
    writeFileSync(path('libros', `${id}.fires.xlsx`), await sentExample(example, fires, cover).bytes());
    writeFileSync(path('libros', `${id}.nearly.xlsx`), await sentExample(example, nearly, nearlyCover).bytes());
  }
  for (const lang of ['es', 'en']) {
    const args = ['dist/quipu.js', 'validate', path('libros'), '--format', 'json', '--lang', lang];
    const json = run(args);
    for (const { file, issues } of JSON.parse(json) as { file: string; issues: Told[] }[])
      told.set(`${lang} ${file.replace(/^.*\//, '').replace('.xlsx', '')}`, issues);
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

function run(args: string[]): string {
  try {
    return execFileSync(process.execPath, args, {
      encoding: 'utf8',
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    // Some of the workbooks are not accepted.
    return (error as { stdout: string }).stdout;
  }
}

const codes = (name: string) => (told.get(name) ?? []).map(({ code }) => code);

describe('every rule, from a real workbook through the command line', () => {
  test.each(entries.map(([id]) => id))('%s', (id) => {
    expect(codes(`es ${id}.fires`)).toContain(id);
    expect(codes(`es ${id}.nearly`)).not.toContain(id);
  });

  test('has an example, unless it needs a file or several workbooks', () => {
    const needed = rules.filter(({ scope }) => scope === 'cell' || scope === 'row' || scope === 'workbook');
    expect(needed.filter(({ id }) => !ruleExamples[id] && !STRUCTURE.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('speaks to a person: where, what is wrong, what to do, and nothing of how it was found', () => {
    for (const [name, issues] of told) {
      for (const { code, message, hint, sheet, row, column, sheetId } of issues) {
        const words = `${message} ${hint}`;
        expect(words, `${name} ${code}`).not.toMatch(
          /undefined|NaN|\bnull\b|\{\w+\}|\bzod\b|regex|\[object|\bstring\b|boolean/,
        );
        // Keys of columns and sheets are for programs.
        if (column?.includes('_')) expect(words, `${name} ${code}`).not.toContain(column);
        expect(words, `${name} ${code}`).not.toMatch(/\b(validation|invalid|error de validaci)/i);
        expect(hint.length, `${name} ${code}`).toBeGreaterThan(4);
        if (row !== null && sheetId !== null) {
          const place = `${sheet}, ${name.startsWith('es') ? 'fila' : 'row'} ${row}`;
          const own =
            findRule(code).scope === 'row' && !message.startsWith(place)
              ? message.includes(String(row))
              : message.startsWith(place);
          expect(own, `${name} ${code}: ${message}`).toBe(true);
        }
      }
    }
  });

  test('keeps the identity of a finding when rows are moved and other things mended', async () => {
    const example = ruleExamples['R-G-06'];
    if (!example) throw new Error('no example');
    const [row] = example.fires.Empresas ?? [];
    const first = await read({ Empresas: [{ ...row }] });
    const moved = await read({ Empresas: [{ ...row, empresa_id: '7', nombre: 'Otra', trab_total: 62 }, { ...row }] });
    const of = (issues: readonly Issue[]) => issues.find(({ code }) => code === 'R-G-06');
    expect(of(first)?.row).toBe(4);
    expect(of(moved)?.row).toBe(5);
    expect(of(moved)?.identity).toBe(of(first)?.identity);
    expect(new Set(moved.map(({ identity }) => identity)).size).toBe(moved.length);
  });
});

/** Rules of files and sheets; `messy-cases` and `harmful-files` show them. */
const STRUCTURE = new Set(['R-G-02', 'M-33', 'M-35', 'Q-08', 'Q-12', 'Q-18', 'Q-20', 'Q-22', 'Q-38', 'Q-43', 'M-23']);

async function read(rows: Parameters<typeof sentExample>[1]) {
  const sent = sentExample({ fires: {}, nearly: {} }, rows);
  return (await readSubmission('libro.xlsx', await sent.bytes())).issues;
}

describe('repair', () => {
  test('mends what has one sensible repair, and leaves the received file as it was', { timeout: 240_000 }, async () => {
    const mended: string[] = [];
    for (const [id, example] of entries) {
      const bytes = await sentExample(example, example.fires, example.cover).bytes();
      const before = await readSubmission('libro.xlsx', bytes);
      const own = before.issues.filter(({ code, fix }) => code === id && fix !== null);
      if (own.length === 0) continue;
      const [from, to] = [path(`${id}.xlsx`), path(`${id}.arreglado.xlsx`)];
      writeFileSync(from, bytes);
      const { code, err, sentence } = await outcome((effects) => repairCommand(from, { out: to, lang: 'es' }, effects));
      expect(sentence, id).toBe('');
      expect(code, `${id}: ${err}`).toBe(0);
      const after = await read2(to);
      expect(
        after.map((issue) => issue.code),
        id,
      ).not.toContain(id);
      expect(
        after.filter(({ fix }) => fix !== null).map((issue) => issue.code),
        id,
      ).toEqual([]);
      // What was an error because of this alone is none any more.
      const errors = (issues: readonly Issue[]) => issues.filter(({ severity }) => severity === 'error').length;
      expect(errors(after), id).toBeLessThanOrEqual(
        Math.max(0, errors(before.issues) - (own[0]?.severity === 'error' ? 1 : 0)),
      );
      mended.push(id);
    }
    expect(mended.sort()).toEqual([
      ...['M-10', 'M-11', 'M-18b', 'M-20', 'M-21', 'M-24', 'M-27', 'M-42', 'M-43', 'M-5', 'M-58', 'M-7', 'M-8', 'M-9'],
      ...['Q-06', 'Q-07', 'Q-28', 'Q-33', 'Q-44', 'R-G-12', 'R-HR-11'],
    ]);
  });

  test('finds a reference by the name of what it means, and puts a header right, in its table too', async () => {
    const example = ruleExamples['R-G-04'];
    if (!example) throw new Error('no example');
    const rows = {
      ...example.nearly,
      Modulos: [{ ...example.nearly.Modulos?.[0], empresa_id: 'Confecciones del Valle SAC' }],
    };
    const sent = sentExample(example, rows);
    sent.page('Empresas').getCell(3, sent.at('Empresas', 'trab_mujeres')).value = 'Mujeres que trabajan';
    const [from, to] = [path('nombre.xlsx'), path('nombre.arreglado.xlsx')];
    writeFileSync(from, await sent.bytes());
    const before = readFileSync(from);
    expect((await read2(from)).map(({ code }) => code)).toEqual(expect.arrayContaining(['Q-28', 'M-28']));
    await outcome((effects) => repairCommand(from, { out: to, lang: 'es' }, effects));
    expect((await read2(to)).map(({ code }) => code)).not.toContain('Q-28');
    expect((await read2(to)).map(({ code }) => code)).not.toContain('M-28');
    expect(readFileSync(from).equals(before)).toBe(true);
  });

  test('refuses to write over the workbook received, and what is no .xlsx', async () => {
    const file = path('libros', 'M-7.fires.xlsx');
    const repair = (from: string, out: string) =>
      outcome((effects) => repairCommand(from, { out, lang: 'es' }, effects));
    expect(await repair(file, file)).toMatchObject({ code: 2, sentence: expect.stringContaining('no se toca') });
    writeFileSync(path('suelto.csv'), 'a;b');
    expect((await repair(path('suelto.csv'), path('x.xlsx'))).code).toBeGreaterThan(0);
    expect(existsSync(path('x.xlsx'))).toBe(false);
  });
});

const read2 = async (file: string) => {
  return (await readSubmission('libro.xlsx', readFileSync(file))).issues;
};
