import { etagOf } from '@portico/adapter/store';
import { EVERYTHING } from '@portico/protocol';
import { sql } from 'kysely';
import { bindGrants, grantsKey } from '../read/bind-projection.js';
import { columnOf, sourceOf, storedColumn, storedColumns } from '../read/column.js';
import { compileFilter } from '../read/compile-filter.js';
import { fill, Parameters } from '../read/parameters.js';
import { selectProjection } from '../read/select-projection.js';
import { StatementCache } from '../read/statement-cache.js';

/** The columns of the record as the expected ETag's grants show it. */
const SHOWN = 'shown.';
/** Asks the database about single records within a transaction. Conditions are judged in SQL, as everywhere. */
export class RecordStates {
  #context;
  #layout;
  #statements = new StatementCache();
  constructor(context, layout) {
    this.#context = context;
    this.#layout = layout;
  }
  /** Null when there is no such record. */
  async read(transaction, table, id, conditions, expected) {
    const parameters = new Parameters();
    const names = Object.keys(conditions);
    const filters = names.map((name) => parameters.bindFilter(conditions[name]));
    const grants = bindGrants(expected?.grants ?? [], parameters);
    const slot = parameters.bind(id);
    const key = `${table.name}/${JSON.stringify(filters)}/${grantsKey(grants)}`;
    const statement = this.#statements.get(key, () =>
      this.#compile(transaction, table, slot, filters, grants),
    );
    const { rows } = await transaction.executeQuery(fill(statement.query, parameters.values));
    const row = rows[0];
    const record = row && statement.everything(row)?.record;
    if (!row || !record) return null;
    const shown = expected && statement.shown(row);
    return {
      record,
      holds: Object.fromEntries(names.map((name, at) => [name, row[`holds.${at}`] === 1])),
      etag: expected && shown ? etagOf(table, expected.grants, shown.record, shown.holds) : null,
    };
  }
  async holds(transaction, table, id, condition) {
    if (condition.type === 'nothing') return false;
    return (await this.read(transaction, table, id, { condition }))?.holds.condition ?? false;
  }
  /** Whether the condition would hold for a record that is not in the table. */
  async wouldHold(transaction, table, record, condition) {
    const cells = ['id', ...storedColumns(table)].map((column) => {
      const cell = this.#layout.cell(storedColumn(table, column), record[column] ?? null);
      return sql`${cell} as ${sql.id(column)}`;
    });
    for (const [shadow, value] of Object.entries(this.#layout.shadows(table, record)))
      cells.push(sql`${this.#layout.cell(null, value)} as ${sql.id(shadow)}`);
    const holds = compileFilter(condition, { table, alias: 'r' }, this.#context);
    const query = sql`select 1 from (select ${sql.join(cells)}) as ${sql.id('r')} where ${holds}`;
    return (await query.execute(transaction)).rows.length > 0;
  }
  /** Ids of the records for which the filter holds. */
  async find(transaction, table, filter) {
    const source = { table, alias: 'r' };
    const matching = compileFilter(filter, source, this.#context);
    const query = sql`select ${columnOf(source, 'id')} as ${sql.id('id')} from ${sourceOf(source)} where ${matching}`;
    const { rows } = await query.execute(transaction);
    return rows.map((row) => row.id);
  }
  #compile(transaction, table, id, filters, grants) {
    const source = { table, alias: 'r' };
    const whole = { permission: '', filter: EVERYTHING, columns: new Set(storedColumns(table)) };
    const everything = selectProjection(cellsOf(table, [whole]), source, this.#context);
    const shown = selectProjection(cellsOf(table, grants), source, this.#context, SHOWN);
    const holds = filters.map((filter, at) => {
      const condition = compileFilter(filter, source, this.#context);
      return sql`case when ${condition} then 1 else 0 end as ${sql.id(`holds.${at}`)}`;
    });
    const columns = [...everything.columns, ...(grants.length > 0 ? shown.columns : []), ...holds];
    const query = sql`select ${sql.join(columns)} from ${sourceOf(source)} where ${columnOf(source, 'id')} = ${id}`;
    return { query: query.compile(transaction), everything: everything.read, shown: shown.read };
  }
}
function cellsOf(table, grants) {
  return { table, grants, select: [], lookups: [], counts: [] };
}
//# sourceMappingURL=record-state.js.map
