import headlines from './data/titulares.json' with { type: 'json' };
import type { Cell, Database, TableColumn } from './database.ts';
import { dimension, typedDimension } from './dimension.ts';

/** A published figure, and how much of what it speaks of is covered, measured with another where one is named. */
export type Headline = Readonly<Record<string, Cell | undefined>>;
/** One indicator of one or all programmes that a headline reads; `hasta`: figures up to that day. */
export type HeadlinePart = Readonly<
  Record<'titular' | 'programa_id' | 'indicador' | 'publico' | 'paises', string> & { hasta: string | null }
>;

/** Loads which figures were published and what they are calculated from: those of Figure 4 where nothing else is said. */
export async function loadHeadlines(
  db: Database,
  published: readonly Headline[] = headlines.titulares,
  definitions: readonly HeadlinePart[] = headlines.definiciones,
): Promise<void> {
  await dimension(
    db,
    'titulares_def_texto',
    ['titular', 'programa_id', 'indicador', 'publico', 'paises', 'hasta'],
    definitions.map((row) => [row.titular, row.programa_id, row.indicador, row.publico, row.paises, row.hasta]),
  );
  await db.run(
    'create or replace table intermedio.titulares_def as select * exclude (hasta), hasta::date as hasta from intermedio.titulares_def_texto; drop table intermedio.titulares_def_texto;',
  );
  const columns: TableColumn[] = [
    { name: 'titular', type: 'VARCHAR' },
    { name: 'es', type: 'VARCHAR' },
    { name: 'en', type: 'VARCHAR' },
    { name: 'valor_publicado', type: 'DOUBLE' },
    { name: 'calificador_publicado', type: 'VARCHAR' },
    { name: 'cobertura_titular', type: 'VARCHAR' },
    { name: 'cobertura_por', type: 'VARCHAR' },
    { name: 'cobertura_unidad', type: 'VARCHAR' },
    { name: 'nota_es', type: 'VARCHAR' },
    { name: 'nota_en', type: 'VARCHAR' },
    { name: 'orden', type: 'INTEGER' },
  ];
  const rows = published.map((row, index): Record<string, Cell | undefined> => ({ ...row, orden: index }));
  await typedDimension(
    db,
    'titulares',
    columns,
    rows.map((row) => columns.map(({ name }) => row[name] ?? null)),
  );
}
