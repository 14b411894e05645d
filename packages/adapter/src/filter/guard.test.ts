import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  and,
  EVERYTHING,
  eq,
  type Filter,
  NOTHING,
  not,
  related,
  type StoredRecord,
} from '@portico/protocol';
import fc from 'fast-check';
import { coveredBy } from '../permissions/readable-where.ts';
import type { Grant } from '../plan/plan.ts';
import { type GuardScope, guard } from './guard.ts';
import { matches } from './matches.ts';
import { COLUMNS, filters, followIn, worlds } from './testing/arbitraries.ts';

function grant(filter: Filter, ...columns: string[]): Grant {
  return { permission: 'p', filter, columns: new Set(columns) };
}

/** All lookups of the little world point to its own table. */
function scope(...grants: Grant[]): GuardScope {
  const own: GuardScope = { grants, follow: () => own };
  return own;
}

const open = eq('state', 'open');
const named = eq('name', 'a');

describe('guarding a condition', () => {
  test('leaves it alone where every grant covers the column', () => {
    assert.deepEqual(guard(named, scope(grant(open, 'name'), grant(EVERYTHING, 'name'))), named);
  });

  test('joins it with the grants that cover the column', () => {
    assert.deepEqual(guard(named, scope(grant(open, 'name'), grant(EVERYTHING, 'state'))), and(open, named));
  });

  test('makes it hold nowhere without such a grant', () => {
    assert.equal(guard(named, scope(grant(EVERYTHING, 'state'))), NOTHING);
    assert.equal(guard(named, scope()), NOTHING);
  });

  test('needs no guard on the id, which always shows', () => {
    assert.deepEqual(guard(eq('id', 'record-1'), scope(grant(open, 'name'))), eq('id', 'record-1'));
  });

  test('keeps an unreadable cell from showing through "is_null" in either form', () => {
    const limited = scope(grant(open, 'name'), grant(EVERYTHING, 'state'));
    for (const value of [true, false]) {
      const asked: Filter = { type: 'condition', column: 'name', operator: 'is_null', value };
      assert.deepEqual(guard(asked, limited), and(open, asked));
    }
  });

  test('keeps it from showing through a negation: the guard is inside', () => {
    const limited = scope(grant(open, 'name'), grant(EVERYTHING, 'state'));
    assert.deepEqual(guard(not(named), limited), not(and(open, named)));
  });
});

describe('guarding a related filter', () => {
  test('asks for the lookup to be readable and the target visible', () => {
    const guarded = guard(related('next', named), scope(grant(open, 'next', 'name')));
    assert.deepEqual(guarded, related('next', and(open, named)));
  });

  test('asks where the lookup is readable when not everywhere', () => {
    const guarded = guard(
      related('next', EVERYTHING),
      scope(grant(open, 'next'), grant(eq('state', 'closed'), 'name')),
    );
    assert.equal(guarded.type, 'and');
    assert.ok(
      JSON.stringify(guarded).startsWith(JSON.stringify({ type: 'and', filters: [open] }).slice(0, -2)),
    );
  });

  test('holds nowhere when the target table may not be read', () => {
    const blind: GuardScope = { grants: [], follow: () => blind };
    const seeing: GuardScope = { grants: [grant(EVERYTHING, 'next')], follow: () => blind };
    assert.equal(guard(related('next', EVERYTHING), seeing), NOTHING);
    assert.equal(guard(not(related('next', EVERYTHING)), seeing), EVERYTHING);
  });
});

describe('a guarded filter', () => {
  const grants = fc.array(
    fc.record({
      permission: fc.constant('p'),
      filter: fc.oneof(
        fc.constant<Filter>(EVERYTHING),
        fc.constantFrom('open', 'closed').map((state): Filter => eq('state', state)),
        fc.constantFrom('record-0', 'record-1', 'record-2').map((id): Filter => eq('id', id)),
      ),
      columns: fc.subarray([...COLUMNS]).map((columns) => new Set<string>(columns)),
    }),
    { maxLength: 3 },
  );

  /** What a subject may see: each visible record with its readable cells. */
  function view(world: readonly StoredRecord[], held: readonly Grant[]): Map<string, ReadonlySet<string>> {
    const follow = followIn(world);
    const seen = new Map<string, ReadonlySet<string>>();
    for (const record of world) {
      const holding = held.filter((one) => matches(one.filter, record, follow));
      if (holding.length > 0) seen.set(record.id, new Set(holding.flatMap((one) => [...one.columns])));
    }
    return seen;
  }

  /** The answer a plan gives: visible records for which the guarded filter holds. */
  function answer(world: readonly StoredRecord[], held: readonly Grant[], filter: Filter): string[] {
    const follow = followIn(world);
    const guarded = and(coveredBy(held), guard(filter, scope(...held)));
    return world.filter((record) => matches(guarded, record, follow)).map((record) => record.id);
  }

  /** The same world with every cell the subject may not read, but for those grants decide by, set anew. */
  function scrambled(
    world: readonly StoredRecord[],
    held: readonly Grant[],
    other: readonly StoredRecord[],
  ): StoredRecord[] {
    const seen = view(world, held);
    return world.map((record, index) => {
      const from = other[index % other.length] ?? record;
      const changed: Record<string, StoredRecord[string]> = {};
      for (const column of COLUMNS) {
        const hidden = !seen.get(record.id)?.has(column);
        changed[column] = (hidden && column !== 'state' ? from[column] : record[column]) ?? null;
      }
      return { ...changed, id: record.id };
    });
  }

  test('answers the same whatever stands in cells that may not be read', () => {
    let told = 0;
    fc.assert(
      fc.property(worlds, worlds, grants, filters, (world, other, held, filter) => {
        const found = answer(world, held, filter);
        if (found.length > 0 && found.length < view(world, held).size) told++;
        assert.deepEqual(answer(scrambled(world, held, other), held, filter), found);
      }),
      { numRuns: 3000 },
    );
    assert.ok(told > 100, `only ${told} cases found some records and not all`);
  });

  test('means what the visitor asked where everything may be read', () => {
    const all = grant(EVERYTHING, ...COLUMNS);
    fc.assert(
      fc.property(worlds, filters, (world, filter) => {
        const follow = followIn(world);
        const plain = world.filter((record) => matches(filter, record, follow)).map((record) => record.id);
        assert.deepEqual(answer(world, [all], filter), plain);
      }),
    );
  });

  test('finds no record that may not be seen', () => {
    fc.assert(
      fc.property(worlds, grants, filters, (world, held, filter) => {
        const seen = view(world, held);
        for (const id of answer(world, held, filter)) assert.ok(seen.has(id));
      }),
    );
  });
});
