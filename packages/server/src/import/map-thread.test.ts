import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Draft } from './draft.ts';
import { mapThread } from './map-thread.ts';
import { recordIdOf } from './record-id.ts';

const THREAD = {
  id: 't1',
  title: 'No sound',
  body_html: '<p>It is <b>silent</b>.</p>',
  created: '2026-01-01T00:00:00Z',
  updated: '2026-01-02T00:00:00Z',
  locale: 'en-US',
  product: 'desk-phone',
  topic: 'audio-and-video',
  tags: ['sound', 'audio-and-video'],
  author: 'u_1',
  solution_id: 'r2',
  is_spam: false,
  is_locked: true,
  votes: 7,
  replies: [
    {
      id: 'r1',
      body_html: '<p>Buy now</p>',
      created: '2026-01-01T01:00:00Z',
      author: 'u_2',
      is_spam: true,
      helpful: 3,
    },
    {
      id: 'r2',
      body_html: '<p>Turn it up.</p>',
      created: '2026-01-01T02:00:00Z',
      author: 'u_3',
      is_spam: false,
    },
  ],
};

const map = mapThread('topic');
const tables = (drafts: readonly Draft[]) => drafts.map((draft) => draft.table);

describe('mapThread', () => {
  it('makes a forum, a thread and posts, in an order in which they can be written', () => {
    const [forum, thread, spam, answer] = map(THREAD, 'x, line 1');
    assert.deepEqual(forum?.values, {
      name: 'Desk phone: Audio and video',
      source: 'forum:desk phone: audio and video',
      visibility: 'public',
    });
    assert.deepEqual(thread?.values, {
      forum: forum?.id,
      title: 'No sound',
      body: 'It is **silent**.',
      author_name: 'u_1',
      product: 'Desk phone',
      tags: 'audio-and-video, sound',
      locale: 'en-US',
      locked: true,
      visibility: 'public',
      source: 't1',
      created_at: '2026-01-01T00:00:00.000Z',
      updated_at: '2026-01-02T00:00:00.000Z',
    });
    assert.deepEqual(thread?.later, { accepted_post: answer?.id }, 'which comes after it');
    assert.equal(thread?.id, recordIdOf('thread', 't1'));
    assert.equal(spam?.values.visibility, 'hidden');
    assert.equal(answer?.values.visibility, 'public');
    assert.deepEqual([answer?.needs, answer?.place], [thread?.id, 'x, line 1, reply 2']);
  });

  it('hides threads flagged as spam', () => {
    assert.equal(map({ ...THREAD, is_spam: true }, '')[1]?.values.visibility, 'hidden');
  });

  it('makes up no votes', () => {
    assert.deepEqual(tables(map(THREAD, '')), ['forum', 'thread', 'post', 'post']);
  });

  it('accepts no answer that is not among the replies', () => {
    assert.equal(map({ ...THREAD, solution_id: 'r9' }, '')[1]?.later, undefined);
  });

  it('puts a product into one forum when asked', () => {
    assert.equal(mapThread('product')(THREAD, '')[0]?.values.name, 'Desk phone');
    assert.equal(map({ id: '1', title: 'x' }, '')[0]?.values.name, 'General');
  });

  it('keeps a title that is too long whole above the text', () => {
    const title = 'long '.repeat(60).trim();
    const values = map({ ...THREAD, title }, '')[1]?.values;
    assert.equal(String(values?.title).length, 200);
    assert.ok(String(values?.body).startsWith(title));
  });

  it('tells posts of two threads with the same reply id apart', () => {
    const other = map({ ...THREAD, id: 't2' }, '');
    assert.notEqual(map(THREAD, '')[2]?.id, other[2]?.id);
  });

  it('names the reply and the field at fault', () => {
    assert.throws(() => map({ ...THREAD, replies: [{ body: 'x' }] }, ''), {
      message: 'replies[0].id: is missing',
    });
    assert.throws(() => map({ ...THREAD, replies: {} }, ''), { message: 'replies: must be a list' });
    assert.throws(() => map({ ...THREAD, is_spam: 'no' }, ''), { message: 'is_spam: must be true or false' });
  });
});
