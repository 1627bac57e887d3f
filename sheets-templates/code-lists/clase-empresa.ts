import type { CodeList, SizeClassRule } from '../define.ts';

export const claseEmpresa: CodeList = {
  id: 'CLASE_EMPRESA',
  label: { es: 'Clase de tamaño', en: 'Size class' },
  source: 'ILO Andean Office report 2010–2015 Tabla 3 + regimes marked',
  note: 'Default regime TABLA3. Upper limits inclusive ("Hasta"). Above medium_max = GRA.',
  dropdown: true,
  items: [
    { code: 'MICRO', es: 'Microempresa', en: 'Micro' },
    { code: 'PEQ', es: 'Pequeña', en: 'Small' },
    { code: 'MED', es: 'Mediana', en: 'Medium' },
    { code: 'GRA', es: 'Grande', en: 'Large' },
    { code: 'ND', es: 'Sin dato', en: 'No data' },
  ],
};

export interface SizeClassThreshold {
  country: string;
  regime: string;
  valid_from: string | null;
  valid_to: string | null;
  criterion: SizeClassRule['criterion'];
  unit: string;
  micro_max: number | null;
  small_max: number;
  medium_max: number;
  source: string;
}

/** Published size-class thresholds by country and regime; TABLA3 is the default. Upper limits are inclusive. */
export const sizeClassThresholds: readonly SizeClassThreshold[] = [
  {
    country: 'BO',
    regime: 'TABLA3',
    valid_from: null,
    valid_to: null,
    criterion: 'employees',
    unit: 'empleados',
    micro_max: 10,
    small_max: 19,
    medium_max: 49,
    source: 'ILO Andean Office report 2010–2015 Tabla 3',
  },
  {
    country: 'CO',
    regime: 'TABLA3',
    valid_from: null,
    valid_to: null,
    criterion: 'employees',
    unit: 'empleados',
    micro_max: 10,
    small_max: 50,
    medium_max: 200,
    source: 'ILO Andean Office report 2010–2015 Tabla 3 (= Ley 905/2004; the law also has asset limits)',
  },
  {
    country: 'EC',
    regime: 'TABLA3',
    valid_from: null,
    valid_to: null,
    criterion: 'employees',
    unit: 'empleados',
    micro_max: 9,
    small_max: 49,
    medium_max: 199,
    source: 'ILO Andean Office report 2010–2015 Tabla 3 (= CAN Res. 1260: 1–9, 10–49, 50–199)',
  },
  {
    country: 'PE',
    regime: 'TABLA3',
    valid_from: '2013-07-03',
    valid_to: null,
    criterion: 'sales',
    unit: 'UIT',
    micro_max: 150,
    small_max: 1700,
    medium_max: 2300,
    source: 'ILO Andean Office report 2010–2015 Tabla 3 (= Ley 30056)',
  },
  {
    country: 'VE',
    regime: 'TABLA3',
    valid_from: null,
    valid_to: null,
    criterion: 'employees',
    unit: 'empleados',
    micro_max: null,
    small_max: 49,
    medium_max: 250,
    source:
      'ILO Andean Office report 2010–2015 Tabla 3: only two thresholds printed; read as small ≤49, medium ≤250, no micro class (assumption)',
  },
  {
    country: 'CO',
    regime: 'D957-MANUF',
    valid_from: '2019-12-05',
    valid_to: null,
    criterion: 'sales',
    unit: 'UVT',
    micro_max: 23563,
    small_max: 204995,
    medium_max: 1736565,
    source: 'Decreto 957/2019 (manufactura), public web sources',
  },
  {
    country: 'CO',
    regime: 'D957-SERV',
    valid_from: '2019-12-05',
    valid_to: null,
    criterion: 'sales',
    unit: 'UVT',
    micro_max: 32988,
    small_max: 131951,
    medium_max: 483034,
    source: 'Decreto 957/2019 (servicios)',
  },
  {
    country: 'CO',
    regime: 'D957-COM',
    valid_from: '2019-12-05',
    valid_to: null,
    criterion: 'sales',
    unit: 'UVT',
    micro_max: 44769,
    small_max: 431196,
    medium_max: 2160692,
    source: 'Decreto 957/2019 (comercio)',
  },
  {
    country: 'VE',
    regime: 'DL6215',
    valid_from: '2008-07-31',
    valid_to: null,
    criterion: 'employees',
    unit: 'empleados',
    micro_max: null,
    small_max: 50,
    medium_max: 100,
    source: 'Decreto-Ley 6.215 (PYMI: 50 and 100 workers; also turnover limits), Ochoa y Asociados note',
  },
];

/** The thresholds by which a country's enterprises are classed: table 3 of the report. */
export function sizeClassRule(country: string): SizeClassRule {
  const found = sizeClassThresholds.find((row) => row.country === country && row.regime === 'TABLA3');
  if (!found) throw new Error(`no size-class thresholds for ${country}`);
  const { criterion, unit, micro_max: micro, small_max: small, medium_max: medium, source } = found;
  return { criterion, unit, micro, small, medium, source };
}
