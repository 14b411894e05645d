import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import fc from 'fast-check';
import { createSqliteStore } from '../create-sqlite-store.ts';
import { onEachDatabase } from '../testing/each-database.ts';
import {
  changeNote,
  deleteNote,
  foundBy,
  newNote,
  noteSearch,
  openNotes,
  outcomeOf,
  writeNotes,
} from '../testing/note-store.ts';
import { NOTE } from '../testing/notes.ts';
import { idOf, writePlan } from '../testing/write-plans.ts';

onEachDatabase((open) => {
  test('a record is found by its new words and no longer by its old ones', async (t) => {
    const { store } = await open(t);
    await writeNotes(store, newNote(1, { title: 'red teapot', visibility: 'public' }));
    await writeNotes(store, changeNote(1, { title: 'blue kettle' }));
    assert.deepEqual(await foundBy(store, 'kettle'), ['blue kettle']);
    assert.deepEqual(await foundBy(store, 'teapot'), []);
    await writeNotes(store, changeNote(1, { title: null }));
    assert.deepEqual(await foundBy(store, 'kettle'), []);
    await writeNotes(store, changeNote(1, { title: 'red teapot' }));
    assert.deepEqual(await foundBy(store, 'teapot'), ['red teapot']);
  });

  test('a record that changes its class is found there, and not in the old one', async (t) => {
    const { store } = await open(t);
    await writeNotes(store, newNote(1, { title: 'teapot', visibility: 'public' }));
    await writeNotes(store, changeNote(1, { visibility: 'staff' }));
    assert.deepEqual(await foundBy(store, 'teapot', { classes: ['public'] }), []);
    assert.deepEqual(await foundBy(store, 'teapot', { classes: ['staff'] }), ['teapot']);
    // A class that is no class: searched by nobody.
    await writeNotes(store, changeNote(1, { visibility: null }));
    assert.deepEqual(await foundBy(store, 'teapot'), []);
    await writeNotes(store, changeNote(1, { visibility: 'public' }));
    assert.deepEqual(await foundBy(store, 'teapot', { classes: ['public'] }), ['teapot']);
  });

  test('a class that a record has left knows none of its words any more', async (t) => {
    const { store } = await open(t);
    await writeNotes(
      store,
      newNote(1, { title: 'secretword', visibility: 'public' }),
      newNote(2, { title: 'secretary', visibility: 'public' }),
      changeNote(1, { visibility: 'staff' }),
    );
    const completed = await store.search(
      noteSearch('secret', { classes: ['public'], prefix: true, completions: 5 }),
    );
    assert.deepEqual(completed.completions, ['secretary']);
    const corrected = await store.search(noteSearch('secretwort', { classes: ['public'], correct: true }));
    assert.equal(corrected.corrected, null, 'not even to correct a slip');
    const staff = await store.search(noteSearch('secretwort', { classes: ['staff'], correct: true }));
    assert.equal(staff.corrected, 'secretword');
  });

  test('what is deleted is not found, counted, completed nor corrected to', async (t) => {
    const { store } = await open(t);
    await writeNotes(
      store,
      newNote(1, { title: 'teapot one', visibility: 'public' }),
      newNote(2, { title: 'teapot two', visibility: 'staff' }),
      newNote(3, { title: 'teacup', visibility: 'staff' }),
      deleteNote(2),
    );
    const found = await store.search(noteSearch('teapot'));
    assert.equal(found.count, 1);
    assert.deepEqual(found.facets, [
      { table: 'note', column: 'visibility', values: [{ value: 'public', label: 'Everyone', count: 1 }] },
    ]);
    await writeNotes(store, deleteNote(1));
    const gone = await store.search(noteSearch('teapot', { correct: true, prefix: true, completions: 5 }));
    assert.deepEqual([gone.count, gone.completions, gone.corrected], [0, [], null]);
    assert.deepEqual(gone.facets[0]?.values, []);
  });

  test('a refused write leaves the index as it was', async (t) => {
    const { store } = await open(t);
    await writeNotes(store, newNote(1, { title: 'teapot', visibility: 'public' }));
    const refused = { after: { type: 'nothing' } as const };
    assert.equal(
      await outcomeOf(store.write(writePlan([changeNote(1, { title: 'kettle' }, refused)]))),
      'permission_denied',
    );
    const both = [deleteNote(1), changeNote(9, { title: 'none' })] as const;
    assert.equal(await outcomeOf(store.write(writePlan(both))), 'not_found');
    assert.deepEqual(await foundBy(store, 'teapot'), ['teapot']);
    assert.deepEqual(await foundBy(store, 'kettle'), []);
  });

  test('a record replaced by an import is found as it is now', async (t) => {
    const { store } = await open(t);
    await writeNotes(store, newNote(1, { title: 'teapot', visibility: 'public' }));
    const replacing = { onDuplicate: 'replace' } as const;
    await writeNotes(store, newNote(1, { title: 'kettle', visibility: 'staff' }, replacing));
    assert.deepEqual(await foundBy(store, 'teapot'), []);
    assert.deepEqual(await foundBy(store, 'kettle', { classes: ['staff'] }), ['kettle']);
    // A duplicate that is kept changes nothing, in the index either.
    await writeNotes(store, newNote(1, { title: 'samovar', visibility: 'public' }, { onDuplicate: 'keep' }));
    assert.deepEqual(await foundBy(store, 'samovar'), []);
    assert.deepEqual(await foundBy(store, 'kettle'), ['kettle']);
  });

  test('changes to many records at once are all in the index', async (t) => {
    const { store } = await open(t);
    await writeNotes(
      store,
      ...Array.from({ length: 20 }, (_, at) =>
        newNote(at, { title: `teapot ${at}`, visibility: at % 2 ? 'public' : 'staff', amount: at % 4 }),
      ),
    );
    const every = { every: { type: 'condition', column: 'amount', operator: 'eq', value: 1 } } as const;
    await writeNotes(store, changeNote(0, { visibility: 'staff' }, { target: every }));
    assert.equal((await store.search(noteSearch('teapot', { classes: ['public'] }))).count, 5);
    assert.equal((await store.search(noteSearch('teapot', { classes: ['staff'] }))).count, 15);
    await writeNotes(store, deleteNote(0, { target: every }));
    assert.equal((await store.search(noteSearch('teapot'))).count, 15);
  });

  const WORDS = ['teapot', 'kettle', 'cup', 'samovar', 'tea', 'éclair'];
  const title = fc
    .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })
    .map((words) => words.join(' '));
  const change = fc.record({
    at: fc.nat(4),
    what: fc.constantFrom('create', 'create', 'create', 'change', 'move', 'delete'),
    title,
    visibility: fc.constantFrom('public', 'staff', 'public', 'staff', null),
  });

  test('after any changes the index finds what a new index of the same records would', async (t) => {
    const { store } = await open(t);
    // All runs on one store: the index has a past that must not show.
    const every = { every: { type: 'condition', column: 'title', operator: 'ne', value: '' } } as const;
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 10, maxLength: 24 }), async (changes) => {
        await writeNotes(store, deleteNote(0, { target: every }));
        const present = new Map<number, { title: string; visibility: string | null }>();
        for (const { at, what, title: words, visibility } of changes) {
          const unique = `${words} ${at}`;
          const step =
            what === 'create'
              ? newNote(at, { title: unique, visibility })
              : what === 'change'
                ? changeNote(at, { title: unique })
                : what === 'move'
                  ? changeNote(at, { visibility })
                  : deleteNote(at);
          const outcome = await outcomeOf(store.write(writePlan([step])));
          const before = present.get(at);
          assert.equal(outcome === 'done', what === 'create' ? !before : before !== undefined, outcome);
          if (outcome !== 'done') continue;
          if (what === 'delete') present.delete(at);
          else
            present.set(at, {
              title: what === 'move' ? (before?.title ?? '') : unique,
              visibility: what === 'change' ? (before?.visibility ?? null) : visibility,
            });
        }
        for (const word of WORDS) {
          for (const visibility of ['public', 'staff']) {
            const expected = [...present.values()]
              .filter((note) => note.visibility === visibility && note.title.split(' ').includes(word))
              .map((note) => note.title)
              .sort();
            compared += expected.length;
            assert.deepEqual(await foundBy(store, word, { classes: [visibility] }), expected);
          }
        }
      }),
      { numRuns: 40 },
    );
    assert.ok(compared > 50, 'hardly anything was ever found');
  });
});

test('an index that is gone is made anew from the records when the store opens', async (t) => {
  const { store, file } = await openNotes(t, 'file');
  await writeNotes(
    store,
    newNote(1, { title: 'teapot', visibility: 'public' }),
    newNote(2, { title: 'kettle', visibility: 'staff' }),
  );
  const database = new DatabaseSync(file);
  database.exec("update _search set layout = 'of an older version'");
  database.close();
  const again = createSqliteStore({ file });
  t.after(() => again.close());
  await again.open([NOTE]);
  assert.deepEqual(await foundBy(again, 'teapot'), ['teapot']);
  assert.deepEqual(await foundBy(again, 'kettle', { classes: ['staff'] }), ['kettle']);
  await writeNotes(again, deleteNote(1));
  assert.deepEqual(await foundBy(again, 'teapot'), []);
});

test('a class that a configuration adds is searched, and one that it drops is gone', async (t) => {
  const { store, file } = await openNotes(t, 'file');
  await writeNotes(store, newNote(1, { title: 'teapot', visibility: 'staff' }));
  const { visibility } = NOTE.columns;
  assert.ok(visibility?.type === 'choice');
  const withChoices = (...values: string[]) => ({
    ...NOTE,
    columns: {
      ...NOTE.columns,
      visibility: { ...visibility, choices: values.map((value) => ({ value, label: value })) },
    },
  });
  const grown = createSqliteStore({ file });
  await grown.open([withChoices('public', 'staff', 'partner')]);
  await grown.close();
  const shrunk = createSqliteStore({ file });
  await shrunk.open([withChoices('public')]);
  await shrunk.close();
  const database = new DatabaseSync(file, { readOnly: true });
  const names = database.prepare('select name from _search order by name').all();
  const left = database.prepare("select name from sqlite_schema where name like '%staff%'").all();
  const kept = database.prepare('select id, visibility from note').all();
  database.close();
  assert.deepEqual(
    names.map(({ name }) => name),
    ['_fts__note__public'],
  );
  assert.deepEqual(left, [], 'no words of the dropped class stay behind');
  assert.deepEqual({ ...kept[0] }, { id: idOf(1), visibility: 'staff' }, 'the record stays');
});
