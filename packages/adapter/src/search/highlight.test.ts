import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { highlight } from './highlight.ts';
import { tokenize } from './tokenize.ts';

const marked = (text: string, terms: readonly string[]) =>
  highlight(text, terms)
    .map((segment) => (segment.match ? `[${segment.text}]` : segment.text))
    .join('');

test('words are marked that are the same, of the same stem, or begun', () => {
  assert.equal(
    marked('Charging and charged batteries', ['charge', 'battery']),
    '[Charging] and [charged] [batteries]',
  );
  assert.equal(marked('Brakes brake braking', ['bra']), '[Brakes] [brake] [braking]');
  assert.equal(marked('a an and', ['a']), '[a] an and');
  assert.equal(marked('Café CAFÉ cafe', ['cafe']), '[Café] [CAFÉ] [cafe]');
});

test('without terms, nothing is marked; without text, there is nothing', () => {
  assert.deepEqual(highlight('abc', []), [{ text: 'abc', match: false }]);
  assert.deepEqual(highlight('', ['a']), []);
});

test('an excerpt is the stretch with the most different terms', () => {
  const text = `${'brake brake '.repeat(20)}${'filler '.repeat(50)}brake and chain ${'filler '.repeat(50)}`;
  const excerpt = highlight(text, ['brake', 'chain'], { length: 60 });
  assert.ok(excerpt.some((segment) => segment.match && segment.text === 'chain'));
  assert.match(excerpt[0]?.text ?? '', /^… /);
  assert.match(excerpt.at(-1)?.text ?? '', / …$/);
});

test('an excerpt without a match is the beginning', () => {
  assert.deepEqual(highlight('one two three four', ['x'], { length: 9 }), [
    { text: 'one two …', match: false },
  ]);
});

test('HTML in a text stays text', () => {
  assert.deepEqual(highlight('<b>brake</b>', ['brake']), [
    { text: '<b>', match: false },
    { text: 'brake', match: true },
    { text: '</b>', match: false },
  ]);
});

test('the segments of a whole text are the text; an excerpt is near its length and well-formed', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 400 });
  fc.assert(
    fc.property(
      text,
      fc.array(fc.string({ maxLength: 4 })),
      fc.integer({ min: 1, max: 200 }),
      (whole, queries, length) => {
        const terms = queries.flatMap((query) => tokenize(query));
        const all = highlight(whole, terms).map((segment) => segment.text);
        assert.equal(all.join(''), whole);
        const excerpt = highlight(whole, terms, { length })
          .map((segment) => segment.text)
          .join('');
        assert.ok(excerpt.length <= length + 4 + 30, excerpt);
        assert.ok(excerpt.isWellFormed());
      },
    ),
  );
});

test('long texts of nothing but matches, and of one word, cost no more than their length', () => {
  for (const text of [
    'brake '.repeat(100_000),
    'brake'.repeat(100_000),
    'é'.repeat(500_000),
    ' '.repeat(500_000),
  ]) {
    assert.ok(highlight(text, ['brake', 'x', 'y'], { length: 200 }).length < 100);
  }
});
