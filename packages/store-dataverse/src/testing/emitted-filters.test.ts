import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Condition, type Filter, isStored, STANDARD_TABLES, type TableSchema } from '@portico/protocol';
import fc from 'fast-check';
import { mappingsFor } from '../mapping/index.ts';
import { supersetFilter } from '../read/superset-filter.ts';
import { assertODataOption, NO_ODATA_GRAMMAR } from './odata-grammar.ts';

/** Every `$filter` the store can come to write is OData by the grammar, whatever was asked for. */
const mappings = mappingsFor(STANDARD_TABLES);
const byName = new Map(STANDARD_TABLES.map((table) => [table.name, table]));
/** Text that could end a literal, an option or an address. */
const TEXTS = [
  "it's",
  "''",
  '%',
  '_',
  '[a]',
  '&$top=1',
  '#',
  '+',
  '/?;:@=,',
  '\\',
  '"',
  '😀é',
  ' ',
  '%27',
  '\n\t',
  '\u0000',
  "' or 1 eq 1 or 'a' eq '",
];

function conditionOf(table: TableSchema): fc.Arbitrary<Condition> {
  const names = ['id', ...Object.keys(table.columns).filter((name) => isStored(table.columns[name]!))];
  return fc.constantFrom(...names).chain((column) => {
    const schema = table.columns[column];
    const value = valueFor(schema?.type ?? 'lookup', schema);
    return fc
      .oneof(
        fc.record({
          operator: fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge') as fc.Arbitrary<'eq'>,
          value,
        }),
        fc.record({ operator: fc.constant('in' as const), value: fc.array(value, { maxLength: 4 }) }),
        fc.record({ operator: fc.constant('is_null' as const), value: fc.boolean() }),
        fc.record({ operator: fc.constantFrom('contains' as const, 'starts_with' as const), value: text }),
      )
      .map((rest) => ({ type: 'condition', column, ...rest }) as Condition);
  });
}

const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 8 }));

function valueFor(
  type: string,
  schema: TableSchema['columns'][string] | undefined,
): fc.Arbitrary<string | number | boolean> {
  switch (type) {
    case 'lookup':
      return fc.uuid();
    case 'integer':
      return fc.oneof(fc.integer(), fc.maxSafeInteger());
    case 'decimal':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'datetime':
      return fc
        .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString());
    case 'date':
      return fc
        .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10));
    case 'choice':
      return fc.constantFrom(
        ...(schema?.type === 'choice' ? schema.choices.map(({ value }) => value) : ['x']),
        'unknown',
      );
    default:
      return text;
  }
}

function filterOf(table: TableSchema, depth: number): fc.Arbitrary<Filter> {
  if (depth === 0) return conditionOf(table);
  const inner = filterOf(table, depth - 1);
  const lookups = Object.entries(table.columns).flatMap(([lookup, column]) => {
    const target = column.type === 'lookup' ? byName.get(column.target) : undefined;
    return target ? [{ lookup, target }] : [];
  });
  const related = lookups.map(({ lookup, target }) =>
    filterOf(target, depth - 1).map((filter): Filter => ({ type: 'related', lookup, filter })),
  );
  return fc.oneof(
    { weight: 3, arbitrary: conditionOf(table) as fc.Arbitrary<Filter> },
    fc
      .array(inner, { minLength: 1, maxLength: 3 })
      .chain((filters) => fc.constantFrom<Filter>({ type: 'and', filters }, { type: 'or', filters })),
    inner.map((filter): Filter => ({ type: 'not', filter })),
    ...related,
  );
}

describe('the filters sent to Dataverse', { skip: NO_ODATA_GRAMMAR }, () => {
  for (const table of STANDARD_TABLES) {
    test(`for ${table.name} are OData`, () => {
      const mapping = mappings[table.name]!;
      let sent = 0;
      fc.assert(
        fc.property(filterOf(table, 2), (filter) => {
          const { test: emitted } = supersetFilter(filter, mapping, mappings);
          if (typeof emitted !== 'string') return;
          sent += 1;
          assertODataOption('filter', emitted);
        }),
        { numRuns: 60 },
      );
      assert.ok(sent > 8, 'some filters are sent');
    });
  }
});
