import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVERYTHING, oneOf } from '@portico/protocol';
import { createMemoryStore } from '../store/memory-store.ts';
import { createPlanner } from './make-plan.ts';
import { context, ID, refused, siteWith, stepAt } from './testing/plan-site.ts';

const site = siteWith([]);
const planner = createPlanner(site);

describe('taking imported records away', () => {
  test('names the ids, and whose work it is', () => {
    const plan = planner.removeImported('case', [ID.ann, ID.bob], context());
    const { target, before, readable, table } = stepAt(plan, 0, 'delete');
    assert.deepEqual(
      [table.name, target, before, readable],
      ['case', { every: oneOf('id', [ID.ann, ID.bob]) }, EVERYTHING, EVERYTHING],
    );
    assert.deepEqual(
      [plan.audit.event, plan.audit.permission, plan.audit.contact],
      ['case.remove', 'system:import', null],
    );
    assert.deepEqual(plan.result, { table: 'case', id: ID.ann });
  });

  test('takes these and leaves the others, and passes over what is not there', async () => {
    const store = createMemoryStore();
    await store.open(site.storeTables);
    const named = (id: string) => ({ id, values: { name: id } });
    await store.write(planner.importRecords('contact', [named(ID.ann), named(ID.bob)], context()));
    await store.write(planner.removeImported('contact', [ID.ann], context()));
    await store.write(planner.removeImported('contact', [ID.ann], context()));
    assert.equal(await store.get(planner.contactOf(ID.ann)), null);
    assert.notEqual(await store.get(planner.contactOf(ID.bob)), null);
  });

  test('is refused for no ids, for what is no id, and outside the tables of the site', () => {
    refused('not_found', () => planner.removeImported('case', [], context()));
    refused('not_found', () => planner.removeImported('case', [ID.ann, 'all'], context()));
    for (const table of ['identity', 'audit_entry', 'nothing'])
      refused('not_found', () => planner.removeImported(table, [ID.ann], context()));
  });
});
