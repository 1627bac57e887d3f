import type { Template } from '../define/template.ts';
import { actores } from '../sheets/actores.ts';
import { asistencia } from '../sheets/asistencia.ts';
import { escalamientos } from '../sheets/escalamientos.ts';
import { mesas } from '../sheets/mesas.ts';
import { portadaHr } from '../sheets/portada-hr.ts';
import { problemas } from '../sheets/problemas.ts';
import { sesiones } from '../sheets/sesiones.ts';
import { soluciones } from '../sheets/soluciones.ts';

export const roadmap: Template = {
  code: 'HR',
  slug: 'roadmap',
  es: 'Hoja de ruta',
  en: 'Roadmap',
  version: '2',
  // In version 1 a territorial Mesa could only name a national one of its own workbook.
  formerVersions: ['1'],
  purpose: {
    es: 'Registrar la hoja de ruta de las Mesas: problemas, soluciones, sesiones y escalamientos, al día del corte.',
    en: 'Record the roadmap of the Mesas: problems, solutions, sessions and escalations, as of the cut-off date.',
  },
  cover: portadaHr,
  sheets: [mesas, actores, problemas, soluciones, sesiones, asistencia, escalamientos],
  identity: ['pais', 'equipo', 'fecha_corte'],
  sender: 'equipo',
  seriesFrom: 'equipo',
  coverDefaults: {},
  exampleSheet: 'Problemas',
};
