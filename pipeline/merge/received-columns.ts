import type { TableColumn } from './database.ts';

/** Tables that hold what was received, of all submissions. They persist between merges. */
export const receivedColumns: readonly TableColumn[] = [
  { name: 'entrega_id', type: 'VARCHAR' },
  { name: 'clave', type: 'VARCHAR' },
  { name: 'plantilla', type: 'VARCHAR' },
  { name: 'version', type: 'VARCHAR' },
  { name: 'idioma', type: 'VARCHAR' },
  { name: 'pais', type: 'VARCHAR' },
  { name: 'programa_id', type: 'VARCHAR' },
  { name: 'equipo', type: 'VARCHAR' },
  { name: 'periodo', type: 'VARCHAR' },
  { name: 'fecha_corte', type: 'DATE' },
  { name: 'envio_n', type: 'BIGINT' },
  { name: 'estado', type: 'VARCHAR' },
  { name: 'motivo', type: 'VARCHAR' },
  { name: 'filas', type: 'BIGINT' },
  { name: 'fatales', type: 'BIGINT' },
  { name: 'errores', type: 'BIGINT' },
  { name: 'avisos', type: 'BIGINT' },
  { name: 'notas', type: 'BIGINT' },
  { name: 'contenido', type: 'VARCHAR' },
  { name: 'archivo', type: 'VARCHAR' },
  { name: 'sha256', type: 'VARCHAR' },
  { name: 'recibido', type: 'DATE' },
  { name: 'fusion', type: 'INTEGER' },
  // How much of it counts, as JSON: `sheets-templates/weight.ts`.
  { name: 'peso', type: 'VARCHAR' },
  // Hash of its rows without the cover; null where there are few.
  { name: 'datos', type: 'VARCHAR' },
];

/** Merges into this database, in their order. */
export const mergeColumns: readonly TableColumn[] = [
  { name: 'fusion', type: 'INTEGER' },
  { name: 'fecha', type: 'DATE' },
  { name: 'programa', type: 'VARCHAR' },
  { name: 'libros', type: 'INTEGER' },
  { name: 'tipo', type: 'VARCHAR' },
];

export const cellColumns: readonly TableColumn[] = [
  { name: 'entrega_id', type: 'VARCHAR' },
  { name: 'hoja', type: 'VARCHAR' },
  { name: 'fila', type: 'INTEGER' },
  { name: 'columna', type: 'VARCHAR' },
  { name: 'celda', type: 'VARCHAR' },
  { name: 'texto', type: 'VARCHAR' },
];

export const findingColumns: readonly TableColumn[] = [
  { name: 'entrega_id', type: 'VARCHAR' },
  { name: 'codigo', type: 'VARCHAR' },
  { name: 'severidad', type: 'VARCHAR' },
  { name: 'hoja', type: 'VARCHAR' },
  { name: 'fila', type: 'INTEGER' },
  { name: 'columna', type: 'VARCHAR' },
  { name: 'celda', type: 'VARCHAR' },
  { name: 'valor', type: 'VARCHAR' },
  { name: 'mensaje_es', type: 'VARCHAR' },
  { name: 'mensaje_en', type: 'VARCHAR' },
  { name: 'accion_es', type: 'VARCHAR' },
  { name: 'accion_en', type: 'VARCHAR' },
  { name: 'identidad', type: 'VARCHAR' },
  { name: 'confirmado_por', type: 'VARCHAR' },
  { name: 'confirmado_el', type: 'VARCHAR' },
  { name: 'confirmado_hasta', type: 'VARCHAR' },
  { name: 'motivo', type: 'VARCHAR' },
  { name: 'cuesta', type: 'VARCHAR' },
];

/** Salted hashes of documents, by which a trainer of two programmes is one person. */
export const fingerprintColumns: readonly TableColumn[] = [
  { name: 'entrega_id', type: 'VARCHAR' },
  { name: 'hoja', type: 'VARCHAR' },
  { name: 'fila', type: 'INTEGER' },
  { name: 'huella', type: 'VARCHAR' },
  { name: 'huella_nombre', type: 'VARCHAR' },
];

/** Whom the office expects to send what, until when. */
export const expectedColumns: readonly TableColumn[] = [
  { name: 'plantilla', type: 'VARCHAR' },
  { name: 'pais', type: 'VARCHAR' },
  { name: 'remitente', type: 'VARCHAR' },
  { name: 'nombre', type: 'VARCHAR' },
  { name: 'periodo', type: 'VARCHAR' },
  { name: 'fecha_limite', type: 'DATE' },
];

/**
 * At what the office converts amounts: units of a currency per US dollar, in a period (empty: any other); and the price
 * index of that currency's country, by which wages of two periods are compared.
 */
export const rateColumns: readonly TableColumn[] = [
  { name: 'moneda', type: 'VARCHAR' },
  { name: 'periodo', type: 'VARCHAR' },
  { name: 'por_usd', type: 'DOUBLE' },
  { name: 'fuente', type: 'VARCHAR' },
  { name: 'ipc', type: 'DOUBLE' },
];

/** What the office knows of a country beside the results: its population, poverty, labour force. */
export const contextColumns: readonly TableColumn[] = [
  { name: 'pais', type: 'VARCHAR' },
  { name: 'concepto', type: 'VARCHAR' },
  { name: 'anio', type: 'INTEGER' },
  { name: 'valor', type: 'DOUBLE' },
  { name: 'fuente', type: 'VARCHAR' },
];

/** Submissions that the office let through although they bring less than what they replace. */
export const allowedColumns: readonly TableColumn[] = [
  { name: 'entrega_id', type: 'VARCHAR' },
  { name: 'motivo', type: 'VARCHAR' },
  { name: 'quien', type: 'VARCHAR' },
  { name: 'fecha', type: 'DATE' },
];

/** Figures that the office knows to be right although they seem unlikely. */
export const confirmedColumns: readonly TableColumn[] = [
  { name: 'clave', type: 'VARCHAR' },
  { name: 'envio_n', type: 'INTEGER' },
  { name: 'identidad', type: 'VARCHAR' },
  { name: 'valor', type: 'VARCHAR' },
  { name: 'dicho', type: 'VARCHAR' },
  { name: 'confirmado_por', type: 'VARCHAR' },
  { name: 'confirmado_el', type: 'VARCHAR' },
  { name: 'confirmado_hasta', type: 'VARCHAR' },
  { name: 'motivo', type: 'VARCHAR' },
];

/** What the office decided about two that may be one; a decision that was withdrawn stays, with the day. */
export const decisionColumns: readonly TableColumn[] = [
  { name: 'tipo', type: 'VARCHAR' },
  { name: 'clave_a', type: 'VARCHAR' },
  { name: 'clave_b', type: 'VARCHAR' },
  { name: 'decision', type: 'VARCHAR' },
  { name: 'motivo', type: 'VARCHAR' },
  { name: 'quien', type: 'VARCHAR' },
  { name: 'fecha', type: 'DATE' },
  { name: 'retirada', type: 'DATE' },
];

/** Lines of the indicators as they were handed out, by publication; hidden ones without numbers. */
export const publicationColumns: readonly TableColumn[] = [
  { name: 'orden', type: 'INTEGER' },
  { name: 'nombre', type: 'VARCHAR' },
  { name: 'dia', type: 'DATE' },
  ...['plantilla', 'indicador', 'unidad', 'pais', 'programa_id', 'periodo', 'dim', 'miembro'].map((name) => ({
    name,
    type: 'VARCHAR',
  })),
  { name: 'valor', type: 'DOUBLE' },
  { name: 'numerador', type: 'DOUBLE' },
  { name: 'denominador', type: 'DOUBLE' },
  { name: 'n', type: 'INTEGER' },
  { name: 'calificador', type: 'VARCHAR' },
];

/** Programmes whose codes the office assigned, and teams that it knows; one that was withdrawn stays, with the day. */
export const programmeColumns: readonly TableColumn[] = [
  { name: 'remitente', type: 'VARCHAR' },
  { name: 'pais', type: 'VARCHAR' },
  { name: 'nombre', type: 'VARCHAR' },
  { name: 'plantillas', type: 'VARCHAR' },
  { name: 'creado', type: 'DATE' },
  { name: 'quien', type: 'VARCHAR' },
  { name: 'retirado', type: 'DATE' },
];

/** What the office did with a period, step by step; the last one says how it stands. */
export const periodColumns: readonly TableColumn[] = [
  { name: 'paso', type: 'INTEGER' },
  { name: 'periodo', type: 'VARCHAR' },
  { name: 'estado', type: 'VARCHAR' },
  { name: 'cuando', type: 'VARCHAR' },
  { name: 'quien', type: 'VARCHAR' },
  { name: 'motivo', type: 'VARCHAR' },
];

/** Sets of results that were handed out, each in a folder of its own that does not change. */
export const handedOutColumns: readonly TableColumn[] = [
  { name: 'orden', type: 'INTEGER' },
  { name: 'periodo', type: 'VARCHAR' },
  { name: 'numero', type: 'INTEGER' },
  { name: 'cuando', type: 'VARCHAR' },
  { name: 'quien', type: 'VARCHAR' },
  { name: 'motivo', type: 'VARCHAR' },
  { name: 'fusion', type: 'INTEGER' },
  { name: 'carpeta', type: 'VARCHAR' },
  { name: 'sha256', type: 'VARCHAR' },
];

/** Every step of the office, each with the hash of the one before it: what was done cannot be taken out unseen. */
export const auditColumns: readonly TableColumn[] = [
  { name: 'paso', type: 'INTEGER' },
  { name: 'cuando', type: 'VARCHAR' },
  { name: 'quien', type: 'VARCHAR' },
  { name: 'accion', type: 'VARCHAR' },
  { name: 'detalle', type: 'VARCHAR' },
  { name: 'anterior', type: 'VARCHAR' },
  { name: 'huella', type: 'VARCHAR' },
];
