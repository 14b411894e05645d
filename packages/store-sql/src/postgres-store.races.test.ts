import assert from 'node:assert/strict';
import { test } from 'node:test';
import { and, EVERYTHING, eq, related } from '@portico/protocol';
import { createPostgresStore } from './create-postgres-store.ts';
import { changeNote, deleteNote, newNote, outcomeOf, titlesIn, writeNotes } from './testing/note-store.ts';
import { NOTE } from './testing/notes.ts';
import { postgresDatabase } from './testing/postgres-database.ts';
import { listAll } from './testing/read-plans.ts';
import { idOf, writePlan } from './testing/write-plans.ts';

/** Two stores over one database, as two processes have them. */
async function openTwo(t: { after(end: () => Promise<void>): void }) {
  const url = await postgresDatabase(t);
  const stores = [1, 2].map(() => createPostgresStore({ url, poolSize: 2 }));
  t.after(async () => {
    for (const store of stores) await store.close();
  });
  for (const store of stores) await store.open([NOTE]);
  return stores as [(typeof stores)[0], (typeof stores)[0]];
}

const ROUNDS = 25;

test('two writes that are each allowed only while the other did not happen do not both happen', async (t) => {
  const [one, two] = await openTwo(t);
  let came = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [left, right] = [round * 2, round * 2 + 1];
    await writeNotes(
      one,
      newNote(left, { title: `left ${round}`, done: false, parent: idOf(right) }),
      newNote(right, { title: `right ${round}`, done: false, parent: idOf(left) }),
    );
    // Each reads the record that the other one changes, and changes another: no row is written by both.
    const otherIsOpen = related('parent', eq('done', false));
    const outcomes = await Promise.all([
      outcomeOf(one.write(writePlan([changeNote(left, { done: true }, { before: otherIsOpen })]))),
      outcomeOf(two.write(writePlan([changeNote(right, { done: true }, { before: otherIsOpen })]))),
    ]);
    assert.deepEqual(outcomes.toSorted(), ['done', 'permission_denied'], `round ${round}`);
    came += outcomes.filter((outcome) => outcome === 'done').length;
  }
  assert.equal(came, ROUNDS);
});

test('a record is not attached to one that is closed at the same time', async (t) => {
  const [one, two] = await openTwo(t);
  for (let round = 0; round < ROUNDS; round += 1) {
    const [parent, child] = [round * 2, round * 2 + 1];
    await writeNotes(one, newNote(parent, { title: `parent ${round}`, done: false, amount: 0 }));
    const references = [{ column: 'parent', target: NOTE, id: idOf(parent), allowed: eq('done', false) }];
    const step = newNote(child, { title: `child ${round}`, parent: idOf(parent), amount: 1 }, { references });
    // Closing says how many children it saw: none, or the one.
    const close = writePlan([
      changeNote(parent, { done: true }),
      changeNote(0, { amount: 2 }, { target: { every: and(eq('parent', idOf(parent)), eq('amount', 1)) } }),
    ]);
    const [attached] = await Promise.all([outcomeOf(one.write(writePlan([step]))), two.write(close)]);
    const { records } = await one.list(listAll(NOTE, { where: eq('parent', idOf(parent)) }));
    // Attached means it came before the closing, which then saw it.
    if (attached === 'done')
      assert.deepEqual(
        records.map(({ amount }) => amount),
        [2],
        `round ${round}`,
      );
    else assert.deepEqual([attached, records.length], ['invalid_reference', 0], `round ${round}`);
  }
});

test('an ETag holds for one of two changes that come with it', async (t) => {
  const [one, two] = await openTwo(t);
  await writeNotes(one, newNote(1, { title: 'start', amount: 0 }));
  const { projection } = listAll(NOTE);
  for (let round = 0; round < ROUNDS; round += 1) {
    const [record] = (await one.list(listAll(NOTE))).records;
    const expected = { etag: String(record?.etag), grants: projection.grants };
    const outcomes = await Promise.all(
      [one, two].map((store, at) =>
        outcomeOf(store.write(writePlan([changeNote(1, { amount: round * 2 + at + 1 }, { expected })]))),
      ),
    );
    assert.deepEqual(outcomes.toSorted(), ['done', 'etag_mismatch'], `round ${round}`);
  }
});

test('a record that one deletes while another changes it is changed or gone, never back', async (t) => {
  const [one, two] = await openTwo(t);
  for (let round = 0; round < ROUNDS; round += 1) {
    await writeNotes(one, newNote(round, { title: `round ${round}`, visibility: 'public' }));
    const [deleted, changed] = await Promise.all([
      outcomeOf(one.write(writePlan([deleteNote(round)]))),
      outcomeOf(two.write(writePlan([changeNote(round, { title: `changed ${round}` })]))),
    ]);
    assert.equal(deleted, 'done');
    assert.ok(changed === 'done' || changed === 'not_found', changed);
    assert.deepEqual(await titlesIn(two), []);
  }
});

test('many writes of two stores at once to the same records all come through', async (t) => {
  const [one, two] = await openTwo(t);
  await writeNotes(one, ...[0, 1, 2].map((at) => newNote(at, { title: `${at}`, amount: 0 })));
  const outcomes = await Promise.all(
    Array.from({ length: 120 }, (_, at) =>
      outcomeOf(
        (at % 2 ? one : two).write(
          writePlan([
            changeNote(at % 3, { amount: at }, { before: EVERYTHING }),
            newNote(100 + at, { title: `new ${at}` }),
          ]),
        ),
      ),
    ),
  );
  assert.deepEqual(new Set(outcomes), new Set(['done']));
  assert.equal((await one.list(listAll(NOTE))).count, 123);
});
