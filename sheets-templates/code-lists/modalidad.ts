import type { CodeList } from '../define/text.ts';

export const modalidad: CodeList = {
  id: 'MODALIDAD',
  label: { es: 'Modalidad', en: 'Mode' },
  source: 'assumption',
  dropdown: true,
  items: [
    { code: 'PRE', es: 'Presencial', en: 'In person' },
    {
      code: 'VIR',
      es: 'Virtual',
      en: 'Online',
      aliases: ['En línea', 'Online', 'A distancia', 'Remota', 'Remoto', 'Zoom'],
    },
    { code: 'MIX', es: 'Mixta', en: 'Mixed', aliases: ['Semipresencial', 'Híbrida', 'Híbrido', 'Bimodal', 'Hybrid'] },
  ],
};
