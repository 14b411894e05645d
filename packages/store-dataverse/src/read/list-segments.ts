import type { Position, SortKey } from '@portico/adapter/store';
import { compareValues } from '@portico/adapter/store';
import { and, type Condition, EVERYTHING, eq, type Filter, type StoredValue } from '@portico/protocol';
import type { ColumnMapping, TableMapping } from '../mapping/table-mapping.ts';

/**
 * A part of a list in which Dataverse can be asked for rows in the list's order, as far as `order` goes. All rows of a
 * part come before those of the next. Within equal values of `order`, and without one, rows come in
 * any order and are sorted here.
 */
export interface ListSegment {
  readonly filter: Filter;
  readonly order: {
    readonly column: string;
    readonly name: string;
    readonly direction: 'asc' | 'desc';
  } | null;
}

/** Columns that Dataverse fills in every row. */
const ALWAYS_SET: ReadonlySet<string> = new Set(['createdon', 'modifiedon']);

/** More parts cost more requests than they save rows. */
const MAX_SEGMENTS = 20;

/**
 * The parts of a list from `after` on. Dataverse cannot order by text or by id as we do, nor put empty cells last in
 * both directions: so a list by dates or numbers has a part with the empty cells of its own, and one by a choice has one
 * for each of its values. Where a sort column may not be read in every record, the order is not Dataverse's to know.
 */
export function listSegments(
  mapping: TableMapping,
  sort: readonly SortKey[],
  after: Position | null,
): readonly ListSegment[] {
  const whole: ListSegment[] = [{ filter: EVERYTHING, order: null }];
  const segments = segmentsFrom(mapping, sort, after?.values ?? null);
  return segments.length > MAX_SEGMENTS ? whole : segments;
}

/** `values`: where the list goes on, in the order of these keys; null: at its beginning. */
function segmentsFrom(
  mapping: TableMapping,
  [key, ...rest]: readonly SortKey[],
  values: readonly StoredValue[] | null,
): ListSegment[] {
  const column = key && Object.hasOwn(mapping.columns, key.column) ? mapping.columns[key.column] : undefined;
  if (!key || !column || key.readable.type !== 'everything') return [{ filter: EVERYTHING, order: null }];
  const from = values && { value: values[0] ?? null, rest: values.slice(1) };
  const empty = ALWAYS_SET.has(column.kind === 'datetime' ? column.name : '')
    ? []
    : segmentsFrom(mapping, rest, from && from.value === null ? from.rest : null).map((segment) =>
        within(isNull(key.column, true), segment),
      );
  if (isOrdered(column)) {
    const order = { column: key.column, name: column.name, direction: key.direction };
    if (!from) return [{ filter: isNull(key.column, false), order }, ...empty];
    if (from.value === null) return empty;
    const operator = key.direction === 'asc' ? 'ge' : 'le';
    return [{ filter: { ...eq(key.column, from.value), operator } as Condition, order }, ...empty];
  }
  if (column.kind === 'choice' || column.kind === 'boolean') {
    const choices: NonNullable<StoredValue>[] =
      column.kind === 'boolean' ? [false, true] : Object.keys(column.options);
    choices.sort(compareValues);
    if (key.direction === 'desc') choices.reverse();
    const start = from && from.value !== null ? choices.indexOf(from.value) : 0;
    const left = from?.value === null ? [] : choices.slice(Math.max(start, 0));
    return [
      ...left.flatMap((value) =>
        segmentsFrom(mapping, rest, from?.value === value ? from.rest : null).map((segment) =>
          within(eq(key.column, value), segment),
        ),
      ),
      ...empty,
    ];
  }
  return [{ filter: EVERYTHING, order: null }];
}

type OrderedColumn = Extract<ColumnMapping, { kind: 'integer' | 'decimal' | 'datetime' | 'date' }>;

/** Columns that Dataverse orders as we do, but for empty cells. */
function isOrdered(column: ColumnMapping): column is OrderedColumn {
  return ['integer', 'decimal', 'datetime', 'date'].includes(column.kind);
}

function isNull(column: string, value: boolean): Filter {
  return { type: 'condition', column, operator: 'is_null', value };
}

function within(filter: Filter, segment: ListSegment): ListSegment {
  return { ...segment, filter: and(filter, segment.filter) };
}
