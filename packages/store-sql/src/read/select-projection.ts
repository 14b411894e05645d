import type { Grant, LookupPlan, Projection } from '@portico/adapter/store';
import { or, type StoredRecord, type StoredValue } from '@portico/protocol';
import { type RawBuilder, sql } from 'kysely';
import { cellType, columnOf, type Source, sourceOf, storedColumn, storedColumns } from './column.ts';
import { compileFilter, type FilterContext } from './compile-filter.ts';

/** A row as the database returns it. */
export type Row = Readonly<Record<string, StoredValue>>;

/** What a row holds of one record: its cells and labels, and which grants cover it. Nothing is masked yet. */
export interface ReadRecord {
  /** The columns that some grant covers. */
  readonly record: StoredRecord;
  /** The grants whose filter holds for this record. */
  readonly grants: readonly Grant[];
  /** Labels of lookups whose target and its title may be read. */
  readonly labels: ReadonlyMap<string, string>;
  readonly counts: ReadonlyMap<string, number>;
  /** Records of expanded lookups that may be read. */
  readonly expanded: ReadonlyMap<string, ReadRecord>;
}

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
  for (const lookup of projection.lookups) {
    columns.push(named(labelOf(lookup, source, context), `${prefix}label.${lookup.column}`));
  }
  for (const count of projection.counts) {
    const counted = { table: count.table, alias: `${source.alias}_of_${count.column}` };
    const visible = compileFilter(count.visible, counted, context);
    const points = sql`${columnOf(counted, count.lookup)} = ${columnOf(source, 'id')}`;
    const number = sql`(select count(*) from ${sourceOf(counted)} where ${points} and ${visible})`;
    columns.push(named(number, `${prefix}count.${count.column}`));
  }
  const expands = projection.lookups.flatMap((lookup) => {
    if (!lookup.expand) return [];
    const target = { table: lookup.expand.table, alias: `${source.alias}_to_${lookup.column}` };
    const visible = compileFilter(or(...lookup.expand.grants.map((grant) => grant.filter)), target, context);
    const points = sql`${columnOf(target, 'id')} = ${columnOf(source, lookup.column)}`;
    joins.push(sql`left join ${sourceOf(target)} on ${points} and ${visible}`);
    const selection = selectProjection(lookup.expand, target, context, `${prefix}${lookup.column}.`);
    columns.push(...selection.columns);
    joins.push(...selection.joins);
    return [{ column: lookup.column, read: selection.read }];
  });
  return { columns, joins, read: reader(projection, readable, uniform, expands, prefix) };
}

function reader(
  projection: Projection,
  readable: readonly string[],
  uniform: boolean,
  expands: readonly { readonly column: string; readonly read: Selection['read'] }[],
  prefix: string,
): Selection['read'] {
  const cells = readable.map((column) => ({
    column,
    key: `${prefix}${column}`,
    boolean: cellType(storedColumn(projection.table, column)) === 'boolean',
  }));
  return (row) => {
    const id = row[`${prefix}id`];
    if (typeof id !== 'string') return null;
    const record: Record<string, StoredValue> & { id: string } = { id };
    for (const { column, key, boolean } of cells) {
      const value = row[key] ?? null;
      record[column] = boolean && value !== null ? value === 1 || value === true : value;
    }
    const labels = new Map<string, string>();
    for (const { column } of projection.lookups) {
      const label = row[`${prefix}label.${column}`];
      if (label !== null && label !== undefined) labels.set(column, String(label));
    }
    const expanded = new Map<string, ReadRecord>();
    for (const { column, read } of expands) {
      const target = read(row);
      if (target) expanded.set(column, target);
    }
    return {
      record,
      grants: uniform
        ? projection.grants
        : projection.grants.filter((_, at) => row[`${prefix}grant.${at}`] === 1),
      labels,
      counts: new Map(
        projection.counts.map(({ column }) => [column, Number(row[`${prefix}count.${column}`])]),
      ),
      expanded,
    };
  };
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

/** The title of the record a lookup points to, where some grant covers it there. */
function labelOf(lookup: LookupPlan, source: Source, context: FilterContext): RawBuilder<unknown> {
  const { title } = lookup.target;
  const covering = lookup.grants.filter((grant) => title === 'id' || grant.columns.has(title));
  if (covering.length === 0) return sql`null`;
  const target = { table: lookup.target, alias: `${source.alias}_label_${lookup.column}` };
  const visible = compileFilter(or(...covering.map((grant) => grant.filter)), target, context);
  const points = sql`${columnOf(target, 'id')} = ${columnOf(source, lookup.column)}`;
  return sql`(select ${columnOf(target, title)} from ${sourceOf(target)} where ${points} and ${visible})`;
}

function named(expression: RawBuilder<unknown>, name: string): RawBuilder<unknown> {
  return sql`${expression} as ${sql.id(name)}`;
}
