import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVERYTHING, eq, not, related, type StoredRecord } from '@portico/protocol';
import { evaluate, type Load } from './evaluate.ts';
import { Snapshot } from './snapshot.ts';

/** A chain: each note points to the next one. */
const NOTES: ReadonlyMap<string, StoredRecord> = new Map(
  Array.from({ length: 5 }, (_, index) => [
    `note ${index}`,
    { id: `note ${index}`, next: index < 4 ? `note ${index + 1}` : null, last: index === 4 },
  ]),
);
const targets = (_table: string, lookup: string) => (lookup === 'next' ? 'note' : null);

/** Reads from the chain, and keeps what was asked for at once. */
function chain(): { readonly load: Load; readonly asked: string[][] } {
  const asked: string[][] = [];
  return {
    asked,
    async load(snapshot, wanted) {
      const ids = [...(wanted.ids.get('note') ?? [])];
      asked.push(ids);
      for (const id of ids) {
        const record = NOTES.get(id);
        snapshot.addRow('note', id, record ? { record, etag: 'W/"1"' } : null);
      }
      for (const key of wanted.queries.keys()) snapshot.addCandidates(key, ['note 4']);
    },
  };
}

describe('a computation over rows that are not read yet', () => {
  test('has them read in as many rounds as one leads to another', async () => {
    const { load, asked } = chain();
    const snapshot = new Snapshot(targets);
    const twoOn = related('next', related('next', eq('last', true)));
    const held = await evaluate(snapshot, load, () => {
      const record = snapshot.find('note', 'note 2');
      return record !== undefined && snapshot.matches('note', twoOn, record);
    });
    assert.equal(held, true);
    assert.deepEqual(asked, [['note 2'], ['note 3'], ['note 4']]);
  });

  test('has all that one round lacks read at once, and nothing twice', async () => {
    const { load, asked } = chain();
    const snapshot = new Snapshot(targets);
    const all = () => ['note 0', 'note 1', 'none'].map((id) => snapshot.find('note', id)?.id);
    assert.deepEqual(await evaluate(snapshot, load, all), ['note 0', 'note 1', undefined]);
    assert.deepEqual(await evaluate(snapshot, load, all), ['note 0', 'note 1', undefined]);
    assert.deepEqual(asked, [['note 0', 'note 1', 'none']]);
  });

  test('counts for nothing where it throws for lack of a row', async () => {
    const { load } = chain();
    const snapshot = new Snapshot(targets);
    const found = await evaluate(snapshot, load, () => {
      const record = snapshot.find('note', 'note 0');
      if (!record) throw new Error('not found');
      return record.id;
    });
    assert.equal(found, 'note 0');
    const none = () => {
      if (!snapshot.find('note', 'none')) throw new Error('not found');
    };
    await assert.rejects(evaluate(snapshot, load, none), /not found/);
  });

  test('does not take what a filter with `not` holds for lack of a row as its answer', async () => {
    const { load } = chain();
    const snapshot = new Snapshot(targets);
    const filter = not(related('next', EVERYTHING));
    const held = await evaluate(snapshot, load, () => {
      const record = snapshot.find('note', 'note 0');
      return record !== undefined && snapshot.matches('note', filter, record);
    });
    assert.equal(held, false);
  });

  test('judges candidates, which may be more than those it asked for', async () => {
    const { load } = chain();
    const snapshot = new Snapshot(targets);
    const matching = (last: boolean) =>
      evaluate(snapshot, load, () => [...snapshot.matching('note', eq('last', last))].map(({ id }) => id));
    assert.deepEqual(await matching(true), ['note 4']);
    assert.deepEqual(await matching(false), []);
  });

  test('shows one version of a row, the first that was read', () => {
    const snapshot = new Snapshot(targets);
    snapshot.addRow('note', 'a', { record: { id: 'a', title: 'old' }, etag: 'W/"1"' });
    snapshot.addRow('note', 'a', { record: { id: 'a', title: 'new' }, etag: 'W/"2"' });
    assert.equal(snapshot.find('note', 'a')?.title, 'old');
    assert.equal(snapshot.row('note', 'a')?.etag, 'W/"1"');
  });

  test('ends where what it asks for never comes', async () => {
    const snapshot = new Snapshot(targets);
    const load: Load = async () => {};
    await assert.rejects(
      evaluate(snapshot, load, () => snapshot.find('note', 'a')),
      { code: 'store_unavailable' },
    );
  });
});
