import { isPorticoError, type PorticoClient } from '@portico/client';
import { eq, type SessionInfo, type TableInfo, type TableRecord } from '@portico/protocol';
import { isClosed } from '../../cases/status-badge.ts';

/** Notes fetched at once, the latest ones; older ones wait behind a button. */
export const NOTES_AT_ONCE = 50;

/** A case as one visitor may see and change it. */
export interface CaseView {
  readonly record: TableRecord;
  /** Oldest first. */
  readonly notes: readonly TableRecord[];
  /** Where older notes go on; null when all are here. */
  readonly cursor: string | null;
  readonly visitor: SessionInfo;
  readonly canAddNote: boolean;
  readonly canClose: boolean;
  readonly canReopen: boolean;
}

/** Fetches a case, its latest notes, and what the visitor may do with it. */
export async function loadCase(client: PorticoClient, id: string, signal: AbortSignal): Promise<CaseView> {
  const [record, page, visitor, info, noteInfo] = await Promise.all([
    client.get('case', id, { signal }),
    orNull(loadNotes(client, id, { signal })),
    client.session(),
    client.table('case', { signal }),
    orNull(client.table('case_note', { signal })),
  ]);
  const closed = isClosed(record.status);
  return {
    record,
    notes: page?.notes ?? [],
    cursor: page?.cursor ?? null,
    visitor,
    canAddNote: noteInfo !== null && mayCreate(noteInfo, 'text') && record.status !== 'cancelled',
    canClose: !closed && info.actions.includes('close'),
    canReopen: record.status === 'resolved' && info.actions.includes('reopen'),
  };
}

/** One page of notes, turned so that the oldest comes first. */
export async function loadNotes(
  client: PorticoClient,
  id: string,
  options: { readonly cursor?: string; readonly signal?: AbortSignal } = {},
): Promise<{ readonly notes: readonly TableRecord[]; readonly cursor: string | null }> {
  const { cursor, signal } = options;
  const page = await client.list(
    'case_note',
    {
      filter: eq('case', id),
      sort: [{ column: 'created_at', direction: 'desc' }],
      limit: NOTES_AT_ONCE,
      ...(cursor ? { cursor } : {}),
    },
    signal ? { signal } : {},
  );
  return { notes: [...page.records].reverse(), cursor: page.cursor };
}

function mayCreate(info: TableInfo, column: string): boolean {
  return info.columns[column]?.create === true;
}

/** Notes are a table of their own: who may not read them still sees the case. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isPorticoError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
