import { type ActionResult, ProtocolError } from '@portico/protocol';
import { z } from 'zod';
import { actionResult } from '../openapi/answer-schemas.ts';
import { ACTION_INPUTS, actionInput } from '../request/action-inputs.ts';
import { readJson } from '../request/read-json.ts';
import { jsonResponse } from './json-response.ts';
import { readBack } from './read-back.ts';
import type { Route } from './route.ts';

const anyInput = z
  .union(Object.values(ACTION_INPUTS).flatMap((inputs) => Object.values(inputs) as z.ZodType[]))
  .describe('What the action of the table takes.')
  .meta({ id: 'ActionInput' });

/** A named command to one record: `rate`, `close`, `vote`… */
export const actionRoute: Route = {
  operation: 'actOnRecord',
  method: 'POST',
  path: '/v1/tables/{table}/records/{id}/{action}',
  description: {
    summary:
      'Gives a named command to a record: rate, close, reopen, vote, subscribe, accept-answer, moderate.',
    body: { 'application/json': anyInput },
    answers: [
      { status: 200, description: 'The record afterwards.', content: { 'application/json': actionResult } },
    ],
    problems: [
      ...(['malformed_request', 'payload_too_large', 'unsupported_media_type', 'invalid_values'] as const),
      ...(['invalid_reference', 'permission_denied', 'not_found', 'action_not_possible'] as const),
      'origin_not_allowed',
    ],
  },
  handle: async (exchange) => {
    const { planner, store, subject, request, params, now, newId } = exchange;
    const { table = '', id = '', action = '' } = params;
    const schema = actionInput(table, action);
    if (!schema) throw new ProtocolError('not_found');
    planner.knownTable(subject, table);
    const input = await readJson(request, schema, { code: 'invalid_values' });
    const plan = planner.action(subject, table, id, action, input, { now: now().toISOString(), newId });
    await store.write(plan);
    const result: ActionResult = { record: await readBack(exchange, table, id) };
    return jsonResponse(result);
  },
};
