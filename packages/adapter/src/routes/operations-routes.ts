import { PROBLEMS, type ProblemCode, ProtocolError } from '@portico/protocol';
import { z } from 'zod';
import { jsonResponse, publicFor } from './json-response.ts';
import type { Route } from './route.ts';

const TEXT = { 'text/plain': z.string() };

/** Whether the process runs. Constant and cheap. */
export const healthRoute: Route = {
  operation: 'health',
  method: 'GET',
  path: '/healthz',
  open: true,
  description: {
    summary: 'Whether the process runs.',
    answers: [{ status: 200, description: 'It does.', content: TEXT }],
    problems: [],
  },
  handle: () => new Response('ok\n', { headers: { 'content-type': 'text/plain' } }),
};

/** Whether requests can be served: the store answers. No reason is told. */
export const readyRoute: Route = {
  operation: 'ready',
  method: 'GET',
  path: '/readyz',
  open: true,
  description: {
    summary: 'Whether the records can be reached.',
    answers: [{ status: 200, description: 'They can.', content: TEXT }],
    problems: ['store_unavailable'],
  },
  handle: async ({ store }) => {
    await store.ping().catch((cause: unknown) => {
      throw new ProtocolError('store_unavailable', '', { cause });
    });
    return new Response('ready\n', { headers: { 'content-type': 'text/plain' } });
  },
};

/** Counts of requests, when the option `metrics` is on. */
export const metricsRoute: Route = {
  operation: 'metrics',
  method: 'GET',
  path: '/metrics',
  open: true,
  option: 'metrics',
  description: {
    summary: 'Counts of requests since the process began, for Prometheus. Off by default.',
    answers: [{ status: 200, description: 'The counts.', content: TEXT }],
    problems: [],
  },
  handle: ({ counts }) =>
    new Response(counts.toText(), { headers: { 'content-type': 'text/plain; version=0.0.4' } }),
};

const problemPage = z.strictObject({ code: z.string(), status: z.int(), title: z.string() });

/** What the `type` of a problem points to. */
export const problemRoute: Route = {
  operation: 'explainProblem',
  method: 'GET',
  path: '/problems/{code}',
  open: true,
  description: {
    summary: 'What a problem code means: where the `type` of a problem points.',
    answers: [{ status: 200, description: 'The code.', content: { 'application/json': problemPage } }],
    problems: ['not_found'],
  },
  handle: ({ params, request }) => {
    const code = params.code ?? '';
    if (!Object.hasOwn(PROBLEMS, code)) throw new ProtocolError('not_found');
    return jsonResponse({ code, ...PROBLEMS[code as ProblemCode] }, { headers: publicFor(86_400, request) });
  },
};
