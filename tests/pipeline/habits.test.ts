// biome-ignore-all lint/style/noExcessiveLinesPerFile: a list of habits, a few lines each
import { describe, expect, test } from 'vitest';
import { readSubmission } from '../../pipeline/submission.ts';
import { type Cells, enterprise, module1, Sent, type SentOptions, trainer } from '../helpers/sender.ts';

/** Habits beyond the list of messy cases: read right, or told; never another value in silence. */
async function received(options: SentOptions, change: (sent: Sent) => void = () => {}) {
  const sent = new Sent(options);
  change(sent);
  const submission = await readSubmission('libro.xlsx', await sent.bytes());
  const sheet = (id: string) => submission.checked?.workbook.sheets.find((one) => one.sheet.id === id)?.rows ?? [];
  const codes = submission.issues.map(({ code, severity }) => `${code} ${severity}`);
  return { submission, sheet, codes, first: sheet('Empresas')[0]?.values ?? {} };
}
const one = (changes: Cells, change?: (sent: Sent) => void) =>
  received({ rows: { Empresas: [enterprise(changes)] } }, change);

describe('numbers', () => {
  test('in words that multiply, join or trail off are refused, not cut', async () => {
    for (const ventas of [
      'dos mil',
      'un millón',
      'tres millones',
      'dos o tres',
      'seis de doce',
      'un poco menos',
      'dos docenas',
      '5O',
      '20 por confirmar',
      '500 euros',
      '12 mm',
    ]) {
      const { first, codes } = await one({ ventas });
      expect(first.ventas, ventas).toBeNull();
      expect(codes.join(), ventas).toMatch(/R-G-15|M-10|M-13/);
    }
  });

  test('of thousands of millions are multiplied twice', async () => {
    const { first, codes } = await one({ ventas: 'S/ 3 mil millones', moneda: null });
    expect(first).toMatchObject({ ventas: 3e9, moneda: 'PEN' });
    expect(codes).toContain('M-13 warning');
  });

  test('with a sign that several currencies share are in the one that is stated', async () => {
    for (const [ventas, moneda, taken] of [
      ['$ 500', 'COP', 'COP'],
      ['$ 500', 'USD', 'USD'],
      ['$ 500', null, 'USD'],
      ['Bs 500', 'BOB', 'BOB'],
      ['Bs 500', 'VES', 'VES'],
    ] as const) {
      const { first, codes } = await one({ ventas, moneda });
      expect(first, `${ventas} ${moneda}`).toMatchObject({ ventas: 500, moneda: taken });
      expect(codes).toContain('M-13 warning');
    }
    for (const moneda of [null, 'PEN', 'USD']) {
      const { first, codes } = await one({ ventas: 'Bs 500', moneda });
      expect(first.ventas, `${moneda}`).toBeNull();
      expect(codes).toContain('M-13 error');
    }
  });

  test('100 % and 0 % of a total by sex are people; a percentage elsewhere is none', async () => {
    expect((await one({ trab_mujeres: '100 %', trab_hombres: '0 %', trab_total: 46 })).first).toMatchObject({
      trab_mujeres: 46,
      trab_hombres: 0,
    });
    expect((await one({ trab_mujeres: '100 %', trab_hombres: null })).first.trab_mujeres).toBeNull();
    const { first, codes } = await one({ ventas: '43 %' });
    expect(first.ventas).toBeNull();
    expect(codes.join()).toContain('R-G-15');
  });

  test('that a format shows with a percent sign in quotes are what they show', async () => {
    const rows = {
      Empresas: [enterprise()],
      Formadores: [trainer()],
      Modulos: [module1({ satisfaccion: 50, encuestados: 10 })],
    };
    const { sheet } = await received({ rows }, (sent) => {
      sent.page('Modulos').getCell(4, sent.at('Modulos', 'satisfaccion')).numFmt = '0"%"';
    });
    expect(sheet('Modulos')[0]?.values.satisfaccion).toBe(0.5);
  });
});

describe('dates', () => {
  test('of March are no Tuesdays, and words that begin like months are none', async () => {
    expect((await one({ fecha_ingreso: 'marzo 2025' })).first.fecha_ingreso).toBe('2025-03-01');
    expect((await one({ fecha_ingreso: '1° de marzo de 2025' })).first.fecha_ingreso).toBe('2025-03-01');
    expect((await one({ fecha_ingreso: 'martes 4 de marzo de 2025' })).first.fecha_ingreso).toBe('2025-03-04');
    for (const fecha_ingreso of ['junta 2015', 'decenio 2015', '2025-06-01 al 2025-09-30'])
      expect((await one({ fecha_ingreso })).first.fecha_ingreso, fecha_ingreso).toBeNull();
  });

  test('that are a year in a cell with a date format are that year', async () => {
    const { first, codes } = await one({ fecha_ingreso: 2025 }, (sent) => {
      sent.page('Empresas').getCell(4, sent.at('Empresas', 'fecha_ingreso')).numFmt = 'dd/mm/yyyy';
    });
    expect(first.fecha_ingreso).toBe('2025-01-01');
    expect(codes).toContain('M-22 warning');
  });
});

describe('tax numbers', () => {
  test('that are none make no two enterprises one', async () => {
    for (const id_tributario of ['no tiene', 'S/N', '0', 'en trámite']) {
      const { first, codes } = await one({ id_tributario });
      expect(first.id_tributario, id_tributario).toBeNull();
      expect(codes.join(), id_tributario).toContain('M-44 warning');
    }
  });
});

describe('structure', () => {
  test('rows above the headers are told', async () => {
    const { codes } = await one({}, (sent) => {
      sent.page('Empresas').getRow(2).values = [9, 'Otra SAC', 'Empresa', null, 'Cusco', 'Textil y confecciones', 3];
    });
    expect(codes).toContain('Q-19 warning');
  });

  test('a header that contradicts the hidden key is believed, and told', async () => {
    const { first, submission } = await one({}, (sent) => {
      const page = sent.page('Empresas');
      const [women, men] = [sent.at('Empresas', 'trab_mujeres'), sent.at('Empresas', 'trab_hombres')];
      page.getCell(3, women).value = 'Trabajadores';
      page.getCell(3, men).value = 'Trabajadoras';
    });
    expect(first).toMatchObject({ trab_mujeres: 24, trab_hombres: 38 });
    expect(submission.issues.find(({ code }) => code === 'M-28')?.message.es).toContain(
      'se leyeron por su título: G «Trabajadores», H «Trabajadoras»',
    );
  });

  test('a second table beside the first is told as what it is', async () => {
    const { codes } = await one({}, (sent) => {
      const page = sent.page('Empresas');
      for (const row of [3, 4])
        for (let at = 1; at <= 18; at += 1) page.getCell(row, at + 20).value = page.getCell(row, at).value;
      page.getCell(4, 22).value = 'Otra empresa';
    });
    expect(codes).toContain('Q-21 warning');
  });

  test('a second value on a line of the cover is told; a value one column too far is read', async () => {
    const twice = await one({}, (sent) => {
      sent.page('Portada').getCell(19, 5).value = 'x';
      sent.page('Portada').getCell(19, 4).value = 2;
    });
    expect(twice.codes).toContain('Q-20 warning');
    const moved = await one({}, (sent) => {
      const page = sent.page('Portada');
      page.getCell(17, 4).value = page.getCell(17, 3).value;
      page.getCell(17, 3).value = null;
    });
    expect(moved.submission.identity?.period).toBe('2026-S1');
  });

  test('a sheet of which next to nothing is known is refused, not taken as empty', async () => {
    const { submission, codes } = await one({}, (sent) => {
      const page = sent.page('Empresas');
      page.spliceRows(1, 1);
      for (let at = 2; at <= 18; at += 1) page.getCell(2, at).value = `Dato ${at * 7}`;
    });
    expect(submission.fatal).toBe(true);
    expect(codes).toContain('Q-14 fatal');
    expect(codes.join()).not.toContain('M-39');
  });

  test('notes below the table are no rows', async () => {
    const { sheet, codes } = await received({ rows: { Empresas: [enterprise()] } }, (sent) => {
      sent.page('Empresas').getCell(8, 1).value = 'Fuente: Ministerio de Trabajo';
      sent.page('Empresas').getCell(9, 2).value = '* Datos preliminares';
    });
    expect(sheet('Empresas')).toHaveLength(1);
    expect(codes.filter((code) => code === 'Q-22 warning')).toHaveLength(2);
  });
});

describe('what is crossed out', () => {
  const crossed = (text: string) => ({ text, font: { strike: true } });
  test('in part of a cell is left out of it, and told', async () => {
    const { first, submission } = await one({
      trab_mujeres: { richText: [crossed('1'), { text: '3' }] },
      trab_hombres: { richText: [{ text: '24' }, crossed(' 30')] },
      trab_total: 27,
      nombre: { richText: [crossed('Viejo'), { text: ' Textiles del Sur SAC' }] },
    });
    expect(first).toMatchObject({ trab_mujeres: 3, trab_hombres: 24, nombre: 'Textiles del Sur SAC' });
    const told = submission.issues.filter(({ code }) => code === 'Q-34').map(({ message }) => message.es);
    expect(told).toContain('Empresas, fila 4, Trabajadoras: «13» se leyó como «3»: lo tachado no cuenta.');
    expect(told).toHaveLength(3);
  });

  test('is a whole cell or row: it counts, and is asked once', async () => {
    const cell = await one({}, (sent) => {
      sent.page('Empresas').getRow(4).getCell(sent.at('Empresas', 'ventas')).font = { strike: true };
    });
    expect(cell.codes.filter((code) => code.startsWith('Q-35'))).toHaveLength(1);
    expect(cell.first.ventas).not.toBeNull();
    const rich = await one({ sector: { richText: [crossed('TEXTIL')] } });
    expect(rich.first.sector).toBe('TEXTIL');
    expect(rich.codes).toContain('Q-35 warning');
    const row = await received(
      { rows: { Empresas: [enterprise(), enterprise({ empresa_id: 2, nombre: 'Otra SAC' })] } },
      (sent) => {
        sent
          .page('Empresas')
          .getRow(5)
          .eachCell((one) => {
            one.font = { strike: true };
          });
      },
    );
    expect(row.sheet('Empresas')).toHaveLength(2);
    const told = row.submission.issues.filter(({ code }) => code === 'Q-35').map(({ message }) => message.es);
    expect(told).toEqual([expect.stringMatching(/^Empresas, fila 5, .*: La fila está tachada, y se contó\.$/)]);
  });

  test('by a font that is not crossed out after all is not told', async () => {
    const { codes } = await one({}, (sent) => {
      sent.page('Empresas').getRow(4).getCell(3).font = { strike: false, bold: true };
    });
    expect(codes.join()).not.toContain('Q-35');
  });
});

describe('a unit in a header', () => {
  const titled = (header: string, cells: Cells, key = 'ventas', keys = true) =>
    received({ rows: { Empresas: [enterprise(cells)] } }, (sent) => {
      const page = sent.page('Empresas');
      page.getRow(3).getCell(sent.at('Empresas', key)).value = header;
      if (!keys) page.spliceRows(1, 1);
    });

  test('of amounts is applied, with its currency, and told once', async () => {
    for (const keys of [true, false])
      for (const [header, cells, ventas, moneda] of [
        ['Ventas anuales (miles de soles)', { ventas: 340, moneda: null }, 340_000, 'PEN'],
        ['Ventas anuales en US$', { ventas: 500, moneda: null }, 500, 'USD'],
        ['Ventas anuales, en millones', { ventas: 1.5, moneda: 'PEN' }, 1_500_000, 'PEN'],
      ] as const) {
        const { first, codes, submission } = await titled(header, cells, 'ventas', keys);
        expect(first, `${header} ${keys}`).toMatchObject({ ventas, moneda });
        expect(
          codes.filter((code) => code.startsWith('Q-36')),
          header,
        ).toHaveLength(1);
        expect(codes.join()).not.toContain('M-28');
        expect(submission.issues.find(({ code }) => code === 'Q-36')?.message.es).toContain(`«${header}»`);
      }
  });

  test('is none where the words deny it, or a sign may be of several currencies', async () => {
    for (const header of ['Ventas anuales (sin puntos de miles)', 'Ventas anuales (no en US$)', 'Ventas anuales ($)']) {
      const { first, codes } = await titled(header, { ventas: 2150, moneda: 'PEN' });
      expect(first, header).toMatchObject({ ventas: 2150, moneda: 'PEN' });
      expect(codes.join(), header).not.toMatch(/Q-36|M-13/);
    }
  });

  test('of thousands holds for cells with a sign or «aprox.», not for those with a multiple of their own', async () => {
    for (const [header, ventas, taken] of [
      ['Ventas anuales (miles de soles)', 'S/ 2150', 2_150_000],
      ['Ventas anuales (mil soles)', '2150 aprox.', 2_150_000],
      ['Ventas anuales (miles de soles)', '2 mil', 2000],
      ['Ventas anuales (miles de millones de soles)', 2, 2_000_000_000],
    ] as const)
      expect((await titled(header, { ventas, moneda: 'PEN' })).first.ventas, `${header} ${ventas}`).toBe(taken);
  });

  test('in words with a currency is asked, and nothing is written instead', async () => {
    const asked = async (ventas: string) => {
      const { first, submission } = await titled('Ventas anuales', { ventas, moneda: null });
      expect(first.ventas, ventas).toBeNull();
      return submission.issues.find(({ column }) => column === 'ventas')?.fix ?? null;
    };
    expect(await asked('un millón')).toMatchObject({ value: 1_000_000 });
    for (const said of ['un millón de dólares', 'más de dos mil dólares']) expect(await asked(said), said).toBeNull();
  });

  test('of shares is for all figures of the column where one is more than 1', async () => {
    const shares = async (...ratios: number[]) => {
      const { sheet } = await received(
        {
          rows: {
            Empresas: [enterprise()],
            Modulos: ratios.map((satisfaccion, at) => ({ ...module1(), modulo: `Módulo ${at + 1}`, satisfaccion })),
            Formadores: [trainer()],
          },
        },
        (sent) => {
          sent.page('Modulos').getRow(3).getCell(sent.at('Modulos', 'satisfaccion')).value = 'Satisfacción (%)';
        },
      );
      return sheet('Modulos').map(({ values }) => values.satisfaccion);
    };
    expect(await shares(90, 1)).toEqual([0.9, 0.01]);
    expect(await shares(0.9, 1)).toEqual([0.9, 1]);
  });

  test('of another span than the column has is asked, in the header or in the cell', async () => {
    for (const keys of [true, false]) {
      const { first, codes } = await titled('Ventas mensuales', { ventas: 65_000, moneda: 'PEN' }, 'ventas', keys);
      expect(first.ventas, `${keys}`).toBeNull();
      expect(codes).toEqual(expect.arrayContaining(['Q-36 warning', 'Q-37 warning']));
    }
    const typed = async (ventas: string) => (await titled('Ventas anuales', { ventas, moneda: 'PEN' })).first.ventas;
    for (const said of ['65000 al mes', '65000/mes', '65.000 mensuales']) expect(await typed(said), said).toBeNull();
    // Not for how long, but when, or in another currency, or no amount.
    for (const said of [
      '1200 USD anuales',
      'S/ 1200 USD al año',
      '8 años',
      '1200 al año 2025',
      'US$ 1.200 soles',
      'S/ 1200 $',
    ])
      expect(await typed(said), said).toBeNull();
    for (const header of ['Ventas de los últimos 12 meses (S/)', 'Ventas año 2025'])
      expect((await titled(header, { ventas: 500, moneda: 'PEN' })).first.ventas, header).toBe(500);
    for (const said of ['788000/año', '788.000 anuales', '788000 al año'])
      expect(await typed(said), said).toBe(788_000);
  });

  test('that the currency of the row contradicts is asked', async () => {
    const { first, codes } = await titled('Ventas anuales (US$)', { ventas: 500, moneda: 'PEN' });
    expect(codes).toContain('M-13 error');
    expect(first.ventas).toBeNull();
  });

  test('of people as percentages makes them people', async () => {
    const { first } = await received(
      { rows: { Empresas: [enterprise({ trab_mujeres: 60, trab_hombres: 40, trab_total: 50 })] } },
      (sent) => {
        const row = sent.page('Empresas').getRow(3);
        row.getCell(sent.at('Empresas', 'trab_mujeres')).value = 'Trabajadoras (%)';
        row.getCell(sent.at('Empresas', 'trab_hombres')).value = 'Trabajadores (%)';
      },
    );
    expect(first).toMatchObject({ trab_mujeres: 30, trab_hombres: 20, trab_total: 50 });
  });
});

describe('days of what is done', () => {
  test('after the cut-off or before the programme began are told, and count', async () => {
    for (const changes of [{ fecha_ingreso: '2027-01-15' }, { fecha_ingreso: '2009-03-01' }, { anio_ventas: 2035 }]) {
      const { codes, sheet } = await one(changes);
      expect(codes, JSON.stringify(changes)).toContain('R-G-18 warning');
      expect(sheet('Empresas')).toHaveLength(1);
    }
    expect((await one({ fecha_ingreso: '2025-09-01', anio_ventas: 2026 })).codes.join()).not.toContain('R-G-18');
  });

  test('behind the end of a finished programme make its end or its state doubtful', async () => {
    const days = ['2026-02-01', '2026-03-01', '2026-04-01'];
    const rows = {
      Empresas: days.map((fecha_ingreso, at) =>
        enterprise({ empresa_id: at + 1, nombre: `Taller ${at}`, fecha_ingreso, id_tributario: null }),
      ),
    };
    const told = async (cover: Cells) =>
      (await received({ rows, cover })).codes.filter((code) => code.startsWith('R-G-18'));
    expect(await told({ estado: 'FIN', fecha_fin: new Date('2025-12-31') })).toHaveLength(1);
    expect(await told({ estado: 'FIN', fecha_fin: new Date('2026-04-01') })).toEqual([]);
    expect(await told({ estado: 'MAR', fecha_fin: new Date('2025-12-31') })).toEqual([]);
  });

  test('that are to come are not', async () => {
    const { codes } = await received({
      code: 'HR',
      rows: { Soluciones: [{ solucion_id: 1, solucion: 'Ventanilla única', fecha_meta: '2027-12-31' }] },
    });
    expect(codes.join()).not.toContain('R-G-18');
  });
});

describe('merged cells', () => {
  test('of a number over two columns are asked about: it may be their total', async () => {
    const { first, submission } = await one({ trab_mujeres: 134, trab_hombres: null, trab_total: null }, (sent) => {
      const page = sent.page('Empresas');
      page.mergeCells(4, sent.at('Empresas', 'trab_mujeres'), 4, sent.at('Empresas', 'trab_hombres'));
    });
    expect(first).toMatchObject({ trab_mujeres: null, trab_hombres: null });
    expect(submission.issues.find(({ code }) => code === 'M-32')?.message.es).toContain('de varias columnas');
  });

  test('of a reference over several rows hold for each', async () => {
    const rows = {
      Empresas: [enterprise()],
      Modulos: [module1(), module1({ modulo: 'Módulo 2' })],
      Formadores: [trainer()],
    };
    const { sheet } = await received({ rows }, (sent) => {
      const column = sent.at('Modulos', 'empresa_id');
      sent.page('Modulos').mergeCells(4, column, 5, column);
    });
    const named = sheet('Modulos').map(({ values }) => values.empresa_id);
    expect(named).toHaveLength(2);
    expect(new Set(named)).toEqual(new Set([sheet('Empresas')[0]?.values.empresa_id]));
  });
});

test('a line below the table that says its date is no enterprise', async () => {
  const { sheet, codes } = await one({}, (sent) => {
    sent.page('Empresas').getRow(6).getCell(sent.at('Empresas', 'nombre')).value = 'Fecha de corte: 30/06/2026';
  });
  expect(sheet('Empresas')).toHaveLength(1);
  expect(codes.join()).toContain('Q-22');
});
