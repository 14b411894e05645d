import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Issue, TableSchema } from '@portico/protocol';
import fc from 'fast-check';
import { readValues, refuseIssues } from './read-values.ts';
import { ID, refused, siteWith } from './testing/plan-site.ts';

const table = siteWith([]).tables.get('case') as TableSchema;
const any = { maySet: () => true };

function read(values: unknown, options: Parameters<typeof readValues>[2] = any) {
  const issues: Issue[] = [];
  const found = readValues(table, values, options, issues);
  return { values: Object.fromEntries(found), issues, paths: issues.map((issue) => issue.path) };
}

describe('reading values', () => {
  test('puts each in the form it is stored in', () => {
    const found = read({
      title: 'Broken',
      status: 'open',
      contact: ID.ann,
      guest_email: ' a@b.c ',
      product: '',
    });
    assert.deepEqual(found.values, {
      title: 'Broken',
      status: 'open',
      contact: ID.ann,
      guest_email: 'a@b.c',
      product: null,
    });
    assert.deepEqual(found.issues, []);
  });

  test('names every value that is not valid', () => {
    const found = read({ title: 1, status: 'nope', contact: 'ann', priority: 'low' });
    assert.deepEqual(found.paths, ['title', 'status', 'contact']);
    assert.deepEqual(found.values, { priority: 'low' });
  });

  test('answers unknown columns and those that may not be set alike', () => {
    const found = read({ nope: 1, internal_note: 'x' }, { maySet: (name) => name !== 'internal_note' });
    assert.deepEqual(found.paths, ['nope', 'internal_note']);
    assert.equal(found.issues[0]?.message, found.issues[1]?.message);
  });

  test('does not look at the value of a column that may not be set', () => {
    const wrong = read({ internal_note: 1 }, { maySet: () => false });
    const right = read({ internal_note: 'x' }, { maySet: () => false });
    assert.deepEqual(wrong.issues, right.issues);
  });

  test('takes names of JavaScript objects for what they are: unknown', () => {
    const hostile = JSON.parse('{"__proto__": {"admin": true}, "constructor": 1, "toString": 2}');
    const found = read(hostile);
    assert.deepEqual(found.paths.toSorted(), ['__proto__', 'constructor', 'toString']);
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });

  test('takes an id for a column that may not be set', () => {
    assert.deepEqual(read({ id: ID.one }).paths, ['id']);
    assert.deepEqual(read({ etag: 'x' }).paths, ['etag']);
  });

  test('wants an object', () => {
    for (const values of [null, undefined, 1, 'x', [], [['title', 'x']]]) {
      assert.equal(read(values).issues.length, 1);
      assert.deepEqual(read(values).values, {});
    }
  });

  test('puts the place of the values before each path', () => {
    assert.deepEqual(read({ nope: 1 }, { ...any, path: 'records[3].' }).paths, ['records[3].nope']);
  });

  test('cuts overlong names and stops after a hundred issues', () => {
    const found = read(
      Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`${'x'.repeat(100)}${i}`, 1])),
    );
    assert.equal(found.issues.length, 100);
    assert.ok(found.paths.every((path) => path.length <= 63));
    assert.ok(read({ '\ud800': 1 }).paths[0]?.isWellFormed());
  });

  test('gives only columns of the table, whatever is sent', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (values) => {
        const found = read(values);
        for (const name of Object.keys(found.values)) assert.ok(Object.hasOwn(table.columns, name));
        assert.equal(Object.keys(found.values).length + found.issues.length, Object.keys(values).length);
      }),
    );
  });
});

describe('issues', () => {
  test('refuse all values at once', () => {
    const issues = [{ path: 'title', message: 'Enter text.' }];
    assert.deepEqual(refused('invalid_values', () => refuseIssues(issues)).issues, issues);
  });

  test('when there is none refuse nothing', () => refuseIssues([]));
});
