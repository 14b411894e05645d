import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type RunningAdapter, startAdapter } from '../../adapter-process.ts';
import { freePorts } from '../../free-ports.ts';
import { recordIdOf } from '../../record-id.ts';
import { type Ask, askAs } from '../ask-adapter.ts';
import { openStage, type Stage } from '../stage.ts';

let stage: Stage;
let second: RunningAdapter;
let mira: Ask;
let tomas: Ask;
/** Two processes of `portico serve` on one database. */
let a: string;
let b: string;

before(async () => {
  stage = await openStage();
  const { adapter: port } = await freePorts();
  const { ports, ...rest } = stage.adapter;
  second = await startAdapter({ ...rest, ports: { ...ports, adapter: port } });
  [a, b] = [stage.demo.adapter, second.origin];
  mira = await askAs(stage.demo, 'mira');
  tomas = await askAs(stage.demo, 'tomas');
});
after(async () => {
  await second?.close();
  await stage.close();
});

const CASE = 'forms/case/submissions';
const submission = (title: string) => ({ values: { title, description: 'Both doors.', kind: 'question' } });
const casesCalled = async (name: string) =>
  (await stage.records('case')).filter(({ title }) => title === name);

test('what is written at one door is read at the other at once, the same in every byte', async () => {
  const { status, body: receipt } = await mira(a, CASE, submission('Through the first door'));
  assert.equal(status, 201);
  const path = `tables/case/records/${receipt.id}`;
  const [first, other] = [await mira(a, path), await mira(b, path)];
  assert.equal(other.status, 200);
  assert.deepEqual(other.body, first.body);
  assert.equal(other.headers.get('etag'), first.headers.get('etag'));
  assert.equal((await tomas(b, path)).status, 404);

  const closed = await mira(b, `${path}/close`, { resolution: 'Solved at the second door.' });
  assert.equal(closed.status, 200);
  assert.equal((await mira(a, path)).body.status, 'resolved');
});

test('what is asked at one door is found in a search at the other at once', async () => {
  const forum = recordIdOf('forum', 'workshop');
  const thread = { forum, title: 'Xylophone on the carrier', body: 'Will it rattle?' };
  const { status, body } = await mira(a, 'tables/thread/records', thread);
  assert.equal(status, 201);
  const found = await tomas(b, 'search?q=xylophone');
  assert.deepEqual(
    (found.body.hits as { id: string }[]).map(({ id }) => id),
    [body.id],
  );
});

test('a key used at one door is known at the other: the same answer, and one case', async () => {
  const key = randomUUID();
  const first = await mira(a, CASE, submission('Sent twice'), key);
  assert.equal(first.status, 201);
  const again = await mira(b, CASE, submission('Sent twice'), key);
  assert.equal(again.status, 200);
  assert.equal(again.headers.get('idempotent-replayed'), 'true');
  assert.deepEqual(again.body, first.body);
  const changed = await mira(b, CASE, submission('Sent twice, changed'), key);
  assert.equal(changed.status, 422);
  assert.equal(changed.body.code, 'idempotency_key_reused');
  assert.equal((await casesCalled('Sent twice')).length, 1);
  assert.equal((await casesCalled('Sent twice, changed')).length, 0);
});

test('twenty sends with one key, at both doors at once, file one case', async () => {
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, send) => mira(send % 2 ? a : b, CASE, submission('Sent at once'), key)),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [
    ...Array.from({ length: 19 }, () => 200),
    201,
  ]);
  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
  assert.equal((await casesCalled('Sent at once')).length, 1);
});

test('one person votes once, at however many doors', async () => {
  const contact = recordIdOf('contact', 'mira');
  const votesOf = async (post: string) =>
    (await stage.records('vote')).filter((vote) => vote.contact === contact && vote.post === post);
  const { body } = await mira(a, 'tables/post/records?limit=100&select=vote_count');
  let post: { id: string; vote_count: number } | undefined;
  for (const one of body.records as { id: string; vote_count: number }[])
    if ((await votesOf(one.id)).length === 0) post ??= one;
  assert.ok(post);
  const path = `tables/post/records/${post.id}`;
  const answers = await Promise.all([a, b, a, b].map((door) => mira(door, `${path}/vote`, { on: true })));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  assert.equal((await votesOf(post.id)).length, 1);
  for (const door of [a, b]) assert.equal((await tomas(door, path)).body.vote_count, post.vote_count + 1);
});
