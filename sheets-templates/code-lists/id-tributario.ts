import type { CodeList } from '../define/text.ts';

export const idTributario: CodeList = {
  id: 'ID_TRIBUTARIO',
  label: { es: 'Identificación tributaria', en: 'Tax identifier' },
  source:
    'es.stackoverflow.com, r3xet.blogspot.com (PE); es.wikipedia NIT (CO, DIAN Orden 4/1989); cyberexplorador.com + python-stdnum issue 497 (EC); python-stdnum ve/rif.py (VE); BO: assumption',
  note: 'A failed check digit is a WARNING, never a rejection (EC numbers without a computable digit exist). Not a drop-down list: code = country; the label (RUC: EC, PE; NIT: BO, CO) is resolved inside the country, as in REGION.',
  dropdown: false,
  items: [
    {
      code: 'PE',
      es: 'RUC',
      en: 'RUC',
      more: {
        pattern: '^(10|15|16|17|20)\\d{9}$',
        length: 11,
        check: 'mod 11, weights 5432765432; 11-r; 10→0, 11→1',
        example_ok: '20131312955',
      },
    },
    {
      code: 'CO',
      es: 'NIT',
      en: 'NIT',
      more: {
        pattern: '^\\d{8,10}(-?\\d)?$',
        length: '9 + DV',
        check: 'mod 11, weights from the right 3,7,13,17,19,23,29,37,41…; r<2→r, else 11-r',
        example_ok: '899999034-1',
      },
    },
    {
      code: 'EC',
      es: 'RUC',
      en: 'RUC',
      more: {
        pattern: '^\\d{13}$',
        length: 13,
        check:
          '3rd digit 9: mod 11, weights 432765432, 10th digit; 6: mod 11, 32765432, 9th digit; 0–5: mod 10 on cédula; some 9-type numbers have no computable digit',
        example_ok: '1790011674001',
      },
    },
    {
      code: 'VE',
      es: 'RIF',
      en: 'RIF',
      more: {
        pattern: '^[VEJPGC]-?\\d{8}-?\\d$',
        length: 'letter + 9',
        check: 'V4 E8 J12 P16 G20 + weights 32765432, mod 11',
        example_ok: 'V-11470283-4',
      },
    },
    {
      code: 'BO',
      es: 'NIT',
      en: 'NIT',
      more: { pattern: '^\\d{7,13}$', length: '7–13', check: 'not verified (assumption: length only)' },
    },
  ],
};
