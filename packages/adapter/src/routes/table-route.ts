import { tableInfo } from '../openapi/answer-schemas.ts';
import { jsonResponse } from './json-response.ts';
import type { Route } from './route.ts';

/** The schema of a table as the caller may use it. */
export const tableRoute: Route = {
  operation: 'getTable',
  method: 'GET',
  path: '/v1/tables/{table}',
  description: {
    summary: 'Columns, privileges and actions of a table, as far as the caller may use them.',
    answers: [{ status: 200, description: 'The table.', content: { 'application/json': tableInfo } }],
    problems: ['not_found'],
  },
  handle: ({ planner, subject, params }) => jsonResponse(planner.tableInfo(subject, params.table ?? '')),
};
