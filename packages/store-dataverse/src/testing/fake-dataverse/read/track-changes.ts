import type { ApiRequest, ApiResponse } from '../request/exchange.ts';
import { badQuery, Fault } from '../request/fault.ts';
import type { Preferences } from '../request/preferences.ts';
import type { QueryOptions } from '../request/query-options.ts';
import type { World } from '../world/world.ts';
import { projection } from './projection.ts';
import type { RowSource } from './row-source.ts';

const TOKEN = /^(\d+)!(.+)$/;
const MOST = 5000;
const REFUSED = ['$filter', '$orderby', '$expand', '$top', '$count'];

/**
 * The first read gives every row and a delta link, the link what changed since: new and changed rows whole, rows that
 * went as `$deletedEntity`. Only for tables with change tracking on: Microsoft Learn, "Use change tracking to
 * synchronize data with external systems".
 */
export function trackChanges(
  world: World,
  source: RowSource,
  request: ApiRequest,
  options: QueryOptions,
  preferences: Preferences,
): ApiResponse {
  const { table } = source;
  if (!table.definition.changeTracking) {
    throw new Fault(400, '0x80044161', `Change tracking is not enabled for the entity ${table.name}.`);
  }
  for (const name of REFUSED) {
    if (options.get(name) !== undefined) throw badQuery(`${name} is not supported with change tracking.`);
  }
  const since = readToken(options.get('$deltatoken'), world.version);
  // Pages go by version; the delta link counts from the first page, so that nothing between two pages is lost.
  const [, resume, begun] = /^(\d+)!(\d+)$/.exec(options.get('$skiptoken') ?? '') ?? [];
  const start = begun ?? String(world.version);
  const project = projection(world, table, options.get('$select'), preferences);
  const changed = [...table.rows.values()]
    .filter((row) => row.version > Math.max(since, Number(resume ?? 0)))
    .sort((a, b) => a.version - b.version);
  const size = Math.min(preferences.maxPageSize ?? MOST, MOST);
  const page = changed.slice(0, size);
  const set = table.definition.set;
  const more = changed.length > page.length;
  const gone = more || since === 0 ? [] : [...table.removed].filter(([, version]) => version > since);
  const link = (token: string): string =>
    `${request.root}${set}?${[...kept(request.query), token].join('&')}`;
  const stamp = encodeURIComponent(`${start}!${world.settings.now().toISOString()}`);
  const current = options.get('$deltatoken');
  return {
    status: 200,
    headers: { 'Preference-Applied': 'odata.track-changes' },
    body: {
      '@odata.context': `${request.root}$metadata#${set}${selectText(options)}/$delta`,
      ...(more
        ? {
            '@odata.nextLink': link(
              [
                ...(current === undefined ? [] : [`$deltatoken=${encodeURIComponent(current)}`]),
                `$skiptoken=${page.at(-1)!.version}!${start}`,
              ].join('&'),
            ),
          }
        : { '@odata.deltaLink': link(`$deltatoken=${stamp}`) }),
      value: [
        ...page.map(project),
        ...gone.map(([id]) => ({
          '@odata.context': `${request.root}$metadata#${set}/$deletedEntity`,
          id,
          reason: 'deleted',
        })),
      ],
    },
  };
}

const selectText = (options: QueryOptions): string => {
  const select = options.get('$select');
  return select === undefined ? '' : `(${select})`;
};

const kept = (query: string): readonly string[] =>
  query.split('&').filter((part) => part !== '' && !/^(\$|%24)(deltatoken|skiptoken)=/i.test(part));

function readToken(token: string | undefined, latest: number): number {
  if (token === undefined) return 0;
  const since = Number(TOKEN.exec(token)?.[1] ?? Number.NaN);
  if (!(since <= latest)) throw badQuery(`The delta token '${token}' is not valid.`);
  return since;
}
