import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Grant } from '@portico/adapter/store';
import { and, EVERYTHING, eq } from '@portico/protocol';
import fc from 'fast-check';
import { onEachDatabase } from '../testing/each-database.ts';
import { foundBy, newNote, noteSearch, writeNotes } from '../testing/note-store.ts';

const note = (at: number, title: string) => newNote(at, { title, visibility: 'public' });

onEachDatabase((open) => {
  test('no text is too strange to be searched for', async (t) => {
    const { store } = await open(t);
    await writeNotes(store, note(1, 'teapot'));
    const strange = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(...'"\'*^:(){}+-~ANDORTNEA\0%_\\;'), maxLength: 60 }),
      fc.constantFrom(
        '"',
        'teapot"',
        '{title} : teapot',
        'title:teapot',
        'NEAR(teapot, 2)',
        'teapot AND',
        'NOT teapot',
        '^teapot',
        'teapot*',
        '-teapot',
        '\ud800',
        'a'.repeat(5000),
        'teapot '.repeat(500),
      ),
    );
    await fc.assert(
      fc.asyncProperty(strange, fc.boolean(), fc.boolean(), async (text, prefix, correct) => {
        const { hits, count } = await store.search(noteSearch(text, { prefix, correct, completions: 5 }));
        assert.equal(hits.length, count);
        assert.ok(count <= 1);
      }),
      { numRuns: 300 },
    );
    for (const text of ['"teapot"', 'teapot"', 'title:teapot', '^teapot', 'teapot*', 'NOT teapot']) {
      assert.deepEqual(await foundBy(store, text), ['teapot'], text);
    }
  });

  test('words are found whatever their case, accents and marks', async (t) => {
    const { store } = await open(t);
    await writeNotes(store, note(1, 'Café Größe ПРИВЕТ 日本語 naïve ﬁle'));
    for (const word of ['cafe', 'CAFÉ', 'cafe\u0301', 'größe', 'привет', 'Привет', 'naive']) {
      assert.equal((await foundBy(store, word)).length, 1, word);
    }
    for (const word of ['caf', 'приве', 'xcafe']) assert.equal((await foundBy(store, word)).length, 0, word);
  });

  test('a correction is the nearest word, the more frequent of two as near, and none for short words', async (t) => {
    const { store } = await open(t);
    await writeNotes(
      store,
      ...['printer', 'printer again', 'painter', 'ink', 'cat', 'configuration'].map((title, at) =>
        note(at, title),
      ),
    );
    const corrected = async (text: string) =>
      (await store.search(noteSearch(text, { correct: true }))).corrected;
    assert.equal(await corrected('printr'), 'printer');
    assert.equal(await corrected('pinter'), 'printer', 'two words are one slip away');
    assert.equal(await corrected('panter'), 'painter');
    assert.equal(await corrected('configuratoin'), 'configuration');
    assert.equal(await corrected('rpinter'), 'printer', 'swapped at the start');
    assert.equal(await corrected('orinter'), 'printer', 'a wrong first letter');
    assert.equal(await corrected('cta'), null);
    assert.equal(await corrected('printer'), null);
    assert.equal(await corrected('zzzzzzzz'), null);
    assert.equal(await corrected(''), null);
  });

  test('completions are the frequent words first, whole words only, as many as are asked for', async (t) => {
    const { store } = await open(t);
    const titles = [
      'install 1',
      'install 2',
      'installer 1',
      'instance 1',
      'instance 2',
      'instance 3',
      'other',
    ];
    await writeNotes(store, ...titles.map((title, at) => note(at, title)));
    const completed = async (text: string, completions: number) =>
      (await store.search(noteSearch(text, { prefix: true, completions }))).completions;
    assert.deepEqual(await completed('inst', 5), ['instance', 'install', 'installer']);
    assert.deepEqual(await completed('inst', 2), ['instance', 'install']);
    assert.deepEqual(await completed('INST', 1), ['instance']);
    assert.deepEqual(await completed('other inst', 1), ['instance'], 'of the last word');
    assert.deepEqual(await completed('i', 5), [], 'one letter says too little');
    assert.deepEqual(await completed('instances', 5), []);
    assert.deepEqual(await completed('inst', 0), []);
  });

  test('who may read a part only finds in that part, and takes no words from the rest', async (t) => {
    const { store } = await open(t);
    await writeNotes(
      store,
      newNote(1, { title: 'teapot mine', visibility: 'public', amount: 1 }),
      newNote(2, { title: 'teapot yours secretword', visibility: 'public', amount: 2 }),
    );
    const mine: Grant = {
      permission: 'mine',
      filter: eq('amount', 1),
      columns: new Set(['title', 'visibility']),
    };
    const part = { grants: [mine], whole: false, classes: ['public'] };
    assert.deepEqual(await foundBy(store, 'teapot', part), ['teapot mine']);
    const found = await store.search(noteSearch('teapot', part));
    assert.equal(found.count, 1);
    assert.deepEqual(
      found.facets[0]?.values.map(({ count }) => count),
      [1],
    );
    const hidden = await store.search(
      noteSearch('secretwor', { ...part, prefix: true, completions: 5, correct: true }),
    );
    assert.deepEqual([hidden.count, hidden.completions, hidden.corrected], [0, [], null]);
    const cellless: Grant = { permission: 'rows', filter: EVERYTHING, columns: new Set(['visibility']) };
    const rows = await store.search(
      noteSearch('teapot', { grants: [cellless], whole: false, table: { columns: [] } }),
    );
    assert.equal(rows.count, 0, 'a word counts only where its column may be read');
  });

  test("a visitor's own filter narrows hits, count and facets alike", async (t) => {
    const { store } = await open(t);
    await writeNotes(
      store,
      ...Array.from({ length: 12 }, (_, at) =>
        newNote(at, { title: `teapot ${at}`, visibility: at < 4 ? 'public' : 'staff', amount: at % 3 }),
      ),
    );
    const where = and(eq('amount', 0), eq('visibility', 'staff'));
    const found = await store.search(noteSearch('teapot', { table: { where }, limit: 1 }));
    assert.equal(found.hits.length, 1);
    assert.equal(found.more, true);
    assert.equal(found.count, 2);
    assert.deepEqual(found.facets[0]?.values, [{ value: 'staff', label: 'Staff', count: 2 }]);
  });

  test('pages of a search hold every hit once', async (t) => {
    const { store } = await open(t);
    const titles = Array.from({ length: 23 }, (_, at) => `${'teapot '.repeat((at % 4) + 1)}${at}`);
    await writeNotes(
      store,
      ...titles.map((title, at) => newNote(at, { title, visibility: at % 2 ? 'public' : 'staff' })),
    );
    const seen: unknown[] = [];
    for (let offset = 0; ; offset += 5) {
      const { hits, more, count } = await store.search(noteSearch('teapot', { limit: 5, offset }));
      assert.equal(count, titles.length);
      seen.push(...hits.map(({ record }) => record.title));
      assert.equal(more, offset + 5 < titles.length);
      if (!more) break;
    }
    assert.equal(seen.length, titles.length);
    assert.deepEqual(seen.toSorted(), titles.toSorted());
    const beyond = await store.search(noteSearch('teapot', { limit: 5, offset: 500 }));
    assert.deepEqual([beyond.hits.length, beyond.count, beyond.more], [0, titles.length, false]);
  });

  test('nothing is found for nothing', async (t) => {
    const { store } = await open(t);
    await writeNotes(store, note(1, 'the teapot'));
    for (const text of ['', '   ', '!!!', '\0', '—']) {
      const found = await store.search(noteSearch(text, { prefix: true, correct: true, completions: 5 }));
      assert.deepEqual([found.count, found.hits, found.terms, found.completions], [0, [], [], []], text);
    }
    assert.equal((await foundBy(store, 'the')).length, 1, 'a stop word alone is a word');
  });
});
