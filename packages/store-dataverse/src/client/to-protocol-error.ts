import { type ProblemCode, ProtocolError } from '@portico/protocol';
import { DataverseError, type DataverseErrorKind } from './dataverse-error.ts';

/**
 * What is left of a failure when the store has done what it can. `denied` and `expired` are for the operator
 * to put right; `refused` means that we asked for something wrong.
 */
const CODES: Readonly<Record<DataverseErrorKind, ProblemCode>> = {
  missing: 'not_found',
  exists: 'duplicate_record',
  duplicate: 'duplicate_record',
  version: 'etag_mismatch',
  throttled: 'store_unavailable',
  unavailable: 'store_unavailable',
  denied: 'store_unavailable',
  expired: 'store_unavailable',
  refused: 'internal_error',
};

/** The one place where a failure of Dataverse becomes a problem. It is kept as the cause, for the log; anything else stays as it is. */
export function toProtocolError(error: unknown): unknown {
  if (!(error instanceof DataverseError)) return error;
  return new ProtocolError(CODES[error.kind], '', { cause: error, retryAfter: error.retryAfter });
}
