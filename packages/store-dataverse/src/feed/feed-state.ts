import { type MirroredChanges, mirrorPlanner, type Store } from '@portico/adapter/store';
import { eq, type TableSchema } from '@portico/protocol';
import { derivedId } from '../write/derived-id.ts';

/** How far the feed is with a table, kept in the index itself: so it is true of the records beside it. */
export const FEED_STATE: TableSchema = {
  name: 'feed_state',
  label: 'Feed state',
  pluralLabel: 'Feed states',
  title: 'source',
  columns: {
    source: { type: 'text', label: 'Source', classification: 'internal', maxLength: 65_536 },
    since: { type: 'text', label: 'Since', classification: 'internal', maxLength: 65_536 },
  },
};

export interface FeedState {
  readonly id: string;
  /** What the copy was made of; another source means other rows, so all are read anew. */
  readonly source: string;
  /** Where the next poll goes on; null until every row was read. */
  readonly since: string | null;
}

export async function readFeedState(index: Store, table: string): Promise<FeedState> {
  const id = await derivedId('feed', table);
  const query = { select: ['source', 'since'], where: eq('id', id), after: null, limit: 1 };
  const [record] = (await index.list(mirrorPlanner.mirrored(FEED_STATE, query))).records;
  return { id, source: textOf(record?.source) ?? '', since: textOf(record?.since) };
}

/** As a change to write beside the records it stands for. */
export function stateChange(state: FeedState): MirroredChanges {
  return { table: FEED_STATE, records: [{ ...state }], removed: [] };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
