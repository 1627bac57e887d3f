import type { CodeList } from '../define/text.ts';

export const certificacion: CodeList = {
  id: 'CERTIFICACION',
  label: { es: 'Certificación ecológica u otra', en: 'Certification' },
  source: 'ILO Andean Office report 2010–2015 («certificados», «en proceso»)',
  dropdown: true,
  items: [
    { code: 'NO', es: 'No tiene', en: 'None' },
    { code: 'PRO', es: 'En proceso', en: 'In process' },
    { code: 'CER', es: 'Certificada', en: 'Certified' },
    { code: 'VEN', es: 'Vencida', en: 'Expired' },
  ],
};
