import { describe, expect, test } from 'vitest';
import { checkWorkbook } from '../../sheets-templates/check.ts';
import { findList, lists } from '../../sheets-templates/code-lists/lookup.ts';
import type { RawValue } from '../../sheets-templates/define/cell.ts';
import type { Column } from '../../sheets-templates/define/column.ts';
import { toDate } from '../../sheets-templates/functions/to-date.ts';
import type { RawWorkbook } from '../../sheets-templates/workbook.ts';
import { changed, oneOfEachTemplate, withCover } from '../helpers/bad-cells.ts';
import { exampleRow, rawWorkbook } from '../helpers/workbooks.ts';

const books = oneOfEachTemplate(14);
const book = async (code: string) => {
  const found = (await books).find(({ template }) => template.code === code);
  if (!found) throw new Error(`no workbook of ${code}`);
  return found;
};
const sheetOf = (raw: RawWorkbook, id: string) => {
  const found = raw.sheets.find(({ sheet }) => sheet.id === id);
  if (!found) throw new Error(`no sheet ${id}`);
  return found;
};
/** What a cell of the first row means, and what is newly found in the workbook. */
async function typed(code: string, id: string, key: string, value: RawValue) {
  const raw = await book(code);
  const sheet = sheetOf(raw, id);
  const before = checkWorkbook(raw);
  const after = checkWorkbook(changed(raw, sheet, 0, key, value));
  const known = new Set(before.issues.map(({ identity }) => identity));
  const row = after.workbook.sheets.find((one) => one.sheet.id === id)?.rows[0];
  return {
    value: row?.values[key],
    was: before.workbook.sheets.find((one) => one.sheet.id === id)?.rows[0]?.values[key],
    more: after.issues.filter(({ identity }) => !known.has(identity)).map(({ code: rule }) => rule),
    out: after.rejectedRows.size - before.rejectedRows.size,
  };
}
const meant = (list: string, said: string, country: string | null = null) => {
  const found = lists.find({ key: list, list } as Column, said, {
    country,
    workbook: '*',
    columnTexts: () => new Set(),
  });
  return 'code' in found ? found.code : found.kind;
};

describe('what people type', () => {
  test('names of lists with marks, remarks and in everyday words', () => {
    const said: [string, string, string, string?][] = [
      ['SINO', 'Sí.', 'S'],
      ['SINO', 'N - No', 'N'],
      ['SEXO', 'M · Mujer', 'M'],
      ['SEXO', 'H. Hombre', 'H'],
      ['SEXO', 'Mujer (M)', 'M'],
      ['SINO', 'no!', 'N'],
      ['SINO', 'Sí, con los tres', 'S'],
      ['SINO', 'No (todavía)', 'N'],
      ['PAIS', '🇨🇴 Colombia', 'CO'],
      ['PAIS', 'Perú (Lima)', 'PE'],
      ['PAIS', 'Ecuador - Quito', 'EC'],
      ['DEFICIT', 'D1', 'D01'],
      ['DEFICIT', 'd-10', 'D10'],
      ['MOMENTO', 'Antes', 'LB'],
      ['MOMENTO', 'Línea base', 'LB'],
      ['MOMENTO', 'Después', 'LF'],
      ['MOD_SCORE', 'Módulo 1', 'M1'],
      ['MOD_SCORE', 'Modulo 1: Cooperación', 'M1'],
      ['MOD_SCORE', 'SST', 'M5'],
      ['NIVEL', 'Segundo nivel', '2'],
      ['NIVEL', 'II', '2'],
      ['IMPACTO', 'Largo plazo', 'EST'],
      ['MODALIDAD', 'Semipresencial', 'MIX'],
      ['TIPO_PROCESO', 'Decreto Supremo', 'REG'],
      ['MANDANTE', 'Cámara de comercio', 'EMP'],
      ['REGION', 'Lima Provincias', 'PE-LIM', 'PE'],
      ['REGION', 'Arequipa, Perú', 'PE-ARE', 'PE'],
      ['REGION', 'Norte Santander', 'CO-NSA', 'CO'],
      ['REGION', 'Santander, Norte de', 'CO-NSA', 'CO'],
      ['REGION', 'Lima, Metropolitana', 'PE-LMA', 'PE'],
      ['REGION', 'Sucre, Venezuela', 'none', 'BO'],
    ];
    for (const [list, words, code, country] of said) expect(meant(list, words, country ?? null), words).toBe(code);
  });

  test('but never what could be two things, or is in doubt', () => {
    for (const [list, words] of [
      ['PAIS', 'Perú / Ecuador'],
      ['PAIS', 'Perú, Ecuador'],
      ['SEXO', 'Mujeres (12), hombres (8)'],
      ['SINO', 'Sí?'],
      ['SEXO', 'M · Masculino'],
      ['SINO', 'N - Sí'],
      ['MOMENTO', 'antes y después'],
      ['MOMENTO', 'LB / LF'],
      ['SINO', 'Sí / No'],
      ['SINO', 'Sí, no'],
      ['SINO', 'Sí, aún no'],
      ['SEXO', 'H / M'],
      ['NIVEL', '1, 2'],
      ['MOD_SCORE', '1 - 2'],
      ['ESTADO_SOL', 'Implementada (50 %)'],
      ['ESTADO_SOL', 'Implementada, pendiente'],
      ['ESTADO_PROB', 'Resuelto (ya no)'],
      ['PAIS', 'Perú, CO'],
    ] as const)
      expect(
        findList(list).items.map(({ code }) => code),
        words,
      ).not.toContain(meant(list, words));
    // Without its country a name of several countries means none of them.
    expect(meant('REGION', 'Sucre')).toBe('elsewhere');
  });

  test('days with other marks', () => {
    for (const text of [
      '06,03,2026',
      '06\\03\\2026',
      'desde 06/03/2026',
      '06/03/2026*',
      '6 de Marso de 2026',
      '06/03/2O26',
      '20260306',
      '6-III-2026',
    ])
      expect(toDate(text, 'end'), text).toMatchObject({ iso: '2026-03-06' });
    for (const text of ['06032026', '12345678', '99,99,2026'])
      expect(toDate(text, 'end') ?? {}, text).not.toHaveProperty('iso');
  });

  test('references with another mark, a word before the code, a slip', async () => {
    const raw = await book('SC');
    const [first] = checkWorkbook(raw).workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows ?? [];
    const name = String(first?.values.nombre);
    const number = first?.typed.empresa_id ?? '';
    const own = first?.values.empresa_id;
    for (const text of [
      `${number} - ${name}`,
      `${number}: ${name}`,
      `${number}) ${name}`,
      `${number} ${name}`,
      `${name} (${number})`,
      `${number} • ${name}`,
      // A code with a word or a mark names nobody else.
      `N° ${number}`,
      `#${number}`,
      `EMP-${number}`,
      `${number}.`,
    ]) {
      const { value, out } = await typed('SC', 'Modulos', 'empresa_id', text);
      expect(value, text).toBe(own);
      expect(out, text).toBe(0);
    }
    for (const text of [name.replace('inventada', 'inventda'), `${name}, S.A.C.`]) {
      const { value, more } = await typed('SC', 'Modulos', 'empresa_id', text);
      expect(value, text).toBe(own);
      // How it was recognised is told, by its code or by its name.
      expect(more.some((rule) => rule === 'Q-07' || rule === 'Q-28') || /^\d+\.$/.test(text), text).toBe(true);
    }
    // Code of one and name of another, or two of them: asked.
    expect((await typed('SC', 'Modulos', 'empresa_id', `2 - ${name}`)).more).toContain('Q-29');
    // The letters of another sheet's codes, and two names.
    for (const text of [`SOL-${number}`, `mes ${number}`, `${name}, Empresa inventada 77`])
      expect((await typed('SC', 'Modulos', 'empresa_id', text)).more, text).toContain('R-G-04');
    const both = await typed('SC', 'Modulos', 'empresa_id', '1; 2');
    expect(both.more).toContain('R-G-04');
  });

  test('a code of one’s own that nobody uses, beside what the other sheets call the row', async () => {
    for (const [code, id, key, said] of [
      ['SC', 'Empresas', 'empresa_id', 'E-1'],
      ['SC', 'Empresas', 'empresa_id', '01'],
      ['SC', 'Formadores', 'formador_id', 'F1'],
      ['FE', 'Formadores', 'formador_id', '1°'],
      ['HR', 'Sesiones', 'sesion_id', 'S1'],
      ['HR', 'Actores', 'actor_id', 'A1'],
      ['FE', 'Acciones', 'accion_id', null],
    ] as const) {
      const { out, more } = await typed(code, id, key, said);
      expect(out, `${id} ${said}`).toBe(0);
      expect(more.length, `${id} ${said}: ${more.join(' ')}`).toBeLessThanOrEqual(1);
    }
  });

  test('a cover of which one thing cannot be read is taken from the rest, and told once', async () => {
    const said: [string, string, RawValue, string, RawValue][] = [
      ['SC', 'pais', 'En Bolivia', 'pais', 'BO'],
      ['SC', 'periodo', '1S2026', 'periodo', '2026-S1'],
      ['HR', 'fecha_corte', '31/06/2026', 'fecha_corte', '2026-06-30'],
      ['SC', 'fecha_corte', 'fin de junio', 'fecha_corte', '2026-06-30'],
      ['SC', 'envio_n', 'Único', 'envio_n', 1],
      ['SC', 'envio_n', '1 de 2', 'envio_n', 1],
    ];
    for (const [code, key, text, of, value] of said) {
      const raw = await book(code);
      const before = checkWorkbook(raw);
      const after = checkWorkbook(withCover(raw, key, text));
      expect(after.workbook.cover.values[of], String(text)).toBe(value);
      expect(after.rejected, String(text)).toBe(false);
      expect(after.issues.length - before.issues.length, String(text)).toBeLessThanOrEqual(1);
    }
  });

  test('but no other country, year or number is made of it', async () => {
    const raw = await book('SC');
    for (const [key, text] of [
      ['pais', 'Brasil'],
      ['pais', 'Perú y Bolivia'],
      ['periodo', 'Año 2025 y parte de 2026'],
      ['periodo', 'enero-septiembre 2026'],
    ] as const) {
      expect(checkWorkbook(withCover(raw, key, text)).rejected, text).toBe(true);
    }
    for (const [text, number] of [
      ['1.0', 1],
      ['2.0', 2],
      ['3.5', null],
    ] as const) {
      expect(checkWorkbook(withCover(raw, 'envio_n', text)).workbook.cover.values.envio_n, text).toBe(number);
    }
    expect(checkWorkbook(withCover(raw, 'periodo', 'Gestión 2026')).workbook.cover.values.periodo).toBe('2026');
  });

  test('a cell that says what nobody can read is among what does not count, with why', async () => {
    const raw = await book('SC');
    const sheet = sheetOf(raw, 'Empresas');
    const { issues, unusedCells } = checkWorkbook(changed(raw, sheet, 0, 'ventas', '10-12'));
    const found = issues.find(({ column, row }) => column === 'ventas' && row === sheet.rows[0]?.number);
    expect(found?.cost).toBe('cell');
    expect([...unusedCells].some((cell) => cell.endsWith(':ventas'))).toBe(true);
  });

  test('«ídem» and quotes say what stands above, also several below one another; in a name they say nothing', () => {
    const above = exampleRow('SC', 'Empresas');
    const same = { ...above, empresa_id: '2', nombre: 'Otra', id_tributario: null, notas: 'ídem' };
    const rows = [
      { ...above, sector: 'igual' },
      { ...same, region: 'Ídem', fecha_ingreso: '"', trab_mujeres: '″', trab_total: null },
      { ...same, empresa_id: '3', nombre: 'ídem', region: "''", trab_mujeres: null, trab_total: null },
      { ...same, empresa_id: '4', nombre: 'Cuarta', trab_mujeres: 'id.', trab_total: null },
    ];
    const { workbook, issues } = checkWorkbook(rawWorkbook('SC', { Empresas: rows }));
    const read = workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows.map(({ values }) => values) ?? [];
    expect(read.map(({ region }) => region)).toEqual(Array(4).fill(read[0]?.region));
    expect(read[1]).toMatchObject({
      fecha_ingreso: read[0]?.fecha_ingreso,
      trab_mujeres: above.trab_mujeres,
      notas: 'ídem',
    });
    expect(read[2]?.nombre).toBe('ídem');
    // Nothing stands above the first, and nothing that was left empty.
    expect([read[0]?.sector, read[3]?.trab_mujeres]).toEqual([null, null]);
    const told = issues.filter(({ code }) => code === 'Q-39').map(({ message }) => message.es);
    expect(told).toHaveLength(4);
    expect(told[0]).toContain('se tomó lo de la fila');
    expect(issues.filter(({ row, column }) => row === 4 && column === 'sector')).toHaveLength(1);
  });
});
