import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { withSystemColumns } from '../schema/system-columns.ts';
import type { ColumnDefinition, TableDefinition } from '../schema/table-definition.ts';
import { STANDARD_TABLES } from './standard-tables.ts';

const SUMMARY = new URL(
  '../../../../../../../shared/data/dev/dataverse/entities-summary.json',
  import.meta.url,
);
const skip = existsSync(SUMMARY) ? false : 'needs ../shared/data/dev/dataverse';

interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly maxLength?: number | string;
  readonly options?: readonly { readonly value?: number | string; readonly label?: string }[];
}

describe('standard tables', () => {
  const names = new Set(STANDARD_TABLES.map(({ name }) => name));

  it('have each name and set once', () => {
    assert.equal(names.size, STANDARD_TABLES.length);
    assert.equal(new Set(STANDARD_TABLES.map(({ set }) => set)).size, STANDARD_TABLES.length);
  });

  it('have collections of different names on each table', () => {
    const collections = STANDARD_TABLES.flatMap((table) =>
      Object.values(withSystemColumns(table).columns).flatMap((column) =>
        column.type === 'lookup'
          ? column.targets.map((target) => `${target.table}.${target.collection}`)
          : [],
      ),
    );
    assert.equal(new Set(collections).size, collections.length);
  });

  for (const table of STANDARD_TABLES) {
    it(`define ${table.name} without loose ends`, () => checkTable(withSystemColumns(table), names));
  }
});

function checkTable(
  { columns, key, primaryName, status = {}, keys = [] }: TableDefinition,
  names: Set<string>,
): void {
  assert.equal(columns[key]?.type, 'key');
  assert.equal(columns[primaryName]?.type, 'text');
  for (const column of Object.values(columns)) {
    if (column.type !== 'lookup') continue;
    for (const target of column.targets) assert.ok(names.has(target.table), target.table);
  }
  const { statecode, statuscode } = columns;
  if (statecode?.type === 'state' && statuscode?.type === 'status') {
    assert.deepEqual(Object.keys(status), Object.keys(statecode.options));
    assert.deepEqual(Object.values(status).flat().map(String).sort(), Object.keys(statuscode.options).sort());
  }
  for (const { columns: parts } of keys) for (const part of parts) assert.ok(columns[part]);
}

describe('standard tables beside the Common Data Model', { skip }, () => {
  const entities = skip
    ? []
    : (JSON.parse(readFileSync(SUMMARY, 'utf8')) as {
        logicalName: string;
        entitySet: string | null;
        attributes: readonly Attribute[];
      }[]);

  it('agree on sets, lengths and options', (context) => {
    let compared = 0;
    const differences: string[] = [];
    for (const entity of entities) {
      const table = STANDARD_TABLES.find(({ name }) => name === entity.logicalName);
      if (!table) continue;
      if (entity.entitySet && entity.entitySet !== table.set)
        differences.push(`${table.name}: ${entity.entitySet}`);
      for (const attribute of entity.attributes) {
        const column = withSystemColumns(table).columns[attribute.name];
        if (!column) continue;
        compared += 1;
        differences.push(...differencesOf(`${table.name}.${attribute.name}`, column, attribute));
      }
    }
    context.diagnostic(`${compared} columns compared`);
    assert.deepEqual(differences, []);
    assert.ok(compared > 150);
  });
});

function differencesOf(place: string, column: ColumnDefinition, attribute: Attribute): readonly string[] {
  const found: string[] = [];
  if ((column.type === 'text' || column.type === 'memo') && attribute.maxLength) {
    if (column.maxLength !== Number(attribute.maxLength)) {
      found.push(`${place}: length ${column.maxLength}, there ${attribute.maxLength}`);
    }
  }
  if ('options' in column) {
    const there = (attribute.options ?? []).map(({ value }) => Number(value)).filter(Number.isFinite);
    const missing = there.filter((value) => !Object.hasOwn(column.options, value));
    if (missing.length > 0) found.push(`${place}: options ${missing.join()} are missing`);
  }
  return found;
}
