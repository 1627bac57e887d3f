import context from './data/contexto.json' with { type: 'json' };
import type { Database, TableColumn } from './database.ts';
import { typedDimension } from './dimension.ts';

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
  const text = (name: string): TableColumn => ({ name, type: 'VARCHAR' });
  await typedDimension(
    db,
    'contexto_conceptos',
    [text('concepto'), text('es'), text('en'), text('unidad'), { name: 'orden', type: 'INTEGER' }],
    contextConcepts.map(({ concepto, es, en, unidad }, at) => [concepto, es, en, unidad, at]),
  );
  await typedDimension(
    db,
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
