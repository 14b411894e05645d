import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { STANDARD_TABLES, type StoredRecord } from '@portico/protocol';
import { foresee } from './foresee.ts';
import type { Person, World } from './world.ts';

const ANN = 'aaaaaaaa-0000-8000-8000-000000000001';
const BEN = 'bbbbbbbb-0000-8000-8000-000000000002';
const OF_ANN = 'cccccccc-0000-8000-8000-000000000001';
const OF_BEN = 'cccccccc-0000-8000-8000-000000000002';

function record(table: string, id: string, cells: Readonly<Record<string, string>>): StoredRecord {
  const { columns } = STANDARD_TABLES.find(({ name }) => name === table)!;
  const empty = Object.fromEntries(Object.keys(columns).map((name) => [name, null]));
  return { ...empty, ...cells, id };
}

const world: World = {
  config: {
    site: { name: 'Help', locales: ['en'], origins: ['https://help.example'] },
    webRoles: [],
    tablePermissions: [
      {
        id: 'case-own',
        table: 'case',
        webRoles: ['authenticated'],
        access: 'contact',
        via: 'contact',
        privileges: ['read', 'write', 'append_to'],
        columns: { read: ['title', 'contact'], write: ['title'] },
        actions: ['close'],
      },
      {
        id: 'case-ask',
        table: 'case',
        webRoles: ['anonymous'],
        access: 'global',
        privileges: ['create'],
        columns: { create: ['title', 'description'] },
      },
    ],
  },
  tables: new Map(STANDARD_TABLES.map((table) => [table.name, table])),
  records: new Map([
    [
      'case',
      [
        record('case', OF_ANN, { title: 'Mine', description: 'd', contact: ANN }),
        record('case', OF_BEN, { title: 'His', description: 'd', contact: BEN }),
      ],
    ],
  ]),
  people: [],
};

const person = (name: string, contact: string | null): Person => ({
  name,
  contact,
  account: null,
  webRoles: new Set([contact === null ? 'anonymous' : 'authenticated']),
});

describe('foresight', () => {
  const ann = foresee(world, person('ann', ANN));
  const stranger = foresee(world, person('stranger', null));

  it('tells the columns of a record that show, and null where the record does not', () => {
    assert.deepEqual(ann.readable('case', OF_ANN), new Set(['id', 'title', 'contact']));
    assert.equal(ann.readable('case', OF_BEN), null);
    assert.equal(ann.readable('case', 'dddddddd-0000-8000-8000-000000000009'), null);
    assert.equal(stranger.readable('case', OF_ANN), null);
  });

  it('tells tables and columns that are known, without any record', () => {
    assert.equal(ann.reads('case'), true);
    assert.equal(stranger.reads('case'), false);
    assert.equal(stranger.hasRight('case'), true);
    assert.equal(stranger.hasRight('lead'), false);
    assert.equal(stranger.hasRight('no_such_table'), false);
    assert.equal(ann.knows('case', 'title'), true);
    assert.equal(ann.knows('case', 'internal_note'), false);
    assert.equal(ann.knows('case', 'constructor'), false);
  });

  it('tells rights, columns and actions as the permissions held list them', () => {
    assert.deepEqual(ann.privileges('case'), new Set(['read', 'write', 'append_to']));
    assert.deepEqual(stranger.privileges('case'), new Set(['create']));
    assert.deepEqual(ann.columns('case', 'write'), new Set(['title']));
    assert.deepEqual(stranger.columns('case', 'create'), new Set(['title', 'description']));
    assert.deepEqual(ann.columns('case', 'create'), new Set());
    assert.deepEqual(ann.actions('case'), new Set(['close']));
    assert.equal(ann.mayAct('case', OF_ANN, 'close'), true);
    assert.equal(ann.mayAct('case', OF_BEN, 'close'), false);
    assert.equal(ann.mayAct('case', OF_ANN, 'reopen'), false);
    assert.equal(ann.mayAct('case', 'dddddddd-0000-8000-8000-000000000009', 'close'), false);
  });

  it('answers questions as the evaluator does', () => {
    assert.deepEqual(ann.answer({ type: 'list', table: 'case', query: { count: true } }), {
      type: 'list',
      records: [{ id: OF_ANN, title: 'Mine', contact: { id: ANN, table: 'contact', label: null } }],
      count: 1,
    });
    assert.deepEqual(stranger.answer({ type: 'get', table: 'case', id: OF_ANN }), {
      type: 'problem',
      code: 'not_found',
    });
    assert.deepEqual(ann.answer({ type: 'update', table: 'case', id: OF_BEN, changes: { title: 'x' } }), {
      type: 'problem',
      code: 'not_found',
    });
  });
});
