import type { Condition, Filter, StoredRecord } from '@portico/protocol';
import fc from 'fast-check';
import type { Follow } from '../matches.ts';

/** A little world for property tests: records with a text, a number, a choice and a lookup to one another. */
export const TEXTS = ['a', 'A', 'b', 'ab', '%', '_', 'ä', 'a\u0308', '😀', ''] as const;
export const NUMBERS = [-1, 0, 1, 2, 0.5] as const;
export const STATES = ['open', 'closed'] as const;
export const COLUMNS = ['name', 'amount', 'state', 'next'] as const;

const ID = (index: number) => `record-${index}`;

/** Between one and six records; lookups may be empty, dangle, or go round in circles. */
export const worlds: fc.Arbitrary<readonly StoredRecord[]> = fc
  .array(
    fc.record({
      name: fc.option(fc.constantFrom(...TEXTS)),
      amount: fc.option(fc.constantFrom(...NUMBERS)),
      state: fc.option(fc.constantFrom(...STATES)),
      next: fc.option(fc.nat(7).map(ID)),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((records) => records.map((record, index) => ({ id: ID(index), ...record })));

export function followIn(world: readonly StoredRecord[]): Follow {
  const follow: Follow = (record, lookup) => {
    const target = world.find((candidate) => candidate.id === record[lookup]);
    return target ? { record: target, follow } : null;
  };
  return follow;
}

export const conditions: fc.Arbitrary<Condition> = fc.oneof(
  condition('name', ['eq', 'ne', 'contains', 'starts_with'], fc.constantFrom(...TEXTS)),
  condition('name', ['in'], fc.array(fc.option(fc.constantFrom(...TEXTS)), { maxLength: 3 })),
  condition('amount', ['eq', 'ne', 'lt', 'le', 'gt', 'ge'], fc.constantFrom(...NUMBERS)),
  condition('state', ['eq', 'ne'], fc.constantFrom(...STATES)),
  condition('state', ['in'], fc.subarray([...STATES])),
  condition('next', ['eq', 'ne'], fc.nat(7).map(ID)),
  condition('id', ['eq'], fc.nat(7).map(ID)),
  ...COLUMNS.map((column) => condition(column, ['is_null'], fc.boolean())),
);

export const filters: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: conditions },
    { weight: 1, arbitrary: fc.constantFrom<Filter>({ type: 'everything' }, { type: 'nothing' }) },
    { weight: 2, arbitrary: joined('and', tie('filter')) },
    { weight: 2, arbitrary: joined('or', tie('filter')) },
    { weight: 2, arbitrary: tie('filter').map((filter): Filter => ({ type: 'not', filter })) },
    {
      weight: 2,
      arbitrary: tie('filter').map((filter): Filter => ({ type: 'related', lookup: 'next', filter })),
    },
  ),
})).filter;

function condition(
  column: string,
  operators: readonly Condition['operator'][],
  values: fc.Arbitrary<Condition['value']>,
): fc.Arbitrary<Condition> {
  return fc.record({
    type: fc.constant('condition' as const),
    column: fc.constant(column),
    operator: fc.constantFrom(...operators),
    value: values,
  });
}

function joined(type: 'and' | 'or', filter: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.array(filter, { maxLength: 3 }).map((parts): Filter => ({ type, filters: parts }));
}
