import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRun, runMutants } from './run-mutants.mjs';

const FILE = 'packages/adapter/src/authenticate/access-token.ts';
const one = { file: FILE, story: 'For a test.', rule: 'None.', suite: 'access-token' };

/** One of each kind of outcome, over a suite of a moment. */
const MUTANTS = [
  { ...one, id: 'caught', find: '  assertClient(claims, issuer);\n', replace: '' },
  { ...one, id: 'harmless', find: '/** Claims that name', replace: '/** Those claims that name' },
  { ...one, id: 'broken', find: 'function assertClient(', replace: 'function assertClient)' },
  { ...one, id: 'thrown', find: 'assertType(typ, issuer);', replace: 'noSuchFunction(typ, issuer);' },
  { ...one, id: 'moved', find: 'a text that is not there', replace: '' },
  {
    ...one,
    id: 'elsewhere',
    file: 'packages/store-sql/src/read/column.ts',
    find: 'export function sourceOf',
    replace: 'export  function sourceOf',
  },
];

test('only what an assertion contradicts is dead; all else fails the run', async () => {
  const results = await runMutants(MUTANTS);
  const outcomes = Object.fromEntries(
    results.map(({ id, outcome, good }) => [id ?? 'none', [outcome, good]]),
  );
  assert.deepEqual(outcomes, {
    none: ['passed', true],
    caught: ['killed', true],
    harmless: ['SURVIVED', false],
    broken: ['crashed', false],
    thrown: ['crashed', false],
    moved: ['does not fit', false],
    elsewhere: ['never read', false],
  });
  assert.equal(describeRun(results), '6 mutants, 1 killed');
});

test('a suite that fails without a mutant is named', () => {
  const control = { id: null, suite: 'engine', good: false, outcome: 'killed', what: '', seconds: 0 };
  assert.equal(describeRun([control]), '0 mutants, 0 killed; 1 suite fails without a mutant');
});
