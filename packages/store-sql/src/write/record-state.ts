import { type ExpectedEtag, etagOf, type Grant, type Projection } from '@portico/adapter/store';
import {
  EVERYTHING,
  type Filter,
  type StoredRecord,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import { type CompiledQuery, sql } from 'kysely';
import type { ColumnLayout } from '../dialect/column-layout.ts';
import type { WriteTransaction } from '../dialect/tables.ts';
import { bindGrants } from '../read/bind-projection.ts';
import { columnOf, sourceOf, storedColumn, storedColumns } from '../read/column.ts';
import { compileFilter, type FilterContext } from '../read/compile-filter.ts';
import { fill, Parameters } from '../read/parameters.ts';
import { type Row, type Selection, selectProjection } from '../read/select-projection.ts';
import { StatementCache } from '../read/statement-cache.ts';

/** A record as it stands, and which of the conditions asked about hold for it. */
export interface RecordState<C extends string> {
  readonly record: StoredRecord;
  readonly holds: Readonly<Record<C, boolean>>;
  /** As `expected.grants` show it; null when nothing was expected. */
  readonly etag: string | null;
}

interface Statement {
  readonly query: CompiledQuery<Row>;
  readonly everything: Selection['read'];
  readonly shown: Selection['read'];
}

/** The columns of the record as the expected ETag's grants show it. */
const SHOWN = 'shown.';

/** Asks the database about single records within a transaction. Conditions are judged in SQL, as everywhere. */
export class RecordStates {
  readonly #context: FilterContext;
  readonly #layout: ColumnLayout;
  readonly #statements = new StatementCache<Statement>();

  constructor(context: FilterContext, layout: ColumnLayout) {
    this.#context = context;
    this.#layout = layout;
  }

  /** Null when there is no such record. */
  async read<C extends string>(
    transaction: WriteTransaction,
    table: TableSchema,
    id: string,
    conditions: Readonly<Record<C, Filter>>,
    expected?: ExpectedEtag,
  ): Promise<RecordState<C> | null> {
    const parameters = new Parameters();
    parameters.note(table.name);
    const names = Object.keys(conditions) as C[];
    const filters = names.map((name) => parameters.bindFilter(conditions[name]));
    const grants = bindGrants(expected?.grants ?? [], parameters);
    const slot = parameters.bind(id);
    const statement = this.#statements.get(parameters.shape, () =>
      this.#compile(transaction, table, slot, filters, grants),
    );
    const { rows } = await transaction.executeQuery(fill(statement.query, parameters.values));
    const row = rows[0];
    const record = row && statement.everything(row)?.record;
    if (!row || !record) return null;
    const shown = expected && statement.shown(row);
    return {
      record,
      holds: Object.fromEntries(names.map((name, at) => [name, row[`holds.${at}`] === 1])) as Record<
        C,
        boolean
      >,
      etag: expected && shown ? etagOf(table, expected.grants, shown.record, shown.holds) : null,
    };
  }

  async holds(
    transaction: WriteTransaction,
    table: TableSchema,
    id: string,
    condition: Filter,
  ): Promise<boolean> {
    if (condition.type === 'nothing') return false;
    return (await this.read(transaction, table, id, { condition }))?.holds.condition ?? false;
  }

  /** Whether the condition would hold for a record that is not in the table. */
  async wouldHold(
    transaction: WriteTransaction,
    table: TableSchema,
    record: StoredRecord,
    condition: Filter,
  ): Promise<boolean> {
    const cells = ['id', ...storedColumns(table)].map((column) => {
      const cell = this.#layout.cell(storedColumn(table, column), record[column] ?? null);
      return sql`${cell} as ${sql.id(column)}`;
    });
    for (const [shadow, value] of Object.entries(this.#layout.shadows(table, record)))
      cells.push(sql`${this.#layout.cell(null, value)} as ${sql.id(shadow)}`);
    const holds = compileFilter(condition, { table, alias: 'r' }, this.#context);
    const query = sql<Row>`select 1 from (select ${sql.join(cells)}) as ${sql.id('r')} where ${holds}`;
    return (await query.execute(transaction)).rows.length > 0;
  }

  /** Ids of the records for which the filter holds. */
  async find(transaction: WriteTransaction, table: TableSchema, filter: Filter): Promise<string[]> {
    const source = { table, alias: 'r' };
    const matching = compileFilter(filter, source, this.#context);
    const query = sql<{
      id: string;
    }>`select ${columnOf(source, 'id')} as ${sql.id('id')} from ${sourceOf(source)} where ${matching}`;
    const { rows } = await query.execute(transaction);
    return rows.map((row) => row.id);
  }

  #compile(
    transaction: WriteTransaction,
    table: TableSchema,
    id: StoredValue,
    filters: readonly Filter[],
    grants: readonly Grant[],
  ): Statement {
    const source = { table, alias: 'r' };
    const whole = { permission: '', filter: EVERYTHING, columns: new Set(storedColumns(table)) };
    const everything = selectProjection(cellsOf(table, [whole]), source, this.#context);
    const shown = selectProjection(cellsOf(table, grants), source, this.#context, SHOWN);
    const holds = filters.map((filter, at) => {
      const condition = compileFilter(filter, source, this.#context);
      return sql`case when ${condition} then 1 else 0 end as ${sql.id(`holds.${at}`)}`;
    });
    const columns = [...everything.columns, ...(grants.length > 0 ? shown.columns : []), ...holds];
    const query = sql<Row>`select ${sql.join(columns)} from ${sourceOf(source)} where ${columnOf(source, 'id')} = ${id}`;
    return { query: query.compile(transaction), everything: everything.read, shown: shown.read };
  }
}

function cellsOf(table: TableSchema, grants: readonly Grant[]): Projection {
  return { table, grants, select: [], lookups: [], counts: [] };
}
