import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { isProtocolError } from '@portico/protocol';
import fc from 'fast-check';
import { parseJson } from './read-json.ts';
import { scanJson } from './scan-json.ts';

const suite = fileURLToPath(
  new URL('../../../../../shared/data/dev/hostile/json/jsontestsuite.jsonl.gz', import.meta.url),
);

function refused(text: string): boolean {
  try {
    parseJson(text);
    return false;
  } catch (error) {
    assert.ok(isProtocolError(error) && error.code === 'malformed_request', String(error));
    return true;
  }
}

test('ordinary JSON passes', () => {
  const value = { a: [1, { b: 'x' }], c: { a: null }, d: '{"a":1,"a":2}', e: ['a', 'a'], '': true };
  assert.deepEqual(parseJson(JSON.stringify(value)), value);
});

test('nesting is limited to 32 levels', () => {
  assert.equal(refused('['.repeat(32) + ']'.repeat(32)), false);
  assert.equal(refused('['.repeat(33) + ']'.repeat(33)), true);
  assert.equal(refused(`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`), true);
  assert.equal(refused('['.repeat(100_000)), true);
});

test('keys are limited to 1000 in all', () => {
  const object = (count: number, at = 0) =>
    `{${Array.from({ length: count }, (_, key) => `"k${at + key}":1`).join(',')}}`;
  assert.equal(refused(object(1000)), false);
  assert.equal(refused(object(1001)), true);
  assert.equal(refused(`[${object(600)},${object(600)}]`), true);
});

test('a key that comes twice in one object is refused, however it is written', () => {
  assert.equal(refused('{"a":1,"a":2}'), true);
  assert.equal(refused('{"a":1,"\\u0061":2}'), true);
  assert.equal(refused('{"x":{"a":1},"y":[{"a":1}],"a":1}'), false);
  assert.equal(refused('[{"a":1},{"a":1}]'), false);
  assert.equal(refused('{"a":{"b":1},"b":{"b":1},"a":1}'), true);
});

test('keys that reach for prototypes are refused, values are not', () => {
  for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__', '__proto\\u005f_']) {
    assert.equal(refused(`{"a":{"${key}":1}}`), true, key);
  }
  assert.equal(refused('{"a":"__proto__","b":["constructor"]}'), false);
});

test('strings hide brackets, commas and quotes', () => {
  assert.equal(refused(JSON.stringify({ a: `${'[{'.repeat(50)}","a":"\\"`, b: '\\' })), false);
});

test('whatever JSON.parse reads, the scan reads the same way', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const value: unknown = JSON.parse(text);
      if (refused(text)) assert.match(text, /__proto__|constructor|prototype/);
      else assert.deepEqual(parseJson(text), value);
    }),
  );
});

test('whatever is thrown at it, it ends with an answer', () => {
  const part = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', 'a', '1', ' ', '\\u00', 'null');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      if (!valid) assert.equal(refused(text), true, text);
    }),
    { numRuns: 500 },
  );
});

test('limits may be given', () => {
  assert.throws(() => scanJson('[[[]]]', { depth: 2 }));
  assert.throws(() => scanJson('{"a":1,"b":2}', { keys: 1 }));
});

test('the JSON test suite is refused where it must be and read where it must be', {
  skip: existsSync(suite) ? false : 'needs ../shared/data/dev/hostile',
}, () => {
  const files = gunzipSync(readFileSync(suite)).toString().trim().split('\n');
  assert.ok(files.length > 300);
  // Valid JSON, yet refused here on purpose: keys that come twice.
  const stricter = new Set(['y_object_duplicated_key.json', 'y_object_duplicated_key_and_value.json']);
  for (const line of files) {
    const { name, expect, base64 } = JSON.parse(line) as { name: string; expect: string; base64: string };
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'));
    } catch {
      assert.notEqual(expect, 'accept', name);
      continue;
    }
    const answer = refused(text);
    if (expect === 'reject') assert.equal(answer, true, name);
    if (expect === 'accept') assert.equal(answer, stricter.has(name), name);
  }
});
