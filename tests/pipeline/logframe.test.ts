import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { command } from '../../pipeline/cli/report.ts';
import { logframeCommand } from '../../pipeline/cli/report-logframe.ts';
import { book, programme } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';

/** The logframe of a programme: its indicators by level of results, with periods, targets and sources. */

let home = '';
const path = (...parts: string[]) => join(home, ...parts);
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-marco-'));
  mkdirSync(path('in'));
  const books = [
    await book({ period: '2025-S2', results: [{ indicador: 'SC01', total: 1040, fuente: 'Registro de 2025' }] }),
    await book({
      period: '2026-S1',
      results: [
        { indicador: 'SC01', total: 1260, fuente: 'Registro de 2026' },
        { indicador: 'SC01', total: 1200, calificador: 'META', fuente: 'Documento de proyecto' },
        { indicador: 'SC27', total: 55, fuente: '<b>Encuesta</b>' },
        { indicador: 'SC20', total: 3 },
        { indicador: 'SC35', total: 70, calificador: 'META', fuente: 'Documento de proyecto' },
      ],
    }),
  ];
  for (const { name, bytes } of books) writeFileSync(path('in', name), bytes);
  const merge = { out: path('out'), db: path('base.duckdb'), format: 'text', lang: 'es' } as const;
  expect((await outcome((effects) => mergeCommand([path('in')], merge, effects))).sentence).toBe('');
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

const pageIn = async (lang: 'es' | 'en') => {
  const options = { programme: programme('AAA').toLowerCase(), db: path('base.duckdb'), out: path('marco.html'), lang };
  const said = await outcome((effects) => logframeCommand(options, effects));
  expect(said).toMatchObject({ code: 0, sentence: '' });
  return readFileSync(path('marco.html'), 'utf8').replace(/\s+/g, ' ');
};
/** The row of an indicator, from its beginning to its end. */
function rowOf(page: string, code: string): string {
  const at = page.indexOf(`<small>${code}<`);
  return at < 0 ? '' : page.slice(page.lastIndexOf('<tr>', at), page.indexOf('</tr>', at));
}

describe('the logframe of a programme', () => {
  test('has each period, what was reached of the target by its day, and the sources', async () => {
    const row = rowOf(await pageIn('es'), 'SC01');
    for (const said of [
      '1.040',
      '<b>1.260</b>',
      '1.200',
      '105\u00a0%',
      'alcanzada a tiempo',
      'Registro de 2025',
      'Documento de proyecto',
    ])
      expect(row.replaceAll('&nbsp;', '\u00a0')).toContain(said.replace('\u00a0', ' '));
  });

  test('has shares as percentages, hides few people, and takes what workbooks say as text', async () => {
    const page = await pageIn('en');
    expect(rowOf(page, 'SC27')).toMatch(/55\s%/);
    expect(rowOf(page, 'SC27')).toContain('&#60;b&#62;Encuesta');
    expect(rowOf(page, 'SC20')).toContain('hidden*');
    expect(rowOf(page, 'SC20')).not.toMatch(/>3</);
  });

  test('puts outcomes before outputs; an indicator with a target and nothing reported stands there too', async () => {
    const page = await pageIn('es');
    const places = ['Impacto:', 'Resultados:', 'SC27', 'SC35', 'Productos:', 'SC01'].map((said) => page.indexOf(said));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(rowOf(page, 'SC35')).toContain('sin dato');
  });

  test('says which option is missing, and which programmes there are', async () => {
    const options = { db: path('base.duckdb'), out: path('x.html'), lang: 'es' };
    const lacking = await outcome(async (effects) =>
      command.run('logframe' as never, options as never, effects as never),
    );
    expect(lacking).toMatchObject({ code: 2, sentence: expect.stringContaining('--programme') });
    const unknown = await outcome((effects) => logframeCommand({ ...options, programme: 'X', lang: 'es' }, effects));
    expect(unknown).toMatchObject({ code: 1, sentence: expect.stringContaining(programme('AAA')) });
  });
});
