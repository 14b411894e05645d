import type { ActionInputs } from '@portico/protocol';
import type { WriteStep } from '../plan.ts';
import { type ActionRequest, inputText, requireRecord, sideRecord } from './action-request.ts';

/** Keeps one answer per contact, the latest; a guest's is kept without a name, each on its own. */
export function rate(request: ActionRequest<ActionInputs['article']['rate']>): WriteStep[] {
  const { id, input, planning } = request;
  const values = {
    article: id,
    contact: planning.subject.contact,
    helpful: input.helpful,
    comment: inputText(request, 'comment', input.comment, { table: 'feedback', column: 'comment' }),
  };
  return [requireRecord(request), sideRecord(request, 'feedback', values, 'replace')];
}
