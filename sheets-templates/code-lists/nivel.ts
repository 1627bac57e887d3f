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
      aliases: ['Primer nivel', 'Primero', 'Nivel 1', 'N1', 'I', '1er nivel', '1ro'],
      more: { ladder: 1 },
    },
    {
      code: '2',
      es: 'Segundo nivel: ejecuta un actor público subnacional, requiere inducción nacional',
      en: 'Level 2: subnational execution induced by a national body',
      aliases: ['Segundo nivel', 'Segundo', 'Nivel 2', 'N2', 'II', '2do nivel', '2do'],
      more: { ladder: 2 },
    },
    {
      code: '3',
      es: 'Tercer nivel: ejecuta directamente una instancia nacional',
      en: 'Level 3: executed by a national body',
      aliases: ['Tercer nivel', 'Tercero', 'Nivel 3', 'N3', 'III', '3er nivel', '3ro'],
      more: { ladder: 3 },
    },
  ],
};
