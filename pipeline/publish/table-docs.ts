import type { Lang } from '../../sheets-templates/define/text.ts';
import { unitIn } from '../../sheets-templates/indicators/units.ts';
import { makePublished } from '../disclosure/published.ts';
import { PUBLISHED, publicTables } from '../disclosure/tables.ts';
import { Database, type TableColumn } from '../merge/database.ts';
import { mergeSubmissions } from '../merge/merge.ts';
import { models } from '../merge/models.ts';
import { describeColumn } from './columns.ts';
import { titleOf } from './titles.ts';
import { tableSchema } from './to-datapackage.ts';

/** Looks at the published tables of a merge of nothing: documentation cannot differ from what is written. */
async function inEmptyMerge<T>(look: (db: Database) => Promise<T>): Promise<T> {
  const db = await Database.open(':memory:');
  try {
    await mergeSubmissions(db, []);
    await makePublished(db);
    return await look(db);
  } finally {
    db.close();
  }
}

/** Table Schemas of the published tables. */
export const tableSchemas = (lang: Lang) =>
  inEmptyMerge(async (db) => {
    const schemas = [];
    for (const { name } of publicTables)
      schemas.push({ name, title: titleOf(name)[lang], schema: await tableSchema(db, name, lang) });
    return schemas;
  });

/** The dictionary of the published tables, as Markdown. */
export const tableDocs = (lang: Lang): Promise<string> =>
  inEmptyMerge(async (db) => {
    const parts = [lang === 'es' ? '# Tablas publicadas' : '# Published tables'];
    for (const { name } of publicTables) {
      const grain = /^-- grain: (.+)$/m.exec(models.find((model) => model.name === name)?.sql ?? '')?.[1];
      const columns = await db.columns(PUBLISHED, name);
      parts.push(
        [
          `## \`${name}\` · ${titleOf(name)[lang]}`,
          ...(grain && lang === 'en' ? ['', `${grain}.`] : []),
          '',
          lang === 'es' ? '| Columna | Qué es | Tipo | Unidad | Más |' : '| Column | What it is | Type | Unit | More |',
          '|---|---|---|---|---|',
          ...columns.map((column) => row(name, column, lang)),
        ].join('\n'),
      );
    }
    return `${parts.join('\n\n')}\n`;
  });

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');

function row(table: string, { name, type }: TableColumn, lang: Lang): string {
  const said = describeColumn(table, name);
  const cells = [
    `\`${name}\``,
    said?.label[lang] ?? '',
    type,
    unitIn(said?.unit ?? '', lang),
    said?.help?.[lang] ?? '',
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}
