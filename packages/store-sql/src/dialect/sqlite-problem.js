import { ProtocolError } from '@portico/protocol';

/** Primary result codes of SQLite, https://www.sqlite.org/rescode.html */
const BUSY = 5;
const LOCKED = 6;
const NOMEM = 7;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;
/** Extended codes of a violated unique index or primary key. */
const UNIQUE = [2067, 1555];
const UNAVAILABLE = [BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, CANTOPEN, NOTADB];
/** An error of `node:sqlite` as the problem it means to a requester; any other error as it is. */
export function sqliteProblem(error) {
  const code = resultCode(error);
  if (code === null) return error;
  if (UNIQUE.includes(code)) return new ProtocolError('duplicate_record', '', { cause: error });
  if ((code & 0xff) === FULL) return new ProtocolError('storage_full', '', { cause: error });
  if (UNAVAILABLE.includes(code & 0xff)) return new ProtocolError('store_unavailable', '', { cause: error });
  return error;
}
export function isBusy(error) {
  const code = resultCode(error);
  return code !== null && (code & 0xff) === BUSY;
}
function resultCode(error) {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode : null;
}
//# sourceMappingURL=sqlite-problem.js.map
