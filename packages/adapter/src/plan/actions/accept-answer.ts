import { type ActionInputs, and, eq, RECORD_ID } from '@portico/protocol';
import { readableWhere } from '../../permissions/readable-where.ts';
import type { ReferenceCheck, WriteStep } from '../plan.ts';
import { tableNamed } from '../planning.ts';
import { refuseIssues } from '../read-values.ts';
import { type ActionRequest, changeRecord } from './action-request.ts';

/**
 * Marks a post as the answer of its thread. The post must be one of that thread's, and readable, and so must the cell
 * that says so: of others the action would tell which thread they are in.
 */
export function acceptAnswer(request: ActionRequest<ActionInputs['thread']['accept-answer']>): WriteStep[] {
  const { planning, id, input } = request;
  if (input.post !== null && !RECORD_ID.test(input.post))
    refuseIssues([{ path: 'post', message: 'Enter the id of a record.' }]);
  return [changeRecord(request, { accepted_post: input.post }, { references: answers() })];

  function answers(): ReferenceCheck[] {
    if (input.post === null) return [];
    return [
      {
        column: 'accepted_post',
        target: tableNamed(planning.site, 'post'),
        id: input.post,
        allowed: and(
          eq('thread', id),
          planning.rights.where('post', 'read'),
          readableWhere(planning.rights.grants('post', 'read'), 'thread'),
        ),
      },
    ];
  }
}
