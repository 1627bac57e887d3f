import type { CodeList } from '../define/text.ts';

export const plantilla: CodeList = {
  id: 'PLANTILLA',
  label: { es: 'Plantilla', en: 'Template' },
  source: 'Quipu data model',
  dropdown: true,
  items: [
    { code: 'HR', es: 'Hoja de ruta', en: 'Roadmap' },
    { code: 'SC', es: 'Indicadores SCORE', en: 'SCORE indicators' },
    { code: 'CV', es: 'Indicadores de cadenas de valor', en: 'Value-chain indicators' },
    { code: 'EV', es: 'Indicadores de empleos verdes', en: 'Green-job indicators' },
    { code: 'CO', es: 'Indicadores de cooperativas / My.COOP', en: 'Cooperative indicators' },
    { code: 'FE', es: 'Indicadores de formación empresarial', en: 'Business-training indicators' },
    { code: 'PL', es: 'Apoyo a políticas y legislación', en: 'Policy and legislation support' },
  ],
};
