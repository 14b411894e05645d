import { ProtocolError } from '@portico/protocol';
import { withoutValues } from './postgres-error.ts';

/** SQLSTATE codes, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNIQUE_VIOLATION = '23505';
const DISK_FULL = '53100';
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
/** Classes and codes that say the database cannot serve now, whatever is asked. */
const UNAVAILABLE: readonly string[] = [
  '08', // connection exception
  '25006', // read-only transaction: a standby, or a disk guard
  '25P03', // idle in transaction too long
  '26000', // a statement that a pooler lost
  '28', // invalid authorization
  '3D000', // no such database
  '40', // conflicts that did not end
  '42P05', // a statement that a pooler gave to another connection
  '53', // insufficient resources
  '55P03', // a lock was not to be had
  '57', // operator intervention: shutdown, restart, statement timeout
  '58', // system error
  'XX001', // corrupted data
  'XX002', // corrupted index
];
/** Codes of Node's own errors where no connection comes about or one breaks. */
const NETWORK: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ENOENT',
];
/** What `pg` says without a code. */
const BROKEN =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed|The server does not support SSL)/;

/**
 * An error of `pg` as the problem it means to a requester; any other error as it is. The problem has no
 * text of its own: the database's message names tables. Nor has its cause, which is logged, any value of a record.
 */
export function postgresProblem(error: unknown): unknown {
  const code = codeOf(error);
  const cause = withoutValues(error);
  if (code === UNIQUE_VIOLATION) return new ProtocolError('duplicate_record', '', { cause });
  if (code === DISK_FULL) return new ProtocolError('storage_full', '', { cause });
  if (isUnavailable(error, code)) return new ProtocolError('store_unavailable', '', { cause });
  return cause;
}

/**
 * Whether a transaction failed because of another one. While others write as well, a unique value that was
 * looked for and not found, and is there when it comes to the insert, is such a case too.
 */
export function isConflict(error: unknown, alone: boolean): boolean {
  const code = codeOf(error);
  if (code === UNIQUE_VIOLATION) return !alone;
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
}

function isUnavailable(error: unknown, code: string | null): boolean {
  if (code !== null) {
    return (
      NETWORK.includes(code) ||
      (/^[0-9A-Z]{5}$/.test(code) && UNAVAILABLE.some((start) => code.startsWith(start)))
    );
  }
  return error instanceof Error && BROKEN.test(error.message);
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
