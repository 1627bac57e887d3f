import type { CodeList } from '../define/text.ts';

export const estadoForm: CodeList = {
  id: 'ESTADO_FORM',
  label: { es: 'Estado del formador/a', en: 'Trainer status' },
  source: 'ILO Andean Office report 2010–2015 («formados», «certificados», «en proceso», expert)',
  note: 'Rank EXP>CER>PRO>FOR; INA keeps last rank.',
  dropdown: true,
  items: [
    { code: 'FOR', es: 'Formado/a', en: 'Trained' },
    {
      code: 'PRO',
      es: 'En proceso de certificación',
      en: 'In certification',
      aliases: ['En proceso', 'En certificación'],
    },
    { code: 'CER', es: 'Certificado/a', en: 'Certified' },
    { code: 'EXP', es: 'Formador/a de formadores (experto/a)', en: 'Master trainer', aliases: ['Experto', 'Experta'] },
    { code: 'INA', es: 'Inactivo/a', en: 'Inactive' },
  ],
};
