import { countries } from '../countries/index.ts';
import type { CodeList } from '../define/text.ts';

/** «República del Perú», «Rep. de Colombia», «Estado Plurinacional de Bolivia»: the name with what kind of state it is. */
function formalNames(es: string, en: string): string[] {
  const [, short = es, kind] = /^(.+?) \((.+) de\)$/.exec(es) ?? [];
  const kinds = ['República', 'Rep.', ...(kind ? [kind] : [])];
  const spanish = kinds.flatMap((state) => [`${state} de ${short}`, `${state} del ${short}`]);
  return [...spanish, `Republic of ${en.replace(/ \(.*$/, '')}`];
}

export const pais: CodeList = {
  id: 'PAIS',
  label: { es: 'País', en: 'Country' },
  source: 'ISO 3166-1 alpha-2; countries of the Andean Office per ILO Andean Office report 2010–2015',
  note: 'decimal/thousands = usual written convention, used only to break ties in text figures (assumption: CLDR es-BO, es-CO, es-EC, es-VE use comma decimal; es-PE uses point). Figure 4 covers only BO, CO, PE.',
  dropdown: true,
  items: countries.map(({ code, es, en, aliases, more, currency, decimal, thousands }) => {
    const { fig4, ...codes } = more ?? {};
    return {
      code,
      es,
      en,
      aliases: [...new Set([...(aliases ?? []), ...formalNames(es, en)])],
      more: { ...codes, currency, decimal, thousands, fig4 },
    };
  }),
};
