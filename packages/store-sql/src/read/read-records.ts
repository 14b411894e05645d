import {
  type GetPlan,
  type ListPlan,
  type ListResult,
  type Position,
  presentRecord,
} from '@portico/adapter/store';
import { or, type StoredValue, type TableRecord } from '@portico/protocol';
import { type CompiledQuery, sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import { bindProjection } from './bind-projection.ts';
import { cellType, sourceOf, storedColumn } from './column.ts';
import { compileFilter, type FilterContext } from './compile-filter.ts';
import { inSnapshot } from './in-snapshot.ts';
import { fill, Parameters } from './parameters.ts';
import { type Row, type Selection, selectProjection, truth } from './select-projection.ts';
import { sortOrder } from './sort-order.ts';
import { StatementCache } from './statement-cache.ts';

interface Statement {
  readonly query: CompiledQuery<Row>;
  readonly read: Selection['read'];
}

interface ListStatement extends Statement {
  readonly count: CompiledQuery<Row>;
}

type ReadOne = <T>(body: (database: Database) => Promise<T>) => Promise<T>;

/** Runs read plans: one statement per page, whatever the page shows. */
export class ReadRecords {
  readonly #reader: Database;
  readonly #context: FilterContext;
  readonly #readOne: ReadOne;
  readonly #lists = new StatementCache<ListStatement>();
  readonly #gets = new StatementCache<Statement>();

  /** @param readOne how reads of one statement go, which need no transaction for what they see */
  constructor(reader: Database, context: FilterContext, readOne: ReadOne = (body) => body(reader)) {
    this.#reader = reader;
    this.#context = context;
    this.#readOne = readOne;
  }

  async get(plan: GetPlan): Promise<TableRecord | null> {
    const parameters = new Parameters();
    const projection = bindProjection(plan.projection, parameters);
    const id = parameters.bind(plan.id);
    const statement = this.#gets.get(parameters.shape, () => {
      const source = { table: projection.table, alias: 'r' };
      const selection = selectProjection(projection, source, this.#context);
      const visible = compileFilter(
        or(...projection.grants.map((grant) => grant.filter)),
        source,
        this.#context,
      );
      const query = sql<Row>`select ${sql.join(selection.columns)} from ${sourceOf(source)} ${sql.join(
        selection.joins,
        sql` `,
      )} where ${sql.id('r', 'id')} = ${id} and ${visible}`;
      return { query: query.compile(this.#reader), read: selection.read };
    });
    const query = fill(statement.query, parameters.values);
    const { rows } = await this.#readOne((database) => database.executeQuery(query));
    const found = rows[0] ? statement.read(rows[0]) : null;
    return found ? presentRecord(plan.projection, found) : null;
  }

  async list(plan: ListPlan): Promise<ListResult> {
    const parameters = new Parameters();
    const bound = bindList(plan, parameters);
    const statement = this.#lists.get(parameters.shape, () => this.#compileList(bound));
    const query = fill(statement.query, parameters.values);
    if (!plan.count)
      return page(plan, statement, (await this.#readOne((database) => database.executeQuery(query))).rows);
    const count = fill(statement.count, parameters.values);
    // One view of the records, so that the number fits the page.
    return inSnapshot(this.#reader, async (database) => {
      const { rows } = await database.executeQuery(query);
      const counted = await database.executeQuery(count);
      return { ...page(plan, statement, rows), count: Number(counted.rows[0]?.count ?? 0) };
    });
  }

  #compileList(plan: ListPlan): ListStatement {
    const source = { table: plan.projection.table, alias: 'r' };
    const selection = selectProjection(plan.projection, source, this.#context);
    const order = sortOrder(plan, source, this.#context);
    const visible = compileFilter(
      or(...plan.projection.grants.map((grant) => grant.filter)),
      source,
      this.#context,
    );
    const matching = sql`${visible} and ${compileFilter(plan.where, source, this.#context)}`;
    const after = plan.after ? order.after(plan.after) : sql`true`;
    const columns = [...selection.columns, ...order.columns];
    const query = sql<Row>`select ${sql.join(columns)} from ${sourceOf(source)} ${sql.join(
      selection.joins,
      sql` `,
    )} where ${matching} and ${after} order by ${order.orderBy} limit ${plan.limit}`;
    const count = sql<Row>`select count(*) as ${sql.id('count')} from ${sourceOf(source)} where ${matching}`;
    return {
      query: query.compile(this.#reader),
      count: count.compile(this.#reader),
      read: selection.read,
    };
  }
}

function bindList(plan: ListPlan, parameters: Parameters): ListPlan {
  const projection = bindProjection(plan.projection, parameters);
  const where = parameters.bindFilter(plan.where);
  const sort = plan.sort.map((key) => {
    parameters.note(`${key.column} ${key.direction}`);
    return { ...key, readable: parameters.bindFilter(key.readable) };
  });
  parameters.note(plan.after ? 'after' : 'from the beginning');
  const after = plan.after && bindPosition(plan.after, parameters);
  // One more than asked for tells whether there is a next page.
  return { ...plan, projection, where, sort, after, limit: parameters.bind(plan.limit + 1) };
}

function bindPosition(position: Position, parameters: Parameters): Position {
  return {
    values: position.values.map((value) => parameters.bind(value)),
    id: parameters.bind(position.id),
  };
}

function page(plan: ListPlan, statement: Statement, rows: readonly Row[]): ListResult {
  const shown = rows.slice(0, plan.limit);
  const last = shown.at(-1);
  return {
    records: shown.flatMap((row) => {
      const read = statement.read(row);
      return (read && presentRecord(plan.projection, read)) ?? [];
    }),
    next: rows.length > plan.limit && last ? positionOf(plan, last) : null,
  };
}

function positionOf(plan: ListPlan, row: Row): Position {
  const values = plan.sort.map(({ column }, at): StoredValue => {
    const value = row[`sort.${at}`] ?? null;
    const boolean = cellType(storedColumn(plan.projection.table, column)) === 'boolean';
    return boolean ? truth(value) : value;
  });
  return { values, id: String(row.id) };
}
