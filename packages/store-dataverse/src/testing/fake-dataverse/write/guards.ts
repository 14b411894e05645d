import { etagOf } from '../read/projection.ts';
import type { ApiRequest } from '../request/exchange.ts';
import { badQuery, Fault, noSuchRow } from '../request/fault.ts';
import type { StoredRow, Table } from '../world/table.ts';

const ETAG = /^W\/"\d+"$/;

/** What `If-Match` and `If-None-Match` leave possible for a write to a row that may not be there. */
export interface Guards {
  readonly mayCreate: boolean;
}

/** Throws the 412 or 404 the headers call for. */
export function checkGuards(
  request: ApiRequest,
  table: Table,
  row: StoredRow | null,
  id: string | null,
): Guards {
  const match = present(request.headers['if-match']);
  const noneMatch = present(request.headers['if-none-match']);
  if (noneMatch === '*' && row) throw duplicate();
  if (match === undefined) return { mayCreate: true };
  if (match !== '*' && !ETAG.test(match)) throw badQuery(`The If-Match header '${match}' is not an ETag.`);
  if (!row) throw noSuchRow(table.name, id ?? '');
  if (match !== '*' && match !== etagOf(row)) {
    throw new Fault(
      412,
      '0x80060882',
      "The version of the existing record doesn't match the RowVersion property provided.",
    );
  }
  return { mayCreate: false };
}

/** Microsoft's samples send `If-None-Match: null` so that no cache answers; it says nothing. */
const present = (header: string | undefined): string | undefined => (header === 'null' ? undefined : header);

export const duplicate = (): Fault =>
  new Fault(412, '0x80040237', 'A record with matching key values already exists.');
