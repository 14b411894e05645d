import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Store } from '@portico/adapter/store';
import { onEachDatabase } from '../testing/each-database.ts';
import { changeNote, deleteNote, newNote, noteSearch, writeNotes } from '../testing/note-store.ts';

const TITLES = [
  'teapot red kettle',
  'kettle red teapot',
  'teapot',
  'a teapot beside a kettle beside a stove',
  'stove and teapot and stove',
  'kettle stove',
  'another thing altogether',
  'one more thing of another kind',
];

const notes = TITLES.map((title, at) => newNote(at, { title, visibility: at % 3 ? 'public' : 'staff' }));

async function order(store: Store, text: string, options: Parameters<typeof noteSearch>[1] = {}) {
  const { hits } = await store.search(noteSearch(text, options));
  return hits.map(({ record }) => record.title);
}

onEachDatabase((open) => {
  test('the order says nothing of what was there before, or in another class', async (t) => {
    const { store: settled } = await open(t);
    const { store: stirred } = await open(t);
    await writeNotes(settled, ...notes);
    const others = Array.from({ length: 40 }, (_, at) =>
      newNote(100 + at, {
        title: `teapot long gone ${'and more '.repeat(at % 5)}${at}`,
        visibility: 'public',
      }),
    );
    await writeNotes(stirred, ...others, ...notes.toReversed());
    for (const [at] of notes.entries())
      await writeNotes(stirred, changeNote(at, { visibility: null }), changeNote(at, { title: `x${at}` }));
    for (const [at, title] of TITLES.entries())
      await writeNotes(stirred, changeNote(at, { title, visibility: at % 3 ? 'public' : 'staff' }));
    for (const [at] of others.entries())
      await writeNotes(stirred, at % 2 ? deleteNote(100 + at) : changeNote(100 + at, { visibility: null }));
    // Of two classes: their scores are compared, and each hangs on how many records its class has.
    for (const text of ['teapot', 'teapot kettle', 'stove', 'red kettle', 'thing teapot', 'stove another'])
      for (const prefix of [false, true])
        assert.deepEqual(
          await order(stirred, text, { prefix }),
          await order(settled, text, { prefix }),
          text,
        );
  });

  test('what is as relevant stands in the order of the ids, whichever came first', async (t) => {
    const { store } = await open(t);
    const same = [5, 3, 9, 1, 7, 2, 8].map((at) =>
      newNote(at, { title: `teapot ${at}`, visibility: 'public' }),
    );
    await writeNotes(store, ...same);
    const titles = [1, 2, 3, 5, 7, 8, 9].map((at) => `teapot ${at}`);
    assert.deepEqual(await order(store, 'teapot'), titles);
    assert.deepEqual(await order(store, 'teapo', { prefix: true }), titles);
    assert.deepEqual(await order(store, 'teapot', { whole: false }), titles, 'ranked without statistics');
  });

  test('which of many equals are ranked is told by their ids, too', async (t) => {
    const { store } = await open(t);
    const ids = Array.from({ length: 130 }, (_, at) => at).toSorted(
      (a, b) => ((a * 37) % 131) - ((b * 37) % 131),
    );
    await writeNotes(
      store,
      ...ids.map((at) => newNote(at, { title: `teapot ${1000 + at}`, visibility: 'public' })),
    );
    const titles = Array.from({ length: 130 }, (_, at) => `teapot ${1000 + at}`);
    assert.deepEqual(await order(store, 'teapot', { limit: 50 }), titles.slice(0, 50));
    const pages = [];
    for (let offset = 0; offset < 130; offset += 26)
      pages.push(...(await order(store, 'teapot', { limit: 26, offset })));
    assert.deepEqual(pages, titles, 'on every page');
  });

  test('a correction of equals is the first by letters, whichever came first', async (t) => {
    const { store } = await open(t);
    await writeNotes(
      store,
      ...['teapos', 'teapor', 'teapoz'].map((title, at) =>
        newNote(at, { title, visibility: at === 1 ? 'staff' : 'public' }),
      ),
    );
    const { corrected } = await store.search(noteSearch('teapox', { correct: true }));
    assert.equal(corrected, 'teapor');
  });
});
