import { describe, expect } from 'vitest';
import { codes, columns, day, enterprises, messy, rows, send, told, values } from './setup.ts';

export function dates(): void {
  describe('dates and periods', () => {
    messy(
      '19',
      'dates as text, day first',
      () =>
        send('d19', {
          rows: enterprises(
            ...['31/12/2015', '2015-12-31', '31-dic-15', '31.12.2015'].map((fecha_ingreso) => ({ fecha_ingreso })),
          ),
        }),
      async () => {
        expect(new Set(await values('d19', 'fecha_ingreso'))).toEqual(new Set(['2015-12-31']));
      },
    );

    messy(
      '20',
      'the month first, told, and so for the whole column; in English also where it may be',
      async () => {
        await send('d20', { rows: enterprises({ fecha_ingreso: '12/31/2015' }, { fecha_ingreso: '03/04/2015' }) });
        await send('d20es', { rows: enterprises({ fecha_ingreso: '03/04/2015' }) });
        await send('d20en', { lang: 'en', rows: enterprises({ fecha_ingreso: '03/04/2015' }) });
      },
      async () => {
        expect(await values('d20', 'fecha_ingreso')).toEqual(['2015-12-31', '2015-03-04']);
        expect(columns('d20', 'M-20')).toEqual(['fecha_ingreso@4', 'fecha_ingreso@5']);
        expect(codes('d20es')).not.toContain('M-20');
        expect(codes('d20en')).toContain('M-20');
        expect(await values('d20en', 'fecha_ingreso')).toEqual(['2015-04-03']);
      },
    );

    messy(
      '21',
      'a span of months in two columns; in one it is no date',
      async () => {
        await send('d21', {
          rows: enterprises(
            { fecha_ingreso: 'Oct-Dic 2015' },
            { fecha_ingreso: 'Octubre-Diciembre 2015', fecha_retiro: day('2016-01-31') },
          ),
        });
      },
      async () => {
        expect(await rows('d21')).toMatchObject([
          { fecha_ingreso: '2015-10-01', fecha_retiro: '2015-12-31' },
          { fecha_ingreso: null, fecha_retiro: '2016-01-31' },
        ]);
        expect(columns('d21', 'M-21')).toEqual(['fecha_ingreso@4']);
        expect(told('d21', 'R-G-15')).toMatchObject([{ severity: 'error', row: 5 }]);
      },
    );

    messy(
      '22',
      'years and months stand for their first or last day',
      () =>
        send('d22', {
          rows: enterprises(
            { fecha_ingreso: '2015' },
            { fecha_ingreso: 'Abril del 2014', fecha_retiro: '2013 - 2014' },
          ),
        }),
      async () => {
        expect(await rows('d22')).toMatchObject([
          { fecha_ingreso: '2015-01-01' },
          { fecha_ingreso: '2014-04-01', fecha_retiro: '2014-12-31' },
        ]);
        expect(columns('d22', 'M-22')).toHaveLength(3);
      },
    );

    messy(
      '23',
      'the 1904 system, with its mark and without',
      async () => {
        await send('d23', { rows: enterprises({ fecha_ingreso: day('2015-12-31') }) }, ({ book }) => {
          book.properties.date1904 = true;
        });
        const shifted = (iso: string) => new Date(day(iso).getTime() - 1462 * 86_400_000);
        await send('d23b', {
          cover: { fecha_corte: shifted('2026-06-30'), fecha_inicio: shifted('2025-01-15') },
          rows: enterprises({ fecha_ingreso: shifted('2025-09-01') }),
        });
      },
      async () => {
        expect(await values('d23', 'fecha_ingreso')).toEqual(['2015-12-31']);
        expect(codes('d23')).not.toContain('M-23');
        expect(codes('d23b')).toContain('M-23');
        expect(await values('d23b', 'fecha_ingreso')).toEqual(['2025-09-01']);
      },
    );

    messy(
      '24',
      'a serial number left as text',
      () => send('d24', { rows: enterprises({ fecha_ingreso: '42369' }) }),
      async () => {
        expect(await values('d24', 'fecha_ingreso')).toEqual(['2015-12-31']);
        expect(codes('d24')).toContain('M-24');
      },
    );

    messy(
      '25',
      'days that no calendar has',
      () => send('d25', { rows: enterprises({ fecha_ingreso: '29/02/2015' }, { fecha_ingreso: '31/11/2015' }) }),
      () => {
        expect(told('d25', 'M-25').map(({ severity, row }) => `${severity}@${row}`)).toEqual(['error@4', 'error@5']);
      },
    );

    messy(
      '26',
      'an end before its start, a date before any programme',
      () =>
        send('d26', { rows: enterprises({ fecha_retiro: day('2025-08-31') }, { fecha_ingreso: day('1915-03-01') }) }),
      () => {
        expect(told('d26', 'R-G-08').map(({ severity, row }) => `${severity}@${row}`)).toEqual(['error@5', 'error@4']);
      },
    );

    const periods = ['2026-I', 'I semestre 2026', 'S1 2026', '1er sem.'];
    messy(
      '27',
      'periods written in other ways',
      async () => {
        for (const [index, periodo] of periods.entries()) await send(`d27${index}`, { cover: { periodo } });
      },
      async () => {
        for (const index of periods.keys()) {
          expect(codes(`d27${index}`), periods[index]).toContain('M-27');
          expect(await values(`d27${index}`, 'periodo', 'portada')).toEqual(['2026-S1']);
        }
      },
    );
  });
}
