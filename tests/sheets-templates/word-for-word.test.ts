import { describe, expect, test } from 'vitest';
import { readSubmission } from '../../pipeline/submission.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import { type Cells, enterprise, module1, Sent, trainer } from '../helpers/sender.ts';
import { exampleRow } from '../helpers/workbooks.ts';

const day = (iso: string) => new Date(`${iso}T00:00:00Z`);
const others = (n: number, more: Cells = {}) =>
  enterprise({ empresa_id: n, nombre: `Otra ${n} SAC`, id_tributario: null, ventas: 900_000 + n, ...more });
const SCORE = { Empresas: [enterprise(), others(2)], Formadores: [trainer()], Modulos: [module1()] };

async function findings(code: string, rows: Record<string, Cells[]>, change: (sent: Sent) => void = () => undefined) {
  const sent = new Sent({ code, rows });
  change(sent);
  const { issues, checked } = await readSubmission('libro.xlsx', await sent.bytes());
  return { issues, checked };
}

const of = (issues: readonly Issue[], column: string) =>
  issues.filter((issue) => issue.column === column).map(({ message, hint }) => `${message.es} → ${hint.es}`);

/** What an official does who takes the words as they stand. */
describe('an answer followed word for word', () => {
  test('a sheet that is gone is told with what does not count without it', async () => {
    const { issues, checked } = await findings('SC', SCORE, (sent) =>
      sent.book.removeWorksheet(sent.page('Empresas').id),
    );
    expect(of(issues, 'empresa_id')).toEqual([
      'Módulos, fila 4, Empresa: No está la hoja Empresas, donde debe estar «1»; esta fila no cuenta. → ' +
        'Devuelva al libro la hoja Empresas, de una copia anterior o de una plantilla nueva.',
    ]);
    expect([...(checked?.rejectedRows ?? [])]).toEqual(['Modulos:4']);
    // Of a link that a row can do without, nothing more is told than that the sheet is not there.
    const without = await findings('SC', SCORE, (sent) => sent.book.removeWorksheet(sent.page('Formadores').id));
    expect(without.checked?.rejectedRows.size).toBe(0);
    expect(without.issues.map(({ code }) => code)).toContain('Q-09');
  });

  test('a code that is another row’s: the answer names the right one, and it is accepted', async () => {
    const named = { Modulos: [module1(), module1({ empresa_id: '2 · Otra 2 SAC' })] };
    const wrong = await findings('SC', {
      ...SCORE,
      Empresas: [enterprise(), others(1, { nombre: 'Otra 2 SAC' })],
      ...named,
    });
    expect(of(wrong.issues, 'empresa_id')).toEqual([
      'Empresas, fila 5, Código de la empresa: Las demás hojas llaman 2 a esta fila, y aquí dice 1; se usó 2. → Escriba 2.',
    ]);
    const right = await findings('SC', { ...SCORE, ...named });
    expect(of(right.issues, 'empresa_id')).toEqual([]);
  });

  test('a row that is there twice is deleted where it has no code of its own', async () => {
    const { issues } = await findings('SC', { ...SCORE, Modulos: [module1(), module1()] });
    expect(issues.find(({ code }) => code === 'R-G-03')?.hint.es).toBe(
      'Borre la fila que sobra; si una es de otro caso, corrija de quién o de cuándo es.',
    );
  });

  test('of two rows with one code the one out of sequence is told', async () => {
    const rows = (...codes: number[]) =>
      codes.map((code, at) => others(at, { nombre: `Taller ${'ABCDEF'[at]} SAC`, empresa_id: code }));
    const told = async (codes: number[], Modulos: Cells[] = []) => {
      const { issues } = await findings('SC', { ...SCORE, Empresas: rows(...codes), Modulos });
      return issues.filter(({ code }) => code === 'Q-30').map(({ row }) => row);
    };
    expect(await told([1, 2, 2, 4])).toEqual([6]);
    expect(await told([1, 3, 3, 4])).toEqual([5]);
    expect(await told([2, 2, 3])).toEqual([4]);
    expect(await told([1, 1])).toEqual([5]);
    // What other sheets call by this code says more than where it stands.
    expect(await told([1, 2, 2, 4], [module1({ empresa_id: '2 · Taller C SAC' })])).toEqual([5]);
  });

  test('the same row under another code is asked, where it says enough to be the same', async () => {
    const twice = await findings('SC', { ...SCORE, Empresas: [enterprise(), enterprise({ empresa_id: 2 })] });
    expect(twice.issues.find(({ code }) => code === 'R-G-19')?.message.es).toContain('Dice lo mismo que la fila 4');
    // Trainers of one institution without name and document may well be alike.
    const alike = { entidad: 'Cámara', documento: null, nombre: null };
    const trainers = await findings('SC', {
      ...SCORE,
      Formadores: [trainer(alike), trainer({ ...alike, formador_id: 2 })],
    });
    expect(trainers.issues.filter(({ code }) => code === 'R-G-19')).toEqual([]);
  });

  const job = (more: Row) => ({ ...exampleRow('EV', 'Empleos'), ...more }) as Cells;
  const ofJobs = async (more: Row) => {
    const { issues, checked } = await findings('EV', {
      Organizaciones: [exampleRow('EV', 'Organizaciones') as Cells],
      Empleos: [job(more)],
    });
    const row = checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empleos')?.rows[0]?.values;
    return { issues, row };
  };

  test.each([
    ['todos', 'T1;T2;T3;T4;T5'],
    ['T1 a T5', 'T1;T2;T3;T4;T5'],
    ['T1-T3; T5', 'T1;T2;T3;T5'],
    ['t1 al t2', 'T1;T2'],
    ['T1 - T3 - T5', null],
    ['ambos', null],
    ['los cinco', 'T1;T2;T3;T4;T5'],
  ])('several codes as people say them: «%s»', async (typed, meant) => {
    const { row, issues } = await ofJobs({ criterios_decentes: typed });
    if (meant === null) {
      // What is not understood whole is asked, and nothing is added to it.
      expect(issues.some(({ column }) => column === 'criterios_decentes')).toBe(true);
      expect(String(row?.criterios_decentes ?? '')).not.toContain('T2');
      return;
    }
    expect(row?.criterios_decentes).toBe(meant);
    expect(issues.filter(({ column, code }) => column === 'criterios_decentes' && code === 'R-G-05')).toEqual([]);
  });

  test('one of several codes that is none: what to do can be done in that cell', async () => {
    const { issues } = await ofJobs({ criterios_decentes: 'T1; T77' });
    expect(of(issues, 'criterios_decentes')[0]).toContain('de los que están a la derecha de la tabla');
    const { issues: missing } = await ofJobs({ criterios_decentes: null });
    expect(of(missing, 'criterios_decentes')[0]).not.toMatch(/[Ee]líjalo/);
  });

  test('a year has twelve months', async () => {
    const { issues, row } = await ofJobs({ meses: 14 });
    expect(row?.meses ?? null).toBeNull();
    expect(of(issues, 'meses')).toEqual([expect.stringContaining('Escriba un número entre 0 y 12.')]);
  });

  test('percentages: above a hundred, and as a fraction', async () => {
    const above = await findings('SC', { ...SCORE, Modulos: [module1({ satisfaccion: '150 %' })] });
    expect(of(above.issues, 'satisfaccion')).toEqual([
      expect.stringMatching(/150 % no es un porcentaje entre 0 y 100\. → Corrija la cifra: de 0 % a 100 %/),
    ]);
    const fraction = await findings('SC', { ...SCORE, Modulos: [module1({ satisfaccion: '4/5' })] });
    expect(of(fraction.issues, 'satisfaccion')).toEqual([expect.stringContaining('Escriba el porcentaje: 80 %.')]);
  });

  test('a day on which days of other sheets depend is asked for without an example that breaks them', async () => {
    const { issues } = await findings('SC', {
      ...SCORE,
      Empresas: [enterprise({ fecha_ingreso: 'el año pasado' }), others(2)],
    });
    expect(of(issues, 'fecha_ingreso')).toEqual([expect.stringMatching(/Escriba una fecha, con día, mes y año\.$/)]);
  });

  test('a document that is too short: what is asked can be done', async () => {
    const { issues } = await findings('SC', { ...SCORE, Formadores: [trainer({ documento: '12', nombre: null })] });
    expect(of(issues, 'documento')).toEqual([
      'Formadores, fila 4, Documento de identidad: El documento tiene muy pocas cifras. Con él no se puede reconocer a la persona en otros libros. → ' +
        'Escriba el documento completo; si no lo tiene, deje la casilla vacía y escriba por qué en Notas.',
    ]);
    // Done word for word, nothing is asked.
    const done = trainer({ documento: null, nombre: null, notas: 'Sin documento a la vista' });
    const after = await findings('SC', { ...SCORE, Formadores: [done] });
    expect(of(after.issues, 'documento')).toEqual([]);
  });

  test('what is offered is what may be meant', async () => {
    const result = (calificador: string) =>
      findings('SC', { ...SCORE, Resultados: [{ ...(exampleRow('SC', 'Resultados') as Cells), calificador }] });
    expect(of((await result('Más o menos')).issues, 'calificador')).toEqual([]);
    const course = await findings('CO', {
      Organizaciones: [exampleRow('CO', 'Organizaciones') as Cells],
      Acciones: [{ ...(exampleRow('CO', 'Acciones') as Cells), modulo: 'Módulo 9' }],
    });
    expect(of(course.issues, 'modulo').join()).not.toContain('WIND, módulo 1');
  });

  test('an end in a year that is not over is until now; a beginning after its end says so', async () => {
    const { issues, checked } = await findings('SC', {
      ...SCORE,
      Modulos: [module1({ fecha_inicio: day('2026-05-02'), fecha_fin: 2026 })],
    });
    expect(checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Modulos')?.rows[0]?.values.fecha_fin).toBe(
      '2026-06-30',
    );
    expect(of(issues, 'fecha_fin')).toHaveLength(1);
  });

  test('a column of the team’s own that means almost a column of the template is a column of its own', async () => {
    const { issues } = await findings('SC', SCORE, (sent) => {
      const page = sent.page('Empresas');
      const at = page.columnCount + 1;
      page.getCell(3, at).value = 'Provincia';
      page.getCell(4, at).value = 'Caylloma';
    });
    expect(issues.map(({ code }) => code)).toContain('M-31');
    expect(issues.map(({ code }) => code)).not.toContain('Q-21');
  });

  test('a column that is gone is told once', async () => {
    const { issues } = await findings('SC', SCORE, (sent) => {
      sent.page('Empresas').spliceColumns(sent.at('Empresas', 'sector'), 1);
    });
    expect(issues.filter(({ message }) => message.es.includes('Sector'))).toHaveLength(1);
  });

  test('a heading among the data is no row', async () => {
    const { issues, checked } = await findings('SC', {
      ...SCORE,
      Empresas: [enterprise(), { sector: 'Segundo trimestre' }, others(2)],
    });
    expect(issues.map(({ code }) => code)).toContain('Q-22');
    expect(checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows).toHaveLength(2);
  });

  test('a row of which next to nothing is filled in is a row', async () => {
    const { issues, checked } = await findings('SC', {
      ...SCORE,
      Empresas: [enterprise(), { empresa_id: 2, sector: 'Textil y confecciones' }],
      Resultados: [{ indicador: 'Convenios firmados', total: 4 }],
    });
    expect(issues.map(({ code }) => code)).not.toContain('Q-22');
    for (const [id, rows] of [
      ['Empresas', 2],
      ['Resultados', 1],
    ] as const)
      expect(checked?.workbook.sheets.find(({ sheet }) => sheet.id === id)?.rows.length, id).toBe(rows);
  });

  test('an amount is the same with its currency and without where that is the country’s', async () => {
    const amount = (moneda: string | null) =>
      ({
        ...exampleRow('SC', 'Resultados'),
        indicador: 'SC21',
        total: 1_000_000,
        mujeres: null,
        hombres: null,
        moneda,
      }) as Cells;
    const { issues } = await findings('SC', { ...SCORE, Resultados: [amount('Sol'), amount(null)] });
    expect(issues.some(({ code, sheetId }) => code === 'R-G-03' && sheetId === 'Resultados')).toBe(true);
  });

  test('an amount with words and a sign is told once', async () => {
    const { issues } = await findings('SC', {
      ...SCORE,
      Empresas: [enterprise({ ventas: 'S/. 6 mil', moneda: null }), others(2)],
    });
    expect(of(issues, 'ventas')).toEqual([expect.stringContaining('Sol (PEN)')]);
  });
});
