import type { CodeList } from '../define/text.ts';

export const sexo: CodeList = {
  id: 'SEXO',
  label: { es: 'Sexo', en: 'Sex' },
  source: 'assumption',
  note: 'M = mujeres, H = hombres; an English file where M = male is detected by the header language.',
  dropdown: true,
  ambiguous: [
    {
      text: 'm',
      beside: {
        f: 'H',
        fem: 'H',
        femenino: 'H',
        mujer: 'H',
        mujeres: 'H',
        h: 'M',
        hombre: 'M',
        hombres: 'M',
      },
      inLang: { en: 'H' },
      hint: { es: 'Escriba Mujer u Hombre.', en: 'Write Woman or Man.' },
    },
  ],
  items: [
    {
      code: 'M',
      es: 'Mujeres',
      en: 'Women',
      aliases: ['F', 'Fem', 'Femenino', 'Mujer', 'Damas', 'Dama', 'Sra.', 'Señora', 'Female', 'Woman'],
    },
    {
      code: 'H',
      es: 'Hombres',
      en: 'Men',
      aliases: ['Masc', 'Masculino', 'Hombre', 'Varón', 'Varones', 'Caballero', 'Sr.', 'Señor', 'Male', 'Man'],
    },
    { code: 'T', es: 'Total', en: 'Total' },
    { code: 'ND', es: 'No declarado', en: 'Not declared' },
  ],
};
