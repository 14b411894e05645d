import { labelOf, MAX_FACET_VALUES } from '@portico/adapter/store';
import { or } from '@portico/protocol';
import { sql } from 'kysely';
import { ROW } from '../migrations/prepare-tables.js';
import { columnOf, sourceOf } from '../read/column.js';
import { compileFilter } from '../read/compile-filter.js';
/** How many of the records found have each value of a column, counted only where it may be read. */
export async function countFacet(database, plan, column, rows, context) {
  const { table, grants } = plan.projection;
  const records = { table, alias: 'r' };
  const cell = columnOf(records, column);
  const covering = grants.filter((grant) => grant.columns.has(column));
  const readable = compileFilter(or(...covering.map((grant) => grant.filter)), records, context);
  const query = sql`
    select ${cell} as ${sql.id('value')}, count(*) as ${sql.id('count')} from ${sourceOf(records)}
    where ${sql.id('r', ROW)} in (${rows}) and ${cell} is not null and ${readable}
    group by ${cell} order by 2 desc, 1 limit ${MAX_FACET_VALUES}`;
  const { rows: counted } = await query.execute(database);
  const labels = await labelsOf(
    database,
    plan,
    column,
    counted.map(({ value }) => value),
    context,
  );
  return counted.map(({ value, count }) => ({ value, label: labels.get(value) ?? null, count }));
}
/** A label of a record shows only where the subject may read its title. */
async function labelsOf(database, { projection }, name, values, context) {
  const column = projection.table.columns[name];
  if (column?.type === 'choice') {
    const labels = new Map(column.choices.map((choice) => [choice.value, choice.label]));
    return new Map(values.map((value) => [value, labels.get(String(value)) ?? String(value)]));
  }
  if (column?.type !== 'lookup') return new Map(values.map((value) => [value, String(value)]));
  const lookup = projection.lookups.find((plan) => plan.column === name);
  if (!lookup || values.length === 0) return new Map();
  const { title } = lookup.target;
  const covers = lookup.grants.map((grant) => grant.columns.has(title));
  const covering = lookup.grants.filter((_, at) => covers[at]);
  const targets = { table: lookup.target, alias: 't' };
  const visible = compileFilter(or(...covering.map((grant) => grant.filter)), targets, context);
  const query = sql`
    select ${columnOf(targets, 'id')} as ${sql.id('id')}, ${columnOf(targets, title)} as ${sql.id('title')}
    from ${sourceOf(targets)} where ${columnOf(targets, 'id')} in (${sql.join(values)}) and ${visible}`;
  const { rows } = await query.execute(database);
  return new Map(
    rows.map((row) => [
      row.id,
      labelOf(lookup, { record: { id: row.id, [title]: row.title }, holds: covers }),
    ]),
  );
}
//# sourceMappingURL=count-facets.js.map
