import { randomUUID } from 'node:crypto';
import { dispatch } from '../request/dispatch.ts';
import type { ApiRequest, ApiResponse } from '../request/exchange.ts';
import { badQuery, Fault, methodNotAllowed } from '../request/fault.ts';
import { readPreferences } from '../request/preferences.ts';
import type { World } from '../world/world.ts';
import { readEmbedded, writeEmbedded } from './embedded-request.ts';
import { boundaryOf, type Part, readMultipart, writeMultipart } from './multipart.ts';

const MOST = 1000;
const NONE: ReadonlyMap<string, string> = new Map();

interface Outcome {
  readonly part: string;
  /** The status of what failed; null when nothing did. */
  readonly failed: number | null;
}

/**
 * `POST $batch`: operations one after another, change sets all or none. Without `Prefer: odata.continue-on-error` the
 * first failure ends it and gives the batch its status: Microsoft Learn, "Execute batch operations using the Web API".
 */
export function runBatch(world: World, request: ApiRequest): ApiResponse {
  if (request.method !== 'POST') throw methodNotAllowed(request.method);
  const boundary = boundaryOf(request.headers['content-type']);
  if (boundary === null)
    throw badQuery('A batch must have the Content-Type multipart/mixed with a boundary.');
  const { continueOnError } = readPreferences(request.headers.prefer);
  const items = readMultipart(request.body, boundary).map((part) => readItem(part));
  const count = items.reduce((sum, item) => sum + item.parts.length, 0);
  if (count > MOST) throw badQuery(`The batch has ${count} operations; the most is ${MOST}.`);
  const parts: string[] = [];
  let status = 200;
  for (const item of items) {
    const outcome = item.changeSet
      ? runChangeSet(world, request, item.parts)
      : runOne(world, request, item.parts[0]!);
    parts.push(outcome.part);
    if (outcome.failed === null || continueOnError) continue;
    status = outcome.failed;
    break;
  }
  const name = `batchresponse_${randomUUID()}`;
  return {
    status,
    headers: { 'Content-Type': `multipart/mixed; boundary=${name}` },
    body: writeMultipart(name, parts),
  };
}

function readItem(part: Part): { readonly changeSet: boolean; readonly parts: readonly Part[] } {
  const boundary = boundaryOf(part.headers['content-type']);
  if (boundary === null) return { changeSet: false, parts: [part] };
  return { changeSet: true, parts: readMultipart(part.body, boundary) };
}

function runOne(world: World, batch: ApiRequest, part: Part): Outcome {
  const answer = dispatchEmbedded(world, batch, part, NONE);
  return {
    part: writeEmbedded(answer, part.headers['content-id']),
    failed: answer.status >= 400 ? answer.status : null,
  };
}

function dispatchEmbedded(
  world: World,
  batch: ApiRequest,
  part: Part,
  contentIds: ReadonlyMap<string, string>,
): ApiResponse {
  const request = readEmbedded(part, batch, contentIds);
  if (request.segments[0] === '$batch') throw badQuery('A batch cannot contain other batches.');
  return dispatch(world, request);
}

/** Ends a change set when one of its operations is refused. */
class Refused extends Error {
  readonly answer: ApiResponse;

  constructor(answer: ApiResponse) {
    super('A change set was refused.');
    this.answer = answer;
  }
}

function runChangeSet(world: World, batch: ApiRequest, parts: readonly Part[]): Outcome {
  const contentIds = new Map<string, string>();
  try {
    const answers = world.atomically(() =>
      parts.map((part) => {
        const id = part.headers['content-id'];
        if (id === undefined) {
          throw badQuery('The Content-ID header must be present in every operation of a change set.');
        }
        if (contentIds.has(id)) throw badQuery(`The Content-ID '${id}' is given more than once.`);
        if (/^GET /.test(part.body)) throw badQuery('GET is not allowed in a change set.');
        const answer = dispatchEmbedded(world, batch, part, contentIds);
        if (answer.status >= 400) throw new Refused(answer);
        contentIds.set(id, answer.entity ?? '');
        return writeEmbedded(answer, id);
      }),
    );
    const name = `changesetresponse_${randomUUID()}`;
    const body = writeMultipart(name, answers);
    return { part: `Content-Type: multipart/mixed; boundary=${name}\r\n\r\n${body}`, failed: null };
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Fault)) throw error;
    const answer = error instanceof Refused ? error.answer : error.answer();
    return { part: writeEmbedded(answer, undefined), failed: answer.status };
  }
}
