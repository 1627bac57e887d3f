import type { Template } from '../define/template.ts';
import { acciones } from '../sheets/acciones.ts';
import { cambiosMercado } from '../sheets/cambios-mercado.ts';
import { formadores } from '../sheets/formadores.ts';
import { medicionesCv } from '../sheets/mediciones-cv.ts';
import { organizaciones } from '../sheets/organizaciones.ts';
import { portada } from '../sheets/portada.ts';
import { resultados } from '../sheets/resultados.ts';

export const valueChain: Template = {
  code: 'CV',
  slug: 'value-chain',
  es: 'Indicadores de cadenas de valor',
  en: 'Value-chain indicators',
  version: '2',
  // Amounts of version 1 had no currency of their own.
  formerVersions: ['1'],
  purpose: {
    es: 'Informar las organizaciones de productores, los cursos y las mediciones de una cadena de valor en un periodo.',
    en: 'Report the producer organisations, courses and measurements of a value chain in one period.',
  },
  cover: portada,
  sheets: [organizaciones, acciones, medicionesCv, cambiosMercado, formadores, resultados],
  sheetsSince: { CambiosMercado: '2' },
  identity: ['pais', 'programa_id', 'periodo'],
  sender: 'programa_id',
  seriesFrom: 'programa_id',
  coverDefaults: { area: 'CV' },
  exampleSheet: 'Organizaciones',
};
