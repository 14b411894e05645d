import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { Kysely } from 'kysely';
import { NodeSqliteDialect } from '../dialect/node-sqlite-dialect.ts';
import type { Tables } from '../dialect/tables.ts';
import { NOTE } from '../testing/notes.ts';
import { ftsFullText } from './fts-full-text.ts';
import { ftsClass } from './fts-tables.ts';
import { Vocabulary } from './vocabulary.ts';

/** A vocabulary over two classes; each text is a record. */
function vocabularyOf(
  texts: Readonly<Record<string, readonly string[]>>,
  whole = Object.keys(texts),
): Vocabulary {
  const database = new Kysely<Tables>({
    dialect: new NodeSqliteDialect(() => {
      const opened = new DatabaseSync(':memory:');
      for (const [name, records] of Object.entries(texts)) {
        const { words, vocabulary } = ftsClass(NOTE, name);
        opened.exec(`create virtual table "${words}" using fts5(words, detail = none)`);
        opened.exec(`create virtual table "${vocabulary}" using fts5vocab("${words}", 'row')`);
        const insert = opened.prepare(`insert into "${words}" (words) values (?)`);
        for (const record of records) insert.run(record);
      }
      return opened;
    }),
  });
  return new Vocabulary(
    database,
    ftsFullText,
    whole.map((name) => ftsClass(NOTE, name)),
  );
}

test('the nearest word has the fewest slips, then the most records', async () => {
  const vocabulary = vocabularyOf({
    public: ['printer printed', 'printed', 'painter', 'printer', 'printer'],
  });
  assert.equal(await vocabulary.nearest('prniter'), 'printer');
  assert.equal(await vocabulary.nearest('paintor'), 'painter');
  assert.equal(await vocabulary.nearest('printef'), 'printer');
});

test('a slip in the first letter is found as well', async () => {
  const vocabulary = vocabularyOf({ public: ['password'] });
  for (const slip of ['oassword', 'assword', 'apssword', 'ppassword']) {
    assert.equal(await vocabulary.nearest(slip), 'password', slip);
  }
});

test('short words and distant words are left alone', async () => {
  const vocabulary = vocabularyOf({ public: ['cat password'] });
  assert.equal(await vocabulary.nearest('cta'), null);
  assert.equal(await vocabulary.nearest('elephant'), null);
  assert.equal(await vocabulary.nearest('pasw'), null);
});

test('words of classes that are not whole are neither guessed nor offered', async () => {
  const texts = { public: ['printer'], staff: ['printery secretword'] };
  const open = vocabularyOf(texts, ['public']);
  assert.equal(await open.nearest('secretwrod'), null);
  assert.deepEqual(await open.completions('print', 5), ['printer']);
  const all = vocabularyOf(texts);
  assert.equal(await all.nearest('secretwrod'), 'secretword');
  assert.deepEqual(await all.completions('print', 5), ['printer', 'printery']);
});

test('completions come most frequent first, are longer than what is typed, and no more than asked for', async () => {
  const vocabulary = vocabularyOf({ public: ['port portal', 'portable portal', 'porter', 'port'] });
  assert.deepEqual(await vocabulary.completions('port', 2), ['portal', 'portable']);
  assert.deepEqual(await vocabulary.completions('p', 5), []);
  assert.deepEqual(await vocabulary.completions("p' or 1=1 --", 5), []);
});

test('without a whole class there are no words', async () => {
  const vocabulary = vocabularyOf({ staff: ['printer'] }, []);
  assert.equal(await vocabulary.nearest('prniter'), null);
  assert.deepEqual(await vocabulary.completions('pri', 5), []);
});
