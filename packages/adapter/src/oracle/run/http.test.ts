import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Question } from '../question.ts';
import type { World } from '../world.ts';
import type { Handler, Heard, Sent } from './handler.ts';
import { createHttpRespondent } from './http.ts';
import type { Reply } from './respondent.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const PERSON = { name: 'ann', contact: null, account: null, webRoles: new Set(['anonymous']) };
const WORLD: World = {
  config: {} as World['config'],
  tables: new Map(),
  records: new Map(),
  people: [PERSON],
};
const LIST: Question = { type: 'list', table: 'case', query: { limit: 1, count: true } };
const GET: Question = { type: 'get', table: 'case', id: ID };
const UPDATE: Question = { type: 'update', table: 'case', id: ID, changes: { name: 'b' } };
const CREATE: Question = { type: 'create', table: 'case', values: { name: 'a' } };

type Answered = Partial<Omit<Heard, 'headers'>> & {
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
};

const DEFAULTS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-type': 'application/json',
};

/** Asks through a handler that answers as it is told; `lot` decides what is tried beside the question. */
async function ask(
  question: Question,
  answer: (sent: Sent) => Answered,
  lot = 'f',
): Promise<Reply & { readonly sent: Sent[] }> {
  const sent: Sent[] = [];
  const handler: Handler = {
    logged: [],
    async send(_, request) {
      sent.push(request);
      const {
        status = 200,
        headers = {},
        json,
        text = json === undefined ? '' : JSON.stringify(json),
      } = answer(request);
      return { status, headers: Object.entries({ ...DEFAULTS, ...headers }), text };
    },
  };
  const moment = { now: '2026-06-01T00:00:00.000Z', newId: `${lot}0000000-0000-4000-8000-000000000000` };
  const reply = await createHttpRespondent(handler, () => {}).ask({
    world: WORLD,
    person: PERSON,
    question,
    moment,
  });
  return { ...reply, sent };
}

function problem(code: string, status: number): Answered {
  return { status, headers: { 'content-type': 'application/problem+json' }, json: { code, status } };
}

const record = (id = ID) => ({ id, etag: 'one', name: 'a' });

describe('a question over HTTP', () => {
  test('walks a list by its cursor and joins the pages', async () => {
    const pages = [
      { records: [record('1')], cursor: 'next', count: 2 },
      { records: [record('2')], cursor: null, count: 2 },
    ];
    const { answer, sent } = await ask(LIST, ({ path }) => ({
      json: pages[path.includes('cursor=next') ? 1 : 0],
    }));
    assert.deepEqual(answer, {
      type: 'list',
      records: [
        { id: '1', name: 'a' },
        { id: '2', name: 'a' },
      ],
      count: 2,
    });
    assert.equal(sent.length, 2);
  });

  test('reads a problem by its code', async () => {
    const { answer } = await ask(GET, () => problem('not_found', 404));
    assert.deepEqual(answer, { type: 'problem', code: 'not_found' });
  });

  test('sends the ETag back that it was given, and once a wrong one', async () => {
    const { sent } = await ask(
      UPDATE,
      ({ method, headers }) =>
        headers?.['if-match'] === '"0123456789abcdef"'
          ? problem('etag_mismatch', 412)
          : {
              headers: { etag: '"one"' },
              json: method === 'PATCH' ? { id: ID, record: record() } : record(),
            },
      '0',
    );
    assert.deepEqual(
      sent.map(({ headers }) => headers?.['if-match']),
      ['"0123456789abcdef"', undefined, '"one"'],
    );
  });

  test('sends a create twice with one key', async () => {
    let count = 0;
    const { answer, sent } = await ask(
      CREATE,
      () => {
        count++;
        return {
          status: count === 1 ? 201 : 200,
          headers: {
            etag: '"one"',
            location: `/v1/tables/case/records/${ID}`,
            ...(count > 1 && { 'idempotent-replayed': 'true' }),
          },
          json: { id: ID, record: record() },
        };
      },
      '0',
    );
    assert.equal(answer.type, 'written');
    assert.equal(new Set(sent.map(({ headers }) => headers?.['idempotency-key'])).size, 1);
  });
});

describe('the wire is not as promised when', () => {
  const REFUSED: readonly (readonly [string, Question, (sent: Sent) => Answered, string?])[] = [
    ['an answer may be cached', GET, () => ({ headers: { 'cache-control': 'public' }, json: record() })],
    [
      'the type of an answer may be guessed',
      GET,
      () => ({ headers: { 'x-content-type-options': '' }, json: record() }),
    ],
    [
      'the ETag header is another than the record has',
      GET,
      () => ({ headers: { etag: '"two"' }, json: record() }),
    ],
    ['a problem has the status of another code', GET, () => problem('not_found', 403)],
    ['a problem has a code of nobody', GET, () => problem('oops', 404)],
    [
      'a problem is no problem document',
      GET,
      () => ({ status: 404, json: { code: 'not_found', status: 404 } }),
    ],
    ['an unknown parameter is ignored', GET, () => ({ headers: { etag: '"one"' }, json: record() }), '0'],
    [
      'a page is longer than its limit',
      LIST,
      () => ({ json: { records: [record('1'), record('2')], cursor: null, count: 2 } }),
    ],
    ['an empty page has a next one', LIST, () => ({ json: { records: [], cursor: 'on', count: 0 } })],
    [
      'the count changes',
      LIST,
      ({ path }) => ({
        json: { records: [record('1')], cursor: 'on', count: path.includes('cursor') ? 2 : 1 },
      }),
    ],
    [
      'the next page is refused',
      LIST,
      ({ path }) =>
        path.includes('cursor')
          ? problem('not_found', 404)
          : { json: { records: [record()], cursor: 'on', count: 2 } },
    ],
    [
      'a write with a wrong ETag is done',
      UPDATE,
      () => ({ headers: { etag: '"one"' }, json: { id: ID, record: record() } }),
      '0',
    ],
    [
      'a replay is not named',
      CREATE,
      () => ({
        status: 201,
        headers: { etag: '"one"', location: `/v1/tables/case/records/${ID}` },
        json: { id: ID, record: record() },
      }),
      '0',
    ],
    [
      'a create says another place',
      CREATE,
      () => ({
        status: 201,
        headers: { etag: '"one"', location: '/elsewhere' },
        json: { id: ID, record: record() },
      }),
    ],
    ['a delete has a body', { type: 'delete', table: 'case', id: ID }, () => ({ status: 204, json: {} })],
  ];

  for (const [name, question, answer, lot] of REFUSED)
    test(name, async () => {
      await assert.rejects(ask(question, answer, lot));
    });
});
