import { checkWorkbook } from '../../check.ts';
import type { RawValue } from '../../define/cell.ts';
import type { Issue, Rule } from '../../define/finding.ts';
import { letters } from '../../emit/xlsx/address.ts';
import { issueOf } from '../../issues.ts';
import { findTemplate } from '../../templates/index.ts';
import type { RawCell, RawSheet, RawWorkbook } from '../../workbook.ts';
import { rules } from '../index.ts';
import { ruleExamples } from './index.ts';
import type { Cells } from './rows.ts';
import { wordsExamples } from './words.ts';

/** Every rule with a finding of it: what the check really says of its example, or the rule's words filled in. */
export function ruleDocs(): { rule: Rule; example: Issue }[] {
  return rules.map((rule) => ({ rule, example: found(rule) ?? filledIn(rule) }));
}

function found({ id }: Rule): Issue | null {
  const example = ruleExamples[id];
  if (!example) return null;
  const { issues } = checkWorkbook(exampleWorkbook(example.workbook ?? 'SC', example.fires, example.cover));
  return issues.find(({ code }) => code === id) ?? null;
}

function filledIn(rule: Rule): Issue {
  const { sheet, row, params } = wordsExamples[rule.id] ?? {};
  return issueOf(rule, { ...(sheet && { sheet }), ...(row && { row }) }, params ?? {}, rule.severity);
}

/** A workbook whose sheets and columns are known, from plain values: `{ Empresas: [{ nombre: … }] }`. */
export function exampleWorkbook(
  id: string,
  rows: Readonly<Record<string, readonly Cells[]>>,
  cover: Cells = {},
): RawWorkbook {
  const template = findTemplate(id);
  if (!template) throw new Error(`no template ${id}`);
  const sheet = (definition: RawSheet['sheet'], cells: readonly Cells[]): RawSheet => ({
    sheet: definition,
    name: definition.label.es,
    rows: cells.map((values, index) => ({
      number: index + 4,
      cells: Object.fromEntries(
        Object.entries(values).map(([key, raw], column): [string, RawCell] => [
          key,
          { raw: raw as RawValue, address: `${letters(column)}${index + 4}` },
        ]),
      ),
    })),
  });
  return {
    template,
    lang: 'es',
    cover: sheet(template.cover, [{ version: template.version, ...template.cover.example, ...cover }]),
    sheets: template.sheets.map((definition) => sheet(definition, rows[definition.id] ?? [])),
  };
}
