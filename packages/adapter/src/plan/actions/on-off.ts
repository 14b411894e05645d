import { and, EVERYTHING, eq } from '@portico/protocol';
import type { WriteStep } from '../plan.ts';
import { tableNamed } from '../planning.ts';
import { type ActionRequest, ownContact, requireRecord, sideRecord } from './action-request.ts';

type OnOff = ActionRequest<{ readonly on: boolean }>;

/** A contact's vote for a thread or a post: there or not there, however often it is asked for. */
export function vote(request: OnOff): WriteStep[] {
  return setOwnMark(request, 'vote');
}

/** A contact's wish to hear of new posts in a thread. */
export function subscribe(request: OnOff): WriteStep[] {
  return setOwnMark(request, 'subscription');
}

function setOwnMark(request: OnOff, markTable: 'vote' | 'subscription'): WriteStep[] {
  const contact = ownContact(request);
  const lookup = request.table.name;
  if (request.input.on)
    return [
      requireRecord(request),
      sideRecord(request, markTable, { [lookup]: request.id, contact }, 'keep'),
    ];
  return [
    requireRecord(request),
    {
      type: 'delete',
      table: tableNamed(request.planning.site, markTable),
      target: { every: and(eq(lookup, request.id), eq('contact', contact)) },
      before: EVERYTHING,
      readable: EVERYTHING,
    },
  ];
}
