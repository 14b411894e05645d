import { bindFilter } from '../odata/bind-filter.ts';
import { bindOrder, compareRows } from '../odata/bind-order.ts';
import { parseFilter } from '../odata/parse-filter.ts';
import { splitOutside } from '../odata/split.ts';
import { badQuery, noSuchProperty } from '../request/fault.ts';
import type { Preferences } from '../request/preferences.ts';
import type { StoredRow, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import type { ExpandItem } from './expand.ts';
import { projection } from './projection.ts';

const MOST = 15;
const ITEM = /^([\p{L}\p{Nd}_]+)(?:\((.*)\))?$/su;
const OPTION = /^(\$?[\p{L}]+)[ \t]*=(.*)$/su;
const SUPPORTED = new Set(['$select', '$filter', '$orderby', '$top', '$expand']);

interface Count {
  items: number;
}

/**
 * Binds `$expand`. At most 15 items in all; `$count`, `$skip` and `$levels` are refused, and so are `$orderby` and
 * `$top` in an expand within an expand: Microsoft Learn, "Join tables using OData".
 */
export function parseExpand(
  world: World,
  table: Table,
  text: string | undefined,
  preferences: Preferences,
  depth = 0,
  count: Count = { items: 0 },
): readonly ExpandItem[] {
  if (text === undefined) return [];
  return splitOutside(text, ',').map((item) => {
    count.items += 1;
    if (count.items > MOST) {
      throw badQuery(`The number of $expand items (${count.items}) is above the limit of ${MOST}.`);
    }
    const [, name, inner] = ITEM.exec(item) ?? [];
    if (name === undefined) throw badQuery(`'${item}' cannot be expanded.`);
    const options = readOptions(inner, depth);
    const navigation = table.navigations.get(name);
    const single = navigation && world.tableOf(navigation.target.table);
    if (single) {
      if ([...options.keys()].some((option) => option !== '$select' && option !== '$expand')) {
        throw badQuery(`Only $select and $expand apply to the single-valued property '${name}'.`);
      }
      const nested = parseExpand(world, single, options.get('$expand'), preferences, depth + 1, count);
      return showOne(
        single,
        name,
        navigation.column,
        projection(world, single, options.get('$select'), preferences, nested),
      );
    }
    return parseMany(world, table, name, options, preferences, depth, count);
  });
}

function readOptions(inner: string | undefined, depth: number): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const part of inner === undefined ? [] : splitOutside(inner, ';')) {
    const [, name, value] = OPTION.exec(part) ?? [];
    if (name === undefined || value === undefined) throw badQuery(`'${part}' is not an option of $expand.`);
    if (!SUPPORTED.has(name)) throw badQuery(`The query option ${name} is not supported within $expand.`);
    if (depth > 0 && (name === '$orderby' || name === '$top')) {
      throw badQuery(`The query option ${name} is not supported within nested $expand.`);
    }
    if (options.has(name)) throw badQuery(`Query option '${name}' was specified more than once.`);
    options.set(name, value.trim());
  }
  return options;
}

function showOne(
  target: Table,
  name: string,
  column: string,
  project: (row: StoredRow) => Record<string, unknown>,
): ExpandItem {
  return {
    show: (row, into) => {
      const value = row.values[column];
      const found =
        typeof value === 'object' && value?.table === target.name ? target.rows.get(value.id) : undefined;
      into[name] = found ? project(found) : null;
    },
  };
}

function parseMany(
  world: World,
  table: Table,
  name: string,
  options: ReadonlyMap<string, string>,
  preferences: Preferences,
  depth: number,
  count: Count,
): ExpandItem {
  const collection = world.collection(name, table.name);
  if (!collection) throw noSuchProperty(name, table.name);
  const { table: many, column } = collection;
  const filter = options.get('$filter');
  const scope = { world, variables: [{ name: null, table: many }] };
  const matches = filter === undefined ? () => true : bindFilter(scope, parseFilter(filter));
  const keys = bindOrder(world, many, options.get('$orderby'));
  const top = options.get('$top');
  if (top !== undefined && !/^[1-9]\d*$/.test(top)) throw badQuery(`Invalid value '${top}' for $top.`);
  const nested = parseExpand(world, many, options.get('$expand'), preferences, depth + 1, count);
  const project = projection(world, many, options.get('$select'), preferences, nested);
  return {
    show: (row, into) => {
      const found: StoredRow[] = [];
      for (const one of many.rows.values()) {
        const value = one.values[column];
        const points = typeof value === 'object' && value?.id === row.id && value.table === table.name;
        if (points && matches(one)) found.push(one);
      }
      found.sort((a, b) => compareRows(keys, a, b));
      into[name] = (top === undefined ? found : found.slice(0, Number(top))).map(project);
    },
  };
}
