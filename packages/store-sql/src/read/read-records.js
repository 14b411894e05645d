import { presentRecord } from '@portico/adapter/store';
import { or } from '@portico/protocol';
import { sql } from 'kysely';
import { bindProjection, projectionKey } from './bind-projection.js';
import { cellType, sourceOf, storedColumn } from './column.js';
import { compileFilter } from './compile-filter.js';
import { inSnapshot } from './in-snapshot.js';
import { fill, Parameters } from './parameters.js';
import { selectProjection, truth } from './select-projection.js';
import { sortOrder } from './sort-order.js';
import { StatementCache } from './statement-cache.js';
/** Runs read plans: one statement per page, whatever the page shows. */
export class ReadRecords {
  #dialect;
  #context;
  #lists = new StatementCache();
  #gets = new StatementCache();
  constructor(dialect, context) {
    this.#dialect = dialect;
    this.#context = context;
  }
  async get(plan) {
    const parameters = new Parameters();
    const projection = bindProjection(plan.projection, parameters);
    const id = parameters.bind(plan.id);
    const statement = this.#gets.get(projectionKey(projection), () => {
      const source = { table: projection.table, alias: 'r' };
      const selection = selectProjection(projection, source, this.#context);
      const visible = compileFilter(
        or(...projection.grants.map((grant) => grant.filter)),
        source,
        this.#context,
      );
      const query = sql`select ${sql.join(selection.columns)} from ${sourceOf(source)} ${sql.join(selection.joins, sql` `)} where ${sql.id('r', 'id')} = ${id} and ${visible}`;
      return { query: query.compile(this.#dialect.reader), read: selection.read };
    });
    const { rows } = await this.#dialect.reader.executeQuery(fill(statement.query, parameters.values));
    const found = rows[0] ? statement.read(rows[0]) : null;
    return found ? presentRecord(plan.projection, found) : null;
  }
  async list(plan) {
    const parameters = new Parameters();
    const bound = bindList(plan, parameters);
    const statement = this.#lists.get(listKey(bound), () => this.#compileList(bound));
    const query = fill(statement.query, parameters.values);
    if (!plan.count) return page(plan, statement, (await this.#dialect.reader.executeQuery(query)).rows);
    const count = fill(statement.count, parameters.values);
    // One view of the records, so that the number fits the page.
    return inSnapshot(this.#dialect.reader, async (database) => {
      const { rows } = await database.executeQuery(query);
      const counted = await database.executeQuery(count);
      return { ...page(plan, statement, rows), count: Number(counted.rows[0]?.count ?? 0) };
    });
  }
  #compileList(plan) {
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
    const query = sql`select ${sql.join(columns)} from ${sourceOf(source)} ${sql.join(selection.joins, sql` `)} where ${matching} and ${after} order by ${order.orderBy} limit ${plan.limit}`;
    const count = sql`select count(*) as ${sql.id('count')} from ${sourceOf(source)} where ${matching}`;
    return {
      query: query.compile(this.#dialect.reader),
      count: count.compile(this.#dialect.reader),
      read: selection.read,
    };
  }
}
function bindList(plan, parameters) {
  return {
    ...plan,
    projection: bindProjection(plan.projection, parameters),
    where: parameters.bindFilter(plan.where),
    sort: plan.sort.map((key) => ({ ...key, readable: parameters.bindFilter(key.readable) })),
    after: plan.after && bindPosition(plan.after, parameters),
    // One more than asked for tells whether there is a next page.
    limit: parameters.bind(plan.limit + 1),
  };
}
function bindPosition(position, parameters) {
  return {
    values: position.values.map((value) => parameters.bind(value)),
    id: parameters.bind(position.id),
  };
}
function listKey(plan) {
  const after = plan.after ? JSON.stringify(plan.after.values) : '';
  return `${projectionKey(plan.projection)}/${JSON.stringify(plan.where)}/${JSON.stringify(plan.sort)}/${after}`;
}
function page(plan, statement, rows) {
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
function positionOf(plan, row) {
  const values = plan.sort.map(({ column }, at) => {
    const value = row[`sort.${at}`] ?? null;
    const boolean = cellType(storedColumn(plan.projection.table, column)) === 'boolean';
    return boolean ? truth(value) : value;
  });
  return { values, id: String(row.id) };
}
//# sourceMappingURL=read-records.js.map
