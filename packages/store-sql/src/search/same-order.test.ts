import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createPostgresStore } from '../create-postgres-store.ts';
import { createSqliteStore } from '../create-sqlite-store.ts';
import { newNote, noteSearch } from '../testing/note-store.ts';
import { NOTE } from '../testing/notes.ts';
import { postgresDatabase } from '../testing/postgres-database.ts';
import { writePlan } from '../testing/write-plans.ts';

/** Words with one stem, words that begin alike, one word that is several in an index, one that is nearly everywhere. */
const WORDS = [
  'print',
  'printer',
  'printers',
  'paper',
  'papers',
  'ink',
  '日本語',
  '日本',
  '本語',
  'the',
  'scan',
  'scanner',
];
const words = (maxLength: number) =>
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength }).map((some) => some.join(' '));

test('SQLite and PostgreSQL give the same order, however words are counted there', async (t) => {
  const sqlite = createSqliteStore({ file: ':memory:' });
  const postgres = createPostgresStore({ url: await postgresDatabase(t), poolSize: 2 });
  t.after(() => Promise.all([sqlite.close(), postgres.close()]));
  const stores = [sqlite, postgres];
  await Promise.all(stores.map((store) => store.open([NOTE])));
  let made = 0;
  const notes = fc.array(fc.record({ title: words(12), visibility: fc.constantFrom('public', 'staff') }), {
    minLength: 1,
    maxLength: 8,
  });
  const found = new Set<number>();
  await fc.assert(
    fc.asyncProperty(notes, words(4), fc.boolean(), fc.boolean(), async (some, text, prefix, whole) => {
      const [first, ...others] = some.map(({ title, visibility }) => {
        made += 1;
        return newNote(made, { title: `${title} ${made}`, visibility });
      });
      if (!first) return;
      const typed = prefix ? text.slice(0, Math.max(2, text.length - 2)) : text;
      const search = noteSearch(typed, { prefix, whole, correct: !prefix, completions: 5 });
      const answers = [];
      for (const store of stores) {
        await store.write(writePlan([first, ...others]));
        const { hits, ...rest } = await store.search(search);
        found.add(hits.length);
        answers.push({ ...rest, hits: hits.map(({ record }) => record.title) });
      }
      assert.deepEqual(answers[1], answers[0], typed);
    }),
    { numRuns: 60 },
  );
  assert.ok(Math.max(...found) > 20, 'much is found');
});
