import { sql } from 'kysely';
import { ROW } from '../migrations/prepare-tables.js';
import { columnOf, storedColumns } from '../read/column.js';
import { fill, Parameters } from '../read/parameters.js';
import { StatementCache } from '../read/statement-cache.js';
/** Inserts, updates and deletes single records, and keeps the search index in step. */
export class RecordTable {
  #dialect;
  #statements = new StatementCache();
  constructor(dialect) {
    this.#dialect = dialect;
  }
  async insert(transaction, table, record) {
    const cells = Object.fromEntries(storedColumns(table).map((column) => [column, record[column] ?? null]));
    const values = { id: record.id, ...cells, ...this.#dialect.shadows(table, cells) };
    const columns = Object.keys(values);
    const parameters = new Parameters();
    const slots = Object.values(values).map((value) => parameters.bind(value ?? null));
    const query = this.#statements.get(`insert ${table.name}`, () =>
      sql`insert into ${sql.table(table.name)} (${sql.join(columns.map((name) => sql.id(name)))}) values (${sql.join(slots)}) returning ${sql.id(ROW)}`.compile(
        transaction,
      ),
    );
    const { rows } = await transaction.executeQuery(fill(query, parameters.values));
    if (table.search) {
      await this.#dialect.searchIndex.add(transaction, table, Number(rows[0]?._row), record);
    }
  }
  /** `before` is the record as it stands; answers the record as it is then. */
  async update(transaction, table, before, changes) {
    const columns = Object.keys(changes);
    if (columns.length === 0) return before;
    const parameters = new Parameters();
    const source = { table, alias: table.name };
    const id = parameters.bind(before.id);
    for (const column of columns) columnOf(source, column);
    const values = { ...changes, ...this.#dialect.shadows(table, changes) };
    const assignments = Object.entries(values).map(([column, value]) => ({
      column,
      slot: parameters.bind(value ?? null),
    }));
    const query = this.#statements.get(`update ${table.name} ${columns.join()}`, () => {
      const set = assignments.map(({ column, slot }) => sql`${sql.id(column)} = ${slot}`);
      return sql`update ${sql.table(table.name)} set ${sql.join(set)} where ${sql.id('id')} = ${id} returning ${sql.id(ROW)}`.compile(
        transaction,
      );
    });
    const { rows } = await transaction.executeQuery(fill(query, parameters.values));
    const after = { ...before, ...changes };
    if (table.search && touchesIndex(table, columns)) {
      const row = Number(rows[0]?._row);
      await this.#dialect.searchIndex.remove(transaction, table, row, before);
      await this.#dialect.searchIndex.add(transaction, table, row, after);
    }
    return after;
  }
  async delete(transaction, table, record) {
    const parameters = new Parameters();
    const id = parameters.bind(record.id);
    const query = this.#statements.get(`delete ${table.name}`, () =>
      sql`delete from ${sql.table(table.name)} where ${sql.id('id')} = ${id} returning ${sql.id(ROW)}`.compile(
        transaction,
      ),
    );
    const { rows } = await transaction.executeQuery(fill(query, parameters.values));
    if (table.search) {
      await this.#dialect.searchIndex.remove(transaction, table, Number(rows[0]?._row), record);
    }
  }
}
function touchesIndex(table, columns) {
  const { search } = table;
  return columns.some(
    (column) => column === search?.visibility || Object.hasOwn(search?.weights ?? {}, column),
  );
}
//# sourceMappingURL=record-table.js.map
