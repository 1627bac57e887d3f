import type { Template } from '../define/template.ts';
import { acciones } from '../sheets/acciones.ts';
import { formadores } from '../sheets/formadores.ts';
import { grupos } from '../sheets/grupos.ts';
import { portada } from '../sheets/portada.ts';
import { resultados } from '../sheets/resultados.ts';
import { seguimiento } from '../sheets/seguimiento.ts';

export const training: Template = {
  code: 'FE',
  slug: 'training',
  es: 'Indicadores de formación empresarial',
  en: 'Business-training indicators',
  version: '2',
  // Amounts of version 1 had no currency of their own.
  formerVersions: ['1'],
  purpose: {
    es: 'Informar los cursos de formación empresarial, su seguimiento y los formadores en un periodo.',
    en: 'Report the business-training courses, their follow-up and the trainers in one period.',
  },
  cover: portada,
  sheets: [acciones, seguimiento, grupos, formadores, resultados],
  sheetsSince: { Grupos: '2' },
  identity: ['pais', 'programa_id', 'periodo'],
  sender: 'programa_id',
  seriesFrom: 'programa_id',
  coverDefaults: { area: 'FE' },
  exampleSheet: 'Acciones',
  // Their target sheet is not in this workbook (data model: free text or hidden, never an error).
  hiddenColumns: { Acciones: ['organizacion_id'] },
};
