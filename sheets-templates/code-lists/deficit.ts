import type { CodeList } from '../define/text.ts';

export const deficit: CodeList = {
  id: 'DEFICIT',
  label: { es: 'Déficit de trabajo decente', en: 'Decent-work deficit' },
  source: 'ILO guide to Mesas Ejecutivas (gráfico 1)',
  note: 'Groups: CANT = cantidad de trabajo; CAL-ING = trabajo productivo (2); CAL-CON = condiciones laborales (3–8); FUNC = funcionamiento del mercado laboral (9–10; bracket read from layout).',
  dropdown: true,
  items: [
    {
      code: 'D01',
      es: 'Falta de oportunidades laborales',
      en: 'Lack of job opportunities',
      more: { number: 1, group: 'CANT' },
    },
    {
      code: 'D02',
      es: 'Salarios inadecuados y trabajo no productivo',
      en: 'Inadequate earnings and unproductive work',
      more: { number: 2, group: 'CAL-ING' },
    },
    {
      code: 'D03',
      es: 'Horas de trabajo excesivas',
      en: 'Excessive working hours',
      more: { number: 3, group: 'CAL-CON' },
    },
    {
      code: 'D04',
      es: 'Incapacidad para combinar trabajo, familia y vida personal',
      en: 'Inability to combine work, family and personal life',
      more: { number: 4, group: 'CAL-CON' },
    },
    {
      code: 'D05',
      es: 'Participar en trabajo que debería ser abolido',
      en: 'Work that should be abolished',
      more: { number: 5, group: 'CAL-CON' },
    },
    {
      code: 'D06',
      es: 'Falta de estabilidad y seguridad laborales',
      en: 'Lack of stability and security of work',
      more: { number: 6, group: 'CAL-CON' },
    },
    {
      code: 'D07',
      es: 'Falta de igualdad de oportunidad y trato en el trabajo',
      en: 'Lack of equal opportunity and treatment',
      more: { number: 7, group: 'CAL-CON' },
    },
    {
      code: 'D08',
      es: 'Condiciones de trabajo inseguras',
      en: 'Unsafe working conditions',
      more: { number: 8, group: 'CAL-CON' },
    },
    {
      code: 'D09',
      es: 'Ausencia de redes de seguridad social',
      en: 'Absence of social security',
      more: { number: 9, group: 'FUNC' },
    },
    {
      code: 'D10',
      es: 'Falta de representación de trabajadores y empleadores',
      en: 'Lack of representation of workers and employers',
      more: { number: 10, group: 'FUNC' },
    },
  ],
};
