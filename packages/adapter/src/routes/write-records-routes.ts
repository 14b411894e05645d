import { PATHS, type TableRecord, type TableSchema } from '@portico/protocol';
import { z } from 'zod';
import { writtenRecord } from '../openapi/answer-schemas.ts';
import { readIdempotency } from '../request/idempotency.ts';
import { bodyLimitFor } from '../request/read-body.ts';
import { formatEtag, readEtag } from '../request/read-etag.ts';
import { readJson } from '../request/read-json.ts';
import { jsonResponse } from './json-response.ts';
import { readBack } from './read-back.ts';
import type { Exchange, Route } from './route.ts';

/** What is valid for each column is for the plan to say; it names every fault, by column. */
const values = z
  .record(z.string(), z.unknown())
  .describe('Values by column: lookups as ids, null to empty a cell.')
  .meta({ id: 'RecordValues' });

const BODY_PROBLEMS = ['malformed_request', 'payload_too_large', 'unsupported_media_type'] as const;
const WRITE_PROBLEMS = [
  ...([
    'invalid_parameter',
    'unknown_column',
    'invalid_values',
    'invalid_reference',
    'permission_denied',
  ] as const),
  ...(['not_found', 'duplicate_record', 'origin_not_allowed', 'storage_full'] as const),
];

export const createRecordRoute: Route = {
  operation: 'createRecord',
  method: 'POST',
  path: '/v1/tables/{table}/records',
  description: {
    summary: 'Creates a record.',
    headers: ['Idempotency-Key'],
    body: { 'application/json': values },
    answers: [
      { status: 201, description: 'Created.', content: { 'application/json': writtenRecord } },
      { status: 200, description: 'Created before.', content: { 'application/json': writtenRecord } },
    ],
    problems: [...BODY_PROBLEMS, ...WRITE_PROBLEMS, 'idempotency_key_reused'],
  },
  handle: async (exchange) => {
    const { planner, store, subject, request, now, newId } = exchange;
    const table = tableOf(exchange);
    const body = await readJson(request, values, { limit: bodyLimitFor(table) });
    const idempotency = await readIdempotency(request, subject, body);
    const context = { now: now().toISOString(), newId, ...(idempotency ? { idempotency } : {}) };
    const { id, replayed } = await store.write(planner.create(subject, table.name, body, context));
    return written(id, await readBack(exchange, table.name, id), {
      status: replayed ? 200 : 201,
      headers: {
        location: PATHS.record(table.name, id),
        ...(replayed ? { 'idempotent-replayed': 'true' } : {}),
      },
    });
  },
};

export const updateRecordRoute: Route = {
  operation: 'updateRecord',
  method: 'PATCH',
  path: '/v1/tables/{table}/records/{id}',
  description: {
    summary: 'Changes the given columns of a record.',
    headers: ['If-Match'],
    body: { 'application/json': values },
    answers: [{ status: 200, description: 'Changed.', content: { 'application/json': writtenRecord } }],
    problems: [...BODY_PROBLEMS, ...WRITE_PROBLEMS, 'etag_mismatch'],
  },
  handle: async (exchange) => {
    const { planner, store, subject, request, params } = exchange;
    const table = tableOf(exchange);
    const changes = await readJson(request, values, { limit: bodyLimitFor(table) });
    const plan = planner.update(subject, table.name, params.id ?? '', changes, changeContext(exchange));
    const { id } = await store.write(plan);
    return written(id, await readBack(exchange, table.name, id), {});
  },
};

export const deleteRecordRoute: Route = {
  operation: 'deleteRecord',
  method: 'DELETE',
  path: '/v1/tables/{table}/records/{id}',
  description: {
    summary: 'Deletes a record.',
    headers: ['If-Match'],
    answers: [{ status: 204, description: 'Deleted.' }],
    problems: ['invalid_parameter', 'permission_denied', 'not_found', 'etag_mismatch', 'origin_not_allowed'],
  },
  handle: async (exchange) => {
    const { planner, store, subject, params } = exchange;
    await store.write(
      planner.delete(subject, tableOf(exchange).name, params.id ?? '', changeContext(exchange)),
    );
    return new Response(null, { status: 204 });
  },
};

/**
 * The table of the path; its schema says how large a body may be. Asked for before anything else of the
 * request is read, so that no fault of a body or header tells a hidden table from one that is not there.
 */
function tableOf({ planner, subject, params }: Exchange): TableSchema {
  return planner.knownTable(subject, params.table ?? '');
}

function changeContext({ request, now, newId }: Exchange) {
  const etag = readEtag(request);
  return { now: now().toISOString(), newId, ...(etag === undefined ? {} : { etag }) };
}

function written(
  id: string,
  record: TableRecord | null,
  { status, headers }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> },
): Response {
  return jsonResponse(
    { id, record },
    { status: status ?? 200, headers: { ...headers, ...(record ? { etag: formatEtag(record.etag) } : {}) } },
  );
}
