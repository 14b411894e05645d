import { parseExpand } from '../read/parse-expand.ts';
import { etagOf, projection } from '../read/projection.ts';
import type { StoredRow, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import type { ApiRequest, ApiResponse } from './exchange.ts';
import { readPreferences } from './preferences.ts';
import { readQueryOptions } from './query-options.ts';

const OPTIONS = new Set(['$select', '$expand']);

/** 204 with `OData-EntityId`, or the row with 201 or 200 where `Prefer: return=representation` asks for it. */
export function answerWrite(
  world: World,
  table: Table,
  request: ApiRequest,
  row: StoredRow,
  created: boolean,
): ApiResponse {
  const location = `${request.root}${table.definition.set}(${row.id})`;
  const preferences = readPreferences(request.headers.prefer);
  if (!preferences.representation) {
    return { status: 204, headers: { Location: location, 'OData-EntityId': location }, entity: location };
  }
  return {
    status: created ? 201 : 200,
    entity: location,
    headers: { ETag: etagOf(row), 'Preference-Applied': 'return=representation' },
    body: representation(world, table, request, row),
  };
}

/** One row as a GET of it shows it. */
export function representation(
  world: World,
  table: Table,
  request: ApiRequest,
  row: StoredRow,
): Record<string, unknown> {
  const options = readQueryOptions(request.query, OPTIONS);
  const preferences = readPreferences(request.headers.prefer);
  const select = options.get('$select');
  const expands = parseExpand(world, table, options.get('$expand'), preferences);
  const columns = select === undefined ? '' : `(${select})`;
  return {
    '@odata.context': `${request.root}$metadata#${table.definition.set}${columns}/$entity`,
    ...projection(world, table, select, preferences, expands)(row),
  };
}
