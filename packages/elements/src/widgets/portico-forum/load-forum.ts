import { isPorticoError, type PorticoClient } from '@portico/client';
import { and, eq, type RecordPage, type TableInfo } from '@portico/protocol';

export interface ForumFilter {
  /** Id of one forum, or '' for all of them. */
  readonly forum: string;
  readonly unanswered: boolean;
  readonly limit: number;
}

/** Threads of the forums a visitor may read, and whether they may ask. */
export interface ForumView extends RecordPage {
  readonly forums: readonly { readonly id: string; readonly name: string }[];
  readonly canAsk: boolean;
}

/** Fetches a first or further page of threads, newest first, and with the first one the forums there are. */
export async function loadForum(
  client: PorticoClient,
  filter: ForumFilter,
  options: { readonly cursor?: string; readonly signal?: AbortSignal } = {},
): Promise<ForumView> {
  const signal = options.signal ? { signal: options.signal } : {};
  const [threads, forums, info] = await Promise.all([
    client.list(
      'thread',
      {
        filter: and(
          ...(filter.forum ? [eq('forum', filter.forum)] : []),
          ...(filter.unanswered
            ? [{ type: 'condition', column: 'accepted_post', operator: 'is_null', value: true } as const]
            : []),
        ),
        sort: [{ column: 'created_at', direction: 'desc' }],
        limit: filter.limit,
        ...(options.cursor ? { cursor: options.cursor } : {}),
      },
      signal,
    ),
    client.list('forum', { sort: [{ column: 'position', direction: 'asc' }], limit: 100 }, signal),
    tableInfo(client, signal),
  ]);
  return {
    ...threads,
    forums: forums.records.map(({ id, name }) => ({ id, name: String(name ?? '') })),
    canAsk: info?.columns.title?.create === true,
  };
}

async function tableInfo(
  client: PorticoClient,
  signal: { readonly signal?: AbortSignal },
): Promise<TableInfo | null> {
  try {
    return await client.table('thread', signal);
  } catch (error) {
    if (isPorticoError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
