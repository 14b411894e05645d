import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryRecords } from './memory-records.ts';

interface Records {
  upsert(id: string, payload: object, expiresIn?: number): Promise<void>;
  find(id: string): Promise<Record<string, unknown> | undefined>;
  findByUid(uid: string): Promise<Record<string, unknown> | undefined>;
  consume(id: string): Promise<void>;
  destroy(id: string): Promise<void>;
  revokeByGrantId(grantId: string): Promise<void>;
}

function make() {
  let now = 1_000_000;
  const open = memoryRecords(() => now);
  return {
    of: (model: string) => open(model) as Records,
    pass: (seconds: number) => (now += seconds * 1000),
  };
}

describe('memoryRecords', () => {
  it('keeps a record until its time is over', async () => {
    const { of, pass } = make();
    await of('Session').upsert('a', { uid: 'u' }, 10);
    pass(9);
    assert.deepEqual(await of('Session').find('a'), { uid: 'u' });
    pass(2);
    assert.equal(await of('Session').find('a'), undefined);
    assert.equal(await of('Session').findByUid('u'), undefined);
  });

  it('keeps models apart', async () => {
    const { of } = make();
    await of('Session').upsert('a', { uid: 'u' });
    assert.equal(await of('Grant').find('a'), undefined);
    assert.equal(await of('Grant').findByUid('u'), undefined);
  });

  it('marks what was consumed, and when', async () => {
    const { of } = make();
    await of('AuthorizationCode').upsert('c', {});
    await of('AuthorizationCode').consume('c');
    assert.deepEqual(await of('AuthorizationCode').find('c'), { consumed: 1000 });
    await of('AuthorizationCode').consume('unknown');
  });

  it('revokes everything of a grant, and nothing of another', async () => {
    const { of } = make();
    await of('AccessToken').upsert('a', { grantId: 'g' });
    await of('AccessToken').upsert('b', { grantId: 'h' });
    await of('AccessToken').revokeByGrantId('g');
    assert.equal(await of('AccessToken').find('a'), undefined);
    assert.ok(await of('AccessToken').find('b'));
  });

  it('forgets what is destroyed', async () => {
    const { of } = make();
    await of('Interaction').upsert('a', {});
    await of('Interaction').destroy('a');
    assert.equal(await of('Interaction').find('a'), undefined);
  });

  it('shares nothing between two providers', async () => {
    const one = make().of('Session');
    const other = make().of('Session');
    await one.upsert('a', {});
    assert.equal(await other.find('a'), undefined);
  });
});
