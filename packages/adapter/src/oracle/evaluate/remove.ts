import type { Answer, Question } from '../question.ts';
import { hasAnyRight, isGranted } from './grants.ts';
import { problem } from './problem.ts';
import { isVisible } from './readable.ts';
import { recordOf, type Viewpoint } from './viewpoint.ts';

/** docs/permissions.md, "Changing and deleting": a delete needs a `delete` grant that covers the record. */
export function remove(view: Viewpoint, { table, id }: Question & { readonly type: 'delete' }): Answer {
  if (!view.tables.has(table) || !hasAnyRight(view, table)) return problem('not_found');
  const record = recordOf(view, table, id);
  if (!record) return problem('not_found');
  if (isGranted(view, 'delete', { table, record }))
    return { type: 'written', shown: null, table, id, after: null };
  return problem(isVisible(view, { table, record }) ? 'permission_denied' : 'not_found');
}
