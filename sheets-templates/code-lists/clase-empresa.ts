import { isUsual } from '../countries/define-country.ts';
import { countries } from '../countries/index.ts';
import type { SizeClassThreshold } from '../define/country.ts';
import type { CodeList } from '../define/text.ts';

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

/** Published size-class thresholds by country and regime, the usual ones first. Upper limits are inclusive. */
export const sizeClassThresholds: readonly (SizeClassThreshold & { country: string })[] = countries
  .flatMap(({ code, sizeClasses }) => sizeClasses.map((one) => ({ country: code, ...one })))
  .sort((a, b) => Number(isUsual(b)) - Number(isUsual(a)));
