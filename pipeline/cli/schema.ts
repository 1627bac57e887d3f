import { toDocs } from '../../sheets-templates/build/to-docs.ts';
import { toSql } from '../../sheets-templates/build/to-sql.ts';
import { toTableSchemas } from '../../sheets-templates/build/to-table-schema.ts';
import type { Lang } from '../../sheets-templates/define.ts';
import type { Effects } from '../effects.ts';
import { outputDdl } from '../merge/output-ddl.ts';

export interface SchemaOptions {
  format: 'json' | 'markdown' | 'sql';
  lang: Lang;
}

/** `quipu schema`: Table Schemas, data dictionary, DDL of templates and outputs. */
export async function schemaCommand({ format, lang }: SchemaOptions, effects: Effects): Promise<number> {
  if (format === 'json') effects.stdout(`${JSON.stringify(toTableSchemas(lang), null, 2)}\n`);
  else if (format === 'sql') effects.stdout(`${toSql()}\n\n${await outputDdl()}\n`);
  else effects.stdout(toDocs(lang));
  return 0;
}
