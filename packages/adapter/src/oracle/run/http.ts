import {
  PATHS,
  PROBLEMS,
  type ProblemCode,
  type RecordPage,
  type SearchPage,
  type TableRecord,
  type WrittenRecord,
} from '@portico/protocol';
import type { Answer, Question } from '../question.ts';
import type { Handler, Heard, Sent } from './handler.ts';
import { facetAnswers, withoutEtags } from './plain-answers.ts';
import { requestFor } from './requests.ts';
import type { Case, Reply, Respondent } from './respondent.ts';

const MAX_PAGES = 1000;

/** Sees every exchange, also those beside the question. */
export type Watch = (asked: Case, heard: Heard) => void;

/**
 * The same questions as HTTP requests. Beside each answer it holds the wire to its promises: problems by their
 * code's status, ETags that fit, `If-Match`, cursors, replays, and unknown parameters, which are refused.
 */
export function createHttpRespondent(handler: Handler, watch: Watch): Respondent {
  return {
    async ask(asked) {
      const { person, moment } = asked;
      const send = async (sent: Sent): Promise<Heard> => {
        const heard = await handler.send(person, sent, moment);
        watch(asked, heard);
        checkHeaders(heard);
        return heard;
      };
      return replyTo(asked.question, send, moment.newId);
    },
  };
}

type Send = (sent: Sent) => Promise<Heard>;

/** One of sixteen, by the id of the moment: which extra is tried beside a question. */
function lotOf(id: string): number {
  return Number.parseInt(id.slice(0, 1), 16);
}

async function replyTo(question: Question, send: Send, id: string): Promise<Reply> {
  const lot = lotOf(id);
  switch (question.type) {
    case 'list':
      if (lot === 0) await refusesUnknownParameter(question, send);
      return { answer: await listAnswer(question, send) };
    case 'get':
      if (lot === 0) await refusesUnknownParameter(question, send);
      return { answer: await getAnswer(question, send) };
    case 'search':
      return searchReply(question, send);
    case 'create':
      return { answer: await createAnswer(question, send, lot < 4 ? id : null) };
    case 'update':
    case 'delete':
      return { answer: await changeAnswer(question, send, lot) };
  }
}

async function listAnswer(question: Extract<Question, { type: 'list' }>, send: Send): Promise<Answer> {
  const records: TableRecord[] = [];
  let count: number | undefined;
  let cursor: string | null | undefined;
  for (let page = 0; cursor !== null; page++) {
    const heard = await send(requestFor(question, cursor));
    if (heard.status !== 200) return problemOf(heard, page > 0);
    const found = bodyOf<RecordPage>(heard, 'application/json');
    insist(page === 0 || found.count === count, 'The count changed from page to page.');
    insist(found.records.length <= (question.query.limit ?? 20), 'A page is longer than its limit.');
    insist(found.cursor === null || found.records.length > 0, 'An empty page says that there is another.');
    insist(page < MAX_PAGES, 'The cursor leads nowhere.');
    records.push(...found.records);
    count = found.count;
    cursor = found.cursor;
  }
  return { type: 'list', records: records.map(withoutEtags), ...(count !== undefined && { count }) };
}

async function getAnswer(question: Extract<Question, { type: 'get' }>, send: Send): Promise<Answer> {
  const heard = await send(requestFor(question));
  if (heard.status !== 200) return problemOf(heard);
  const record = bodyOf<TableRecord>(heard, 'application/json');
  insist(headerOf(heard, 'etag') === `"${record.etag}"`, 'The ETag header is not that of the record.');
  return { type: 'record', record: withoutEtags(record) };
}

async function searchReply(question: Extract<Question, { type: 'search' }>, send: Send): Promise<Reply> {
  const ids = new Set<string>();
  let page: SearchPage | undefined;
  do {
    const heard: Heard = await send(requestFor(question, page?.cursor ?? undefined));
    if (heard.status !== 200) return { answer: problemOf(heard, page !== undefined) };
    const found: SearchPage = bodyOf(heard, 'application/json');
    for (const { id } of found.hits) {
      insist(!ids.has(id), `The search found ${id} twice.`);
      ids.add(id);
    }
    page = found;
  } while (page.cursor !== null);
  insist(page.count === ids.size, `The search counted ${page.count} hits and showed ${ids.size}.`);
  return { answer: { type: 'hits', ids, facets: facetAnswers(page.facets) }, corrected: page.correctedQuery };
}

async function createAnswer(
  question: Extract<Question, { type: 'create' }>,
  send: Send,
  key: string | null,
): Promise<Answer> {
  const sent = requestFor(question);
  if (key === null) return writtenAnswer(question.table, await send(sent), 201);
  const once = { ...sent, headers: { 'idempotency-key': key } };
  const first = await send(once);
  const again = await send(once);
  const answer = writtenAnswer(question.table, first, 201);
  insist(again.text === first.text, 'The replay of a create answers otherwise.');
  insist(
    answer.type === 'problem' || headerOf(again, 'idempotent-replayed') === 'true',
    'A replay is not named as one.',
  );
  return answer;
}

/** With the right ETag, with a wrong one first, or without. */
async function changeAnswer(
  question: Extract<Question, { type: 'update' | 'delete' }>,
  send: Send,
  lot: number,
): Promise<Answer> {
  const sent = requestFor(question);
  const done = question.type === 'update' ? 200 : 204;
  if (lot < 4) {
    const wrong = await send({ ...sent, headers: { 'if-match': '"0123456789abcdef"' } });
    insist(wrong.status >= 400, 'A write with another ETag was done.');
  }
  const seen = lot < 8 ? await send({ path: PATHS.record(question.table, question.id) }) : null;
  const etag = seen?.status === 200 ? headerOf(seen, 'etag') : undefined;
  const heard = await send({ ...sent, ...(etag !== undefined && { headers: { 'if-match': etag } }) });
  if (question.type === 'update') return writtenAnswer(question.table, heard, done);
  if (heard.status !== done) return problemOf(heard);
  insist(heard.text === '', 'The answer to a delete has a body.');
  return { type: 'written', shown: null, table: question.table, id: question.id, after: null };
}

function writtenAnswer(table: string, heard: Heard, status: number): Answer {
  if (heard.status !== status) return problemOf(heard);
  const { id, record } = bodyOf<WrittenRecord>(heard, 'application/json');
  insist(
    headerOf(heard, 'etag') === (record ? `"${record.etag}"` : undefined),
    'The ETag is not that of the record.',
  );
  const location = headerOf(heard, 'location');
  insist(status !== 201 || location === PATHS.record(table, id), `A record was made at ${location}.`);
  return { type: 'written', shown: record && withoutEtags(record), table, id, after: null };
}

/** A parameter that nobody reads is how filters get lost (Strapi, CVE-2026-27886). */
async function refusesUnknownParameter(question: Question, send: Send): Promise<void> {
  const { path } = requestFor(question);
  const heard = await send({ path: `${path}${path.includes('?') ? '&' : '?'}where=1` });
  const { code } = bodyOf<{ code: string }>(heard, 'application/problem+json');
  insist(
    heard.status === 400 && code === 'invalid_parameter',
    `An unknown parameter was answered with ${heard.status}.`,
  );
}

function problemOf(heard: Heard, onward = false): Answer {
  const { code, status } = bodyOf<{ code: ProblemCode; status: number }>(heard, 'application/problem+json');
  insist(!onward, `The next page was refused with ${code}.`);
  insist(Object.hasOwn(PROBLEMS, code), `"${code}" is no code of a problem.`);
  insist(
    PROBLEMS[code].status === heard.status && status === heard.status,
    `${code} came with status ${heard.status}.`,
  );
  return { type: 'problem', code };
}

function checkHeaders(heard: Heard): void {
  insist(headerOf(heard, 'cache-control') === 'no-store', 'An answer may be kept by caches.');
  insist(headerOf(heard, 'x-content-type-options') === 'nosniff', 'The type of an answer may be guessed.');
}

function bodyOf<T>(heard: Heard, type: string): T {
  insist(
    headerOf(heard, 'content-type')?.split(';', 1)[0] === type,
    `${heard.status} ${heard.text} is not ${type}.`,
  );
  return JSON.parse(heard.text);
}

function headerOf(heard: Heard, wanted: string): string | undefined {
  return heard.headers.find(([name]) => name === wanted)?.[1];
}

function insist(holds: boolean, about: string): asserts holds {
  if (!holds) throw new Error(about);
}
