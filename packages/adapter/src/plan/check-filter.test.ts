import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  and,
  eq,
  type Filter,
  not,
  OPERATORS,
  type Operator,
  oneOf,
  or,
  type ProblemCode,
  related,
  type TableSchema,
} from '@portico/protocol';
import fc from 'fast-check';
import { checkFilter, guardScope } from './check-filter.ts';
import { planningFor } from './planning.ts';
import { guest, ID, permit, refused, siteWith } from './testing/plan-site.ts';

const WORK_ORDER = ['number', 'title', 'status', 'starts_at', 'technician', 'account', 'case'];
const site = siteWith(
  [
    permit('work_order', ['read'], { columns: { read: WORK_ORDER } }),
    permit('contact', ['read'], { columns: { read: ['name', 'account'] } }),
    permit('file', ['read'], { columns: { read: ['size', 'name'] } }),
    permit('thread', ['read'], { columns: { read: ['locked', 'vote_count', 'body_html', 'title'] } }),
    permit('asset', ['read'], { columns: { read: ['bought', 'price', 'name', 'level'] } }),
  ],
  {
    tables: [
      {
        name: 'asset',
        label: 'Asset',
        pluralLabel: 'Assets',
        title: 'name',
        columns: {
          name: { type: 'text', label: 'Name', maxLength: 10, classification: 'public' },
          bought: { type: 'date', label: 'Bought', classification: 'public' },
          price: { type: 'decimal', label: 'Price', classification: 'public' },
          level: { type: 'integer', label: 'Level', classification: 'public', min: 1, max: 3 },
          hidden: { type: 'text', label: 'Hidden', maxLength: 10, classification: 'internal' },
        },
      },
    ],
  },
);
const planning = planningFor(site, guest);

function check(filter: unknown, table = 'work_order'): Filter {
  return checkFilter(planning, site.tables.get(table) as TableSchema, filter as Filter);
}

function refuses(filter: unknown, code: ProblemCode = 'invalid_filter', table = 'work_order'): void {
  refused(code, () => check(filter, table));
}

function condition(column: string, operator: string, value: unknown): unknown {
  return { type: 'condition', column, operator, value };
}

describe('a filter of a visitor', () => {
  test('is taken as it is when all is well', () => {
    const filter = and(
      or(eq('status', 'scheduled'), not(eq('title', 'x'))),
      related('technician', eq('name', 'Ann')),
      oneOf('account', [ID.acme]),
      eq('id', ID.one),
    );
    assert.deepEqual(check(filter), filter);
  });

  test('is copied without what it should not have', () => {
    const checked = check({ ...eq('title', 'x'), extra: true, __proto__: { admin: true } });
    assert.deepEqual(Object.keys(checked), ['type', 'column', 'operator', 'value']);
    assert.deepEqual(check({ type: 'everything', filters: [1] }), { type: 'everything' });
  });
});

describe('columns of a filter', () => {
  test('exist and may be read somewhere; others are unknown', () => {
    refuses(eq('nope', 'x'), 'unknown_column');
    refuses(eq('report', 'x'), 'unknown_column');
    refuses(eq('constructor', 'x'), 'unknown_column');
    refuses(eq('hidden', 'x'), 'unknown_column', 'asset');
  });

  test('are refused in the same words, readable or not', () => {
    const message = (column: string) => refused('unknown_column', () => check(eq(column, 'x'))).message;
    assert.equal(message('report').replace('report', '?'), message('reporx').replace('reporx', '?'));
  });

  test('are checked in every corner of a filter', () => {
    const bad = eq('report', 'x');
    for (const filter of [and(bad, bad), or(eq('title', 'a'), bad), not(bad), and(not(or(bad, bad)))])
      refuses(filter, 'unknown_column');
  });

  test('are checked before their values, so that a value tells nothing of them', () => {
    refuses(condition('report', 'eq', 7), 'unknown_column');
    refuses(condition('report', 'nonsense', 7), 'unknown_column');
  });

  test('behind a lookup are those of its target', () => {
    check(related('technician', eq('name', 'Ann')));
    refuses(related('technician', eq('email', 'a@b.c')), 'unknown_column');
    refuses(related('technician', eq('title', 'x')), 'unknown_column');
    refuses(related('account', eq('name', 'x')), 'unknown_column');
    refuses(related('account', eq('id', ID.one)), 'unknown_column');
  });

  test('that are no lookups lead nowhere', () => {
    refuses(related('title', eq('name', 'x')));
    refuses(related('nope', eq('name', 'x')), 'unknown_column');
    refuses(related('constructor', eq('name', 'x')), 'unknown_column');
  });
});

describe('operators', () => {
  const table: Readonly<
    Record<string, readonly [table: string, column: string, value: unknown, can: string]>
  > = {
    text: ['work_order', 'title', 'x', 'eq ne in contains starts_with is_null'],
    html: ['thread', 'body_html', 'x', 'is_null'],
    integer: ['file', 'size', 1, 'eq ne lt le gt ge in is_null'],
    decimal: ['asset', 'price', 1.5, 'eq ne lt le gt ge in is_null'],
    boolean: ['thread', 'locked', true, 'eq ne in is_null'],
    datetime: ['work_order', 'starts_at', '2026-01-01T00:00:00Z', 'eq ne lt le gt ge in is_null'],
    date: ['asset', 'bought', '2026-01-01', 'eq ne lt le gt ge in is_null'],
    choice: ['work_order', 'status', 'scheduled', 'eq ne in is_null'],
    lookup: ['work_order', 'account', ID.acme, 'eq ne in is_null'],
    id: ['work_order', 'id', ID.one, 'eq ne in is_null'],
    count: ['thread', 'vote_count', 1, ''],
  };

  for (const [type, [name, column, value, can]] of Object.entries(table)) {
    test(`of ${type} columns are: ${can || 'none'}`, () => {
      for (const operator of OPERATORS) {
        const operand = operator === 'in' ? [value] : operator === 'is_null' ? true : value;
        const filter = condition(column, operator, operand);
        if (can.split(' ').includes(operator)) check(filter, name);
        else refuses(filter, 'invalid_filter', name);
      }
    });
  }

  test('are of the list', () => {
    for (const operator of ['like', 'EQ', '', 'constructor', null, 7])
      refuses(condition('title', operator as string, 'x'));
  });
});

describe('values', () => {
  test('are put in stored form', () => {
    const local = condition('starts_at', 'ge', '2026-01-31T08:00:00+02:00');
    assert.deepEqual(check(local), condition('starts_at', 'ge', '2026-01-31T06:00:00.000Z'));
    const many = condition('starts_at', 'in', ['2026-01-31T08:00Z']);
    assert.deepEqual(check(many), condition('starts_at', 'in', ['2026-01-31T08:00:00.000Z']));
  });

  test('have the type of their column', () => {
    refuses(condition('title', 'eq', 7));
    refuses(condition('title', 'eq', true));
    refuses(condition('title', 'eq', { $ne: 1 }));
    refuses(condition('title', 'eq', undefined));
    refuses(condition('starts_at', 'lt', 'tomorrow'));
    refuses(condition('account', 'eq', 'acme'));
    refuses(condition('id', 'eq', 'one'));
    refuses(condition('status', 'eq', 'nope'));
    refuses(condition('size', 'eq', 1.5), 'invalid_filter', 'file');
    refuses(condition('locked', 'eq', 'true'), 'invalid_filter', 'thread');
  });

  test('are one, or a list, as the operator asks', () => {
    refuses(condition('title', 'eq', ['x']));
    refuses(condition('title', 'in', 'x'));
    refuses(condition('title', 'in', [['x']]));
    refuses(condition('title', 'is_null', 'true'));
    refuses(condition('title', 'is_null', null));
  });

  test('are never null: nothing equals it', () => {
    for (const operator of ['eq', 'ne', 'contains'] satisfies Operator[])
      refuses(condition('title', operator, null));
    refuses(condition('title', 'in', ['x', null]));
  });

  test('may lie outside the limits of the column', () => {
    check(condition('level', 'lt', 100), 'asset');
    check(condition('name', 'eq', 'longer than the column allows'), 'asset');
  });

  test('of text are searched as typed, spaces and all', () => {
    assert.deepEqual(check(condition('title', 'eq', ' x ')), condition('title', 'eq', ' x '));
    assert.deepEqual(check(condition('title', 'eq', '')), condition('title', 'eq', ''));
  });

  test('of text are well-formed and of bounded length', () => {
    refuses(condition('title', 'contains', '\ud800'));
    refuses(condition('title', 'contains', 'a\0b'));
    refuses(condition('title', 'contains', 'x'.repeat(1001)));
    check(condition('title', 'contains', 'x'.repeat(1000)));
  });

  test('in a list are at most 200', () => {
    check(condition('title', 'in', Array(200).fill('x')));
    refuses(condition('title', 'in', Array(201).fill('x')));
    check(condition('title', 'in', []));
  });
});

describe('the size of a filter', () => {
  const deep = (depth: number): Filter =>
    depth === 1 ? eq('title', 'x') : { type: 'not', filter: deep(depth - 1) };

  test('is bounded in depth', () => {
    check(deep(8));
    refuses(deep(9));
    refuses(deep(5000));
  });

  test('is bounded in parts', () => {
    const wide = (parts: number): Filter => ({ type: 'or', filters: Array(parts).fill(eq('title', 'x')) });
    check(wide(99));
    refuses(wide(100));
  });

  test('is bounded in parts that a store must ask of every record: text searches and related records', () => {
    const costly: readonly unknown[] = [
      condition('title', 'contains', 'x'),
      condition('title', 'starts_with', 'x'),
      related('technician', eq('name', 'x')),
    ];
    const some = (parts: number) => Array.from({ length: parts }, (_, at) => costly[at % costly.length]);
    check({ type: 'or', filters: some(10) });
    refuses({ type: 'or', filters: some(11) });
    // Wherever they stand, and beside as many others as may be.
    check({ type: 'or', filters: [...some(10), ...Array(80).fill(eq('title', 'x'))] });
    const inner = { type: 'and', filters: Array(5).fill(condition('name', 'contains', 'x')) };
    const lookup = { type: 'related', lookup: 'technician', filter: inner };
    check({ type: 'not', filter: lookup });
    refuses({ type: 'or', filters: [lookup, { type: 'not', filter: lookup }] });
  });
});

describe('malformed filters', () => {
  for (const filter of [
    null,
    undefined,
    1,
    'title eq x',
    [],
    {},
    { type: 'xor', filters: [] },
    { type: 'and' },
    { type: 'and', filters: {} },
    { type: 'or', filters: [null] },
    { type: 'not' },
    { type: 'not', filter: 'x' },
    { type: 'related', lookup: 'technician' },
  ])
    test(`are refused: ${JSON.stringify(filter)}`, () => refuses(filter));

  test('of any JSON are refused with a problem, never an error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (filter) => {
        assert.ok(refused('invalid_filter', () => check(filter)));
      }),
    );
  });

  test('without a column are refused as unknown', () => {
    refuses({ type: 'condition' }, 'unknown_column');
    refuses({ type: 'related', filter: eq('title', 'x') }, 'unknown_column');
  });
});

describe('the scope a filter is guarded in', () => {
  test('has the read grants along its lookups', () => {
    const scope = guardScope(planning, site.tables.get('work_order') as TableSchema);
    assert.deepEqual([...(scope.grants[0]?.columns ?? [])], WORK_ORDER);
    assert.deepEqual([...(scope.follow('technician').grants[0]?.columns ?? [])], ['name', 'account']);
    assert.deepEqual(scope.follow('technician').follow('account').grants, []);
  });
});
