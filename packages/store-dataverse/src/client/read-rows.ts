import { type Answer, isObject, mediaTypeOf, parseObject } from './answer.ts';
import type { Row, RowPage, RowQuery } from './dataverse-client.ts';
import { DataverseError } from './dataverse-error.ts';

/** From here on Dataverse counts no further. */
const COUNT_CAP = 5000;

/**
 * The JSON object of a success. A page in place of data, JSON that ends too soon, an empty body: none is
 * ever taken for an answer without rows.
 */
export function readBody(answer: Answer): Row {
  const { status, headers } = answer;
  const body =
    status === 200 && mediaTypeOf(headers) === 'application/json' ? parseObject(answer.body) : null;
  if (!body) throw untrusted(status);
  return body;
}

/** A single row. */
export function readRow(answer: Answer): Row {
  const row = readBody(answer);
  if (typeof row['@odata.context'] !== 'string') throw untrusted(answer.status);
  return row;
}

export function readPage(answer: Answer, query: Pick<RowQuery, 'count'>): RowPage {
  const body = readRow(answer);
  const rows = rowsOf(body, answer.status);
  const next = linkOf(body, '@odata.nextLink', answer.status);
  return { rows, next, count: query.count ? countOf(body, answer.status) : null };
}

/** The rows of a list; each must be an object. */
export function rowsOf(body: Row, status: number): readonly Row[] {
  const { value } = body;
  if (!Array.isArray(value) || !value.every(isObject)) throw untrusted(status);
  return value;
}

export function linkOf(body: Row, name: string, status: number): string | null {
  const link = body[name];
  if (link === undefined) return null;
  if (typeof link !== 'string' || link === '') throw untrusted(status);
  return link;
}

/** Null when there may be more than were counted. */
function countOf(body: Row, status: number): number | null {
  const exceeded = body['@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded'];
  if (exceeded === true) return null;
  const count = body['@odata.count'];
  if (!Number.isSafeInteger(count) || (count as number) < 0) throw untrusted(status);
  return (count as number) >= COUNT_CAP && exceeded !== false ? null : (count as number);
}

export function untrusted(status: number): DataverseError {
  return new DataverseError('unavailable', { status, uncertain: true, reason: 'not an answer of Dataverse' });
}
