import { describe, expect, test } from 'vitest';
import { excelHost } from '../../addin/excel/host/excel-host.ts';
import { WorkbookEngine } from '../../addin/pane/engine/engine.ts';
import { nextStep } from '../../addin/pane/next-step.ts';
import { Session } from '../../addin/pane/session.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { excelInNode } from '../hosts/excel-client.ts';
import { memoryOf } from '../hosts/memory-workbook.ts';

/** The pane over a workbook of a template, as Excel opens it. */
async function openedWith(
  slug: string,
  cover: Row,
  rows: Readonly<Record<string, Row[]>> = {},
  look: (session: Session, saved: string[]) => Promise<void> = async () => undefined,
) {
  const template = templates.find((one) => one.slug === slug);
  if (!template) throw new Error(`no template ${slug}`);
  const bytes = await toXlsx(template, { lang: 'es', country: 'PE', cover, rows, prepared: 3 });
  const read = await readBook(bytes, 'libro.xlsx');
  if (!('book' in read)) throw new Error('not read');
  // It has no name yet.
  excelInNode({ ...memoryOf(read.book), url: '' }, { file: async () => bytes });
  const saved: string[] = [];
  const session = new Session(excelHost(), new WorkbookEngine(), {
    template: () => Promise.reject(new Error('none is asked for')),
    fetch: () => Promise.reject(new Error('nothing is sent')),
    save: (_, name) => void saved.push(name),
    now: () => new Date('2026-07-10T12:00:00Z'),
  });
  await session.begin();
  const next = nextStep(session.state.reviewed);
  // It opens there.
  expect(session.state.view).toBe(next?.view);
  await look(session, saved);
  await session.leave();
  return next;
}

const COVER = {
  programa_id: 'PRG-PE-AGRO-001-F',
  programa: 'Programa de prueba',
  periodo: '2026-S1',
  fecha_corte: '2026-06-30',
  envio_n: 1,
  responsable: 'Quien responde',
  correo: 'responde@example.org',
  fecha_inicio: '2025-01-15',
  estado: 'MAR',
};
const PROCESS = {
  proceso_id: '1',
  titulo: 'Proyecto de ley de cooperativas',
  tipo: 'LEY',
};

describe('the one thing to do next', () => {
  test('is the cover, then the first row, then what is wrong', async () => {
    for (const { slug } of templates) {
      const first = await openedWith(slug, {});
      expect(first?.view, slug).toBe('start');
      expect(first?.words.es, slug).toMatch(/^Complete la portada: .+\.$/);
    }
    const empty = await openedWith('policy', COVER);
    expect(empty?.words.es).toBe('Escriba la primera fila en la hoja Procesos de política.');
    expect(empty?.at).toMatchObject({ sheet: 'Procesos de política', row: 4 });
    const wrong = await openedWith('policy', COVER, { Procesos: [{ ...PROCESS, tipo: 'NINGUNO' }] });
    expect(wrong?.view).toBe('review');
    expect(wrong?.at).toMatchObject({ sheet: 'Procesos de política', row: 4 });
  });

  test('leads to what is to look at, and to sending', async () => {
    const reviewed = { template: {}, cover: [], empty: false, sheets: [], groups: [] };
    const next = (warning: number) =>
      nextStep({ ...reviewed, counts: { fatal: 0, error: 0, warning, note: 0 } } as unknown as Parameters<
        typeof nextStep
      >[0]);
    expect(next(2)?.view).toBe('review');
    expect(next(0)?.view).toBe('send');
    expect(nextStep(null)).toBeNull();
  });

  test('a file is named after the template, the programme or team, and the period or cut-off', async () => {
    const team = { equipo: 'Equipo Logística', periodo: '2026-S1', fecha_corte: '2026-06-30', envio_n: 1 };
    for (const [slug, cover, name] of [
      ['policy', COVER, 'Apoyo-a-politicas-y-legislacion-PRG-PE-AGRO-001-F-2026-S1.xlsx'],
      ['roadmap', team, 'Hoja-de-ruta-Equipo-Logistica-2026-06-30.xlsx'],
    ] as const)
      await openedWith(slug, cover, {}, async (session, saved) => {
        await session.saveFile();
        expect(saved).toEqual([name]);
      });
  });
});
