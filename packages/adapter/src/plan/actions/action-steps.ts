import { type ActionInputs, ProtocolError } from '@portico/protocol';
import type { WriteStep } from '../plan.ts';
import { acceptAnswer } from './accept-answer.ts';
import type { ActionRequest } from './action-request.ts';
import { close, reopen } from './case-status.ts';
import { moderatePost, moderateThread } from './moderate.ts';
import { subscribe, vote } from './on-off.ts';
import { rate } from './rate.ts';

type Planners = {
  readonly [T in keyof ActionInputs]: {
    readonly [A in keyof ActionInputs[T]]: (request: ActionRequest<ActionInputs[T][A]>) => WriteStep[];
  };
};

/** Complete by its type: an action of the protocol without a planner does not compile. */
const PLANNERS: Planners = {
  article: { rate },
  case: { close, reopen },
  thread: { vote, subscribe, 'accept-answer': acceptAnswer, moderate: moderateThread },
  post: { vote, moderate: moderatePost },
};

/**
 * The steps of a named command; its input was checked by the request's schema. An action the table does not
 * offer is `not_found`.
 */
export function actionSteps(request: ActionRequest<unknown>): WriteStep[] {
  const planners: Readonly<Record<string, object>> = PLANNERS;
  const ofTable = Object.hasOwn(planners, request.table.name) ? planners[request.table.name] : undefined;
  if (!ofTable || !Object.hasOwn(ofTable, request.action)) throw new ProtocolError('not_found');
  const plan = (ofTable as Readonly<Record<string, unknown>>)[request.action];
  return (plan as (request: ActionRequest<unknown>) => WriteStep[])(request);
}
