import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { matchAbnf } from './match-abnf.ts';
import { parseAbnf } from './parse-abnf.ts';

const ABNF = `
; a comment
list   = item *( "," item )   ; another
item   = word / number
       / "(" list ")"
item  =/ "nil"
word   = 1*3ALPHA [ mark ]
number = 2DIGIT
mark   = %x21 / %x3F-40
exact  = %s"Ab" / %x43.44
loose  = "Ab"
greedy = *ALPHA "z"
left   = left "a" / "a"
none   = ""
ALPHA  = %x61-7A
DIGIT  = %d48-57
`;
const grammar = parseAbnf(ABNF);
const takes = (rule: string, text: string) => matchAbnf(grammar, rule, text);

describe('a grammar', () => {
  test('takes what its rules say, whole', () => {
    for (const text of ['abc', 'a!', 'ab@', '12', '(a,12)', 'a,(b,(c)),nil', 'nil'])
      assert.ok(takes('list', text), text);
    for (const text of ['', 'abcd', 'a!!', '1', '123', '(a', 'a,', 'a b', 'aA', '()'])
      assert.ok(!takes('list', text), text);
  });

  test('knows texts in any case, and exact ones', () => {
    for (const text of ['Ab', 'aB']) assert.ok(takes('loose', text));
    for (const text of ['Ab', 'CD']) assert.ok(takes('exact', text));
    for (const text of ['ab', 'cd', 'C']) assert.ok(!takes('exact', text));
  });

  test('finds every way to read a text', () => {
    assert.ok(takes('greedy', 'azzz'));
    assert.ok(!takes('greedy', 'azza'));
    assert.ok(takes('none', ''));
  });

  test('ends where a rule begins with itself', () => {
    assert.ok(takes('left', 'a'));
  });

  test('is told what names there are', () => {
    const names = { WORD: ['abc', 'b'] };
    assert.ok(matchAbnf(grammar, 'list', 'abc,b,12', names));
    assert.ok(!matchAbnf(grammar, 'list', 'abc,c', names));
  });

  test('has names in any case', () => {
    assert.ok(takes('LIST', 'abc'));
    assert.throws(() => takes('unknown', 'a'), /no rule unknown/);
  });
});

test('what is no ABNF is refused', () => {
  for (const text of [
    'a = <prose>',
    'a = (b',
    'a = "b',
    'a = b)',
    'a "b"',
    'a = "x"\na = "y"',
    'a =/ "x"',
    'a = 2*',
  ])
    assert.throws(() => parseAbnf(text), Error, text);
});
