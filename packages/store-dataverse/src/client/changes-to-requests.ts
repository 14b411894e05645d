import type { RowChange } from './dataverse-client.ts';
import type { PartRequest } from './multipart.ts';
import { actionPath, rowPath } from './request-path.ts';

const JSON_BODY = { 'Content-Type': 'application/json; charset=utf-8' };
/** `*` or a tag as Dataverse gives them: nothing that could begin another header. */
const ETAG = /^(\*|(W\/)?"[\x21\x23-\x7e]*")$/;

/**
 * A change as a request. Each says what it expects of the row, so that a change never does another's work: a
 * create never overwrites (`If-None-Match: *`), an update never creates (`If-Match`).
 */
export function requestOf(change: RowChange, base: string): PartRequest {
  switch (change.type) {
    case 'create':
      return {
        method: 'PATCH',
        url: base + rowPath(change.set, change.id),
        headers: { ...JSON_BODY, 'If-None-Match': '*' },
        body: JSON.stringify(change.values),
      };
    case 'update':
      return {
        method: 'PATCH',
        url: base + rowPath(change.set, change.id),
        headers: { ...JSON_BODY, 'If-Match': checkEtag(change.etag) },
        body: JSON.stringify(change.values),
      };
    case 'delete':
      return {
        method: 'DELETE',
        url: base + rowPath(change.set, change.id),
        headers: { 'If-Match': checkEtag(change.etag) },
      };
    case 'action':
      return {
        method: 'POST',
        url: base + actionPath(change.name),
        headers: JSON_BODY,
        body: JSON.stringify(change.parameters),
      };
  }
}

function checkEtag(etag: string): string {
  if (!ETAG.test(etag)) throw new TypeError(`not an etag: ${JSON.stringify(etag)}`);
  return etag;
}
