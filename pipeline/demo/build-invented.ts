import { findList } from '../../sheets-templates/code-lists/lookup.ts';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import type { Row, Value } from '../../sheets-templates/define/cell.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { makeId } from '../../sheets-templates/functions/ids.ts';
import { findTemplate } from '../../sheets-templates/templates/index.ts';
import type { DemoWorkbook } from './build-report.ts';
import { inventRoadmap } from './invent-roadmap.ts';
import { inventSheets } from './invent-sheets.ts';
import { Random } from './random.ts';

const SEED = 20_260_630;
const PERIOD = '2026-S1';
const CUTOFF = '2026-06-30';

/** The second SCORE programme of a country shares a few enterprises with the first: its numbers begin here. */
const SECOND_PROGRAMME = 56;

/** Programmes of the made-up half-year: country, template, series of the programme's code. */
const PROGRAMMES: readonly [string, string, string][] = [
  ['BO', 'SC', 'INVA'],
  ['CO', 'SC', 'INVA'],
  ['EC', 'SC', 'INVA'],
  ['PE', 'SC', 'INVA'],
  ['PE', 'SC', 'INVB'],
  ['VE', 'SC', 'INVA'],
  ['BO', 'CV', 'INVC'],
  ['EC', 'CV', 'INVC'],
  ['PE', 'CV', 'INVC'],
  ['CO', 'CO', 'INVD'],
  ['CO', 'EV', 'INVE'],
  ['PE', 'EV', 'INVE'],
  ['BO', 'FE', 'INVF'],
  ['VE', 'FE', 'INVF'],
  ['EC', 'PL', 'INVG'],
];

const TEAMS: readonly [string, string][] = [
  ['CO', 'Equipo Logística'],
  ['EC', 'Equipo Acuicultura'],
  ['PE', 'Equipo Forestal'],
];

export interface InventedOptions {
  /** Which workbooks to make; those made are the same whichever others are. */
  wanted?: (name: string) => boolean;
  /** Rows prepared in each sheet, where they shall not be as many as people get. */
  prepared?: number;
}

/** A made-up but realistic half-year for the five countries; every workbook says that it is invented. */
export async function buildInvented({ wanted = () => true, prepared }: InventedOptions = {}): Promise<DemoWorkbook[]> {
  const options = { lang: 'es', ...(prepared && { prepared }) } as const;
  const random = new Random(SEED);
  const workbooks: DemoWorkbook[] = [];
  for (const [country, code, series] of PROGRAMMES) {
    const template = findTemplate(code);
    if (!template) throw new Error(`no template ${code}`);
    const rows = inventSheets({
      random,
      country,
      template,
      first: series === 'INVB' ? SECOND_PROGRAMME : 1,
      from: '2026-01-01',
      to: CUTOFF,
    });
    const cover = programmeCover(random, country, code, series);
    const name = `INVENTADO-${template.slug}-${country}-${series}.xlsx`;
    if (wanted(name)) workbooks.push({ name, bytes: await toXlsx(template, { ...options, country, cover, rows }) });
  }
  const roadmap = findTemplate('HR');
  if (!roadmap) throw new Error('no roadmap template');
  for (const [country, team] of TEAMS) {
    const rows = inventRoadmap({ random, country, from: '2025-09-01', to: CUTOFF });
    const name = `INVENTADO-${roadmap.slug}-${country}.xlsx`;
    if (wanted(name))
      workbooks.push({ name, bytes: await toXlsx(roadmap, { ...options, country, cover: teamCover(team), rows }) });
  }
  return workbooks;
}

function programmeCover(random: Random, country: string, code: string, series: string): Row {
  const sectors = findList('SECTOR').items.map((item) => item.code);
  return {
    programa_id: makeId('PRG', country, series, 1),
    programa: `Programa ${series} de ${countryName(country)} (datos inventados para la demostración)`,
    area: code,
    estado: 'MAR',
    fecha_inicio: '2025-01-15',
    financiadores: 'OTRO',
    sectores: [random.pick(sectors), random.pick(sectors)].join(';'),
    ...reporting(),
  };
}

const teamCover = (team: string): Row => ({
  equipo: `${team} (inventado)`,
  convocador: 'Ministerio de ejemplo (dato inventado)',
  ...reporting(),
});

const reporting = (): Record<string, Value> => ({
  periodo: PERIOD,
  fecha_corte: CUTOFF,
  envio_n: 1,
  responsable: 'Demostración',
  correo: 'demostracion@example.org',
});

const countryName = (code: string) =>
  findList('PAIS').items.find((item) => item.code === countryByCode.get(code)?.code)?.es ?? code;
