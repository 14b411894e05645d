import { RECORD_ID } from '@portico/protocol';
import type { Answer } from './answer.ts';
import type { Row, RowChanges } from './dataverse-client.ts';
import { linkOf, readRow, rowsOf, untrusted } from './read-rows.ts';

/** A page of a list asked with `Prefer: odata.track-changes`, or of the delta link that it ended with. */
export function readChanges(answer: Answer): RowChanges {
  const { status } = answer;
  const body = readRow(answer);
  const entries = rowsOf(body, status);
  const next = linkOf(body, '@odata.nextLink', status);
  const since = next ?? linkOf(body, '@odata.deltaLink', status);
  // Without a link the next poll could not go on from here, and would miss what happens meanwhile.
  if (since === null) throw untrusted(status);
  return {
    rows: entries.filter((entry) => !isRemoved(entry)),
    removed: entries.filter(isRemoved).map((entry) => removedId(entry, status)),
    since,
    more: next !== null,
  };
}

/** `{"@odata.context": "…#accounts/$deletedEntity", "id": "…", "reason": "deleted"}`; 4.01 says `@removed`. */
function isRemoved(entry: Row): boolean {
  const context = entry['@odata.context'];
  return (typeof context === 'string' && context.endsWith('/$deletedEntity')) || '@removed' in entry;
}

function removedId({ id }: Row, status: number): string {
  // A bare id, or the row's address that ends with it.
  const [, found] = /(?:^|\()([0-9a-f-]{36})\)?$/.exec(typeof id === 'string' ? id.toLowerCase() : '') ?? [];
  if (!found || !RECORD_ID.test(found)) throw untrusted(status);
  return found;
}
