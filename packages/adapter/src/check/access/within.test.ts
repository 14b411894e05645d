import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { and, EVERYTHING, eq, type Filter, NOTHING, not, oneOf, or, related } from '@portico/protocol';
import fc from 'fast-check';
import { type Follow, matches } from '../../filter/matches.ts';
import { conjunctsOf } from './conjuncts.ts';
import { OWN_ACCOUNT, OWN_CONTACT } from './symbolic-subject.ts';
import { within } from './within.ts';

const decide = (first: Filter, second: Filter, isRequired?: (path: string) => boolean) =>
  within(conjunctsOf(first), conjunctsOf(second), isRequired);

const mine = eq('contact', OWN_CONTACT);
const ours = eq('account', OWN_ACCOUNT);
const open = eq('status', 'open');

describe('whether one filter covers no more than another', () => {
  const CASES: readonly (readonly [what: string, first: Filter, second: Filter, decision: string])[] = [
    ['the same', mine, mine, 'yes'],
    ['nothing, in anything', NOTHING, open, 'yes'],
    ['everything, in a part', EVERYTHING, open, 'no'],
    ['a part, in everything', open, EVERYTHING, 'yes'],
    ['one value, of several', open, oneOf('status', ['open', 'waiting']), 'yes'],
    ['several values, in one', oneOf('status', ['open', 'waiting']), open, 'no'],
    [
      'several values, in both of them',
      oneOf('status', ['open', 'waiting']),
      or(open, eq('status', 'waiting')),
      'yes',
    ],
    ['more conditions, in fewer', and(mine, open), mine, 'yes'],
    ['fewer, in more', mine, and(mine, open), 'no'],
    ['own, in the account’s', mine, ours, 'no'],
    ['both, in either', or(mine, ours), or(ours, mine), 'yes'],
    [
      'the end of a path, in the record at its end',
      related('case', mine),
      related('case', EVERYTHING),
      'yes',
    ],
    ['a record that exists, in any', related('case', EVERYTHING), EVERYTHING, 'yes'],
    ['any, in those that exist', EVERYTHING, related('case', EVERYTHING), 'no'],
    [
      'conditions joined outside a path, in them joined inside',
      and(related('case', mine), related('case', open)),
      related('case', and(mine, open)),
      'yes',
    ],
    ['a lookup to an id, in the record with this id', eq('case', 'x'), related('case', eq('id', 'x')), 'no'],
    ['the record with an id, in a lookup to it', related('case', eq('id', 'x')), eq('case', 'x'), 'yes'],
    ['what contradicts itself, in anything', and(open, eq('status', 'waiting')), mine, 'yes'],
    ['own by name, in own', and(mine, eq('contact', 'x')), mine, 'yes'],
    ['own, in a name', mine, eq('contact', 'x'), 'no'],
    ['own and named, in what else is named', and(mine, eq('contact', 'x')), eq('author', 'x'), 'unknown'],
    [
      'own contact’s, of somebody with an account, in the account’s',
      and(mine, ours),
      related('contact', ours),
      'yes',
    ],
    ['own contact’s, in the account’s of the contact', mine, related('contact', ours), 'no'],
    ['own contact’s, in those that have one', mine, related('contact', EVERYTHING), 'yes'],
    ['what has negation', not(open), EVERYTHING, 'unknown'],
  ];
  for (const [what, first, second, decision] of CASES)
    it(`${what}: ${decision}`, () => assert.equal(decide(first, second), decision));

  it('is not decided where a required cell may have no other value', () => {
    assert.equal(
      decide(EVERYTHING, open, (path) => path === 'status'),
      'unknown',
    );
    assert.equal(
      decide(EVERYTHING, open, (path) => path === 'kind'),
      'no',
    );
  });

  it('is not decided where there are too many alternatives', () => {
    const many = and(
      ...['a', 'b', 'c', 'd'].map((column) =>
        oneOf(
          column,
          Array.from({ length: 20 }, (_, index) => `${index}`),
        ),
      ),
    );
    assert.equal(decide(many, open), 'unknown');
  });
});

describe('a "yes"', () => {
  const leaf = fc
    .tuple(fc.constantFrom('a', 'b', 'next'), fc.subarray(['1', '2', '3'], { minLength: 1 }))
    .map(([column, values]) => oneOf(column, values) as Filter);
  const filters = fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc.constantFrom(EVERYTHING, NOTHING),
      fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((parts) => and(...parts)),
      fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((parts) => or(...parts)),
      tie('filter').map((filter) => related('next', filter)),
    ),
  })).filter;
  const cell = fc.constantFrom('1', '2', '3', null);
  const chains = fc.array(fc.record({ a: cell, b: cell, next: cell }), { minLength: 1, maxLength: 4 });

  it('holds of every record, and a "no" of some', () => {
    const seen = { yes: 0, no: 0, witnessed: 0 };
    fc.assert(
      fc.property(
        filters,
        filters,
        fc.array(chains, { minLength: 30, maxLength: 30 }),
        (first, second, worlds) => {
          const decision = decide(first, second);
          if (decision === 'unknown') return;
          seen[decision] += 1;
          let witnessed = false;
          for (const chain of worlds) {
            // Each record's lookup leads to the one behind it, if it is set; at the end of the chain it dangles.
            const followAt =
              (at: number): Follow =>
              (record) =>
                record.next === null || at + 1 >= chain.length
                  ? null
                  : { record: { id: `${at + 1}`, ...chain[at + 1] }, follow: followAt(at + 1) };
            const record = { id: '0', ...chain[0] };
            const both = [first, second].map((filter) => matches(filter, record, followAt(0)));
            if (!both[0] || both[1]) continue;
            assert.equal(decision, 'no', JSON.stringify([first, second, chain]));
            witnessed = true;
          }
          if (witnessed) seen.witnessed += 1;
        },
      ),
      { numRuns: 1500 },
    );
    assert.ok(seen.yes > 200 && seen.no > 200 && seen.witnessed > seen.no / 4, JSON.stringify(seen));
  });
});
