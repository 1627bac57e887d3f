import { beforeAll, describe, expect, test } from 'vitest';
import { readSubmission, type Submission } from '../../pipeline/submission.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { base, damages } from '../helpers/damages.ts';

/** Rows by sheet and key, with the values that were sent; computed columns and remarks apart. */
function valuesOf({ checked }: Submission): Map<string, string> {
  const found = new Map<string, string>();
  for (const { sheet, rows: checkedRows } of checked?.workbook.sheets ?? []) {
    checkedRows.forEach((row, at) => {
      if (checked?.rejectedRows.has(`${sheet.id}:${row.number}`)) return;
      const typed = sheet.columns.filter(({ computed, personal }) => !computed && !personal);
      const values: Row = Object.fromEntries(typed.map(({ key }) => [key, row.values[key] ?? null]));
      const key = sheet.key.map((one) => row.values[one]).join('|');
      found.set(`${sheet.id} ${key || at}`, JSON.stringify(values));
    });
  }
  return found;
}

describe(`a workbook damaged in ${damages.length} ways`, () => {
  let wanted = new Map<string, string>();
  let sent = 0;
  let through = 0;
  beforeAll(async () => {
    const whole = await readSubmission('base.xlsx', await base().bytes());
    expect(
      whole.issues
        .filter(({ severity }) => severity === 'fatal' || severity === 'error')
        .map(({ message }) => message.es),
    ).toEqual([]);
    wanted = valuesOf(whole);
    expect(wanted.size).toBe(46);
  });

  for (const [title, damage] of damages) {
    test(title, async () => {
      const workbook = base();
      damage(workbook);
      const submission = await readSubmission('libro.xlsx', await workbook.bytes());
      const got = submission.fatal ? new Map<string, string>() : valuesOf(submission);
      const right = [...wanted].filter(([key, values]) => got.get(key) === values);
      const messages = submission.issues.map(({ severity, message }) => `${severity}: ${message.es}`).join('\n');
      sent += wanted.size;
      through += right.length;
      // Nothing is changed or lost in silence.
      if (right.length < wanted.size)
        expect(
          submission.issues.some(({ severity }) => severity === 'fatal' || severity === 'error'),
          messages,
        ).toBe(true);
      for (const [key, values] of got) if (wanted.has(key)) expect(values, `${key}\n${messages}`).toBe(wanted.get(key));
      expect(right.length / wanted.size, messages).toBeGreaterThanOrEqual(0.95);
    });
  }

  test('comes through right in at least 95 % of its rows over all', () => {
    expect(damages.length).toBeGreaterThanOrEqual(40);
    expect(through / sent).toBeGreaterThanOrEqual(0.95);
  });
});
