import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { indexText, spaced } from './index-text.ts';
import { anyWord, anyWordGiven } from './match-expression.ts';
import { queryWords } from './query-words.ts';

const HOSTILE = fileURLToPath(new URL('../../../../../shared/data/dev/hostile/', import.meta.url));

function index(...texts: readonly string[]) {
  const database = new DatabaseSync(':memory:');
  database.exec(
    `create virtual table t using fts5(c_title, c_secret, tokenize = "porter unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc Me'")`,
  );
  const insert = database.prepare('insert into t (c_title, c_secret) values (?, ?)');
  for (const text of texts) insert.run(text, 'hidden');
  const search = database.prepare('select rowid from t where t match ?');
  return (expression: string) => search.all(expression).map((row) => Number(row.rowid));
}

function assertHarmless(search: (expression: string) => number[], text: string): void {
  for (const prefix of [false, true]) {
    const words = queryWords(text, prefix);
    if (words.length === 0) continue;
    search(anyWord(['title'], words, prefix));
    search(anyWordGiven(['title'], words.slice(0, 1), words));
    if (words.length > 1) search(anyWord(['title'], [words.slice(0, 2).join(' ')]));
  }
}

test('a word is looked for in the columns named and in no other', () => {
  const search = index('open window', 'closed door');
  assert.deepEqual(search(anyWord(['title'], ['door', 'nothing'])), [2]);
  assert.deepEqual(search(anyWord(['title'], ['hidden'])), []);
  assert.deepEqual(search(anyWord(['title', 'secret'], ['hidden'])), [1, 2]);
});

test('a last word may be a beginning', () => {
  const search = index('open window', 'closed door');
  assert.deepEqual(search(anyWord(['title'], ['wind'], true)), [1]);
  assert.deepEqual(search(anyWord(['title'], ['wind'])), []);
});

test('needed words must be there, the others may', () => {
  const search = index('open window', 'open door');
  assert.deepEqual(search(anyWordGiven(['title'], ['door'], ['open', 'door'])), [2]);
});

test('two words in one are found where they stand together', () => {
  const search = index('reset the password', 'password reset', 'reset password now');
  assert.deepEqual(search(anyWord(['title'], ['reset password'])), [3]);
});

test('a part of a run of Chinese is found, and not its letters apart', () => {
  const search = index(spaced('如何重置密码'), spaced('密如码'));
  assert.deepEqual(search(anyWord(['title'], ['密码'])), [1]);
});

test('no text at all is an error to FTS5 or speaks its language', () => {
  const search = index('zebra');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      assertHarmless(search, text);
    }),
  );
  for (const text of ['secret:hidden', '{secret} : hidden', 'c_secret:hidden', 'hidden', 'NOT zebra hidden'])
    assert.deepEqual(
      search(anyWord(['title'], queryWords(text, false))).length,
      text.includes('zebra') ? 1 : 0,
    );
});

test('recorded attacks are words like any other', {
  skip: existsSync(HOSTILE) ? false : 'needs ../shared/data/dev/hostile',
}, () => {
  const search = index('zebra');
  const payloads = gunzipSync(readFileSync(`${HOSTILE}payloads.jsonl.gz`))
    .toString()
    .trim()
    .split('\n');
  const texts: string[] = [
    ...payloads.map((line) => String(JSON.parse(line).payload)),
    ...JSON.parse(readFileSync(`${HOSTILE}blns.json`, 'utf8')),
  ];
  assert.ok(texts.length > 1000);
  for (const text of texts) assertHarmless(search, text);
});

test('HTML is indexed as the text a reader sees', () => {
  const table = {
    name: 'page',
    label: 'Page',
    pluralLabel: 'Pages',
    title: 'body',
    columns: { body: { type: 'html', label: 'Body', maxLength: 99, classification: 'public' } },
  } as const;
  assert.equal(indexText(table, 'body', '<p>Ärger &amp; <b>Not</b></p><script>x</script>'), 'arger not');
  assert.equal(indexText(table, 'body', null), '');
});
