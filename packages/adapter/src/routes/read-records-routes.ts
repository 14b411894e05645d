import { ProtocolError, type RecordPage } from '@portico/protocol';
import { recordPage, tableRecord } from '../openapi/answer-schemas.ts';
import { formatCursor, parseCursor, queryFingerprint } from '../request/cursor.ts';
import { formatEtag } from '../request/read-etag.ts';
import {
  listParameters,
  readRecordOptions,
  readRecordQuery,
  recordParameters,
} from '../request/read-record-query.ts';
import { jsonResponse } from './json-response.ts';
import type { Route } from './route.ts';

const QUERY_PROBLEMS = ['invalid_parameter', 'unknown_column', 'not_found'] as const;

/** A page of records. */
export const listRecordsRoute: Route = {
  operation: 'listRecords',
  method: 'GET',
  path: '/v1/tables/{table}/records',
  description: {
    summary: 'A page of the records the caller may read.',
    parameters: listParameters,
    answers: [{ status: 200, description: 'A page.', content: { 'application/json': recordPage } }],
    problems: [...QUERY_PROBLEMS, 'invalid_filter', 'invalid_cursor'],
  },
  handle: async ({ planner, store, subject, params, url }) => {
    const table = params.table ?? '';
    const query = readRecordQuery(url);
    const fingerprint = await queryFingerprint(table, [query.filter ?? null, query.sort ?? null]);
    const after = query.cursor === undefined ? null : parseCursor(fingerprint, query.cursor);
    const plan = planner.list(subject, table, query, after);
    const { records, next, count } = await store.list(plan);
    const page: RecordPage = {
      records,
      cursor: next && formatCursor(fingerprint, next),
      ...(count === undefined ? {} : { count }),
    };
    return jsonResponse(page);
  },
};

/** One record. Missing and unreadable are the same. */
export const getRecordRoute: Route = {
  operation: 'getRecord',
  method: 'GET',
  path: '/v1/tables/{table}/records/{id}',
  description: {
    summary: 'One record, in the columns the caller may read.',
    parameters: recordParameters,
    answers: [{ status: 200, description: 'The record.', content: { 'application/json': tableRecord } }],
    problems: [...QUERY_PROBLEMS],
  },
  handle: async ({ planner, store, subject, params, url }) => {
    const plan = planner.get(subject, params.table ?? '', params.id ?? '', readRecordOptions(url));
    const found = await store.get(plan);
    if (!found) throw new ProtocolError('not_found');
    return jsonResponse(found, { headers: { etag: formatEtag(found.etag) } });
  },
};
