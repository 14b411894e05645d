import { type Answer, isObject, isSuccess, mediaTypeOf, parseObject } from './answer.ts';
import { DataverseError, type DataverseErrorKind } from './dataverse-error.ts';
import { readParts } from './multipart.ts';
import { retryAfterOf } from './retry-after.ts';

/**
 * Codes whose meaning the status alone does not give. Source: Microsoft Learn, "Web service error codes" and
 * "Service protection API limits".
 */
const KINDS: Readonly<Record<string, DataverseErrorKind>> = {
  '0x80040217': 'missing', // ObjectDoesNotExist
  '0x80040220': 'denied', // PrivilegeDenied
  '0x80040299': 'denied', // a privilege of the role is missing
  '0x80048306': 'denied', // no access to this row
  '0x80040333': 'duplicate', // DuplicateRecordsFound; the status is 500 in some versions
  '0x80060892': 'duplicate', // DuplicateRecordEntityKey
  '0x80060882': 'version', // ConcurrencyVersionMismatch
  '0x80060888': 'refused', // a query that is wrong
  '0x8006088a': 'refused', // no such segment: a wrong entity set is no missing row, though the status is 404
  '0x80072321': 'throttled',
  '0x80072322': 'throttled',
  '0x80072326': 'throttled',
  '0x80044352': 'expired', // ExpiredVersionStamp
};

/** Duplicate primary key under `If-None-Match: *`, duplicate alternate key elsewhere. */
const DUPLICATE_KEY = '0x80040237';

/**
 * An answer that is not a success, as an error. An error page of a proxy or of a sign-in says nothing about
 * rows, so only Dataverse's own JSON can mean `missing`, `exists` or `version`.
 */
export function errorOfAnswer(given: Answer, now: number): DataverseError {
  const answer = failedPart(given);
  const { status } = answer;
  const code = codeOf(answer);
  const retryAfter = retryAfterOf(answer.headers, now);
  const kind = code === undefined ? kindOfPage(status) : kindOf(status, code);
  // A server error may come after the work was done; a refusal comes before.
  const uncertain = kind === 'unavailable' && !(status >= 300 && status < 400);
  return new DataverseError(kind, { status, code: code ?? null, retryAfter, uncertain });
}

/** Of a batch that failed, the part that says why. */
function failedPart(answer: Answer): Answer {
  if (mediaTypeOf(answer.headers) !== 'multipart/mixed') return answer;
  try {
    return readParts(answer).find((part) => !isSuccess(part)) ?? answer;
  } catch {
    return answer;
  }
}

function kindOf(status: number, code: string | null): DataverseErrorKind {
  if (code === DUPLICATE_KEY) return status === 412 ? 'exists' : 'duplicate';
  const kind = code === null ? undefined : KINDS[code];
  if (kind) return kind;
  if (status === 404) return 'missing';
  if (status === 409) return 'duplicate';
  if (status === 410) return 'expired';
  if (status === 412) return 'version';
  return kindOfPage(status, 'refused');
}

function kindOfPage(status: number, other: DataverseErrorKind = 'unavailable'): DataverseErrorKind {
  if (status === 401 || status === 403) return 'denied';
  if (status === 429) return 'throttled';
  return status === 408 || status >= 500 || status < 400 ? 'unavailable' : other;
}

/** The code of an OData error; null when it has none that looks like one, undefined when it is no OData error. */
function codeOf(answer: Answer): string | null | undefined {
  if (mediaTypeOf(answer.headers) !== 'application/json') return undefined;
  const error = parseObject(answer.body)?.error;
  if (!isObject(error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && /^0x[0-9a-f]{8}$/i.test(code) ? code.toLowerCase() : null;
}
