import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { roadmapCommand } from '../../pipeline/cli/report-roadmap.ts';
import { Database } from '../../pipeline/merge/database.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { outcome } from '../helpers/command.ts';
import { chromium, skipWithout } from '../helpers/programs.ts';
import { exampleRow, template } from '../helpers/workbooks.ts';

let home = '';
const path = (...parts: string[]) => join(home, ...parts);
let mesa = '';
const report = async (lang: Lang = 'es', slides = false) => {
  const said = await outcome((effects) =>
    roadmapCommand({ mesa, db: path('base.duckdb'), out: path(`mesa-${lang}.html`), lang, slides }, effects),
  );
  expect(said.code).toBe(0);
  return readFileSync(path(`mesa-${lang}.html`), 'utf8');
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-mesa-'));
  const known = template('HR');
  const row = (sheet: string, more: Row): Row => ({ ...exampleRow('HR', sheet), ...more });
  const solution = (n: number, problem: number, more: Row) =>
    row('Soluciones', { solucion_id: String(n), problema_id: String(problem), reemplaza_a: null, ...more });
  const rows = {
    Mesas: [
      row('Mesas', {
        mesa_id: '1',
        nombre: 'Mesa Forestal',
        convocador: null,
        objetivo: 'Duplicar la <b>superficie</b> manejada',
      }),
    ],
    Actores: [
      row('Actores', { actor_id: '1', entidad: 'Servicio Forestal' }),
      row('Actores', { actor_id: '2', entidad: 'Cámara de Madereros' }),
    ],
    Problemas: [
      row('Problemas', {
        problema_id: '1',
        problema: 'Permisos tardan un año',
        prioridad: 2,
        estado: 'SOL',
        fecha_resuelto: null,
      }),
      row('Problemas', {
        problema_id: '2',
        problema: 'No hay semilla certificada',
        prioridad: 1,
        estado: 'SOL',
        fecha_resuelto: null,
      }),
    ],
    Soluciones: [
      solution(1, 1, { solucion: 'Ventanilla en la capital', estado: 'REE', avance: null }),
      solution(2, 1, {
        solucion: 'Ventanilla única digital',
        estado: 'EJE',
        fecha_meta: '2026-05-31',
        fecha_implementada: null,
        reemplaza_a: '1',
        motivo_cambio: 'Nadie viaja a la capital por un sello',
      }),
      solution(3, 2, { solucion: 'Vivero público', estado: 'ACO', fecha_meta: '2026-12-31', fecha_implementada: null }),
    ],
    Sesiones: [
      row('Sesiones', { sesion_id: '1', numero: 1, problemas: null, resumen: '<script>alert(1)</script>' }),
      row('Sesiones', { sesion_id: '2', numero: 2, fecha: '2026-01-26', problemas: null, mujeres: 3, hombres: 14 }),
    ],
  };
  const cover = { ...known.cover.example, fecha_corte: '2026-06-30', periodo: '2026-S1', envio_n: 1 };
  mkdirSync(path('recibidos'));
  writeFileSync(
    path('recibidos', 'hoja.xlsx'),
    await toXlsx(known, { lang: 'es', country: 'PE', cover, rows, prepared: 5 }),
  );
  await outcome((effects) =>
    mergeCommand(
      [path('recibidos')],
      { out: path('salida'), db: path('base.duckdb'), format: 'text', lang: 'es' },
      effects,
    ),
  );
  const db = await Database.openForReading(path('base.duckdb'));
  mesa = String((await db.rows('select mesa_id from consolidado.hr_mesas'))[0]?.mesa_id);
  db.close();
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the report of a roadmap', () => {
  test('who convenes is taken from the cover where the Mesa says nothing else', async () => {
    expect(await report()).toContain(`Convoca: ${template('HR').cover.example.convocador}`);
  });

  test('tells what is overdue first, problems by priority, and what was learned from what was replaced', async () => {
    const page = await report();
    const order = [
      'Lo vencido, primero',
      'Ventanilla única digital',
      'Problemas y soluciones, por prioridad',
      'No hay semilla certificada',
      'Permisos tardan un año',
    ];
    const places = order.map((words, at) => (at === 4 ? page.lastIndexOf(words) : page.indexOf(words)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(page).toContain('<td class="number late-word">30</td>');
    expect(page).toContain('Ventanilla en la capital: Nadie viaja a la capital por un sello');
    expect(page).toContain('Cámara de Madereros');
    expect(page).toMatch(/Soluciones, fila \d+/);
  });

  test('tells women and men of a session only where neither are few', async () => {
    const page = await report();
    expect(page).toContain('<td class="number">9 / 11</td>');
    expect(page).toContain('<td class="number">17</td>');
    expect(page).not.toContain('3 / 14');
  });

  test('shows the sessions along the days, with the next one and the cut-off, also to a reader who does not see', async () => {
    const [, line = ''] = /(<svg class="timeline".*?<\/svg>)/s.exec(await report()) ?? [];
    expect(line).toMatch(/aria-label="2 sesiones, del \d\d\/\d\d\/\d{4} al \d\d\/\d\d\/\d{4}"/);
    expect(line.match(/<circle/g)).toHaveLength(line.includes('class="coming"') ? 3 : 2);
    expect(line).toContain('Corte al 30/06/2026');
    const places = [...line.matchAll(/cx="(\d+)"/g)].map(([, x]) => Number(x));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every((x) => x >= 56 && x <= 664)).toBe(true);
  });

  test('takes what workbooks say as text', async () => {
    const page = await report();
    expect(page).not.toContain('<script');
    expect(page).toContain('&#60;script&#62;alert(1)');
    expect(page).toContain('Duplicar la &#60;b&#62;superficie');
    expect(page).not.toMatch(/https?:\/\//);
  });

  test('speaks English too, and names the Mesas there are where it does not know one', async () => {
    const page = await report('en');
    for (const words of ['Overdue first', 'Tried before, and learned', 'Escalations and decisions'])
      expect(page).toContain(words);
    const unknown = await outcome((effects) =>
      roadmapCommand({ mesa: 'X', db: path('base.duckdb'), out: path('x.html'), lang: 'es' }, effects),
    );
    expect(unknown).toMatchObject({ code: 1, sentence: expect.stringContaining(mesa) });
  });
});

describe('its presentation', () => {
  const slides = async (lang: Lang = 'es') => {
    const out = path(`mesa-${lang}.pptx`);
    const said = await outcome((effects) => roadmapCommand({ mesa, db: path('base.duckdb'), out, lang }, effects));
    expect(said).toMatchObject({ code: 0, err: expect.stringContaining('PowerPoint') });
    const parts = unzipSync(readFileSync(out));
    const names = Object.keys(parts).filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
    const number = (name: string) => Number(/\d+/.exec(name)?.[0]);
    return names
      .sort((a, b) => number(a) - number(b))
      .map((name) =>
        [...strFromU8(parts[name] ?? new Uint8Array()).matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, words]) => words),
      );
  };

  test('has the Mesa, what is overdue, each problem by priority, decisions and sessions, a slide each', async () => {
    const all = await slides();
    const said = all.map((words) => words.join(' | '));
    expect(said[0]).toContain('Mesa Forestal');
    expect(said[0]).toContain('Duplicar la &lt;b&gt;superficie&lt;/b&gt; manejada');
    expect(said[1]).toMatch(/Lo vencido, primero.*30 \|.*Ventanilla única digital/);
    expect(said[2]).toMatch(/No hay semilla certificada.*Vivero público/);
    expect(said[3]).toMatch(/Permisos tardan un año.*se aprendió: Ventanilla en la capital: Nadie viaja/);
    expect(said.at(-1)).toContain('&lt;script&gt;alert(1)');
    expect(said.at(-1)).not.toContain('3 / 14');
    expect(all).toHaveLength(6);
  });

  test('speaks English too', async () => {
    expect((await slides('en')).flat()).toEqual(expect.arrayContaining(['Overdue first', 'Sessions', 'Progress']));
  });
});

describe.skipIf(skipWithout(chromium))('Chromium', () => {
  // 210 × 297 mm in points; slides across.
  test.each([
    ['the report of a roadmap on A4', false, /MediaBox \[0 0 59[45][.\d]* 84[12]/],
    ['its slides on A4 across', true, /MediaBox \[0 0 84[12][.\d]* 59[45]/],
  ])('prints %s', { timeout: 60_000 }, async (_, slides, size) => {
    await report('es', slides);
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ];
    execFileSync(
      chromium ?? 'chromium',
      [
        ...flags,
        `--user-data-dir=${path('perfil')}`,
        '--no-pdf-header-footer',
        `--print-to-pdf=${path('mesa.pdf')}`,
        pathToFileURL(path('mesa-es.html')).href,
      ],
      { stdio: 'ignore', timeout: 50_000 },
    );
    const pdf = readFileSync(path('mesa.pdf')).toString('latin1');
    expect(pdf).toMatch(size);
  });
});
