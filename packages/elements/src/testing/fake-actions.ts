import { PorticoError } from '@portico/client';
import type { CellValue, SessionInfo, TableRecord } from '@portico/protocol';

/** What an action changes in a record of the fake client. */
export function fakeAct(
  table: string,
  action: string,
  input: Readonly<Record<string, unknown>>,
  record: TableRecord,
  session: SessionInfo,
): Record<string, CellValue> {
  switch (`${table}.${action}`) {
    case 'article.rate':
      return {};
    case 'case.close':
      require(record.status !== 'resolved');
      return { status: 'resolved', resolution: (input.resolution as string) ?? null };
    case 'case.reopen':
      require(record.status === 'resolved');
      return { status: 'open' };
    case 'thread.vote':
    case 'post.vote':
      require(session.authenticated);
      return { vote_count: Number(record.vote_count ?? 0) + (input.on ? 1 : -1) };
    case 'thread.subscribe':
      return {};
    case 'thread.accept-answer': {
      const post = input.post as string | null;
      return { accepted_post: post === null ? null : { id: post, table: 'post', label: null } };
    }
    case 'thread.moderate':
    case 'post.moderate':
      return Object.fromEntries(
        Object.entries(input as Record<string, CellValue>).filter(([name]) => name !== 'reason'),
      );
    default:
      throw new PorticoError('not_found', '', { status: 404 });
  }
}

function require(possible: boolean): void {
  if (!possible) throw new PorticoError('action_not_possible', '', { status: 409 });
}
