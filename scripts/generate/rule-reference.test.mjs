import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkRuleReference, ruleReference, rulesTable } from './rule-reference.mjs';

describe('the table of rules', () => {
  it('has a row for each rule, in which a bar is no column', () => {
    const rule = { id: 'L01', level: 'error', title: 'A | B', why: 'Once.', waivable: false };
    assert.equal(rulesTable([rule]).split('\n').at(-1), '| L01 | error | A \\| B | Once. | no |');
  });

  it('is in the documentation as the registry says it', () => {
    assert.deepEqual(checkRuleReference().faults, []);
  });

  it('names all thirty, in order', () => {
    const ids = [...ruleReference().matchAll(/^\| (L\d\d) \|/gm)].map(([, id]) => id);
    assert.deepEqual(
      ids,
      Array.from({ length: 30 }, (_, index) => `L${String(index + 1).padStart(2, '0')}`),
    );
  });

  it('refuses a page without a place for it', () => {
    assert.throws(() => ruleReference('# Check\n'), /no place/);
  });
});
