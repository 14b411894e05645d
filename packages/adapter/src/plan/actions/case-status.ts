import { type ActionInputs, eq, oneOf, type StoredValue } from '@portico/protocol';
import type { WriteStep } from '../plan.ts';
import { type ActionRequest, changeRecord, inputText, sideRecord } from './action-request.ts';

/** Resolves a case that is still open. */
export function close(request: ActionRequest<ActionInputs['case']['close']>): WriteStep[] {
  const text = inputText(request, 'resolution', request.input.resolution, {
    table: 'case',
    column: 'resolution',
  });
  const changes: Record<string, StoredValue> = { status: 'resolved', resolved_at: request.context.now };
  if (text !== null) changes.resolution = text;
  return [
    changeRecord(request, changes, { when: oneOf('status', ['open', 'waiting']) }),
    note(request, 'closed', text ?? 'Closed'),
  ];
}

/** Opens a resolved case again. A cancelled one never was the customer's to close and stays. */
export function reopen(request: ActionRequest<ActionInputs['case']['reopen']>): WriteStep[] {
  const text = inputText(request, 'reason', request.input.reason, { table: 'case_note', column: 'text' });
  return [
    changeRecord(request, { status: 'open', resolved_at: null }, { when: eq('status', 'resolved') }),
    note(request, 'reopened', text ?? 'Reopened'),
  ];
}

/** The entry in the case's timeline, in the same transaction as the change it tells of. */
function note(request: ActionRequest<unknown>, kind: 'closed' | 'reopened', text: string): WriteStep {
  const author = request.planning.subject.contact;
  return sideRecord(request, 'case_note', { case: request.id, kind, text, author, visibility: 'customer' });
}
