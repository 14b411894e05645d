import type { SessionInfo } from '@portico/protocol';
import { sessionInfo } from '../openapi/answer-schemas.ts';
import { jsonResponse } from './json-response.ts';
import type { Route } from './route.ts';

/** Who the adapter takes the caller for. */
export const sessionRoute: Route = {
  operation: 'getSession',
  method: 'GET',
  path: '/v1/session',
  description: {
    summary: 'Who the adapter takes the caller for; anonymous callers too.',
    answers: [{ status: 200, description: 'The subject.', content: { 'application/json': sessionInfo } }],
    problems: [],
  },
  handle: ({ subject }) => {
    const { authenticated, displayName, contact, account, expiresAt } = subject;
    const webRoles = [...subject.webRoles].sort();
    const info: SessionInfo = { authenticated, displayName, webRoles, contact, account, expiresAt };
    return jsonResponse(info);
  },
};
