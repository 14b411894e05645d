import { type ActionInputs, EVERYTHING, eq, type StoredValue } from '@portico/protocol';
import type { UpdateStep, WriteStep } from '../plan.ts';
import { tableNamed } from '../planning.ts';
import { refuseIssues } from '../read-values.ts';
import { type ActionRequest, changeRecord, inputText, sideRecord } from './action-request.ts';

export function moderateThread(request: ActionRequest<ActionInputs['thread']['moderate']>): WriteStep[] {
  const { visibility, locked, reason } = request.input;
  const changes: Record<string, StoredValue> = {};
  if (visibility !== undefined) changes.visibility = visibility;
  if (locked !== undefined) changes.locked = locked;
  if (Object.keys(changes).length === 0)
    refuseIssues([{ path: '', message: 'Say what to change: visibility or locked.' }]);
  return [changeRecord(request, changes), ...reasonKept(request, reason)];
}

/** A hidden post is no answer any more. */
export function moderatePost(request: ActionRequest<ActionInputs['post']['moderate']>): WriteStep[] {
  const { visibility, reason } = request.input;
  const steps: WriteStep[] = [changeRecord(request, { visibility })];
  if (visibility === 'hidden') steps.push(answerWithdrawn(request));
  return [...steps, ...reasonKept(request, reason)];
}

function answerWithdrawn({ planning, id, context }: ActionRequest<unknown>): UpdateStep {
  return {
    type: 'update',
    table: tableNamed(planning.site, 'thread'),
    target: { every: eq('accepted_post', id) },
    changes: { accepted_post: null, updated_at: context.now },
    before: EVERYTHING,
    after: EVERYTHING,
    readable: EVERYTHING,
    when: EVERYTHING,
    references: [],
  };
}

/** The reason stays with the adapter; the record's readers do not see it. */
function reasonKept(request: ActionRequest<unknown>, reason: string | undefined): WriteStep[] {
  const detail = inputText(request, 'reason', reason, { table: 'interaction', column: 'detail' });
  if (detail === null) return [];
  const { table, id } = request;
  const event = `${table.name}.${request.action}`;
  return [sideRecord(request, 'interaction', { event, table: table.name, record: id, detail })];
}
