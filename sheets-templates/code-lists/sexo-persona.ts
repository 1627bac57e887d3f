import type { CodeList } from '../define/text.ts';
import { sexo } from './sexo.ts';

const ONE: Readonly<Record<string, { es: string; en: string }>> = {
  M: { es: 'Mujer', en: 'Woman' },
  H: { es: 'Hombre', en: 'Man' },
  ND: { es: 'No declarado', en: 'Not declared' },
};

/** Of one person, as people say it: the codes are those of `SEXO`, which names groups. */
export const sexoPersona: CodeList = {
  ...sexo,
  id: 'SEXO_PERSONA',
  label: { es: 'Sexo de la persona', en: 'Sex of the person' },
  items: sexo.items.flatMap((item) => {
    const one = ONE[item.code];
    return one ? [{ ...item, ...one, aliases: [item.es, item.en, ...(item.aliases ?? [])] }] : [];
  }),
};
