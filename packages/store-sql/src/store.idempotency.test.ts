import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTHING } from '@portico/protocol';
import { onEachDatabase } from './testing/each-database.ts';
import { changeNote, deleteNote, newNote, outcomeOf, titlesIn, writeNotes } from './testing/note-store.ts';
import { NOTE } from './testing/notes.ts';
import { listAll } from './testing/read-plans.ts';
import { idOf, writePlan } from './testing/write-plans.ts';

const key = (name = 'key', fingerprint = 'same', scope = 'ann') => ({ scope, key: name, fingerprint });
/** Each attempt of a request has an id of its own, as a planner would give it. */
const attempt = (at: number, use = key()) => writePlan([newNote(at, { title: `attempt ${at}` })], use);

onEachDatabase((open) => {
  test('a request that is sent many times at once happens once, and each is told of the same record', async (t) => {
    const { store } = await open(t);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => store.write(attempt(at))));
    assert.equal(answers.filter(({ replayed }) => !replayed).length, 1);
    assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
    const { records } = await store.list(listAll(NOTE));
    assert.deepEqual(
      records.map(({ id }) => id),
      [answers.find(({ replayed }) => !replayed)?.id],
    );
  });

  test('two stores over the same records know the same keys', async (t) => {
    const { store, another } = await open(t);
    const stores = [store, await another()];
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all(
        [0, 1, 0, 1].map((which, at) =>
          stores[which]?.write(attempt(round * 10 + at, key(`round ${round}`))),
        ),
      );
      assert.equal(new Set(answers.map((answer) => answer?.id)).size, 1);
    }
    assert.equal((await titlesIn(store)).length, 10);
  });

  test('a key outlives the process', async (t) => {
    const { store, another } = await open(t);
    const first = await store.write(attempt(1));
    await store.close();
    const again = await another();
    assert.deepEqual(await again.write(attempt(2)), { id: first.id, replayed: true });
  });

  test('a key used for another request is refused, and nothing is done', async (t) => {
    const { store } = await open(t);
    await store.write(attempt(1));
    assert.equal(await outcomeOf(store.write(attempt(2, key('key', 'other')))), 'idempotency_key_reused');
    assert.deepEqual(await titlesIn(store), ['attempt 1']);
    // The first request is still known afterwards.
    assert.equal((await store.write(attempt(3))).replayed, true);
  });

  test("keys are each caller's own", async (t) => {
    const { store } = await open(t);
    await store.write(attempt(1));
    assert.equal((await store.write(attempt(2, key('key', 'same', 'ben')))).replayed, false);
    assert.equal((await store.write(attempt(3, key('KEY')))).replayed, false);
    assert.equal((await store.write(attempt(4, key('key ')))).replayed, false);
    // Scope and key do not run into each other.
    assert.equal((await store.write(attempt(5, key('nkey', 'same', 'an')))).replayed, false);
  });

  test('a refused request does not use up its key', async (t) => {
    const { store } = await open(t);
    const refused = writePlan([newNote(1, { title: 'x' }, { allowed: NOTHING })], key());
    assert.equal(await outcomeOf(store.write(refused)), 'permission_denied');
    assert.deepEqual(await store.write(attempt(2)), { id: idOf(2), replayed: false });
  });

  test('a replay does nothing, even when the record has changed or gone since', async (t) => {
    const { store } = await open(t);
    await store.write(attempt(1));
    await writeNotes(store, changeNote(1, { title: 'changed since' }));
    assert.deepEqual(await store.write(attempt(1)), { id: idOf(1), replayed: true });
    assert.deepEqual(await titlesIn(store), ['changed since']);
    await writeNotes(store, deleteNote(1));
    assert.deepEqual(await store.write(attempt(1)), { id: idOf(1), replayed: true });
    assert.deepEqual(await titlesIn(store), [], 'the record is not made again');
  });

  test('keys of any text are kept apart', async (t) => {
    const { store } = await open(t);
    const names = ['', 'a', 'A', 'á', 'a\u0301', '%', '_', "'", '"', '\u{1f600}', 'a'.repeat(2000), 'null'];
    for (const [at, name] of names.entries()) {
      assert.equal((await store.write(attempt(at, key(name)))).replayed, false, name);
    }
    for (const [at, name] of names.entries()) {
      assert.deepEqual(
        await store.write(attempt(100 + at, key(name))),
        { id: idOf(at), replayed: true },
        name,
      );
    }
  });
});
