import { code, date, reference, text } from '../column-types/index.ts';
import { always, never } from '../define/column.ts';
import type { Sheet } from '../define/template.ts';

import { notes, rowCode } from './common-columns.ts';

export const productos: Sheet = {
  id: 'Productos',
  table: 'productos',
  label: { es: 'Productos', en: 'Products' },
  help: {
    es: 'Estudios, publicaciones, eventos y sistemas del periodo.',
    en: 'Studies, publications, events and systems of the period.',
  },
  grain: { es: 'una fila por estudio, evento o sistema', en: 'one row per study, event, system' },
  key: ['producto_id'],
  nameColumn: 'titulo',
  columns: [
    rowCode('producto_id', 'PDT', { es: 'Código', en: 'Code' }),
    {
      key: 'tipo',
      type: code,
      label: { es: 'Tipo', en: 'Kind' },
      help: { es: 'Estudio, publicación, evento, sistema u otro.', en: 'Study, publication, event, system or other.' },
      required: always,
      list: 'TIPO_PRODUCTO',
    },
    {
      key: 'titulo',
      type: text,
      label: { es: 'Título', en: 'Title' },
      help: { es: 'Título como figura en la portada.', en: 'Title as it stands on the front page.' },
      required: always,
      maxLength: 200,
    },
    {
      key: 'fecha',
      type: date,
      withinProgramme: true,
      label: { es: 'Fecha', en: 'Date' },
      help: { es: 'Día de publicación o de realización.', en: 'Day of publication or of the event.' },
      required: always,
      dateRole: 'end',
    },
    {
      key: 'aliados',
      type: text,
      label: { es: 'Socios', en: 'Partners' },
      help: {
        es: 'Entidades que participaron. Separe con punto y coma.',
        en: 'Bodies that took part. Separate with semicolons.',
      },
      required: never,
    },
    {
      key: 'tripartito',
      type: code,
      label: { es: '¿Validado con tres mandantes?', en: 'Validated by three constituents' },
      help: {
        es: 'Sí, si lo validaron gobierno, empleadores y trabajadores.',
        en: 'Yes, if government, employers and workers validated it.',
      },
      required: never,
      list: 'SINO',
    },
    {
      key: 'proceso_id',
      type: reference,
      label: { es: 'Proceso al que sirve', en: 'Process' },
      help: { es: 'Elija el proceso de política al que sirve.', en: 'Choose the policy process that it serves.' },
      required: never,
      ref: { sheet: 'Procesos', column: 'proceso_id' },
      rule: 'solo PL; en EV texto libre',
    },
    {
      key: 'enlace',
      type: text,
      label: { es: 'Enlace', en: 'Link' },
      help: { es: 'Dirección de la página donde se puede leer.', en: 'Address of the page where it can be read.' },
      required: never,
    },
    notes,
  ],
  example: {
    producto_id: '1',
    tipo: 'EST',
    titulo: 'Diagnóstico de la cadena de la quinua',
    fecha: '2026-04-20',
    tripartito: 'S',
  },
};
