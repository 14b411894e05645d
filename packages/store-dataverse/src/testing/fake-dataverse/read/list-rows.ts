import { bindFilter } from '../odata/bind-filter.ts';
import { bindOrder, compareRows, type SortKey } from '../odata/bind-order.ts';
import { parseFilter } from '../odata/parse-filter.ts';
import { resolveAliases } from '../odata/resolve-aliases.ts';
import type { ApiRequest, ApiResponse } from '../request/exchange.ts';
import { badQuery } from '../request/fault.ts';
import { readPreferences } from '../request/preferences.ts';
import { type QueryOptions, readQueryOptions } from '../request/query-options.ts';
import type { StoredRow, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { parseExpand } from './parse-expand.ts';
import { projection } from './projection.ts';
import type { RowSource } from './row-source.ts';
import { makeSkipToken, readSkipToken } from './skip-token.ts';
import { trackChanges } from './track-changes.ts';

const MOST = 5000;

/** GET of a set. */
export function listRows(world: World, source: RowSource, request: ApiRequest): ApiResponse {
  const options = readQueryOptions(request.query);
  const preferences = readPreferences(request.headers.prefer);
  if (preferences.trackChanges || options.get('$deltatoken') !== undefined) {
    return trackChanges(world, source, request, options, preferences);
  }
  const { table } = source;
  const top = readTop(options);
  if (top !== null && preferences.maxPageSize !== null) {
    throw badQuery('$top cannot be used together with Prefer: odata.maxpagesize.');
  }
  const matches = bindRowFilter(world, table, options);
  const keys = bindOrder(world, table, options.get('$orderby'));
  const expands = parseExpand(world, table, options.get('$expand'), preferences);
  const project = projection(world, table, options.get('$select'), preferences, expands);
  const found: StoredRow[] = [];
  for (const row of table.rows.values()) if (source.includes(row) && matches(row)) found.push(row);
  found.sort((a, b) => compareRows(keys, a, b));

  const size = top ?? Math.min(preferences.maxPageSize ?? MOST, MOST);
  const token = options.get('$skiptoken');
  const after = token === undefined ? null : readSkipToken(token, fingerprint(source, options, size));
  const start = after === null ? 0 : firstAfter(found, keys, after.values);
  const page = found.slice(start, start + size);
  const more = top === null && found.length > start + size;
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, source, options),
      ...counted(options, found.length, preferences.annotated),
      value: page.map(project),
      ...(more && {
        '@odata.nextLink': nextLink(request, source, options, size, keys, page, (after?.page ?? 1) + 1),
      }),
    },
  };
}

/** GET of `<set>/$count`: text, at most 5,000. */
export function countRows(world: World, source: RowSource, request: ApiRequest): ApiResponse {
  const options = readQueryOptions(request.query, new Set(['$filter']));
  const matches = bindRowFilter(world, source.table, options);
  let count = 0;
  for (const row of source.table.rows.values()) if (source.includes(row) && matches(row)) count += 1;
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: String(Math.min(count, MOST)) };
}

function bindRowFilter(world: World, table: Table, options: QueryOptions): (row: StoredRow) => boolean {
  const text = options.get('$filter');
  if (text === undefined) return () => true;
  const expression = resolveAliases(parseFilter(text), options.alias);
  return bindFilter({ world, variables: [{ name: null, table }] }, expression);
}

function readTop(options: QueryOptions): number | null {
  const top = options.get('$top');
  if (top === undefined) return null;
  if (!/^\d+$/.test(top)) throw badQuery(`Invalid value '${top}' for $top query option found.`);
  if (Number(top) > MOST) throw badQuery(`The limit of ${MOST} for $top has been exceeded by ${top}.`);
  return Number(top);
}

function counted(options: QueryOptions, count: number, annotated: (name: string) => boolean): object {
  const asked = options.get('$count');
  if (asked !== undefined && asked !== 'true' && asked !== 'false') {
    throw badQuery(`Invalid value '${asked}' for $count query option found.`);
  }
  if (asked !== 'true') return {};
  const over = count > MOST;
  return {
    '@odata.count': Math.min(count, MOST),
    ...(annotated('Microsoft.Dynamics.CRM.totalrecordcount') && {
      '@Microsoft.Dynamics.CRM.totalrecordcount': over ? MOST : count,
    }),
    ...(annotated('Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded') && {
      '@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded': over,
    }),
  };
}

function contextOf(request: ApiRequest, source: RowSource, options: QueryOptions): string {
  const select = options.get('$select');
  return `${request.root}$metadata#${source.table.definition.set}${select === undefined ? '' : `(${select})`}`;
}

/** What a page link is good for: this query with this page size. */
const fingerprint = (source: RowSource, options: QueryOptions, size: number): string =>
  JSON.stringify([
    source.path,
    size,
    ...options.names.filter((name) => name !== '$skiptoken').map((name) => [name, options.get(name)]),
  ]);

function nextLink(
  request: ApiRequest,
  source: RowSource,
  options: QueryOptions,
  size: number,
  keys: readonly SortKey[],
  page: readonly StoredRow[],
  number: number,
): string {
  const last = page.at(-1)!;
  const token = makeSkipToken({
    page: number,
    values: keys.map((key) => key.of(last)),
    of: fingerprint(source, options, size),
  });
  const rest = request.query.split('&').filter((part) => part !== '' && !/^(\$|%24)skiptoken=/i.test(part));
  return `${request.root}${source.path}?${[...rest, `$skiptoken=${encodeURIComponent(token)}`].join('&')}`;
}

function firstAfter(
  found: readonly StoredRow[],
  keys: readonly SortKey[],
  values: readonly (string | number | boolean | null)[],
): number {
  const at = found.findIndex((row) => {
    for (const [index, key] of keys.entries()) {
      const sign = key.compare(key.of(row), values[index] ?? null);
      if (sign !== 0) return sign > 0;
    }
    return false;
  });
  return at === -1 ? found.length : at;
}
