import { existsSync } from 'node:fs';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBType, DuckDBValue } from '@duckdb/node-api';

import { memoryLimits, overflowOf } from './database-memory.ts';
import { type Cell, rowsFrom } from './js-rows.ts';
import { keepPrepared, prepared, preparedName } from './prepared.ts';

export type { Cell };

export interface TableColumn {
  name: string;
  type: string;
}

/** Name of the columns that a query gives. */
const shapeOf = (query: string) => preparedName('columns', query);

/** A DuckDB database; the library is loaded when the first one is opened. */
export class Database {
  private closed = false;

  private constructor(
    private readonly instance: DuckDBInstance,
    readonly connection: DuckDBConnection,
    private readonly types: Readonly<Record<string, DuckDBType>>,
    /** It is a file, which others open later. */
    readonly kept: boolean,
    /** Nobody wrote to it before it was opened here: what it holds was made here. */
    private readonly isFresh: boolean,
    /** Somebody else closes the database; this is a further connection to it. */
    private readonly isGuest = false,
  ) {}

  /** Opens or makes a database; `:memory:` for none on disk. */
  static async open(path: string): Promise<Database> {
    const duckdb = await import('@duckdb/node-api');
    const isFresh = path === ':memory:' || !existsSync(path);
    // Many small tables: with larger blocks a new database of two workbooks would take 27 MB instead of 4; in the form of
    // before DuckDB 1.2, 14 MB, and a merge an eighth longer, because what is known of each column took 3 kB.
    const instance = await duckdb.DuckDBInstance.create(path, {
      threads: '2',
      default_block_size: '16384',
      storage_compatibility_version: 'v1.2.0',
      ...memoryLimits(),
      temp_directory: overflowOf(path),
    });
    const types = {
      VARCHAR: duckdb.VARCHAR,
      BIGINT: duckdb.BIGINT,
      INTEGER: duckdb.INTEGER,
      DOUBLE: duckdb.DOUBLE,
      DATE: duckdb.DATE,
      BOOLEAN: duckdb.BOOLEAN,
    };
    return new Database(instance, await instance.connect(), types, path !== ':memory:', isFresh);
  }

  /** Opens a database only to look at it: others may do so at the same time, and a merge is not kept waiting. */
  static async openForReading(path: string): Promise<Database> {
    const duckdb = await import('@duckdb/node-api');
    const limits = {
      access_mode: 'READ_ONLY',
      threads: '2',
      enable_external_access: 'false',
      lock_configuration: 'true',
      ...memoryLimits(),
    };
    const instance = await duckdb.DuckDBInstance.create(path, limits);
    return new Database(instance, await instance.connect(), {}, true, false);
  }

  /** A further connection to a database that is open for reading; to close it leaves the others as they are. */
  async another(): Promise<Database> {
    return new Database(this.instance, await this.instance.connect(), {}, this.kept, false, true);
  }

  private isUntouched = true;

  /** It is new, and nothing was made in it yet; to ask the catalogue takes longer than a table. */
  get isNew(): boolean {
    return this.isFresh && this.isUntouched;
  }

  /** Columns of every table, as long as no table changes. */
  private readonly known = new Map<string, TableColumn[]>();

  async run(sql: string): Promise<void> {
    if (!/^\s*(set|pragma|begin|commit)\b/i.test(sql)) this.isUntouched = false;
    if (/\binsert\b/i.test(sql)) this.bare.clear();
    // Tables that are known may be others now; a statement that only mentions such a word costs one more question. A new
    // table changes no other.
    if (/\b(create or replace|drop|alter|attach|detach|rollback)\b/i.test(sql)) this.known.clear();
    await this.connection.run(sql);
  }

  /** Tables that were made without a row, and get none later. */
  private readonly empty = new Set<string>();

  /** Fills a table that is there and empty with what a query gives; it stays so. */
  async fill(table: string, query: string): Promise<void> {
    this.isUntouched = false;
    const filled = await this.connection.runAndReadAll(`insert into ${table} ${query}`);
    if (Number(filled.value(0, 0)) === 0) this.empty.add(table);
    else this.empty.delete(table);
  }

  /** Tables that were made here without a row, and into which nothing was put since. */
  private readonly bare = new Set<string>();

  /** Tables that were just made without a row: whether they are empty need not be asked. */
  noteBare(tables: readonly string[]): void {
    for (const table of tables) this.bare.add(table);
  }

  /** Puts what a query gives into a table, beside what is there. */
  async insert(table: string, columns: readonly string[], query: string): Promise<void> {
    this.isUntouched = false;
    this.bare.delete(table);
    this.empty.delete(table);
    await this.connection.run(`insert into ${table} (${columns.join(', ')}) ${query}`);
  }

  /** A table that is there and empty stays so. */
  leaveEmpty(table: string): void {
    this.empty.add(table);
  }

  /** Makes a table that stays as its query gives it. */
  async make(table: string, query: string): Promise<void> {
    this.isUntouched = false;
    this.known.delete(table);
    const made = await this.connection.runAndReadAll(`create or replace table ${table} as ${query}`);
    if (Number(made.value(0, 0)) === 0) this.empty.add(table);
    else this.empty.delete(table);
  }

  /**
   * Makes a table of which is known that its query gives no row: where that query was asked before, it is not planned
   * again, which takes longer than all else with so little data.
   */
  async makeEmpty(table: string, query: string): Promise<void> {
    this.isUntouched = false;
    const columns = prepared(shapeOf(query));
    if (!columns) {
      this.unlearnt.set(table, query);
      return this.make(table, query);
    }
    this.known.delete(table);
    await this.connection.run(`create or replace table ${table} (${columns})`);
    this.empty.add(table);
  }

  /** Queries of tables made here without a row whose columns no other database has learnt yet. */
  private readonly unlearnt = new Map<string, string>();

  /** Keeps for other databases what columns the empty tables have. */
  async learnShapes(): Promise<void> {
    if (this.unlearnt.size === 0) return;
    await this.knowAll();
    for (const [table, query] of this.unlearnt) {
      const columns = this.known.get(table)?.map(({ name, type }) => `"${name}" ${type}`);
      if (columns && this.isEmpty(table)) keepPrepared(shapeOf(query), Buffer.from(columns.join(', ')));
    }
    this.unlearnt.clear();
  }

  /** Finds out which of these tables hold no row. */
  async findEmpty(tables: readonly string[]): Promise<void> {
    for (const table of tables) {
      if (this.bare.has(table)) this.empty.add(table);
      else this.empty.delete(table);
    }
    const asked = tables.filter((table) => !this.bare.has(table));
    if (asked.length === 0) return;
    const sql = asked.map((table) => `select '${table}' as t where not exists (from ${table})`).join(' union all ');
    for (const { t } of await this.rows(sql)) this.empty.add(String(t));
  }

  /** Rows of one table, `rest` saying which; none without asking where it is empty. */
  async rowsOf(table: string, rest = ''): Promise<Record<string, Cell>[]> {
    return this.isEmpty(table) ? [] : this.rows(`select * from ${table} ${rest}`);
  }

  /** Whether a table is known to hold no row, without asking; most are empty where little was received. */
  isEmpty(table: string): boolean {
    return this.empty.has(table);
  }

  /** Many statements that only change what the database says of itself: to optimise them takes as long as to do them. */
  async describe(statements: readonly string[]): Promise<void> {
    await this.run('pragma disable_optimizer');
    try {
      await this.run(statements.join('\n'));
    } finally {
      await this.run('pragma enable_optimizer');
    }
  }

  /** Writes all of it or nothing; also much faster than statement by statement. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('begin');
    try {
      const result = await work();
      await this.run('commit');
      return result;
    } catch (error) {
      // After some errors the transaction has ended already.
      await this.run('rollback').catch(() => {});
      throw error;
    }
  }

  /**
   * Rows of a query as plain objects; dates as ISO text, big integers as numbers.
   * @param values for the question marks in it
   */
  async rows(sql: string, values: readonly Cell[] = []): Promise<Record<string, Cell>[]> {
    // Without values it needs no statement prepared.
    const result = await this.connection.runAndReadAll(sql, values.length > 0 ? [...values] : undefined);
    return rowsFrom(result.deduplicatedColumnNames(), result.getColumnsJS(), result.currentRowCount);
  }

  /** Rows of a query as they are worked out, a few thousand at a time; nothing else is asked until the last was read. */
  async *pieces(sql: string): AsyncGenerator<Record<string, Cell>[]> {
    const { JSDuckDBValueConverter } = await import('@duckdb/node-api');
    const result = await this.connection.stream(sql);
    const names = result.deduplicatedColumnNames();
    for await (const chunk of result)
      yield rowsFrom(names, chunk.convertColumns(JSDuckDBValueConverter), chunk.rowCount);
  }

  /**
   * @param schema a schema of the database, or the name of an attached one that has no schemas
   * @throws where there is no such table
   */
  async columns(schema: string, table: string): Promise<readonly TableColumn[]> {
    const name = `${schema}.${table}`;
    if (!this.known.has(name)) await this.knowAll();
    const columns = this.known.get(name);
    if (!columns) throw new Error(`there is no table ${name}`);
    return columns;
  }

  /** One question about all tables takes as long as one about two of them. */
  private async knowAll(): Promise<void> {
    this.known.clear();
    const rows = await this.rows(`
      select if(database_name = current_database(), schema_name, database_name) || '.' || table_name as tabla,
        column_name as name, data_type as type
      from duckdb_columns() where not internal order by database_name, schema_name, table_name, column_index`);
    for (const { tabla, name, type } of rows) {
      const columns = this.known.get(String(tabla)) ?? [];
      columns.push({ name: String(name), type: String(type) });
      this.known.set(String(tabla), columns);
    }
  }

  /** What rows are put into, by their types: what a new one takes is only given back when memory is cleared up. */
  private readonly chunks = new Map<string, DuckDBDataChunk>();

  /**
   * Loads rows a column at a time.
   * @param columns names and types in the order of the table
   * @param values one array for each column, all of one length
   */
  async append(
    schema: string,
    table: string,
    columns: readonly TableColumn[],
    values: readonly (readonly Cell[])[],
  ): Promise<void> {
    const { DuckDBDataChunk, DuckDBDateValue } = await import('@duckdb/node-api');
    const length = values[0]?.length ?? 0;
    if (length > 0) this.bare.delete(`${schema}.${table}`);
    const appender = await this.connection.createAppender(table, schema);
    const types = columns
      .map(({ type }) => this.types[type] ?? this.types.VARCHAR)
      .filter((type) => type !== undefined);
    const convert = columns.map(({ type }): ((value: Cell) => DuckDBValue) => {
      if (type === 'BIGINT') return (value) => (value === null ? null : BigInt(value));
      if (type === 'DATE')
        return (value) => (value === null ? null : new DuckDBDateValue(daysSince1970(String(value))));
      return (value) => value;
    });
    const form = types.join();
    const chunk = this.chunks.get(form) ?? DuckDBDataChunk.create(types);
    this.chunks.set(form, chunk);
    for (let from = 0; from < length; from += CHUNK) {
      chunk.reset();
      chunk.setColumns(
        values.map((column, index) => column.slice(from, from + CHUNK).map((value) => convert[index]?.(value) ?? null)),
      );
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  /** Closes it; once is enough. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.chunks.clear();
    this.connection.closeSync();
    if (!this.isGuest) this.instance.closeSync();
  }
}

/** Rows in one data chunk of DuckDB. */
const CHUNK = 2048;

const daysSince1970 = (iso: string) => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);
