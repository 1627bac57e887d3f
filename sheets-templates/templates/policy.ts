import type { Template } from '../define/template.ts';
import { hitos } from '../sheets/hitos.ts';
import { portada } from '../sheets/portada.ts';
import { procesos } from '../sheets/procesos.ts';
import { productos } from '../sheets/productos.ts';
import { resultados } from '../sheets/resultados.ts';

export const policy: Template = {
  code: 'PL',
  slug: 'policy',
  es: 'Apoyo a políticas y legislación',
  en: 'Policy and legislation support',
  version: '2',
  // Amounts of version 1 had no currency of their own.
  formerVersions: ['1'],
  purpose: {
    es: 'Informar el apoyo a leyes, planes y políticas: procesos, hitos y productos de un periodo.',
    en: 'Report support to laws, plans and policies: processes, milestones and products of one period.',
  },
  cover: portada,
  sheets: [procesos, hitos, productos, resultados],
  identity: ['pais', 'programa_id', 'periodo'],
  sender: 'programa_id',
  seriesFrom: 'programa_id',
  coverDefaults: { area: 'PL' },
  exampleSheet: 'Procesos',
};
