import { describe, expect, test } from 'vitest';
import { checkWorkbook } from '../../sheets-templates/check.ts';
import { ruleExamples } from '../../sheets-templates/checks/examples/index.ts';
import { enterprise, type RuleExample } from '../../sheets-templates/checks/examples/rows.ts';
import { checks, rules } from '../../sheets-templates/checks/index.ts';
import type { RawValue } from '../../sheets-templates/define/cell.ts';
import { text } from '../../sheets-templates/define/text.ts';
import type { Check } from '../../sheets-templates/workbook.ts';
import { rawWorkbook } from '../helpers/workbooks.ts';

type Cells = Readonly<Record<string, RawValue>>;

const codesOf = ({ workbook = 'SC', cover }: RuleExample, rows: RuleExample['fires'], changed: Cells | undefined) =>
  new Set(checkWorkbook(rawWorkbook(workbook, rows, changed ?? cover)).issues.map(({ code }) => code));

describe('every rule', () => {
  for (const [id, item] of Object.entries(ruleExamples)) {
    test(`${id} fires when it is broken, and not when it nearly is`, () => {
      expect(codesOf(item, item.fires, item.cover)).toContain(id);
      expect(codesOf(item, item.nearly, item.nearlyCover ?? {})).not.toContain(id);
    });
  }

  test('that runs over a workbook, or that a cell can break, has both cases', () => {
    const needed = [
      ...checks.map(({ id }) => id),
      ...rules.filter(({ scope }) => scope === 'cell').map(({ id }) => id),
    ];
    // Q-38 is about a sheet that is not there: `word-for-word.test.ts`; Q-43 about formats: `typed-formats.test.ts`.
    expect(needed.filter((id) => !ruleExamples[id])).toEqual(['Q-38', 'Q-43']);
  });
});

describe('findings', () => {
  test('say where, what and what to do, in both languages', () => {
    const { issues } = checkWorkbook(rawWorkbook('SC', { Empresas: [enterprise({ trab_total: 63 })] }));
    const issue = issues.find(({ code }) => code === 'R-G-06');
    expect(issue).toMatchObject({ severity: 'error', sheet: 'Empresas', row: 4, column: 'trab_total', value: '63' });
    expect(issue?.message.es).toBe('Empresas, fila 4, Total de personas empleadas: El total (63) no es 38 + 24 = 62.');
    expect(issue?.message.en).toContain('The total (63) is not 38 + 24 = 62.');
  });

  test('come worst first and leave no placeholder unfilled', () => {
    for (const item of Object.values(ruleExamples)) {
      const { issues } = checkWorkbook(rawWorkbook(item.workbook ?? 'SC', item.fires, item.cover));
      const order = ['fatal', 'error', 'warning', 'note'];
      const ranks = issues.map(({ severity }) => order.indexOf(severity));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      for (const { message, hint } of issues)
        expect(message.es + message.en + hint.es + hint.en).not.toMatch(/\{\w+\}|undefined|NaN/);
    }
  });

  test('suggest the closest value of a list', () => {
    const { issues } = checkWorkbook(rawWorkbook('SC', { Empresas: [enterprise({ region: 'Ayacuchito' })] }));
    expect(issues.find(({ code }) => code === 'R-G-05')?.hint.es).toContain('¿Quiso decir Ayacucho?');
  });

  test('never quote personal data', () => {
    const { issues } = checkWorkbook(rawWorkbook('SC', {}, { correo: 'maria arroba ejemplo' }));
    const about = issues.filter(({ column }) => column === 'correo');
    expect(about).toHaveLength(1);
    expect(JSON.stringify(about)).not.toContain('maria');
  });
});

describe('rows', () => {
  test('of a template that nobody filled in do not exist, though their codes are numbered', () => {
    const { workbook } = checkWorkbook(
      rawWorkbook('SC', { Empresas: [enterprise(), { empresa_id: 2 }, { empresa_id: '3', notas: ' - ' }] }),
    );
    expect(workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows).toHaveLength(1);
  });

  test('with a repeated code count once, without what they say differently; with another name they are two', () => {
    const differing = checkWorkbook(rawWorkbook('SC', { Empresas: [enterprise(), enterprise({ ventas: 1 })] }));
    expect([...differing.rejectedRows]).toEqual(['Empresas:5']);
    expect(differing.workbook.sheets[0]?.rows[0]?.values).toMatchObject({ ventas: null, trab_total: 62 });
    const others = checkWorkbook(rawWorkbook('SC', { Empresas: [enterprise(), enterprise({ nombre: 'Otra' })] }));
    expect([...others.rejectedRows]).toEqual([]);
    expect(new Set(others.workbook.sheets[0]?.rows.map(({ values }) => values.empresa_id)).size).toBe(2);
    expect(others.issues.map(({ code, severity }) => `${code} ${severity}`)).toContain('Q-30 error');
    const copies = checkWorkbook(rawWorkbook('SC', { Empresas: [enterprise(), enterprise()] }));
    expect([...copies.rejectedRows]).toEqual(['Empresas:5']);
  });

  test('compute what the definitions compute, and a size class typed by the official wins', () => {
    const rows = (changes: Cells) =>
      checkWorkbook(rawWorkbook('SC', { Empresas: [enterprise(changes)] })).workbook.sheets[0]?.rows[0]?.values.clase;
    expect(rows({})).toBe('PEQ');
    expect(rows({ clase: 'Mediana' })).toBe('MED');
  });
});

describe('a rule', () => {
  const tooMany = (changes: Partial<Check>): Check => ({
    id: 'PRUEBA',
    severity: 'error',
    scope: 'row',
    about: text('Como máximo diez.', 'Ten at most.'),
    message: text('Hay más de diez.', 'There are more than ten.'),
    hint: text('Quite algunas.', 'Remove some.'),
    *run({ sheets }) {
      const [sheet] = sheets;
      for (const row of sheet?.rows ?? [])
        if (Number(row.values.trab_total) > 10)
          yield { rule: 'PRUEBA', sheet: sheet ?? null, row, column: 'trab_total' };
    },
    ...changes,
  });
  const tried = (changes: Partial<Check>) => {
    const { issues, rejectedRows, unusedCells } = checkWorkbook(rawWorkbook('SC', { Empresas: [enterprise()] }), [
      tooMany(changes),
    ]);
    const [own] = issues.filter(({ code }) => code === 'PRUEBA');
    return { severity: own?.severity, beta: own?.beta, hint: own?.hint.es, out: rejectedRows.size + unusedCells.size };
  };

  test('keeps its row out; on trial it is told and has no effect', () => {
    expect(tried({})).toEqual({ severity: 'error', beta: undefined, hint: 'Quite algunas.', out: 1 });
    expect(tried({ beta: true })).toEqual({
      severity: 'warning',
      beta: true,
      hint: 'Quite algunas. Es una regla en prueba: no tiene efecto.',
      out: 0,
    });
  });

  test('takes effect with the first cut-off date that it names', () => {
    // The worked example is cut off on 30 June 2026.
    expect(tried({ from: '2026-07-01' })).toMatchObject({ severity: 'warning', beta: true, out: 0 });
    expect(tried({ from: '2026-06-30' })).toMatchObject({ severity: 'error', beta: undefined, out: 1 });
  });

  test('about more than a row keeps none out', () => {
    expect(tried({ costs: 'nothing' })).toMatchObject({ severity: 'error', out: 0 });
  });
});
