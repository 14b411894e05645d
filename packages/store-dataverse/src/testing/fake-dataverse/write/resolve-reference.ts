import { isGuid } from '../odata/guid.ts';
import type { ApiRequest } from '../request/exchange.ts';
import { badQuery, noSuchRow, noSuchSegment } from '../request/fault.ts';
import type { StoredRow, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { readKeyPredicate } from './key-predicate.ts';

const REFERENCE = /^\/?([\p{L}\p{Nd}_]+)\((.+)\)$/su;

export interface Reference {
  readonly table: Table;
  readonly row: StoredRow;
}

/**
 * The row an `@odata.bind` or `@odata.id` names: `/contacts(<guid>)`, the whole URL, a set with an alternate key, or
 * `$1` for a row made earlier in the change set. Throws a 404 where there is none.
 */
export function resolveReference(world: World, request: ApiRequest, reference: unknown): Reference {
  if (typeof reference !== 'string') throw badQuery('The reference to a row must be a string.');
  const named = /^\/?\$(.+)$/.exec(reference)?.[1];
  const found = named === undefined ? reference : request.contentIds?.get(named);
  if (found === undefined) throw badQuery(`The Content-ID reference '${reference}' does not exist.`);
  const path = found.startsWith(request.root) ? found.slice(request.root.length) : found;
  const [, set, key] = REFERENCE.exec(path) ?? [];
  if (set === undefined || key === undefined) throw badQuery(`The URI '${reference}' is not a row's.`);
  const table = world.tableOfSet(set);
  if (!table) throw noSuchSegment(set);
  const row = isGuid(key) ? table.rows.get(key.toLowerCase()) : readKeyPredicate(table, key).row;
  if (!row) throw noSuchRow(table.name, key);
  return { table, row };
}
