import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Expression } from './expression.ts';
import { takeLiteral } from './literals.ts';
import { parseFilter } from './parse-filter.ts';
import { Reader } from './reader.ts';

const CASES = new URL('../../../../../../../shared/data/dev/odata/testcases.jsonl.gz', import.meta.url);
const skip = existsSync(CASES) ? false : 'needs ../shared/data/dev/odata';

interface Case {
  readonly Rule: string;
  readonly Input: string;
  readonly FailAt?: number | null;
}

/** What the grammar has and Dataverse, or the part of it that this parser is for, has not. */
const BEYOND = [/ (EQ|Eq|LT|Lt|AND|OR) /, /^cast\(/, /\$count\(\$filter/, /aggregate\(/, /@Currency%23/];

describe('a $filter', () => {
  it('binds and tighter than or, comparisons tighter than both', () => {
    const parsed = parseFilter("a eq 1 or b eq 2 and not contains(c,'x')");
    assert.equal(shape(parsed), "((a eq 1) or ((b eq 2) and (not contains(c,'x'))))");
  });

  it('has not apply to what follows at once', () => {
    assert.equal(shape(parseFilter('not (a eq 1) and b eq 2')), '((not (a eq 1)) and (b eq 2))');
  });

  it('associates to the left', () => {
    assert.equal(shape(parseFilter('a sub 1 sub 2 eq 3')), '(((a sub 1) sub 2) eq 3)');
  });

  it('knows paths, lambdas and named parameters', () => {
    assert.equal(
      shape(
        parseFilter(
          "x/y/any(o:o/z eq 1) or Microsoft.Dynamics.CRM.In(PropertyName='s',PropertyValues=['0'])",
        ),
      ),
      "(x/y/any(o:(o/z eq 1)) or Microsoft.Dynamics.CRM.In(PropertyName='s',PropertyValues=['0']))",
    );
  });

  it('tells literals from names that begin like them', () => {
    assert.equal(shape(parseFilter('nullable eq true')), '(nullable eq true)');
    assert.deepEqual(parseFilter("'O''Neil'"), { kind: 'literal', type: 'string', text: "O'Neil" });
    assert.equal((parseFilter('01234567-89ab-cdef-0123-456789abcdef') as { type: string }).type, 'guid');
    assert.equal((parseFilter('2024-01-31T23:59:59.123Z') as { type: string }).type, 'datetime');
  });

  for (const text of [
    '',
    ' a eq 1',
    'a eq 1 ',
    'a eq',
    'a  1',
    '(a eq 1',
    'a eq 1)',
    "a eq 'x",
    "a eq 'x'y'",
    'a eq 01234567-89ab-cdef-0123-456789abcde',
    'a and',
    'not ',
    'any(x:true)',
    'a/any(x)',
    'a/all()',
    'a eq 1 AND b eq 2',
    'a==1',
    'f(',
    'In(a=)',
    'a in (b,c)',
    `${'('.repeat(2000)}a eq 1`,
    `${'not '.repeat(2000)}a`,
  ]) {
    it(`is refused as ${text.length > 60 ? `${text.slice(0, 20)}…` : `"${text}"`}`, () => {
      assert.throws(() => parseFilter(text), { status: 400, code: '0x80060888' });
    });
  }

  it('never fails otherwise than by a 400, whatever the text', () => {
    const piece = fc.constantFrom(
      'a',
      ' eq ',
      "'",
      '(',
      ')',
      ' and ',
      '1',
      '/',
      'any',
      ':',
      '[',
      ',',
      'not ',
      '%',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          parseFilter(pieces.join(''));
        } catch (error) {
          assert.equal((error as { status?: number }).status, 400);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps every string that is quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.deepEqual(parseFilter(`'${text.replaceAll("'", "''")}'`), {
          kind: 'literal',
          type: 'string',
          text,
        });
      }),
    );
  });
});

describe('the OASIS cases', { skip }, () => {
  const cases = skip ? [] : readCases();
  const filters = cases.filter(({ Rule, Input }) =>
    Rule === 'queryOptions'
      ? /^\$filter=/.test(Input)
      : ['filter', 'boolCommonExpr', 'boolcommonExpr', 'notExpr', 'commonExpr'].includes(Rule),
  );

  it('that are filters are accepted, but for what Dataverse does not have', (context) => {
    const good = filters.filter(({ FailAt }) => FailAt === undefined || FailAt === null);
    const refused = good.filter((one) => !accepts(one)).map(({ Input }) => Input);
    context.diagnostic(`${good.length - refused.length} of ${good.length} accepted`);
    assert.deepEqual(
      refused.filter((input) => !BEYOND.some((pattern) => pattern.test(input))),
      [],
    );
    assert.ok(good.length - refused.length >= 182);
  });

  it('that are no filters are refused', (context) => {
    const bad = filters.filter(({ FailAt }) => FailAt !== undefined && FailAt !== null);
    context.diagnostic(`${bad.length} refused`);
    assert.deepEqual(bad.filter(accepts), []);
    assert.ok(bad.length >= 10);
  });

  it('that are literals are told from what is none', () => {
    const rules: Readonly<Record<string, string>> = {
      guid: 'guid',
      stringLiteral: 'string',
      dateTimeOffsetValue: 'datetime',
    };
    const literals = cases.filter(({ Rule }) => rules[Rule] !== undefined);
    for (const { Rule, Input, FailAt } of literals) {
      const text = Rule === 'stringLiteral' ? decodeURIComponent(Input) : Input;
      const reader = new Reader(text);
      const literal = takeLiteral(reader);
      const taken = literal?.kind === 'literal' && literal.type === rules[Rule] && reader.atEnd();
      assert.equal(taken, FailAt === undefined || FailAt === null, Input);
    }
    assert.ok(literals.length >= 25);
  });
});

function readCases(): readonly Case[] {
  return gunzipSync(readFileSync(CASES))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);
}

function accepts({ Rule, Input }: Case): boolean {
  const option = Rule === 'filter' || Rule === 'queryOptions';
  const text = option ? /^\$?filter=([^&]*)/.exec(Input)?.[1] : Input;
  if (text === undefined) return false;
  try {
    parseFilter(decodeURIComponent(text));
    return true;
  } catch {
    return false;
  }
}

/** An expression with all its parentheses. */
function shape(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.type === 'string' ? `'${expression.text}'` : expression.text;
    case 'path':
      return expression.segments.join('/');
    case 'binary':
      return `(${shape(expression.left)} ${expression.operator} ${shape(expression.right)})`;
    case 'not':
      return `(not ${shape(expression.operand)})`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(({ name, value }) => (name ? `${name}=` : '') + shape(value)).join(',')})`;
    case 'lambda':
      return `${expression.on.join('/')}/${expression.quantifier}(${expression.variable}:${expression.condition && shape(expression.condition)})`;
    default:
      return '?';
  }
}
