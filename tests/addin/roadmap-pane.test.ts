import { beforeAll, describe, expect, test } from 'vitest';
import { excelHost } from '../../addin/excel/host/excel-host.ts';
import { WorkbookEngine } from '../../addin/pane/engine/engine.ts';
import { Session } from '../../addin/pane/session.ts';
import { buildInvented } from '../../pipeline/demo/build-invented.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import type { Book } from '../../sheets-templates/book/book.ts';
import { merged } from '../helpers/merging.ts';
import { excelInNode } from '../hosts/excel-client.ts';
import type { ExcelExecutor } from '../hosts/excel-executor.ts';
import { cellAt, enter, type MemorySheet, memoryOf } from '../hosts/memory-workbook.ts';
import { type Globals, tellChanged } from '../hosts/office-globals.ts';

let bytes: Uint8Array;
let book: Book;
let excel: ExcelExecutor;

beforeAll(async () => {
  const [made] = await buildInvented({ wanted: (name) => name === 'INVENTADO-roadmap-PE.xlsx' });
  if (!made) throw new Error('the made-up roadmap is gone');
  bytes = made.bytes;
  const read = await readBook(bytes, made.name);
  if ('refusal' in read) throw new Error(read.refusal.problem.en);
  book = read.book;
});

async function opened() {
  const workbook = memoryOf(book);
  excel = excelInNode(workbook);
  const session = new Session(excelHost(), new WorkbookEngine(), {
    template: () => Promise.reject(new Error('none is asked for')),
    fetch: () => Promise.reject(new Error('nothing is sent')),
    save: () => undefined,
    now: () => new Date('2026-07-10T12:00:00Z'),
  });
  await session.begin();
  const sheet = (name: string): MemorySheet => {
    const found = workbook.sheets.find((one) => one.name === name);
    if (!found) throw new Error(`no sheet ${name}`);
    return found;
  };
  /** A row as it stands in the sheet, by the machine keys of its first row. */
  const row = (name: string, number: number) =>
    Object.fromEntries(
      Object.entries(sheet(name).rows[1] ?? {}).map(([column, { value }]) => [
        String(value),
        cellAt(sheet(name), number, Number(column)).value,
      ]),
    );
  return { session, sheet, row };
}

const errors = ({ state }: Session) => (state.reviewed?.counts.error ?? 0) + (state.reviewed?.counts.fatal ?? 0);

describe('the roadmap in the pane', () => {
  test('measures each Mesa as the office does', async () => {
    const { session } = await opened();
    const office = await merged([[{ name: 'hoja.xlsx', bytes }]], (db) =>
      db.rows(
        `select mesa_id, problemas_abiertos, soluciones_activas, avance, vencidas, dias_sin_sesion
         from consolidado.hr_mesas order by mesa_id`,
      ),
    );
    const pane = (session.state.reviewed?.roadmap ?? []).map((mesa) => ({
      mesa_id: mesa.mesa,
      problemas_abiertos: mesa.open,
      soluciones_activas: mesa.active,
      avance: mesa.progress === null ? null : Math.round(mesa.progress * 1e9) / 1e9,
      vencidas: mesa.overdue.length,
      dias_sin_sesion: mesa.quietDays,
    }));
    expect(office).toHaveLength(3);
    expect(pane.sort((a, b) => a.mesa_id.localeCompare(b.mesa_id))).toEqual(
      office.map((row) => ({
        ...row,
        problemas_abiertos: Number(row.problemas_abiertos),
        soluciones_activas: Number(row.soluciones_activas),
        vencidas: Number(row.vencidas),
        dias_sin_sesion: row.dias_sin_sesion === null ? null : Number(row.dias_sin_sesion),
      })),
    );
    expect(office.some(({ vencidas }) => Number(vencidas) > 0)).toBe(true);
    await session.leave();
  });

  test('a session is a proper row: next number, labels, dates; nothing new is wrong', async () => {
    const { session, row } = await opened();
    const before = errors(session);
    const [mesa] = session.state.reviewed?.roadmap ?? [];
    await session.ask('Sesiones', mesa?.mesa ?? '');
    const fields = session.state.form?.form.fields ?? [];
    expect(fields.find(({ key }) => key === 'mesa_id')?.value).toBe(mesa?.mesa);
    // Of the thirty problems of the workbook, those of this Mesa.
    expect(fields.find(({ key }) => key === 'problemas')?.choices).toHaveLength(10);
    const [problem] = mesa?.problems ?? [];
    await session.submitForm({
      ...Object.fromEntries(fields.map(({ key, value }) => [key, value])),
      fecha: '2026-06-29',
      modalidad: 'VIR',
      mujeres: '7',
      hombres: '6',
      problemas: problem?.id ?? '',
      acuerdos_n: '2',
    });
    expect(session.state.form?.issues ?? []).toEqual([]);
    expect(session.state.notice?.kind, session.state.notice?.words.es).toBe('good');
    expect(errors(session)).toBe(before);
    const written = row('Sesiones', 49);
    expect(written).toMatchObject({
      sesion_id: 46,
      tipo: 'Sesión periódica',
      modalidad: 'Virtual',
      mujeres: 7,
      acuerdos_n: 2,
    });
    expect(String(written.mesa_id)).toContain(' · ');
    // 29 June 2026 as Excel counts days.
    expect(written.fecha).toBe(46202);
    const [now] = session.state.reviewed?.roadmap ?? [];
    expect(now?.lastSession).toBe('2026-06-29');
    await session.undo();
    expect(row('Sesiones', 49).fecha).toBe('');
    await session.leave();
  });

  test('a row that was typed a moment ago is not written over', async () => {
    const { session, sheet, row } = await opened();
    const column = Number(
      Object.entries(sheet('Sesiones').rows[1] ?? {}).find(([, { value }]) => value === 'resumen')?.[0],
    );
    const [mesa] = session.state.reviewed?.roadmap ?? [];
    await session.ask('Sesiones', mesa?.mesa ?? '');
    enter(excel.workbook, sheet('Sesiones'), 49, column, 'Lo que alguien escribe');
    tellChanged(globalThis as unknown as Globals, excel, 'Sesiones', `L49`);
    const fields = session.state.form?.form.fields ?? [];
    await session.submitForm({
      ...Object.fromEntries(fields.map(({ key, value }) => [key, value])),
      fecha: '2026-06-29',
      modalidad: 'VIR',
      mujeres: '7',
      hombres: '6',
      problemas: mesa?.problems[0]?.id ?? '',
      acuerdos_n: '2',
    });
    expect(row('Sesiones', 49).resumen).toBe('Lo que alguien escribe');
    expect(row('Sesiones', 49).mujeres).toBe('');
    expect(row('Sesiones', 50).mujeres).toBe(7);
    await session.leave();
  });

  test('a new version of a solution replaces the old one, and a problem is raised', async () => {
    const { session, row } = await opened();
    const before = errors(session);
    const overdue = session.state.reviewed?.roadmap?.flatMap((mesa) => mesa.overdue)[0];
    await session.ask('Soluciones', overdue?.id ?? '');
    const fields = Object.fromEntries((session.state.form?.form.fields ?? []).map(({ key, value }) => [key, value]));
    expect(fields.reemplaza_a).toBe(overdue?.id);
    expect(fields.problema_id).not.toBe('');
    const filled = {
      ...fields,
      motivo_cambio: 'La ventanilla no tenía personal en las provincias',
      solucion: 'Ventanilla móvil en tres provincias',
      estado: 'ACO',
      avance: '10 %',
      fecha_acordada: '2026-06-20',
      fecha_meta: '2026-12-15',
    };
    // What is wrong is told before anything is written.
    await session.submitForm({ ...filled, fecha_meta: '2026-01-01' });
    expect(session.state.form?.issues.length).toBeGreaterThan(0);
    expect(session.state.undo).toEqual([]);
    await session.submitForm(filled);
    expect(session.state.form, JSON.stringify(session.state.form?.issues)).toBeNull();
    expect(errors(session)).toBe(before);
    expect(row('Soluciones', overdue?.row ?? 0)).toMatchObject({ estado: 'Reemplazada', avance: '' });
    expect(row('Soluciones', 52)).toMatchObject({ solucion_id: 49, estado: 'Acordada', avance: 0.1 });

    const problem = session.state.reviewed?.roadmap?.flatMap((mesa) => mesa.problems)[0];
    await session.ask('Escalamientos', problem?.id ?? '');
    const raised = Object.fromEntries((session.state.form?.form.fields ?? []).map(({ key, value }) => [key, value]));
    expect(raised).toMatchObject({ problema_id: problem?.id, decision: 'PEN' });
    await session.submitForm({
      ...raised,
      motivo: 'PRE',
      elevado_a: 'Ministerio de Economía',
      fecha_escalamiento: '2026-06-25',
      informado: 'S',
    });
    expect(session.state.form, JSON.stringify(session.state.form?.issues)).toBeNull();
    expect(errors(session)).toBe(before);
    expect(row('Escalamientos', 16)).toMatchObject({ escalamiento_id: 13, decision: 'Pendiente', informado: 'Sí' });
    await session.leave();
  });

  test('a solution that is overdue is implemented or gets another day, in its own row', async () => {
    const { session, row } = await opened();
    const before = errors(session);
    const [first, second] = session.state.reviewed?.roadmap?.flatMap((mesa) => mesa.overdue) ?? [];
    if (!first || !second) throw new Error('nothing is overdue');
    const fields = () =>
      Object.fromEntries((session.state.form?.form.fields ?? []).map(({ key, value }) => [key, value]));
    const was = row('Soluciones', first.row);

    await session.ask('Soluciones', first.id, 'implementada');
    expect(session.state.form?.form.title.es).toBe(`Implementada: ${first.solution}`);
    expect(session.state.form?.form.fields.map(({ key, required }) => [key, required])).toEqual([
      ['fecha_implementada', true],
      ['verificacion', true],
    ]);
    // A day after the cut-off, and no evidence: told before anything is written.
    await session.submitForm({ ...fields(), fecha_implementada: '2026-08-01' });
    expect(session.state.form?.issues.length).toBeGreaterThan(0);
    expect(row('Soluciones', first.row)).toEqual(was);
    await session.submitForm({ fecha_implementada: '2026-06-12', verificacion: 'Acta 14 de la Mesa' });
    expect(session.state.form, JSON.stringify(session.state.form?.issues)).toBeNull();
    expect(row('Soluciones', first.row)).toEqual({
      ...was,
      estado: 'Implementada',
      avance: 1,
      fecha_implementada: 46185,
      verificacion: 'Acta 14 de la Mesa',
    });

    await session.ask('Soluciones', second.id, 'fecha');
    expect(fields().fecha_meta).toBe(second.due);
    // What is left empty stays as it is.
    const asItWas = row('Soluciones', second.row);
    await session.submitForm({ fecha_meta: '', notas: '' });
    expect(row('Soluciones', second.row)).toEqual(asItWas);
    await session.ask('Soluciones', second.id, 'fecha');
    await session.submitForm({ ...fields(), fecha_meta: '2026-12-15', notas: 'Falta la resolución; ana@example.org' });
    // Texts stand as they were typed, and are offered so: only what is published is masked.
    const typed = 'Falta la resolución; ana@example.org';
    expect(row('Soluciones', second.row)).toMatchObject({ fecha_meta: 46371, notas: typed });
    await session.ask('Soluciones', second.id, 'fecha');
    expect(fields().notas).toBe(typed);
    session.closeForm();
    expect(errors(session)).toBe(before);
    const overdue = session.state.reviewed?.roadmap?.flatMap((mesa) => mesa.overdue.map(({ id }) => id));
    expect(overdue).not.toContain(first.id);
    expect(overdue).not.toContain(second.id);
    await session.undo();
    await session.undo();
    expect(row('Soluciones', first.row)).toEqual(was);
    await session.leave();
  });
});
