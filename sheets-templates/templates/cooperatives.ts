import type { Template } from '../define/template.ts';
import { acciones } from '../sheets/acciones.ts';
import { formadores } from '../sheets/formadores.ts';
import { medicionesCv } from '../sheets/mediciones-cv.ts';
import { organizaciones } from '../sheets/organizaciones.ts';
import { portada } from '../sheets/portada.ts';
import { resultados } from '../sheets/resultados.ts';

export const cooperatives: Template = {
  code: 'CO',
  slug: 'cooperatives',
  es: 'Indicadores de cooperativas / My.COOP',
  en: 'Cooperative indicators',
  version: '2',
  // Amounts of version 1 had no currency of their own.
  formerVersions: ['1'],
  purpose: {
    es: 'Informar las cooperativas, los cursos My.COOP y los formadores de un programa en un periodo.',
    en: 'Report the cooperatives, My.COOP courses and trainers of a programme in one period.',
  },
  cover: portada,
  sheets: [organizaciones, acciones, medicionesCv, formadores, resultados],
  identity: ['pais', 'programa_id', 'periodo'],
  sender: 'programa_id',
  seriesFrom: 'programa_id',
  coverDefaults: { area: 'CO' },
  exampleSheet: 'Organizaciones',
};
