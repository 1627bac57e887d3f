import { ruleDocs } from '../../sheets-templates/checks/examples/documented.ts';
import type { Issue, Rule } from '../../sheets-templates/define/finding.ts';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { toDocs } from '../../sheets-templates/emit/to-docs.ts';
import { toSql } from '../../sheets-templates/emit/to-sql.ts';
import { toTableSchemas } from '../../sheets-templates/emit/to-table-schema.ts';
import { indicators } from '../../sheets-templates/indicators/index.ts';
import type { Effects } from '../effects.ts';
import { outputDdl } from '../publish/output-ddl.ts';
import { referenceAsJson, referenceDocs, referencePage } from '../publish/reference-sheets.ts';
import { tableDocs, tableSchemas } from '../publish/table-docs.ts';
import { type CommandDefinition, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'schema',
  about: text(
    'Imprime esquemas, diccionario de datos, fichas de los indicadores (html) y DDL.',
    'Prints schemas, data dictionary, reference sheets of the indicators (html) and DDL.',
  ),
  options: [formatOption('json', 'markdown', 'sql', 'html')],
  example: 'quipu schema --format markdown > diccionario.md',
  run: (options: SchemaOptions, effects: Effects) => schemaCommand(options, effects),
};

export interface SchemaOptions {
  format: 'json' | 'markdown' | 'sql' | 'html';
  lang: Lang;
}

/** `quipu schema`: Table Schemas, data dictionary, DDL of templates and outputs. */
export async function schemaCommand({ format, lang }: SchemaOptions, effects: Effects): Promise<number> {
  if (format === 'json') {
    const rules = ruleDocs().map(({ rule, example }) => ruleAsJson(rule, example, lang));
    effects.stdout(
      `${JSON.stringify({ templates: toTableSchemas(lang), tables: await tableSchemas(lang), indicators: indicators.map((one) => referenceAsJson(one, lang)), rules }, null, 2)}\n`,
    );
  } else if (format === 'sql') effects.stdout(`${toSql()}\n\n${await outputDdl()}\n`);
  else if (format === 'html') effects.stdout(referencePage(lang));
  else effects.stdout(`${toDocs(lang)}\n${referenceDocs(lang)}\n${await tableDocs(lang)}`);
  return 0;
}

function ruleAsJson(rule: Rule, example: Issue, lang: Lang) {
  const { id, severity, scope, about, source, plausibility = false, costs = 'cell', beta = false, from = null } = rule;
  return {
    id,
    severity,
    scope,
    about: about[lang],
    confirmable: plausibility,
    ...(severity === 'error' && { costs }),
    beta,
    from,
    ...(source && { source }),
    example: { message: example.message[lang], hint: example.hint[lang] },
  };
}
