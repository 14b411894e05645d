import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { EVERYTHING } from '@portico/protocol';
import { createPlanner } from './make-plan.ts';
import { ID, refused, siteWith } from './testing/plan-site.ts';

const planner = createPlanner(siteWith([]));

describe('reading what decided', () => {
  test('goes by a permission of its own, of one record', () => {
    const { id, projection } = planner.explainRecord('case', ['status'], ID.ann);
    assert.equal(id, ID.ann);
    assert.deepEqual(
      projection.grants.map(({ permission, filter, columns }) => [permission, filter, [...columns]]),
      [['system:explain', EVERYTHING, ['status']]],
    );
  });

  test('reads the columns named and no others', () => {
    const { select, counts } = planner.explainRecord('case', ['status', 'contact'], ID.ann).projection;
    assert.deepEqual([select, counts], [['status', 'contact'], []]);
  });

  test('shows ids of lookups and no labels, for nothing of the record pointed to is asked', () => {
    const { lookups } = planner.explainRecord('case', ['contact'], ID.ann).projection;
    assert.deepEqual(
      lookups.map(({ column, target, grants, expand }) => [column, target.name, grants, expand]),
      [['contact', 'contact', [], undefined]],
    );
  });

  test('reads a record without columns, for some permissions ask of none', () => {
    assert.deepEqual(planner.explainRecord('case', [], ID.ann).projection.select, []);
  });

  test('reaches neither the adapter’s own tables nor those that do not exist', () => {
    for (const table of ['identity', 'audit_entry', 'consent', 'idempotency_key', 'nothing', '__proto__'])
      refused('not_found', () => planner.explainRecord(table, [], ID.ann));
  });

  test('takes ids only', () => {
    for (const id of ['', '1', `${ID.ann} `, ID.ann.toUpperCase(), "' or 1=1"])
      refused('not_found', () => planner.explainRecord('case', [], id));
  });

  test('is asked for by no route, nor is taking away what was imported', () => {
    const folder = new URL('../routes/', import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    assert.ok(files.length > 10);
    for (const name of files)
      assert.doesNotMatch(
        readFileSync(new URL(name, folder), 'utf8'),
        /explainRecord|removeImported|importRecords/,
        name,
      );
  });
});
