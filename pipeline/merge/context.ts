import context from './data/contexto.json' with { type: 'json' };
import type { Cell, Database, TableColumn } from './database.ts';

/** What is told of a country beside the results. */
export interface ContextConcept {
  concepto: string;
  es: string;
  en: string;
  unidad: string;
}

export const contextConcepts: readonly ContextConcept[] = context.conceptos;

interface Told {
  pais: string;
  concepto: string;
  anio: number | null;
  valor: number;
  nota_es?: string;
  nota_en?: string;
}

/** Loads table 2 of the report, and what its lines are. */
export async function loadContext(db: Database): Promise<void> {
  const table = async (name: string, columns: readonly TableColumn[], rows: readonly (readonly Cell[])[]) => {
    const list = columns.map(({ name: column, type }) => `${column} ${type}`).join(', ');
    await db.run(`create or replace table intermedio.${name} (${list})`);
    await db.append(
      'intermedio',
      name,
      columns,
      columns.map((_, at) => rows.map((row) => row[at] ?? null)),
    );
  };
  const text = (name: string): TableColumn => ({ name, type: 'VARCHAR' });
  await table(
    'contexto_conceptos',
    [text('concepto'), text('es'), text('en'), text('unidad'), { name: 'orden', type: 'INTEGER' }],
    contextConcepts.map(({ concepto, es, en, unidad }, at) => [concepto, es, en, unidad, at]),
  );
  await table(
    'contexto_del_informe',
    [
      text('pais'),
      text('concepto'),
      { name: 'anio', type: 'INTEGER' },
      { name: 'valor', type: 'DOUBLE' },
      text('fuente'),
      text('nota_es'),
      text('nota_en'),
    ],
    (context.valores as readonly Told[]).map(({ pais, concepto, anio, valor, nota_es, nota_en }) => [
      pais,
      concepto,
      anio,
      valor,
      context.source,
      nota_es ?? null,
      nota_en ?? null,
    ]),
  );
}
