import { countryByCode } from '../../sheets-templates/countries/index.ts';
import type { Row, Value } from '../../sheets-templates/define/cell.ts';
import type { Sheet, Template } from '../../sheets-templates/define/template.ts';
import { dayOf, declared, range, region, taxNumber } from './invent-values.ts';
import type { Random } from './random.ts';

export interface Invention {
  random: Random;
  country: string;
  template: Template;
  /** Number of the first made-up enterprise: programmes that overlap count some of them twice. */
  first: number;
  from: string;
  to: string;
}

type Rows = Record<string, Row[]>;

/** How many rows each sheet of the made-up workbooks gets. */
const ROWS: Readonly<Record<string, number>> = {
  Empresas: 60,
  Modulos: 110,
  Mediciones: 96,
  Formadores: 14,
  Organizaciones: 50,
  Acciones: 130,
  MedicionesCV: 80,
  Empleos: 120,
  Productos: 24,
  Seguimiento: 90,
  Procesos: 40,
  Hitos: 130,
  Resultados: 4,
};

/** Rows for every data sheet of a template, from a fixed seed. */
export function inventSheets(invention: Invention): Rows {
  const rows: Rows = {};
  for (const sheet of invention.template.sheets) {
    const invent = inventors[sheet.id];
    if (invent) rows[sheet.id] = invent(invention, rows, sheet);
  }
  return rows;
}

type Inventor = (invention: Invention, rows: Rows, sheet: Sheet) => Row[];

const inventors: Readonly<Record<string, Inventor>> = {
  Empresas: ({ random, country, first, from }) =>
    range(ROWS.Empresas ?? 0).map((n): Row => {
      const women = random.int(4, 90);
      const men = random.int(4, 90);
      return {
        empresa_id: n,
        nombre: `Empresa inventada ${first + n - 1} ${country}`,
        tipo_org: random.pick(['EMP', 'EMP', 'EMP', 'ASO', 'COO']),
        id_tributario: taxNumber(country, first + n - 1),
        region: region(random, country),
        sector: random.pick(['AGROIND', 'TEXTIL', 'METMEC', 'MADERA', 'PESCA', 'MANUF']),
        trab_mujeres: women,
        trab_hombres: men,
        // Two totals that do not add up in one country, so that rejections are seen.
        trab_total: women + men + (country === 'VE' && n <= 2 ? 1 : 0),
        ventas: random.int(200, 9000) * 1000,
        moneda: countryByCode.get(country)?.currency ?? null,
        anio_ventas: 2025,
        sindicato: random.pick(['S', 'N', 'N']),
        fecha_ingreso: random.date('2025-02-01', from),
      };
    }),
  Modulos: ({ random, from, to }, rows) => {
    const pairs = range(ROWS.Modulos ?? 0).map((n): [number, string] => [
      ((n - 1) % (ROWS.Empresas ?? 1)) + 1,
      n <= (ROWS.Empresas ?? 0) ? 'M1' : random.pick(['M2', 'M3', 'M4', 'M5']),
    ]);
    return pairs.map(([enterprise, module]): Row => {
      const staff = rows.Empresas?.[enterprise - 1];
      const upTo = (value: Value | undefined) => Math.min(12, Math.floor(Number(value ?? 0) / 2));
      const [women, men] = [random.int(1, upTo(staff?.trab_mujeres)), random.int(1, upTo(staff?.trab_hombres))];
      const [womenManagers, menManagers] = [random.int(0, 2), random.int(0, 2)];
      const total = women + men + womenManagers + menManagers;
      const start = random.date(from, '2026-04-15');
      return {
        empresa_id: String(enterprise),
        modulo: module,
        fecha_inicio: start,
        fecha_fin: random.date(start, to),
        formador_id: String(random.int(1, ROWS.Formadores ?? 1)),
        trab_mujeres: women,
        trab_hombres: men,
        ger_mujeres: womenManagers,
        ger_hombres: menManagers,
        part_total: total,
        visitas: random.int(1, 6),
        satisfaccion: random.int(78, 99) / 100,
        encuestados: random.int(1, total),
        plan_mejora: random.pick(['S', 'S', 'N']),
        costo_no_oit: random.int(1, 8) / 10,
      };
    });
  },
  Mediciones: ({ random, country }, rows) =>
    range((ROWS.Mediciones ?? 0) / 2).flatMap((enterprise): Row[] => {
      const staff = Number(rows.Empresas?.[enterprise - 1]?.trab_total ?? 20);
      const measured = (moment: string, from: string, to: string, absence: number, accidents: number): Row => ({
        empresa_id: String(enterprise),
        momento: moment,
        desde: from,
        hasta: to,
        trab_promedio: staff,
        dias_programados: staff * 156,
        dias_ausencia: Math.round(staff * 156 * absence),
        horas: staff * 156 * 8,
        accidentes: accidents,
        salidas: random.int(0, Math.ceil(staff / 10)),
        defectos: random.int(1, 12) / 100,
        ...(moment === 'LF' && {
          ahorro: random.int(1, 60) * 1000,
          moneda: countryByCode.get(country)?.currency ?? null,
        }),
        quejas: random.int(0, 15),
      });
      return [
        measured('LB', '2025-07-01', '2025-12-31', random.int(25, 60) / 1000, random.int(1, 6)),
        measured('LF', '2026-01-01', '2026-06-30', random.int(15, 50) / 1000, random.int(0, 4)),
      ];
    }),
  Formadores: ({ random, country, template }) =>
    range(ROWS.Formadores ?? 0).map((n): Row => {
      const status = random.pick(['FOR', 'PRO', 'CER', 'CER', 'EXP']);
      const certified = status === 'CER' || status === 'EXP';
      return {
        formador_id: n,
        documento: `INVENTADO-${country}-${template.code}-${String(n).padStart(6, '0')}`,
        sexo: random.pick(['M', 'H']),
        region: region(random, country),
        entidad: `Entidad inventada ${random.int(1, 5)}`,
        metodologia: { SC: 'SCORE', CO: 'MYCOOP', FE: 'IMESUN', CV: 'MYCOOP' }[template.code] ?? 'SCORE',
        estado: status,
        fecha_formacion: '2025-05-30',
        fecha_certificacion: certified ? '2025-11-28' : null,
        certificador: certified ? 'OIT' : null,
        activo: 'S',
      };
    }),
  Organizaciones: ({ random, country, template, from }) =>
    range(ROWS.Organizaciones ?? 0).map((n): Row => {
      const [women, men] = [random.int(10, 90), random.int(10, 90)];
      const board = random.int(5, 9);
      return {
        organizacion_id: n,
        nombre: `Organización inventada ${n} ${country}`,
        tipo_org: template.code === 'CO' ? 'COO' : random.pick(['ASO', 'ASO', 'COO', 'COM']),
        id_tributario: taxNumber(country, 500 + n),
        cadena: random.pick(['Quinua', 'Cacao', 'Café', 'Textil']),
        sector: random.pick(['QUINUA', 'AGROECO', 'AGRIC', 'ARTES']),
        region: region(random, country),
        socias: women,
        socios: men,
        socios_total: women + men,
        jovenes: random.int(0, Math.floor((women + men) / 4)),
        directivos: board,
        directivas: random.int(0, board),
        formalizada: random.pick(['S', 'S', 'N']),
        fecha_ingreso: random.date('2025-02-01', from),
      };
    }),
  Acciones: ({ random, country, template, from }) => {
    const [hasTrainers, hasOrganisations] = ['Formadores', 'Organizaciones'].map((id) =>
      template.sheets.some((sheet) => sheet.id === id),
    );
    return range(ROWS.Acciones ?? 0).map((n): Row => {
      const [women, men] = [random.int(3, 20), random.int(3, 20)];
      const start = random.date(from, '2026-06-20');
      return {
        accion_id: n,
        tipo: random.pick(['TAL', 'CUR', 'CUR', 'AT']),
        ...(template.code === 'FE' && { metodologia: 'IMESUN', componente: random.pick(['GIN', 'ISUN', 'MESUN']) }),
        ...(template.code === 'CO' && { metodologia: 'MYCOOP', componente: random.pick(['C1', 'C2', 'C3', 'C4']) }),
        tema: `Tema inventado ${random.int(1, 12)}`,
        ...(template.code === 'EV' && { sector_verde: random.pick(['AGR', 'RES', 'FOR', 'TUR']) }),
        publico: random.pick(
          { EV: ['DEC', 'PER', 'TRAB'], FE: ['EMPR', 'JOV'], CO: ['COOP'], CV: ['PROD'] }[template.code] ?? ['OTRO'],
        ),
        ...(hasOrganisations && { organizacion_id: String(random.int(1, ROWS.Organizaciones ?? 1)) }),
        region: region(random, country),
        fecha_inicio: start,
        fecha_fin: start,
        ...(hasTrainers && { formador_id: String(random.int(1, ROWS.Formadores ?? 1)) }),
        mujeres: women,
        hombres: men,
        total: women + men,
        repetidos: random.chance(0.3) ? random.int(1, 3) : 0,
        satisfaccion: random.int(75, 99) / 100,
      };
    });
  },
  MedicionesCV: ({ random, country }, rows) =>
    range((ROWS.MedicionesCV ?? 0) / 2).flatMap((organisation): Row[] => {
      const members = Number(rows.Organizaciones?.[organisation - 1]?.socios_total ?? 20);
      const measured = Math.min(members, random.int(10, 30));
      const income = random.int(20, 90) * 100;
      const row = (moment: string, year: number, factor: number): Row => ({
        organizacion_id: String(organisation),
        momento: moment,
        desde: `${year}-01-01`,
        hasta: moment === 'LF' ? '2026-06-30' : `${year}-12-31`,
        medidos: measured,
        medidas: Math.floor(measured / 2),
        ingreso: Math.round(income * factor),
        moneda: countryByCode.get(country)?.currency ?? null,
        con_credito: random.int(0, measured),
        con_plan: random.int(0, measured),
      });
      return [row('LB', 2025, 1), row('LF', 2026, 1 + random.int(0, 30) / 100)];
    }),
  Empleos: ({ random, country, from, to }) =>
    range(ROWS.Empleos ?? 0).map((n): Row => {
      const [women, men] = [random.int(0, 15), random.int(1, 15)];
      return {
        empleo_id: n,
        organizacion: `Organización inventada ${n} ${country}`,
        id_tributario: taxNumber(country, 800 + n),
        region: region(random, country),
        sector_verde: random.pick(['AGR', 'RES', 'FOR', 'TUR', 'ENE']),
        tipo: random.pick(['CRE', 'CRE', 'MEJ', 'FOR']),
        fecha: random.date(from, to),
        mujeres: women,
        hombres: men,
        total: women + men,
        meses: random.int(4, 12),
        criterios_verdes: random.pick(['V1', 'V1;V3', 'V2']),
        criterios_decentes: random.chance(0.8) ? 'T1;T2;T3;T4;T5' : 'T1;T2;T3',
        verificacion: 'Planilla inventada',
      };
    }),
  Productos: ({ random, from, to }) =>
    range(ROWS.Productos ?? 0).map(
      (n): Row => ({
        producto_id: n,
        tipo: random.pick(['EST', 'PUB', 'MAT', 'EVE']),
        titulo: `Producto inventado ${n}`,
        fecha: random.date(from, to),
        tripartito: random.pick(['S', 'N']),
      }),
    ),
  Seguimiento: ({ random, to }, rows) =>
    range(ROWS.Seguimiento ?? 0).map((course): Row => {
      const [women, men] = [
        Number(rows.Acciones?.[course - 1]?.mujeres ?? 3),
        Number(rows.Acciones?.[course - 1]?.hombres ?? 3),
      ];
      return {
        accion_id: String(course),
        fecha: to,
        muestra_mujeres: women,
        muestra_hombres: men,
        iniciaron_mujeres: random.int(0, women),
        iniciaron_hombres: random.int(0, men),
        mejoraron_mujeres: random.int(0, women),
        mejoraron_hombres: random.int(0, men),
        empleos_mujeres: random.int(0, 4),
        empleos_hombres: random.int(0, 4),
        formalizaron: random.int(0, 3),
      };
    }),
  Procesos: ({ random }) =>
    range(ROWS.Procesos ?? 0).map((n): Row => {
      const stage = random.pick(['DIAG', 'DIAL', 'PROP', 'PRES', 'APRO', 'IMPL']);
      const approved = stage === 'APRO' || stage === 'IMPL';
      return {
        proceso_id: n,
        titulo: `Proceso inventado ${n}`,
        tipo: random.pick(['LEY', 'REG', 'PLAN', 'POL', 'PLY']),
        entidad: 'Entidad inventada',
        ambito: random.pick(['NAC', 'SUB']),
        etapa: stage,
        fecha_inicio: '2025-03-01',
        fecha_aprobacion: approved ? '2026-03-15' : null,
        norma: approved ? `Norma inventada ${n}` : null,
        cons_gob: 'S',
        cons_emp: random.pick(['S', 'S', 'N']),
        cons_tra: random.pick(['S', 'S', 'N']),
        aporte_oit: 'Asesoría (dato inventado)',
      };
    }),
  Hitos: ({ random, from, to }) =>
    range(ROWS.Hitos ?? 0).map(
      (n): Row => ({
        proceso_id: String(((n - 1) % (ROWS.Procesos ?? 1)) + 1),
        fecha: dayOf(from, to, n, ROWS.Hitos ?? 1),
        etapa: random.pick(['DIAG', 'DIAL', 'PROP']),
        descripcion: `Hito inventado ${n}`,
        mujeres: random.int(2, 20),
        hombres: random.int(2, 20),
      }),
    ),
  Resultados: ({ template, to }) => declared(template, to),
};
