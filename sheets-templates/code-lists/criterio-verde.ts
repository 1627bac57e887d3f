import type { CodeList } from '../define/text.ts';

export const criterioVerde: CodeList = {
  id: 'CRITERIO_VERDE',
  label: { es: 'Criterio de empleo verde', en: 'Green-job criterion' },
  source: 'ILO Green Jobs Programme (libguides.ilo.org/green-jobs-en)',
  note: 'A green job must also be decent (CRITERIO_DECENTE).',
  dropdown: true,
  items: [
    {
      code: 'V1',
      es: 'Mejora la eficiencia de energía y materias primas',
      en: 'Improves energy and raw-material efficiency',
    },
    { code: 'V2', es: 'Limita emisiones de gases de efecto invernadero', en: 'Limits greenhouse-gas emissions' },
    { code: 'V3', es: 'Minimiza residuos y contaminación', en: 'Minimises waste and pollution' },
    { code: 'V4', es: 'Protege y restaura ecosistemas', en: 'Protects and restores ecosystems' },
    { code: 'V5', es: 'Apoya la adaptación al cambio climático', en: 'Supports adaptation to climate change' },
  ],
};
