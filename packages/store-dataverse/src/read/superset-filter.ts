import type { Condition, Filter } from '@portico/protocol';
import type { Mappings, RowCondition, TableMapping } from '../mapping/table-mapping.ts';
import { ALWAYS, type Bounds, NEVER } from './bounds.ts';
import { columnBounds, idBounds } from './column-bounds.ts';
import { all, any, type Test } from './odata-logic.ts';
import { quoted } from './text-test.ts';

/** A test that holds on every row for which a filter holds, and whether on no other. */
export interface Superset {
  /** The value of `$filter` before percent-encoding; true: none is needed, false: no row matches. */
  readonly test: Test;
  readonly exact: boolean;
}

/** Of `$filter` once encoded. Dataverse takes 32 KB of URL, with everything else that stands there. */
const MAX_LENGTH = 20_000;
/** Of comparisons. Dataverse takes 500 conditions. */
const MAX_COMPARISONS = 400;
/** Of tables joined to the one that is filtered. Dataverse takes 15. */
const MAX_JOINS = 10;
/** Lengths above which a single condition is dropped, the next one tried where the whole is too long. */
const LEAF_LENGTHS = [Number.POSITIVE_INFINITY, 2_000, 200];

/**
 * The filter as Dataverse can ask it: never narrower than what it means, and often wider, as text is compared loosely
 * there. Whoever reads with it still has to ask `matches` of every row.
 *
 * Negations are carried down to the conditions, each of which gives a test for where it holds and one for where it does
 * not; both may be too wide. So what is too wide under one `not` does not become too narrow, and SQL's
 * third truth value, which only a negation could make visible, stays out.
 */
export function supersetFilter(filter: Filter, mapping: TableMapping, mappings: Mappings): Superset {
  for (const leafLength of LEAF_LENGTHS) {
    const joins = new Set<string>();
    const { holds, exact } = boundsOf(filter, { mapping, mappings, path: '', leafLength, joins });
    const test = all([...rowTests(mapping, ''), holds]);
    if (fits(test)) return { test, exact };
  }
  return { test: all(rowTests(mapping, '')), exact: false };
}

interface Scope {
  readonly mapping: TableMapping;
  readonly mappings: Mappings;
  readonly path: string;
  readonly leafLength: number;
  /** Paths followed so far. */
  readonly joins: Set<string>;
}

const UNKNOWN: Bounds = { holds: true, fails: true, exact: false };

function boundsOf(filter: Filter, scope: Scope): Bounds {
  switch (filter.type) {
    case 'everything':
      return ALWAYS;
    case 'nothing':
      return NEVER;
    case 'and':
    case 'or': {
      const parts = filter.filters.map((part) => boundsOf(part, scope));
      const [join, opposite] = filter.type === 'and' ? [all, any] : [any, all];
      return {
        holds: join(parts.map(({ holds }) => holds)),
        fails: opposite(parts.map(({ fails }) => fails)),
        exact: parts.every(({ exact }) => exact),
      };
    }
    case 'not': {
      const { holds, fails, exact } = boundsOf(filter.filter, scope);
      return { holds: fails, fails: holds, exact };
    }
    case 'related':
      return relatedBounds(filter.lookup, filter.filter, scope);
    case 'condition':
      return conditionBounds(filter, scope);
  }
}

function conditionBounds(condition: Condition, scope: Scope): Bounds {
  const { mapping, mappings, path, leafLength, joins } = scope;
  if (condition.column === 'id') return shortened(idBounds(path + mapping.key, condition), leafLength);
  const column = columnOf(mapping, condition.column);
  if (!column) return UNKNOWN;
  if (column.kind === 'lookup') {
    if (!mappings[column.target]) return UNKNOWN;
    if (column.polymorphic || column.required) joins.add(`${path}${column.navigation}/`);
    if (joins.size > MAX_JOINS) return UNKNOWN;
  }
  const keyOf = (table: string) => mappings[table]?.key ?? '';
  return shortened(columnBounds(column, condition, path, keyOf), leafLength);
}

/** The row a lookup leads to must be there, be a record of ours, and pass the filter. */
function relatedBounds(lookup: string, filter: Filter, scope: Scope): Bounds {
  const column = columnOf(scope.mapping, lookup);
  const target = column?.kind === 'lookup' ? scope.mappings[column.target] : undefined;
  if (column?.kind !== 'lookup' || !target) return UNKNOWN;
  const path = `${scope.path}${column.navigation}/`;
  scope.joins.add(path);
  if (scope.joins.size > MAX_JOINS) return UNKNOWN;
  const inner = boundsOf(filter, { ...scope, mapping: target, path });
  if (inner.holds === false) return NEVER;
  const key = `${path}${target.key}`;
  const nobody = column.required?.placeholder;
  return {
    holds: all([
      `${key} ne null`,
      ...(nobody === undefined ? [] : [`${key} ne ${nobody}`]),
      ...rowTests(target, path),
      inner.holds,
    ]),
    fails: any([
      `${key} eq null`,
      ...(nobody === undefined ? [] : [`${key} eq ${nobody}`]),
      ...rowTests(target, path, false),
      inner.fails,
    ]),
    exact: inner.exact,
  };
}

function columnOf(mapping: TableMapping, name: string) {
  return Object.hasOwn(mapping.columns, name) ? mapping.columns[name] : undefined;
}

/** What makes a row a record of ours, all of it; or, with `ours` false, any of which makes it none. */
function rowTests(mapping: TableMapping, path: string, ours = true): readonly Test[] {
  return (mapping.rows ?? []).map((condition) => {
    const name = path + condition.name;
    const same = `${name} eq ${literalOf(condition)}`;
    const other = `${name} ne ${literalOf(condition)}`;
    if ((condition.operator === 'eq') === ours) return same;
    const filled = condition.value === null || condition.name === mapping.key;
    return filled ? other : any([`${name} eq null`, other]);
  });
}

function literalOf({ value, type }: RowCondition): string {
  return typeof value === 'string' && type !== 'id' ? quoted(value) : String(value);
}

function shortened(bounds: Bounds, length: number): Bounds {
  const short = (test: Test) => typeof test === 'boolean' || test.length <= length;
  if (short(bounds.holds) && short(bounds.fails)) return bounds;
  return {
    holds: short(bounds.holds) ? bounds.holds : true,
    fails: short(bounds.fails) ? bounds.fails : true,
    exact: false,
  };
}

function fits(test: Test): boolean {
  if (typeof test === 'boolean') return true;
  if (encodeURIComponent(test).length > MAX_LENGTH) return false;
  return (test.match(/ (eq|ne|lt|le|gt|ge) |(contains|startswith)\(/g)?.length ?? 0) <= MAX_COMPARISONS;
}
