import type { Template } from '../define/template.ts';
import { acciones } from '../sheets/acciones.ts';
import { empleos } from '../sheets/empleos.ts';
import { organizaciones } from '../sheets/organizaciones.ts';
import { portada } from '../sheets/portada.ts';
import { productos } from '../sheets/productos.ts';
import { resultados } from '../sheets/resultados.ts';

export const greenJobs: Template = {
  code: 'EV',
  slug: 'green-jobs',
  es: 'Indicadores de empleos verdes',
  en: 'Green-job indicators',
  version: '2',
  // Amounts of version 1 had no currency of their own.
  formerVersions: ['1'],
  purpose: {
    es: 'Informar los empleos verdes, las acciones y los productos de un programa en un periodo.',
    en: 'Report the green jobs, actions and products of a programme in one period.',
  },
  cover: portada,
  sheets: [acciones, empleos, organizaciones, productos, resultados],
  sheetsSince: { Organizaciones: '2' },
  identity: ['pais', 'programa_id', 'periodo'],
  sender: 'programa_id',
  seriesFrom: 'programa_id',
  coverDefaults: { area: 'EV' },
  exampleSheet: 'Empleos',
  // Their target sheet is not in this workbook (data model: free text or hidden, never an error).
  hiddenColumns: { Acciones: ['formador_id'], Productos: ['proceso_id'], Organizaciones: ['cadena', 'certificacion'] },
};
