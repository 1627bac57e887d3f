import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCharacter, makeId, readId, seriesFrom, splitId } from '../../sheets-templates/functions/ids.ts';
import { parsePeriod } from '../../sheets-templates/functions/period.ts';
import { classWithin, sizeClass, unitValue } from '../../sheets-templates/functions/sme-class.ts';
import { isoToSerial, serialToIso, toDate } from '../../sheets-templates/functions/to-date.ts';
import { toNumber } from '../../sheets-templates/functions/to-number.ts';
import { factorOf } from '../../sheets-templates/functions/units.ts';

describe('ids', () => {
  test('carry the check character of ISO 7064 MOD 37,36', () => {
    expect(checkCharacter('A12425GABC1234002')).toBe('M');
    expect(makeId('PRB', 'PE', 'FORE', 3)).toBe('PRB-PE-FORE-003-8');
    expect(makeId('EMP', 'CO', 'SCORE', 96)).toBe('EMP-CO-SCORE-096-C');
  });

  test('notice every single wrong character', () => {
    const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 8, maxLength: 14 }), fc.nat(), letter, (body, at, other) => {
        const index = at % body.length;
        const wrong = body.slice(0, index) + other + body.slice(index + 1);
        return wrong === body || checkCharacter(wrong) !== checkCharacter(body);
      }),
      { seed: 7, numRuns: 1000 },
    );
  });

  test('are completed when short, kept when full, tidied otherwise', () => {
    expect(readId('7', 'EMP', 'PE', 'SCORE')).toEqual({
      id: makeId('EMP', 'PE', 'SCORE', 7),
      completed: true,
      checkFails: false,
    });
    expect(readId('emp-7', 'EMP', 'PE', 'SCORE').id).toBe(makeId('EMP', 'PE', 'SCORE', 7));
    expect(readId('prb pe fore 003 8', 'PRB', null, null)).toMatchObject({
      id: 'PRB-PE-FORE-003-8',
      checkFails: false,
    });
    expect(readId('PRB-PE-FORE-030-8', 'PRB', null, null)).toMatchObject({ id: 'PRB-PE-FORE-030-8', checkFails: true });
    expect(readId(' planta  sur ', 'EMP', 'PE', 'SCORE').id).toBe('PLANTA-SUR');
    expect(splitId('hola')).toBeNull();
  });

  test('take their series from the programme or the name of the team', () => {
    expect(seriesFrom('PRG-PE-AGRO-001-F')).toBe('AGRO');
    expect(seriesFrom('Equipo dedicado Forestal')).toBe('FOREST');
    expect(seriesFrom('Equipo')).toBeNull();
  });
});

describe('numbers', () => {
  const value = (text: string, mark: ',' | '.' = ',', whole = false) => toNumber(text, mark, whole)?.value ?? null;

  test('are read as officials write them', () => {
    expect(value('1.234,5')).toBe(1234.5);
    expect(value('1,234.5')).toBe(1234.5);
    expect(value('69,573', ',', true)).toBe(69573);
    expect(value('69.573', ',', true)).toBe(69573);
    expect(value('16.566.124')).toBe(16566124);
    expect(value('10,825,013')).toBe(10825013);
    expect(value('69\u202F573')).toBe(69573);
    expect(value('43 %')).toBeCloseTo(0.43);
    expect(value('1.34*', '.')).toBe(1.34);
    expect(value('-5')).toBe(-5);
    expect(value('Más de 2600', ',', true)).toBe(2600);
  });

  test('say when they had to be interpreted', () => {
    expect(toNumber('02 estudios', ',', true)).toEqual({ value: 2, notes: ['unit'], unit: 'estudios' });
    expect(toNumber('1.234', ',', false)?.notes).toContain('ambiguous');
    expect(toNumber('≈ 5,000', ',', true)?.notes).toEqual(['qualifier']);
  });

  test('are not found in words of other things, marks of «sin dato» or odd groupings', () => {
    for (const text of ['docena', 's/d', '---', '1.23.4', '1,2,3.4', '12 34', '3 4', '1 2345', ''])
      expect(value(text), text).toBeNull();
  });

  test('are found in the unit of their column, or are in another one', () => {
    expect(factorOf('personas', 'personas')).toBe(1);
    expect(factorOf('mujeres', 'personas')).toBe(1);
    expect(factorOf('MWh', 'kWh')).toBe(1000);
    expect(factorOf('kg', 'toneladas')).toBe(0.001);
    expect(factorOf('años', 'meses')).toBe(12);
    for (const [said, own] of [
      ['hogares', 'personas'],
      ['horas', 'personas'],
      ['h/semana', 'horas'],
      ['horas diarias', 'horas'],
      ['meses y medio', 'meses'],
      ['qq', 'kg'],
      ['t/ha', 'toneladas'],
      ['piezas', '%'],
    ] as const)
      expect(factorOf(said, own), said).toBeNull();
    for (const [said, own] of [
      ['jornales', 'días'],
      ['personas', 'casos'],
      ['personas', 'ETC'],
      ['personas (al corte)', 'personas'],
      ['kg por ha', 'kg/ha'],
      ['kg', 'kg/ha'],
    ] as const)
      expect(factorOf(said, own), said).toBe(1);
    expect(factorOf('kg', undefined)).toBe(1);
  });

  test('are found with what stands around them', () => {
    const read = (text: string, whole = true) => toNumber(text, ',', whole)?.value ?? null;
    for (const text of ['50;', 'Total: 50', 'son 50', 'N=50', '50 🙂', '５０', '5e1', '50.-'])
      expect(read(text), text).toBe(50);
    expect(read('.8', false)).toBe(0.8);
    expect(read('1.34E+02', false)).toBe(134);
    expect(read('ninguna')).toBe(0);
    expect(toNumber('$ 2.900.000,oo', ',', false, true)?.value).toBe(2_900_000);
    for (const text of ['10-12', '60?', 'son varios']) expect(read(text), text).toBeNull();
  });

  test('are found in words, fractions, amounts and with footnotes', () => {
    expect(toNumber('treinta y dos', ',', true)).toEqual({ value: 32, notes: ['words'] });
    expect(toNumber('cinco periodistas', ',', true)?.value).toBe(5);
    expect(toNumber('12 de 20', ',', true)).toMatchObject({ value: 12, denominator: 20 });
    expect(toNumber('41/96', ',', true)).toMatchObject({ value: 41, denominator: 96 });
    expect(toNumber('US$ 1 millón', ',', false)).toMatchObject({ value: 1e6, symbol: 'us$' });
    expect(toNumber('GH¢ 1,234,500.50', '.', false)).toMatchObject({ value: 1234500.5, symbol: 'gh¢' });
    expect(toNumber('R 1 234 567,89', ',', false)).toMatchObject({ value: 1234567.89, symbol: 'r' });
    expect(toNumber('₹ 12,34,567.50', '.', false)).toMatchObject({ value: 1234567.5, symbol: '₹' });
    expect(toNumber('¥1,234,567', '.', true)).toMatchObject({ value: 1234567, symbol: '¥' });
    expect(toNumber('R5', '.', true)).toBeNull();
    expect(toNumber('S/ 2,150,000.50', '.', false)).toMatchObject({ value: 2150000.5, symbol: 's/' });
    expect(toNumber('≈ 5,000', ',', true)).toMatchObject({ value: 5000, qualifier: 'APR' });
    expect(toNumber('al menos 40', ',', true)).toMatchObject({ value: 40, qualifier: 'MIN' });
    expect(toNumber('3,829¹', ',', true)).toMatchObject({ value: 3829, notes: ['footnote'] });
    expect(toNumber('0,573', ',', true)?.value).toBe(0.573);
  });

  test('of any size survive being written in either convention', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        (n) => value(n.toLocaleString('de'), ',', true) === n && value(n.toLocaleString('en'), '.', true) === n,
      ),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('dates', () => {
  const iso = (text: string, role: 'start' | 'end') => {
    const reading = toDate(text, role);
    return reading && 'iso' in reading ? reading.iso : null;
  };

  test('are read day first, with month names, and partial ones by the role of the column', () => {
    for (const text of ['31/12/2015', '2015-12-31', '31-dic-15', '31.12.2015', '31 de diciembre de 2015'])
      expect(iso(text, 'start'), text).toBe('2015-12-31');
    expect(toDate('2013', 'start')).toEqual({ iso: '2013-01-01', partial: true });
    expect(toDate('2013', 'end')).toEqual({ iso: '2013-12-31', partial: true });
    expect(iso('Abril del 2014', 'end')).toBe('2014-04-30');
    expect(iso('2015-10', 'start')).toBe('2015-10-01');
  });

  test('that do not exist are known as such', () => {
    for (const text of ['29/02/2015', '31/11/2015']) expect(toDate(text, 'start'), text).toEqual({ noSuchDay: true });
    for (const text of ['pronto', '12', 'sin fecha', '99/99/9999']) expect(iso(text, 'start'), text).toBeNull();
  });

  test('tell the month first, a day that could be a month, and a span', () => {
    expect(toDate('12/31/2015', 'start')).toMatchObject({ iso: '2015-12-31', first: 'month' });
    expect(toDate('03/04/2015', 'start')).toMatchObject({ iso: '2015-04-03', ambiguous: true });
    expect(toDate('Octubre-Diciembre 2015', 'start')).toMatchObject({ iso: '2015-10-01', until: '2015-12-31' });
    expect(toDate('2013 - 2014', 'end')).toMatchObject({ iso: '2014-12-31', partial: true });
  });

  test('are the same in the 1900 and the 1904 system', () => {
    expect(serialToIso(42369, false)).toBe('2015-12-31');
    expect(serialToIso(40907, true)).toBe('2015-12-31');
    expect([serialToIso(42368.999999999, false), serialToIso(42368.9999, false)]).toEqual(['2015-12-31', '2015-12-30']);
    expect(isoToSerial('2015-12-31')).toBe(42369);
  });
});

test('periods are halves, quarters, years and historic ranges', () => {
  expect(parsePeriod('2026-S1')).toMatchObject({ code: '2026-S1', from: '2026-01-01', to: '2026-06-30' });
  expect(parsePeriod('2026 t3')).toMatchObject({ code: '2026-T3', from: '2026-07-01', to: '2026-09-30' });
  expect(parsePeriod('2010/2015')).toMatchObject({ kind: 'range', to: '2015-12-31' });
  for (const text of ['2026-S3', '2015/2010', 'enero']) expect(parsePeriod(text), text).toBeNull();
});

describe('the size class', () => {
  test('follows table 3 of the report, limits included', () => {
    expect(sizeClass('BO', { employees: 15, sales: null, year: null })).toBe('PEQ');
    expect(sizeClass('PE', { employees: null, sales: 577_501, year: 2015 })).toBe('PEQ');
    expect(sizeClass('PE', { employees: null, sales: 577_500, year: 2015 })).toBe('MICRO');
    expect(sizeClass('CO', { employees: 200, sales: null, year: null })).toBe('MED');
    expect(sizeClass('CO', { employees: 201, sales: null, year: null })).toBe('GRA');
    expect(sizeClass('VE', { employees: 3, sales: null, year: null })).toBe('PEQ');
  });

  test('follows in Colombia the law of the year of the sales, by sector', () => {
    const of = (sales: number | null, year: number, sector: string | null) =>
      sizeClass('CO', { employees: 8, sales, year, sector });
    // 2019 is by people; 2025 by sales in UVT of 49.799: 23.563 of manufacturing, 32.988 of services.
    expect(of(1e12, 2019, 'TEXTIL')).toBe('MICRO');
    expect(of(23_563 * 49_799, 2025, 'TEXTIL')).toBe('MICRO');
    expect(of(23_563 * 49_799 + 1, 2025, 'TEXTIL')).toBe('PEQ');
    expect(of(32_988 * 49_799, 2025, 'GASTRO')).toBe('MICRO');
    expect(of(1_736_565 * 49_799 + 1, 2025, 'AGRIC')).toBe('GRA');
    // Trade and services have other limits; many sectors none; the sales are missing; the unit of the year is not known.
    expect(of(1000, 2025, 'COMSERV')).toBeNull();
    expect(of(1000, 2025, 'MULTI')).toBeNull();
    expect(of(null, 2025, 'TEXTIL')).toBeNull();
    expect(of(1000, 2031, 'TEXTIL')).toBeNull();
  });

  test('a law may have its limits in money', () => {
    const limits = { criterion: 'sales', unit: 'PEN', micro: 10_000, small: 50_000, medium: 90_000 } as const;
    const of = (sales: number) => classWithin(limits, { employees: null, sales, year: 2025 });
    expect([10_000, 10_000.01, 50_001, 90_001].map(of)).toEqual(['MICRO', 'PEQ', 'MED', 'GRA']);
  });

  test('is never guessed', () => {
    expect(sizeClass('PE', { employees: 40, sales: null, year: null })).toBeNull();
    expect(sizeClass('PE', { employees: 40, sales: 100_000, year: 1999 })).toBeNull();
    expect(unitValue('UIT', 2013)).toBe(3700);
    expect(unitValue('UIT', 1990)).toBeNull();
  });
});
