import { isPorticoError, type PorticoClient } from '@portico/client';
import { and, eq, isLookupValue, oneOf, or, type SessionInfo, type TableRecord } from '@portico/protocol';

/** Replies fetched at once, oldest first. */
export const POSTS_AT_ONCE = 50;

/** A thread as one visitor may see and take part in it. */
export interface ThreadView {
  readonly thread: TableRecord;
  readonly posts: readonly TableRecord[];
  /** Where later replies go on; null when all are here. */
  readonly cursor: string | null;
  readonly visitor: SessionInfo;
  /** Ids of threads and posts this visitor has voted for. */
  readonly voted: ReadonlySet<string>;
  readonly subscribed: boolean;
  readonly can: {
    readonly reply: boolean;
    readonly vote: boolean;
    readonly subscribe: boolean;
    readonly accept: boolean;
    readonly moderate: boolean;
  };
}

/** Fetches a thread, its first replies, and what the visitor has done and may do here. */
export async function loadThread(
  client: PorticoClient,
  id: string,
  signal: AbortSignal,
): Promise<ThreadView> {
  const [thread, posts, visitor, threadInfo, postInfo] = await Promise.all([
    client.get('thread', id, { signal }),
    loadPosts(client, id, { signal }),
    client.session(),
    client.table('thread', { signal }),
    orElse(client.table('post', { signal }), null),
  ]);
  const mine = await loadMine(client, thread, posts.posts, visitor, signal);
  const { author } = thread;
  const isAuthor = visitor.contact !== null && isLookupValue(author) && author.id === visitor.contact;
  const may = (action: string) => visitor.authenticated && threadInfo.actions.includes(action);
  return {
    thread,
    ...posts,
    visitor,
    ...mine,
    can: {
      reply: postInfo?.columns.body?.create === true && thread.locked !== true,
      vote: may('vote'),
      subscribe: may('subscribe'),
      accept: may('accept-answer') && isAuthor,
      moderate: may('moderate'),
    },
  };
}

/** One page of replies, oldest first. */
export async function loadPosts(
  client: PorticoClient,
  thread: string,
  options: { readonly cursor?: string; readonly signal?: AbortSignal } = {},
): Promise<{ readonly posts: readonly TableRecord[]; readonly cursor: string | null }> {
  const { cursor, signal } = options;
  const page = await orElse(
    client.list(
      'post',
      {
        filter: eq('thread', thread),
        sort: [{ column: 'created_at', direction: 'asc' }],
        limit: POSTS_AT_ONCE,
        ...(cursor ? { cursor } : {}),
      },
      signal ? { signal } : {},
    ),
    null,
  );
  return { posts: page?.records ?? [], cursor: page?.cursor ?? null };
}

/** What the visitor has voted for here, and whether they follow the thread. Not readable means no. */
async function loadMine(
  client: PorticoClient,
  thread: TableRecord,
  posts: readonly TableRecord[],
  { contact }: SessionInfo,
  signal: AbortSignal,
): Promise<{ readonly voted: ReadonlySet<string>; readonly subscribed: boolean }> {
  if (contact === null) return { voted: new Set(), subscribed: false };
  const here = or(
    eq('thread', thread.id),
    oneOf(
      'post',
      posts.map(({ id }) => id),
    ),
  );
  const [votes, subscriptions] = await Promise.all([
    orElse(client.list('vote', { filter: and(eq('contact', contact), here), limit: 100 }, { signal }), null),
    orElse(
      client.list(
        'subscription',
        { filter: and(eq('contact', contact), eq('thread', thread.id)), limit: 1 },
        { signal },
      ),
      null,
    ),
  ]);
  const voted = (votes?.records ?? []).flatMap(({ thread, post }) =>
    [thread, post].filter(isLookupValue).map(({ id }) => id),
  );
  return { voted: new Set(voted), subscribed: (subscriptions?.records.length ?? 0) > 0 };
}

/** Some things are not readable for everyone; that must not keep the thread from being read. */
async function orElse<T, U>(answer: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await answer;
  } catch (error) {
    if (isPorticoError(error) && (error.code === 'not_found' || error.code === 'unknown_column'))
      return otherwise;
    throw error;
  }
}
