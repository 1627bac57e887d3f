import { countryByCode } from './countries/index.ts';
import type { Column } from './define/column.ts';
import type { Issue } from './define/finding.ts';
import type { Template } from './define/template.ts';
import { type Text, text } from './define/text.ts';

/** What a column is called in a country: a tax number has a name of its own in each. */
export function labelIn({ label, taxId }: Column, country: string | null): Text {
  const own = taxId ? countryByCode.get(country ?? '')?.taxIdLabel : undefined;
  return own === undefined ? label : text(own, own);
}

/** Findings with the names that the country's own headers have. */
export function inCountryWords(issues: readonly Issue[], template: Template, country: string | null): Issue[] {
  const renamed = template.sheets.flatMap(({ columns }) =>
    columns.flatMap((column) => {
      const own = labelIn(column, country);
      return own === column.label ? [] : [[column.label, own] as const];
    }),
  );
  if (renamed.length === 0) return [...issues];
  const named = ({ es, en }: Text): Text =>
    renamed.reduce(
      (words, [label, own]) => text(words.es.replaceAll(label.es, own.es), words.en.replaceAll(label.en, own.en)),
      { es, en } as Text,
    );
  return issues.map((issue) => ({ ...issue, message: named(issue.message), hint: named(issue.hint) }));
}
