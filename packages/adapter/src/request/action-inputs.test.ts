import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACTIONS } from '@portico/protocol';
import { actionInput } from './action-inputs.ts';

test('every action of the protocol has an input, and no other name has', () => {
  for (const [table, actions] of Object.entries(ACTIONS)) {
    for (const action of actions) assert.ok(actionInput(table, action), `${table}.${action}`);
  }
  for (const [table, action] of [
    ['case', 'vote'],
    ['account', 'close'],
    ['constructor', 'name'],
    ['case', 'constructor'],
    ['__proto__', 'toString'],
  ]) {
    assert.equal(actionInput(table as string, action as string), undefined, `${table}.${action}`);
  }
});

test('inputs take what their type says, and nothing else', () => {
  const accepts = (table: string, action: string, input: unknown) =>
    actionInput(table, action)?.safeParse(input).success;
  assert.equal(accepts('article', 'rate', { helpful: true, comment: 'x' }), true);
  assert.equal(accepts('article', 'rate', { helpful: 'yes' }), false);
  assert.equal(accepts('article', 'rate', { helpful: true, comment: 'x'.repeat(2001) }), false);
  assert.equal(accepts('case', 'close', {}), true);
  assert.equal(accepts('case', 'close', { status: 'open' }), false);
  assert.equal(accepts('thread', 'accept-answer', { post: null }), true);
  assert.equal(accepts('thread', 'accept-answer', { post: 'x' }), false);
  assert.equal(accepts('thread', 'accept-answer', {}), false);
  assert.equal(accepts('post', 'moderate', { visibility: 'hidden' }), true);
  assert.equal(accepts('post', 'moderate', { visibility: 'gone' }), false);
  for (const input of [null, [], 'x', 1]) assert.equal(accepts('post', 'vote', input), false);
});
