import type { CountPlan, LookupPlan, Projection, ReadRecord } from '@portico/adapter/store';
import { or, type StoredValue } from '@portico/protocol';
import { type RawBuilder, sql } from 'kysely';
import { cellType, columnOf, type Source, sourceOf, storedColumn, storedColumns } from './column.ts';
import { compileFilter, type FilterContext } from './compile-filter.ts';
import { identifier } from './identifier.ts';

/** A row as the database returns it. */
export type Row = Readonly<Record<string, StoredValue>>;

/** The part of a statement that reads the records of a projection. */
export interface Selection {
  readonly columns: readonly RawBuilder<unknown>[];
  readonly joins: readonly RawBuilder<unknown>[];
  /** Null where there is no record: the target of an expanded lookup that is empty or hidden. */
  readonly read: (row: Row) => ReadRecord | null;
}

/**
 * Selects every stored column that some grant covers, because the ETag speaks for all of them. Whether each
 * grant covers the very record is selected only where it makes a difference to the cells shown.
 */
export function selectProjection(
  projection: Projection,
  source: Source,
  context: FilterContext,
  prefix = '',
): Selection {
  const { grants, table } = projection;
  const readable = storedColumns(table).filter((column) => grants.some((grant) => grant.columns.has(column)));
  const columns = ['id', ...readable].map((column) => named(columnOf(source, column), `${prefix}${column}`));
  const joins: RawBuilder<unknown>[] = [];
  const uniform = coverAlike(projection);
  if (!uniform) {
    grants.forEach((grant, at) => {
      const holds = compileFilter(grant.filter, source, context);
      columns.push(named(sql`case when ${holds} then 1 else 0 end`, `${prefix}grant.${at}`));
    });
  }
  for (const count of projection.counts) {
    const counted = { table: count.table, alias: identifier(`${source.alias}_of_${count.column}`) };
    const visible = compileFilter(count.visible, counted, context);
    const points = sql`${columnOf(counted, count.lookup)} = ${columnOf(source, 'id')}`;
    const number = sql`(select count(*) from ${sourceOf(counted)} where ${points} and ${visible})`;
    columns.push(named(number, `${prefix}count.${count.column}`));
  }
  const targets = new Map(
    projection.lookups.map((lookup) => {
      const selection = selectTarget(lookup, source, context, `${prefix}${lookup.column}.`);
      columns.push(...selection.columns);
      joins.push(...selection.joins);
      return [lookup.column, selection.read];
    }),
  );
  return { columns, joins, read: reader(projection, readable, uniform, targets, prefix) };
}

/** The record a lookup points to: all that is shown of it when it is expanded, else its title. */
function selectTarget(lookup: LookupPlan, source: Source, context: FilterContext, prefix: string): Selection {
  const { column, target: table, grants, expand } = lookup;
  const target = { table, alias: identifier(`${source.alias}_to_${column}`) };
  const points = sql`${columnOf(target, 'id')} = ${columnOf(source, column)}`;
  if (expand) {
    const visible = compileFilter(or(...grants.map((grant) => grant.filter)), target, context);
    const selection = selectProjection({ ...expand, grants }, target, context, prefix);
    const join = sql`left join ${sourceOf(target)} on ${points} and ${visible}`;
    return { ...selection, joins: [join, ...selection.joins] };
  }
  const { title } = table;
  const covers = grants.map((grant) => title === 'id' || grant.columns.has(title));
  const covering = grants.filter((_, at) => covers[at]);
  const visible = compileFilter(or(...covering.map((grant) => grant.filter)), target, context);
  const titleKey = identifier(`${prefix}title`);
  const label = sql`(select ${columnOf(target, title)} from ${sourceOf(target)} where ${points} and ${visible})`;
  return {
    columns: covering.length === 0 ? [] : [named(label, titleKey)],
    joins: [],
    read: (row) => {
      const value = row[titleKey] ?? null;
      // Which of the covering grants holds makes no difference to a title that one of them shows.
      return value === null ? null : { ...NO_MORE, record: { id: '', [title]: value }, holds: covers };
    },
  };
}

/** Nothing further is read of a record that only lends its title. */
const NO_MORE = { target: () => null, count: () => 0 };

function reader(
  projection: Projection,
  readable: readonly string[],
  uniform: boolean,
  targets: ReadonlyMap<string, Selection['read']>,
  prefix: string,
): Selection['read'] {
  const cells = readable.map((column) => ({
    column,
    key: identifier(`${prefix}${column}`),
    boolean: cellType(storedColumn(projection.table, column)) === 'boolean',
  }));
  const flags = projection.grants.map((_, at) => identifier(`${prefix}grant.${at}`));
  const idKey = identifier(`${prefix}id`);
  return (row) => {
    const id = row[idKey];
    if (typeof id !== 'string') return null;
    const record: Record<string, StoredValue> & { id: string } = { id };
    for (const { column, key, boolean } of cells) {
      const value = row[key] ?? null;
      record[column] = boolean ? truth(value) : value;
    }
    return {
      record,
      holds: flags.map((flag) => uniform || row[flag] === 1),
      target: ({ column }: LookupPlan) => targets.get(column)?.(row) ?? null,
      count: ({ column }: CountPlan) => Number(row[identifier(`${prefix}count.${column}`)]),
    };
  };
}

/** A boolean as a database gives it: SQLite keeps them as 0 and 1. */
export function truth(value: StoredValue): boolean | null {
  return value === null ? null : value === 1 || value === true;
}

/** Whether all grants cover the same columns: then it makes no difference which of them covers a record. */
function coverAlike({ grants }: Projection): boolean {
  const [first, ...others] = grants;
  return others.every(
    (grant) =>
      grant.columns.size === first?.columns.size &&
      [...grant.columns].every((column) => first?.columns.has(column)),
  );
}

function named(expression: RawBuilder<unknown>, name: string): RawBuilder<unknown> {
  return sql`${expression} as ${sql.id(identifier(name))}`;
}
