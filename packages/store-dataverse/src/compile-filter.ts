import type { Filter } from '@portico/protocol';
import type { Mappings, TableMapping } from './mapping/table-mapping.ts';
import { supersetFilter } from './read/superset-filter.ts';
import { UnsupportedFilterError } from './unsupported-filter-error.ts';

/**
 * A filter as the value of `$filter`, before percent-encoding, that finds exactly the records it means: what makes a row
 * a record of ours is asked along with it.
 *
 * Dataverse compares text without regard to case and ignores trailing blanks, so conditions on text other
 * than `is_null` throw: an answer that is nearly right would be an access decision that is wrong. The store itself asks
 * for more rows than a filter means where it must, and judges each; this is for those who ask Dataverse alone.
 *
 * @throws UnsupportedFilterError for what cannot be said exactly, and for columns without a mapping.
 */
export function compileFilter(filter: Filter, table: TableMapping, mappings: Mappings): string {
  const { test, exact } = supersetFilter(filter, table, mappings);
  if (!exact) throw new UnsupportedFilterError(`not to be said exactly of ${table.table}`);
  return typeof test === 'string' ? test : `${table.key} ${test ? 'ne' : 'eq'} null`;
}
