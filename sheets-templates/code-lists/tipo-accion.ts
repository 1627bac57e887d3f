import type { CodeList } from '../define/text.ts';

export const tipoAccion: CodeList = {
  id: 'TIPO_ACCION',
  label: { es: 'Tipo de acción', en: 'Kind of action' },
  source: 'ILO Andean Office report 2010–2015',
  dropdown: true,
  items: [
    { code: 'TAL', es: 'Taller', en: 'Workshop' },
    { code: 'CUR', es: 'Curso', en: 'Course', aliases: ['Training course', 'Curso de capacitación'] },
    { code: 'FDF', es: 'Formación de formadores', en: 'Training of trainers' },
    { code: 'AT', es: 'Asistencia técnica', en: 'Technical assistance', aliases: ['Asist. técnica', 'Asist técnica'] },
    { code: 'ENC', es: 'Encuentro / foro', en: 'Meeting / forum' },
    { code: 'SEN', es: 'Sensibilización', en: 'Awareness' },
  ],
};
