import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MUTANTS } from './mutants.mjs';
import { faultOf } from './run-mutants.mjs';
import { SUITES } from './suites.mjs';

test('there are as many mutants as were asked for, each with a name of its own', () => {
  assert.ok(MUTANTS.length >= 45, `There are ${MUTANTS.length}.`);
  assert.equal(new Set(MUTANTS.map(({ id }) => id)).size, MUTANTS.length);
});

for (const mutant of MUTANTS) {
  test(`${mutant.id} fits the sources, and says what it stands for`, () => {
    assert.equal(faultOf(mutant), null);
    assert.notEqual(mutant.find, mutant.replace);
    assert.match(
      mutant.file,
      /^packages\/(adapter|store-sql|store-dataverse)\/src\/(?!oracle\/).*(?<!\.test)\.ts$/,
    );
    assert.match(mutant.story, /^[A-Z].*\.$/);
    assert.ok(mutant.rule.length > 20);
    assert.ok(Object.hasOwn(SUITES, mutant.suite));
  });
}
