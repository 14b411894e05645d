import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACTIONS, INTERNAL_TABLES, isStored, LOGICAL_NAME, STANDARD_TABLES } from '../index.ts';

const all = [...STANDARD_TABLES, ...INTERNAL_TABLES];
const byName = new Map(all.map((table) => [table.name, table]));

test('every table has a name of its own', () => {
  assert.equal(byName.size, all.length);
});

for (const table of all) {
  const column = (name: string) => table.columns[name] ?? assert.fail(`${table.name} has no column ${name}`);

  test(`${table.name}: names are logical names and id is not declared twice`, () => {
    for (const name of [table.name, ...Object.keys(table.columns)]) assert.match(name, LOGICAL_NAME);
    assert.ok(!('id' in table.columns) && !('etag' in table.columns));
  });

  test(`${table.name}: everything it refers to exists`, () => {
    column(table.title);
    for (const set of table.unique ?? []) for (const name of set) assert.ok(isStored(column(name)));
    for (const [name, schema] of Object.entries(table.columns)) {
      if (schema.type === 'lookup') assert.ok(byName.has(schema.target), `${name} → ${schema.target}`);
      if (schema.type === 'count') {
        const counted = byName.get(schema.of)?.columns[schema.lookup];
        assert.ok(counted?.type === 'lookup' && counted.target === table.name, `${name} counts ${schema.of}`);
      }
      if (schema.type === 'html' && schema.rendersFrom) assert.equal(column(schema.rendersFrom).type, 'text');
      if (schema.type === 'choice' && schema.default) {
        assert.ok(schema.choices.some((choice) => choice.value === schema.default));
      }
    }
  });

  test(`${table.name}: search indexes stored text by a choice of visibility`, () => {
    if (!table.search) return;
    assert.equal(column(table.search.visibility).type, 'choice');
    for (const name of [...Object.keys(table.search.weights), table.search.excerpt]) {
      assert.ok(['text', 'html'].includes(column(name).type), name);
    }
    assert.ok(table.title in table.search.weights, 'the title is searched');
    for (const name of table.search.facets)
      assert.ok(['choice', 'lookup', 'text'].includes(column(name).type), name);
  });
}

test('actions are offered only on standard tables', () => {
  for (const table of Object.keys(ACTIONS)) assert.ok(STANDARD_TABLES.some(({ name }) => name === table));
});
