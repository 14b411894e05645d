import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutated } from './mutated.mjs';

const mutant = { file: 'a.ts', find: 'x > 1', replace: 'true' };

test('the one place is changed, and nothing else', () => {
  assert.equal(mutated('if (x > 1) y = "$&";', mutant), 'if (true) y = "$&";');
});

test('what stands in the replacement is taken as it is', () => {
  assert.equal(mutated('x > 1', { ...mutant, replace: '$& $1 $$' }), '$& $1 $$');
});

test('a text that is gone, or stands twice, fits no mutant', () => {
  assert.throws(() => mutated('y > 1', mutant), /^Error: a\.ts no longer has the text/);
  assert.throws(() => mutated('x > 1 && x > 1', mutant), /^Error: a\.ts has the text .* more than once/);
});
