import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { WriteStep } from '@portico/adapter/store';
import { EVERYTHING, eq, NOTHING } from '@portico/protocol';
import { createSqliteStore } from './create-sqlite-store.ts';
import {
  changeNote,
  deleteNote,
  foundBy,
  newNote,
  openNotes,
  outcomeOf,
  titlesIn,
  writeNotes,
} from './testing/note-store.ts';
import { NOTE } from './testing/notes.ts';
import { listAll } from './testing/read-plans.ts';
import { idOf, writePlan } from './testing/write-plans.ts';

/** Everything a database holds, the store's own tables and its indexes included. */
function contentOf(file: string): unknown {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database
      .prepare("select name from sqlite_schema where type = 'table' order by name")
      .all();
    return (
      tables
        .map(({ name }) => String(name))
        // What FTS5 keeps of its own is laid out as it pleases; what it finds is asked below.
        .filter((name) => !/^_(fts|words|stems|vocabulary)__/.test(name))
        .map((name) => [
          name,
          database
            .prepare(`select * from "${name}" order by 1`)
            .all()
            .map((row) => ({ ...row })),
        ])
    );
  } finally {
    database.close();
  }
}

const GOOD: readonly WriteStep[] = [
  newNote(10, { title: 'new ten', visibility: 'public' }),
  changeNote(1, { title: 'changed one', visibility: 'staff' }),
  deleteNote(2),
  newNote(3, { title: 'replaced three', visibility: 'public' }, { onDuplicate: 'replace' }),
  changeNote(0, { done: true }, { target: { every: EVERYTHING } }),
];

const FAILURES: readonly (readonly [what: string, step: WriteStep, code: string])[] = [
  ['a twin', newNote(4, { title: 'x' }), 'duplicate_record'],
  ['a taken title', newNote(11, { title: 'four' }), 'duplicate_record'],
  ['a title taken in this very plan', newNote(12, { title: 'new ten' }), 'duplicate_record'],
  ['a record it may not make', newNote(13, { title: 'x' }, { allowed: NOTHING }), 'permission_denied'],
  [
    'a record it may not make as it is',
    newNote(13, { title: 'x' }, { allowed: eq('title', 'y') }),
    'permission_denied',
  ],
  [
    'a reference to nothing',
    newNote(
      14,
      { title: 'x' },
      { references: [{ column: 'parent', target: NOTE, id: idOf(99), allowed: EVERYTHING }] },
    ),
    'invalid_reference',
  ],
  ['a change of nothing', changeNote(98, { title: 'x' }), 'not_found'],
  [
    'a change of what is hidden',
    changeNote(4, { title: 'x' }, { before: NOTHING, readable: NOTHING }),
    'not_found',
  ],
  ['a change it may not make', changeNote(4, { title: 'x' }, { before: NOTHING }), 'permission_denied'],
  ['a change into what it may not', changeNote(4, { title: 'x' }, { after: NOTHING }), 'permission_denied'],
  [
    'a change at the wrong time',
    changeNote(4, { title: 'x' }, { when: eq('amount', 77) }),
    'action_not_possible',
  ],
  [
    'a change of what has changed',
    changeNote(
      4,
      { title: 'x' },
      {
        expected: {
          etag: '"old"',
          grants: [{ permission: 'p', filter: EVERYTHING, columns: new Set(['title']) }],
        },
      },
    ),
    'etag_mismatch',
  ],
  ['a deletion of nothing', deleteNote(97), 'not_found'],
  ['a deletion it may not make', deleteNote(4, { before: NOTHING }), 'permission_denied'],
  [
    'a question with the wrong answer',
    { type: 'require', table: NOTE, id: idOf(4), before: EVERYTHING, readable: EVERYTHING, when: NOTHING },
    'action_not_possible',
  ],
];

for (const [what, failing, code] of FAILURES) {
  test(`a plan that comes to ${what} does nothing, wherever that stands in it`, async (t) => {
    const { store, file } = await openNotes(t, 'file');
    await writeNotes(
      store,
      ...['one', 'two', 'three', 'four'].map((title, at) =>
        newNote(at + 1, { title, visibility: 'public', amount: at }),
      ),
    );
    const before = contentOf(file);
    // The title of this very plan is taken only after the first step.
    const first = what.includes('this very plan') ? 1 : 0;
    for (let at = first; at <= GOOD.length; at += 1) {
      const [step, ...rest] = [...GOOD.slice(0, at), failing, ...GOOD.slice(at)];
      assert.ok(step);
      const key = { scope: 'test', key: `key ${at}`, fingerprint: 'f' };
      assert.equal(await outcomeOf(store.write(writePlan([step, ...rest], key))), code, `at ${at}`);
      assert.deepEqual(contentOf(file), before, `at ${at}`);
    }
    assert.deepEqual(await foundBy(store, 'new changed replaced'), []);
    assert.deepEqual(await foundBy(store, 'one two three four'), ['four', 'one', 'three', 'two']);
    const [step, ...rest] = GOOD;
    assert.ok(step);
    await store.write(writePlan([step, ...rest]));
    assert.deepEqual(await titlesIn(store), ['changed one', 'replaced three', 'four', 'new ten']);
    const { records } = await store.list(listAll(NOTE, { where: eq('title', 'new ten') }));
    assert.equal(records[0]?.number, 'N-00005', 'no refused plan took a number');
  });
}

test('a write that the disk refuses leaves nothing behind, and the next one goes through', async (t) => {
  const { store, file } = await openNotes(t, 'file');
  await writeNotes(store, newNote(1, { title: 'one' }));
  const other = new DatabaseSync(file);
  other.exec("create trigger full before insert on audit_entry begin select raise(abort, 'no room'); end");
  const before = contentOf(file);
  const refused = await outcomeOf(
    store.write(writePlan([newNote(2, { title: 'two' }), changeNote(1, { title: 'x' })])),
  );
  assert.notEqual(refused, 'done');
  assert.deepEqual(contentOf(file), before);
  other.exec('drop trigger full');
  other.close();
  await writeNotes(store, newNote(2, { title: 'two' }));
  assert.deepEqual(await titlesIn(store), ['one', 'two']);
});

test('of writes that share a commit, one that fails takes none of the others with it', async (t) => {
  const { store, file } = await openNotes(t, 'file');
  const other = new DatabaseSync(file);
  other.exec(
    "create trigger broken before insert on note when new.title like 'bad%' begin select raise(abort, 'bad'); end",
  );
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      outcomeOf(store.write(writePlan([newNote(at, { title: at % 7 === 0 ? `bad ${at}` : `good ${at}` })]))),
    ),
  );
  other.close();
  const good = outcomes.filter((outcome) => outcome === 'done').length;
  assert.equal(good, 60 - Math.ceil(60 / 7));
  const { records, count } = await store.list(listAll(NOTE));
  assert.equal(count, good);
  assert.deepEqual(
    records.map(({ number }) => number).sort(),
    Array.from({ length: good }, (_, at) => `N-${String(at + 1).padStart(5, '0')}`),
    'numbers without gaps',
  );
});

test('readers see all of a plan or nothing of it', async (t) => {
  const { store, file } = await openNotes(t, 'file');
  await writeNotes(store, newNote(1, { title: 'a 0', amount: 0 }), newNote(2, { title: 'b 0', amount: 0 }));
  const reader = createSqliteStore({ file });
  t.after(() => reader.close());
  await reader.open([NOTE]);
  let writing = true;
  const writes = (async () => {
    for (let round = 1; round <= 40; round += 1) {
      await store.write(writePlan([changeNote(1, { amount: round }), changeNote(2, { amount: round })]));
    }
    writing = false;
  })();
  const seen = new Set<number>();
  while (writing) {
    const { records } = await reader.list(listAll(NOTE));
    const amounts = records.map(({ amount }) => amount as number);
    assert.equal(amounts[0], amounts[1]);
    seen.add(amounts[0] as number);
    await new Promise((resume) => setImmediate(resume));
  }
  await writes;
  assert.ok(seen.size > 1, 'read while it was written');
});
