import { code, reference } from '../column-types/index.ts';
import { always, never } from '../define/column.ts';
import type { Sheet } from '../define/template.ts';

import { notes } from './common-columns.ts';

export const asistencia: Sheet = {
  id: 'Asistencia',
  table: 'asistencia',
  label: { es: 'Asistencia', en: 'Attendance' },
  help: { es: 'Quién asistió a cada sesión.', en: 'Who attended each session.' },
  grain: { es: 'una fila por sesión y actor', en: 'one row per session × actor' },
  key: ['sesion_id', 'actor_id'],
  goesOn: {},
  persons: true,
  columns: [
    {
      key: 'sesion_id',
      type: reference,
      label: { es: 'Sesión', en: 'Session' },
      help: { es: 'Elija la sesión.', en: 'Choose the session.' },
      required: always,
      ref: { sheet: 'Sesiones', column: 'sesion_id' },
    },
    {
      key: 'actor_id',
      type: reference,
      label: { es: 'Actor', en: 'Actor' },
      help: { es: 'Elija la entidad que asistió o faltó.', en: 'Choose the body that came or was absent.' },
      required: always,
      ref: { sheet: 'Actores', column: 'actor_id' },
      rule: 'misma mesa',
    },
    {
      key: 'asistio',
      type: code,
      label: { es: 'Asistió', en: 'Attended' },
      help: { es: 'Sí o No.', en: 'Yes or No.' },
      required: always,
      list: 'SINO',
    },
    {
      key: 'sexo',
      type: code,
      label: { es: 'Sexo de quien asistió', en: 'Sex of the attendee' },
      help: { es: 'Mujer u Hombre; No declarado si no consta.', en: 'Woman or Man; Not declared if not recorded.' },
      required: never,
      list: 'SEXO_PERSONA',
      rule: 'M/H/ND',
    },
    notes,
  ],
  example: { sesion_id: '1', actor_id: '1', asistio: 'S', sexo: 'M' },
};
