import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { likePattern } from './like.ts';

const like = (text: string, pattern: string): boolean => likePattern(pattern).test(text);

describe('LIKE', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['abc', 'a%', true],
    ['abc', '%b%', true],
    ['abc', 'b%', false],
    ['abc', 'a_c', true],
    ['abc', 'a_', false],
    ['abc', '[a-c]bc', true],
    ['abc', '[^a]bc', false],
    ['xbc', '[^a]bc', true],
    ['50%', '50[%]', true],
    ['500', '50[%]', false],
    ['a_b', 'a[_]b', true],
    ['axb', 'a[_]b', false],
    ['a[b', 'a[[]b', true],
    ['a]b', 'a]b', true],
    ['a', '[', false],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
    ['a\nb', 'a%b', true],
    ['', '%', true],
    ['a-b', 'a[-]b', true],
    ['a^b', 'a[x^]b', true],
    ['a\\b', 'a\\b', true],
  ];
  for (const [text, pattern, expected] of cases) {
    it(`${JSON.stringify(text)} ${expected ? 'is' : 'is not'} like ${pattern}`, () => {
      assert.equal(like(text, pattern), expected);
    });
  }

  it('takes every text literally whose wildcards stand in brackets', () => {
    const unit = fc.constantFrom('a', '%', '_', '[', ']', '^', '-', '\\', '.', '*', ' ', 'é', '😀');
    const text = fc.string({ unit, maxLength: 8 });
    fc.assert(
      fc.property(text, text, (value, searched) => {
        const escaped = searched.replace(/[%_[]/g, '[$&]');
        assert.equal(like(value, `%${escaped}%`), value.includes(searched));
        assert.equal(like(value, `${escaped}%`), value.startsWith(searched));
        assert.equal(like(value, `%${escaped}`), value.endsWith(searched));
      }),
      { numRuns: 1000 },
    );
  });
});
