import { type Answer, isSuccess, parseObject } from './answer.ts';
import { requestOf } from './changes-to-requests.ts';
import type { RowChange } from './dataverse-client.ts';
import { DataverseError } from './dataverse-error.ts';
import { errorOfAnswer } from './error-of-answer.ts';
import { writeChangeSet, writeParts } from './multipart.ts';
import { untrusted } from './read-rows.ts';
import { newBoundary, type WebApi } from './web-api.ts';

type Create = Extract<RowChange, { type: 'create' }>;

const MAX_CHANGES = 1000;

/**
 * Does the changes, all or none, and finds out what became of them when a reply is lost.
 *
 * Rows are created under ids chosen here and only where there is none (`If-None-Match: *`), so creating can
 * be repeated: the second time it is refused as `exists` and changes nothing. A change set is whole, so if
 * every row that it creates is there, all of it was done, its updates and actions too. Another writer can
 * have made rows with ids derived from the same content, but not one with an id drawn at random for this write.
 * Without a row to look for, an update or delete is repeated too, and fails as `version` or `missing` if the
 * first try was done; an action alone is not, for nothing keeps it from happening twice.
 */
export async function writeChanges(
  api: WebApi,
  changes: readonly RowChange[],
  now: () => number,
): Promise<void> {
  if (changes.length === 0) return;
  if (changes.length > MAX_CHANGES) throw new TypeError(`more than ${MAX_CHANGES} changes`);
  const creates = changes.filter((change) => change.type === 'create');
  const repeatable = creates.length > 0 || changes.every((change) => change.type !== 'action');
  let lost = false;
  const onLost = () => {
    lost = true;
  };
  try {
    if (changes.length === 1 && changes[0]) await writeOne(api, changes[0], repeatable, onLost);
    else await writeSet(api, changes, { repeatable, onLost, now });
  } catch (error) {
    if (!(error instanceof DataverseError) || !(lost || error.uncertain)) throw error;
    if (changes.length === 1 && changes[0]?.type === 'delete' && error.kind === 'missing') return;
    if (creates.length > 0 && (await allThere(api, creates))) return;
    throw error;
  }
}

function writeOne(api: WebApi, change: RowChange, repeatable: boolean, onLost: () => void): Promise<void> {
  const read = change.type === 'action' ? requireAction : requireDone;
  return api.send({ ...requestOf(change, api.base), repeatable, onLost, read });
}

/** Dataverse answers a plain write with 204; with 200 answers something between. */
function requireDone({ status }: Answer): void {
  if (status === 204) return;
  throw untrusted(status);
}

/** An action that returns something answers with 200 and its JSON; a sign-in page has the status, and not the rest. */
function requireAction(answer: Answer): void {
  if (answer.status === 200 && parseObject(answer.body)) return;
  requireDone(answer);
}

function writeSet(
  api: WebApi,
  changes: readonly RowChange[],
  options: { readonly repeatable: boolean; readonly onLost: () => void; readonly now: () => number },
): Promise<void> {
  const boundaries = { batch: newBoundary(), set: newBoundary() };
  const body = writeChangeSet(
    changes.map((change) => requestOf(change, api.base)),
    boundaries,
  );
  return api.batch(body, boundaries.batch, {
    ...options,
    read: (parts) => {
      const failed = parts.find((part) => !isSuccess(part));
      if (failed) throw errorOfAnswer(failed, options.now());
      if (parts.length !== changes.length) throw untrusted(200);
    },
  });
}

/** Whether every row is there. A batch of reads ends at the first that is not. */
async function allThere(api: WebApi, creates: readonly Create[]): Promise<boolean> {
  const boundary = newBoundary();
  const reads = creates.map(({ set, id, values }) => {
    const { url } = requestOf({ type: 'delete', set, id, etag: '*' }, api.base);
    const column = Object.keys(values).find((name) => /^\w+$/.test(name));
    const select = column === undefined ? '' : `?$select=${column}`;
    return { method: 'GET', url: url + select, headers: { Accept: 'application/json' } } as const;
  });
  try {
    return await api.batch(writeParts(reads, boundary, false), boundary, {
      repeatable: false,
      read: (parts) => parts.length === creates.length && parts.every(({ status }) => status === 200),
    });
  } catch (error) {
    // Not known either way: the error that led here stands.
    if (error instanceof DataverseError) return false;
    throw error;
  }
}
