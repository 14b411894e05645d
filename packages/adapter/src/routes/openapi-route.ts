import { z } from 'zod';
import { jsonResponse, publicFor } from './json-response.ts';
import type { Route } from './route.ts';

/** This very description. */
export const openapiRoute: Route = {
  operation: 'getOpenapi',
  method: 'GET',
  path: '/openapi.json',
  open: true,
  description: {
    summary: 'This document.',
    answers: [
      { status: 200, description: 'OpenAPI 3.1.', content: { 'application/json': z.looseObject({}) } },
    ],
    problems: [],
  },
  handle: ({ openapi, request }) => jsonResponse(openapi(), { headers: publicFor(3600, request) }),
};
