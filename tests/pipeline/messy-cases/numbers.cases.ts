import { describe, expect } from 'vitest';
import { result } from '../../helpers/sender.ts';
import { type CellList, codes, columns, enterprises, messy, modules, rows, send, told, values } from './setup.ts';

export function numbers(): void {
  describe('numbers', () => {
    messy(
      '1',
      'dots for thousands and a decimal comma',
      () =>
        send('n1', {
          country: 'BO',
          rows: enterprises({ id_tributario: '1234567', region: 'La Paz', moneda: 'BOB', ventas: '1.234,5' }),
        }),
      async () => {
        expect(await values('n1', 'ventas')).toEqual([1234.5]);
      },
    );

    messy(
      '2',
      'a separator before three digits: thousands of people; flagged in amounts',
      () =>
        send('n2', {
          rows: enterprises({ trab_mujeres: '1,573', trab_hombres: '1.573', trab_total: '3146', ventas: '1.234' }),
        }),
      async () => {
        expect(await rows('n2')).toMatchObject([{ trab_mujeres: 1573, trab_hombres: 1573, trab_total: 3146 }]);
        expect(columns('n2', 'M-2')).toEqual(['ventas@4']);
      },
    );

    messy(
      '3',
      'the last of two separators is the decimal, whatever the country',
      () =>
        send('n3', {
          country: 'CO',
          rows: enterprises({ id_tributario: '899.999.034-1', region: 'Antioquia', moneda: 'COP', ventas: '1,234.5' }),
        }),
      async () => {
        expect(await values('n3', 'ventas')).toEqual([1234.5]);
      },
    );

    messy(
      '4',
      'a repeated separator is thousands',
      () => send('n4', { rows: enterprises({ ventas: '16.566.124' }, { ventas: '10,825,013' }) }),
      async () => {
        expect(await values('n4', 'ventas')).toEqual([16566124, 10825013]);
        expect(codes('n4')).not.toContain('M-2');
      },
    );

    const shares: CellList = ['43%', 0.43, 43, '43,0 %', '0,5', 1];
    messy(
      '5',
      'percentages with and without their sign',
      () => send('n5', { rows: modules(shares.map((satisfaccion) => ({ satisfaccion, encuestados: 10 }))) }),
      async () => {
        expect(await values('n5', 'satisfaccion', 'modulos')).toEqual([0.43, 0.43, 0.43, 0.43, 0.5, 1]);
        expect(columns('n5', 'M-5')).toEqual(['satisfaccion@6', 'satisfaccion@9']);
        expect(told('n5', 'M-5')[0]?.message).toContain('Se interpretó «43» como 43 %.');
      },
    );

    messy(
      '6',
      'a satisfaction of 143 %',
      () => send('n6', { rows: modules([{ satisfaccion: '143%', encuestados: 10 }]) }),
      () => {
        expect(told('n6', 'R-G-09')).toMatchObject([
          { severity: 'error', message: expect.stringContaining('143 % no es un porcentaje entre 0 y 100.') },
        ]);
      },
    );

    messy(
      '7',
      'a number with its unit',
      () =>
        send('n7', {
          rows: enterprises({ trab_mujeres: '02 estudios', trab_hombres: '10 organizaciones', trab_total: 12 }),
        }),
      async () => {
        expect(await rows('n7')).toMatchObject([{ trab_mujeres: 2, trab_hombres: 10 }]);
        expect(columns('n7', 'M-7')).toEqual(['trab_mujeres@4', 'trab_hombres@4']);
      },
    );

    const raised = { richText: [{ text: '3,829' }, { text: '1', font: { vertAlign: 'superscript' as const } }] };
    messy(
      '8',
      'footnote marks, also a digit in superscript',
      () =>
        send('n8', {
          rows: enterprises(
            { ventas: '1.34*', trab_mujeres: '38¹', trab_total: 62 },
            { trab_mujeres: raised, trab_hombres: 0, trab_total: 3829 },
          ),
        }),
      async () => {
        expect(await rows('n8')).toMatchObject([{ ventas: 1.34, trab_mujeres: 38 }, { trab_mujeres: 3829 }]);
        expect(columns('n8', 'M-8')).toEqual(['trab_mujeres@4', 'ventas@4', 'trab_mujeres@5']);
      },
    );

    const vague = ['Más de 2600', '≈ 5,000', 'alrededor de 3.630', '+300'];
    messy(
      '9',
      '«más de», «alrededor de» and their signs go into the qualifier',
      () =>
        send('n9', {
          rows: {
            Resultados: vague.map((total, index) =>
              result({
                total,
                calificador: null,
                fuente: `F${index}`,
                indicador: ['SC03', 'SC04', 'SC05', 'SC06'][index] ?? null,
              }),
            ),
          },
        }),
      async () => {
        expect(await rows('n9', 'resultados')).toMatchObject([
          { total: 2600, calificador: 'MAS' },
          { total: 5000, calificador: 'APR' },
          { total: 3630, calificador: 'APR' },
          { total: 300, calificador: 'MAS' },
        ]);
        expect(columns('n9', 'M-9')).toHaveLength(4);
      },
    );

    messy(
      '10',
      'numbers in words, taken up to ten',
      () =>
        send('n10', {
          rows: enterprises(
            { trab_mujeres: 'dos', trab_hombres: 'cinco operarios', trab_total: 7 },
            { trab_mujeres: 12, trab_hombres: 0, trab_total: 'doce' },
          ),
        }),
      async () => {
        expect(await rows('n10')).toMatchObject([
          { trab_mujeres: 2, trab_hombres: 5 },
          { trab_mujeres: 12, trab_hombres: 0, trab_total: 12 },
        ]);
        expect(told('n10', 'M-10').map(({ severity, row }) => `${severity}@${row}`)).toEqual([
          'warning@4',
          'warning@4',
        ]);
        // Of a total the parts tell what it is.
        expect(told('n10', 'Q-33').map(({ severity, row }) => `${severity}@${row}`)).toEqual(['warning@5']);
      },
    );

    messy(
      '11',
      '«12 de 20» and «41/96» fill numerator and denominator',
      () =>
        send('n11', {
          rows: {
            Resultados: [
              result({ indicador: 'SC08', total: '41/96' }),
              result({ indicador: 'SC09', total: '12 de 20', fuente: 'Otra' }),
            ],
          },
        }),
      async () => {
        expect(await rows('n11', 'resultados')).toMatchObject([
          { numerador: 41, denominador: 96 },
          { numerador: 12, denominador: 20 },
        ]);
        expect(told('n11', 'M-11')).toHaveLength(2);
      },
    );

    messy(
      '12',
      'people are whole and not negative',
      () => send('n12', { rows: enterprises({ trab_mujeres: '-5' }, { trab_mujeres: 12.5 }) }),
      () => {
        expect(told('n12', 'R-G-10').map(({ severity, row }) => `${severity}@${row}`)).toEqual(['error@4', 'error@5']);
      },
    );

    messy(
      '13',
      'symbols of currencies, checked against the currency',
      () =>
        send('n13', {
          rows: enterprises(
            { ventas: 'S/ 1,200', moneda: null },
            { ventas: 'US$ 1 millón', moneda: 'USD' },
            { ventas: '$ 1.200.000', moneda: 'Sol' },
          ),
        }),
      async () => {
        expect(await rows('n13')).toMatchObject([
          { ventas: 1200, moneda: 'PEN' },
          { ventas: 1e6, moneda: 'USD' },
          { ventas: null, moneda: 'PEN' },
        ]);
        expect(told('n13', 'M-13').map(({ severity, row }) => `${severity}@${row}`)).toEqual([
          'error@6',
          'warning@4',
          'warning@5',
        ]);
      },
    );

    const marks = ['-', '--', '---', 'N/D', 'n.d.', 's/d', 'NA', 'sin dato', '.', '*'];
    messy(
      '14',
      'marks of «sin dato» are missing, never zero',
      () =>
        send('n14', {
          rows: enterprises(...marks.map((mark) => ({ tractora: mark, trab_mujeres: mark, region: mark }))),
        }),
      async () => {
        expect(new Set(await values('n14', 'trab_mujeres'))).toEqual(new Set([null]));
        expect(new Set(await values('n14', 'tractora'))).toEqual(new Set([null]));
        expect(told('n14', 'R-G-14').filter(({ column }) => column === 'region')).toHaveLength(marks.length);
      },
    );

    const errors: CellList = [{ error: '#N/A' }, { error: '#REF!' }, { error: '#DIV/0!' }, '#¡VALOR!', '#¡REF!'];
    messy(
      '15',
      'error values of formulas',
      () => send('n15', { rows: enterprises(...errors.map((trab_hombres) => ({ trab_hombres }))) }),
      () => {
        expect(told('n15', 'M-15').map(({ column, severity }) => `${column} ${severity}`)).toEqual(
          errors.map(() => 'trab_hombres warning'),
        );
      },
    );

    messy(
      '16',
      'a formula that nobody computed; the template’s own are computed anew',
      () => send('n16', { rows: enterprises({ trab_total: { formula: 'G4+H4' }, clase: { formula: 'X1' } }) }),
      () => {
        expect(columns('n16', 'M-16')).toEqual(['trab_total@4']);
        expect(told('n16', 'M-16')[0]?.severity).toBe('error');
      },
    );

    messy(
      '17',
      'numbers as text with apostrophes and all kinds of spaces',
      () =>
        send('n17', {
          rows: enterprises({ trab_mujeres: '2 573', trab_hombres: '1\u00a0573', trab_total: '4\u202f146' }),
        }),
      async () => {
        expect(await rows('n17')).toMatchObject([{ trab_mujeres: 2573, trab_hombres: 1573, trab_total: 4146 }]);
      },
    );

    messy(
      '18',
      'a total that misses by one',
      () => send('n18', { rows: enterprises({ trab_total: 63 }) }),
      () => {
        expect(told('n18', 'R-G-06')).toMatchObject([{ severity: 'error', row: 4 }]);
      },
    );

    messy(
      '18b',
      'percentages by sex give people that add up',
      () => send('n18b', { rows: enterprises({ trab_mujeres: '43 %', trab_hombres: '57 %', trab_total: 4546 }) }),
      async () => {
        expect(await rows('n18b')).toMatchObject([{ trab_mujeres: 1955, trab_hombres: 2591, trab_total: 4546 }]);
        expect(codes('n18b')).toContain('M-18b');
      },
    );
  });
}
