import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SortKey } from '@portico/adapter/store';
import { EVERYTHING, eq, type StoredValue } from '@portico/protocol';
import { standardMappings } from '../mapping/index.ts';
import { listSegments } from './list-segments.ts';

const ID = '7f0c3d54-9a0e-4c53-8a7e-0f6f3a1d2b10';
const key = (
  column: string,
  direction: 'asc' | 'desc' = 'asc',
  readable: SortKey['readable'] = EVERYTHING,
) => ({
  column,
  direction,
  readable,
});

/** The parts of a list of cases: what each holds, and the order Dataverse is asked for. */
function parts(sort: readonly SortKey[], after?: readonly StoredValue[]): string[] {
  const position = after ? { values: after, id: ID } : null;
  return listSegments(standardMappings.case, sort, position).map(({ filter, order }) => {
    const said = filter.type === 'and' ? filter.filters : [filter];
    const words = said.map((part) =>
      part.type === 'condition' ? `${part.column} ${part.operator} ${part.value}` : part.type,
    );
    return `${words.join(', ')}${order ? ` by ${order.name} ${order.direction}` : ''}`;
  });
}

const WHOLE = ['everything'];
const NOON = '2026-01-31T12:00:00.000Z';

describe('the parts of a list', () => {
  test('by a date are the dates in order, then the empty cells, in either direction', () => {
    for (const direction of ['asc', 'desc'] as const)
      assert.deepEqual(parts([key('resolved_at', direction)]), [
        `resolved_at is_null false by adx_resolutiondate ${direction}`,
        'resolved_at is_null true',
      ]);
  });

  test('by a date that every row has are one', () => {
    assert.deepEqual(parts([key('created_at', 'desc')]), ['created_at is_null false by createdon desc']);
  });

  test('go on from the last record, equals and all, as Dataverse does not know their order', () => {
    assert.deepEqual(parts([key('resolved_at')], [NOON]), [
      `resolved_at ge ${NOON} by adx_resolutiondate asc`,
      'resolved_at is_null true',
    ]);
    assert.deepEqual(
      parts([key('resolved_at', 'desc')], [NOON])[0],
      `resolved_at le ${NOON} by adx_resolutiondate desc`,
    );
    assert.deepEqual(parts([key('resolved_at')], [null]), ['resolved_at is_null true']);
  });

  test('by a choice are its values in our order, then the empty cells', () => {
    assert.deepEqual(parts([key('priority')]), [
      'priority eq high',
      'priority eq low',
      'priority eq normal',
      'priority is_null true',
    ]);
    assert.deepEqual(parts([key('priority', 'desc')], ['low']), [
      'priority eq low',
      'priority eq high',
      'priority is_null true',
    ]);
  });

  test('by a choice and a date are ordered within each value', () => {
    const sort = [key('priority'), key('created_at', 'desc')];
    assert.deepEqual(parts(sort, ['low', NOON]), [
      `priority eq low, created_at le ${NOON} by createdon desc`,
      'priority eq normal, created_at is_null false by createdon desc',
      'priority is_null true, created_at is_null false by createdon desc',
    ]);
  });

  test('are one without an order by text, by a lookup, by nothing, and by what not everybody may read', () => {
    assert.deepEqual(parts([key('title')]), WHOLE);
    assert.deepEqual(parts([key('contact')]), WHOLE);
    assert.deepEqual(parts([key('id')]), WHOLE);
    assert.deepEqual(parts([]), WHOLE);
    assert.deepEqual(parts([key('created_at', 'asc', eq('status', 'open'))]), WHOLE);
    assert.deepEqual(parts([key('constructor')]), WHOLE);
  });

  test('are one where they would be too many', () => {
    assert.deepEqual(parts([key('priority'), key('status'), key('kind')]), WHOLE);
  });
});
