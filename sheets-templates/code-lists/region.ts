import { countries } from '../countries/index.ts';
import type { CodeList } from '../define/text.ts';

export const region: CodeList = {
  id: 'REGION',
  label: { es: 'Región / departamento', en: 'First-level subdivision' },
  source: 'ISO 3166-2 (pycountry 26.2.16); aliases: seeds + assumption',
  note: 'Always resolve inside the country: Amazonas (CO, PE, VE), Bolívar (CO, EC, VE), Sucre (CO, VE; city in BO) are ambiguous without it. "Sucre" in BO (seed 000, PC Bolivia) → BO-H with a warning. VE-X was Vargas until 2019.',
  dropdown: true,
  dependsOn: 'country',
  items: countries.flatMap(({ regions }) => regions),
};
