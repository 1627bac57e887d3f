import type { Template } from '../define/template.ts';
import { empresas } from '../sheets/empresas.ts';
import { formadores } from '../sheets/formadores.ts';
import { mediciones } from '../sheets/mediciones.ts';
import { modulos } from '../sheets/modulos.ts';
import { portada } from '../sheets/portada.ts';
import { resultados } from '../sheets/resultados.ts';

export const score: Template = {
  code: 'SC',
  slug: 'score',
  es: 'Indicadores SCORE',
  en: 'SCORE indicators',
  version: '2',
  // 0 is the pilot workbook of the design: sales in thousands, «Departamento» for the region. 1 had no unit of output, no OSH
  // plan and no currency of declared amounts.
  formerVersions: ['0', '1'],
  purpose: {
    es: 'Informar las empresas, módulos, mediciones y formadores de un programa SCORE en un periodo.',
    en: 'Report the enterprises, modules, measurements and trainers of a SCORE programme in one period.',
  },
  cover: portada,
  sheets: [empresas, modulos, mediciones, formadores, resultados],
  identity: ['pais', 'programa_id', 'periodo'],
  sender: 'programa_id',
  seriesFrom: 'programa_id',
  coverDefaults: { area: 'SC' },
  exampleSheet: 'Empresas',
};
