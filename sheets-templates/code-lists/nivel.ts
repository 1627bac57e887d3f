import type { CodeList } from '../define/text.ts';

export const nivel: CodeList = {
  id: 'NIVEL',
  label: { es: 'Nivel de intervención', en: 'Intervention level' },
  source: 'ILO guide to Mesas Ejecutivas (gráfico 5)',
  dropdown: true,
  items: [
    {
      code: '1',
      es: 'Primer nivel: se resuelve en el espacio subnacional (MET)',
      en: 'Level 1: solved in the territorial space',
      more: { ladder: 1 },
    },
    {
      code: '2',
      es: 'Segundo nivel: ejecuta un actor público subnacional, requiere inducción nacional',
      en: 'Level 2: subnational execution induced by a national body',
      more: { ladder: 2 },
    },
    {
      code: '3',
      es: 'Tercer nivel: ejecuta directamente una instancia nacional',
      en: 'Level 3: executed by a national body',
      more: { ladder: 3 },
    },
  ],
};
