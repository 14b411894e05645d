import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StatementNames } from './statement-names.ts';

function coded(code: string): Error {
  return Object.assign(new Error('prepared statement'), { code });
}

test('a statement gets a name when it comes again, and keeps it', () => {
  const names = new StatementNames();
  assert.equal(names.nameOf('select $1'), undefined);
  const name = names.nameOf('select $1');
  assert.match(name ?? '', /^portico_[0-9a-f]{40}$/);
  assert.equal(names.nameOf('select $1'), name);
});

test('a name means one text, in every process', () => {
  const named = (text: string) => {
    const names = new StatementNames();
    names.nameOf(text);
    return names.nameOf(text);
  };
  assert.equal(named('select $1'), named('select $1'));
  assert.notEqual(named('select $1'), named('select $2'));
});

test('a statement whose best plan depends on its values is planned for them', () => {
  const names = new StatementNames();
  for (const text of ['select 1 where f.terms @@ $1::tsquery', 'select 1 where word = any($1::text[])']) {
    for (let at = 0; at < 3; at += 1) assert.equal(names.nameOf(text), undefined);
  }
});

test('however many different statements come, few are named', () => {
  const names = new StatementNames();
  const given = new Set<string>();
  for (let at = 0; at < 500; at += 1) {
    names.nameOf(`select ${at} + $1`);
    const name = names.nameOf(`select ${at} + $1`);
    if (name) given.add(name);
  }
  assert.equal(given.size, 200);
  assert.ok(names.nameOf('select 0 + $1'), 'those that came first keep theirs');
});

test('what is asked once is forgotten in time', () => {
  const names = new StatementNames();
  names.nameOf('select $1');
  for (let at = 0; at < 2000; at += 1) names.nameOf(`select ${at} + $1`);
  assert.equal(names.nameOf('select $1'), undefined);
});

test('after a pooler lost a statement none is named', () => {
  for (const code of ['26000', '42P05']) {
    const names = new StatementNames();
    names.nameOf('select $1');
    names.nameOf('select $1');
    names.heed(coded('23505'));
    assert.ok(names.nameOf('select $1'));
    names.heed(coded(code));
    assert.equal(names.nameOf('select $1'), undefined);
  }
});
