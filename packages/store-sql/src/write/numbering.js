import { formatNumber, numberIn } from '@portico/adapter/store';
import { sql } from 'kysely';
/**
 * The record with its numbered columns filled. Numbers are given out within the transaction, so a write
 * that is refused takes none. A number that a record brings along, as an import may, is not given out again.
 */
export async function numbered(transaction, table, record) {
  const numbers = {};
  for (const [column, schema] of Object.entries(table.columns)) {
    if (schema.type !== 'text' || schema.numbering === undefined) continue;
    if ((record[column] ?? null) === null) {
      const next = await take(transaction, table.name, column);
      numbers[column] = formatNumber(schema.numbering, next);
    }
  }
  await reserveNumbers(transaction, table, record);
  return { ...record, ...numbers };
}
/** A number that a record brings along, as an import may, is not given out again. */
export async function reserveNumbers(transaction, table, record) {
  for (const [column, schema] of Object.entries(table.columns)) {
    if (schema.type !== 'text' || schema.numbering === undefined) continue;
    await reserve(transaction, table.name, column, numberIn(schema.numbering, record[column]));
  }
}
export function isNumbered(table, column) {
  const schema = table.columns[column];
  return schema?.type === 'text' && schema.numbering !== undefined;
}
async function take(transaction, table, column) {
  const { rows } = await sql`
    insert into ${sql.table('_counter')} (${sql.id('table')}, ${sql.id('column')}, ${sql.id('value')})
    values (${table}, ${column}, 1)
    on conflict (${sql.id('table')}, ${sql.id('column')})
    do update set ${sql.id('value')} = ${sql.id('_counter', 'value')} + 1
    returning ${sql.id('value')}`.execute(transaction);
  return Number(rows[0]?.value);
}
async function reserve(transaction, table, column, value) {
  if (value === 0) return;
  await sql`
    insert into ${sql.table('_counter')} (${sql.id('table')}, ${sql.id('column')}, ${sql.id('value')})
    values (${table}, ${column}, ${value})
    on conflict (${sql.id('table')}, ${sql.id('column')})
    do update set ${sql.id('value')} = excluded.${sql.id('value')}
    where ${sql.id('_counter', 'value')} < excluded.${sql.id('value')}`.execute(transaction);
}
//# sourceMappingURL=numbering.js.map
