import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVERYTHING, type StoredRecord, type TableSchema } from '@portico/protocol';
import type { Grant, LookupPlan, Projection } from '../plan/plan.ts';
import { siteWith } from '../plan/testing/plan-site.ts';
import { etagOf } from './etag-of.ts';
import { formatNumber, numberIn } from './format-number.ts';
import { presentRecord, type ReadRecord } from './present-record.ts';

const { tables } = siteWith([]);
const table = tables.get('case') as TableSchema;
const contact = tables.get('contact') as TableSchema;

const grant = (...columns: string[]): Grant => ({
  permission: 'p',
  filter: EVERYTHING,
  columns: new Set(columns),
});
const titles = grant('title');
const contacts = grant('title', 'contact', 'status');

const record: StoredRecord = { id: 'one', title: 'T', status: 'open', contact: 'ann', internal_note: 'N' };

function projection(rest: Partial<Projection> = {}): Projection {
  return {
    table,
    grants: [titles, contacts],
    select: ['title', 'contact', 'status'],
    lookups: [],
    counts: [],
    ...rest,
  };
}

function read(holds: boolean[], rest: Partial<ReadRecord> = {}): ReadRecord {
  return { record, holds, target: () => null, count: () => 0, ...rest };
}

const plan: LookupPlan = { column: 'contact', target: contact, grants: [grant('name')] };

describe('a record as it is shown', () => {
  test('is nothing where no grant holds', () => {
    assert.equal(presentRecord(projection(), read([false, false])), null);
    assert.equal(presentRecord(projection({ grants: [] }), read([])), null);
  });

  test('has the cells of the grants that hold, and no others', () => {
    const shown = (holds: boolean[]) => Object.keys(presentRecord(projection(), read(holds)) ?? {});
    assert.deepEqual(shown([true, false]), ['id', 'etag', 'title']);
    assert.deepEqual(shown([false, true]), ['id', 'etag', 'title', 'contact', 'status']);
  });

  test('has empty cells as null and hidden ones not at all', () => {
    const empty = presentRecord(projection(), read([false, true], { record: { id: 'one', title: null } }));
    assert.deepEqual([empty?.title, empty?.status], [null, null]);
    assert.equal('status' in (presentRecord(projection(), read([true, false])) ?? {}), false);
  });

  test('shows a lookup with the label of a readable target', () => {
    const withTarget = (name: string | null, holds: boolean[]) =>
      presentRecord(
        projection({ lookups: [plan] }),
        read([false, true], {
          target: () => ({ record: { id: 'ann', name }, holds, target: () => null, count: () => 0 }),
        }),
      )?.contact;
    assert.deepEqual(withTarget('Ann', [true]), { id: 'ann', table: 'contact', label: 'Ann' });
    assert.deepEqual(withTarget('Ann', [false]), { id: 'ann', table: 'contact', label: null });
    assert.deepEqual(withTarget(null, [true]), { id: 'ann', table: 'contact', label: null });
  });

  test('shows a lookup to a missing record without a label, and an empty one as null', () => {
    const lookups = [plan];
    assert.deepEqual(presentRecord(projection({ lookups }), read([false, true]))?.contact, {
      id: 'ann',
      table: 'contact',
      label: null,
    });
    const empty = read([false, true], { record: { ...record, contact: null } });
    assert.equal(presentRecord(projection({ lookups }), empty)?.contact, null);
  });

  test('cuts long labels without cutting a character', () => {
    const target = (name: string): ReadRecord => ({ ...read([true]), record: { id: 'ann', name } });
    const labelFor = (name: string) =>
      presentRecord(projection({ lookups: [plan] }), read([false, true], { target: () => target(name) }))
        ?.contact;
    const { label } = labelFor(`${'x'.repeat(198)}😀y`) as { label: string };
    assert.equal(label, `${'x'.repeat(198)}…`);
    assert.ok(label.isWellFormed());
    assert.equal((labelFor('x'.repeat(200)) as { label: string }).label, 'x'.repeat(200));
  });

  test('counts only when the count may be read', () => {
    const thread = tables.get('thread') as TableSchema;
    const counts = [{ column: 'vote_count', table: thread, lookup: 'thread', visible: EVERYTHING }];
    const shown = (covering: Grant) =>
      presentRecord(
        { table: thread, grants: [covering], select: ['vote_count'], lookups: [], counts },
        read([true], { count: () => 7 }),
      );
    assert.equal(shown(grant('vote_count'))?.vote_count, 7);
    assert.equal('vote_count' in (shown(grant('title')) ?? {}), false);
  });
});

describe('an ETag', () => {
  const etag = (changes: object, holds = [false, true]) =>
    etagOf(table, [titles, contacts], { ...record, ...changes }, holds);

  test('changes with every cell the reader sees', () => {
    for (const change of [{ title: 'U' }, { status: 'waiting' }, { contact: null }, { title: null }])
      assert.notEqual(etag(change), etag({}));
  });

  test('does not change with a cell the reader does not see', () => {
    assert.equal(etag({ internal_note: 'changed' }), etag({}));
    assert.equal(etag({ status: 'waiting' }, [true, false]), etag({}, [true, false]));
  });

  test('tells columns and types apart', () => {
    assert.notEqual(etag({ title: 'a', status: 'b' }), etag({ title: 'b', status: 'a' }));
    assert.notEqual(etag({ title: '1' }), etag({ title: 1 }));
    assert.notEqual(etag({ title: 'null' }), etag({ title: null }));
  });

  test('is of one length and safe in a header', () => {
    for (let index = 0; index < 200; index++) assert.match(etag({ title: `t${index}` }), /^[0-9a-f]{16}$/);
  });

  test('differs between records that look alike', () => {
    assert.notEqual(etag({ id: 'two' }), etag({}));
  });
});

describe('a number', () => {
  test('has five digits, and more when they run out', () => {
    assert.equal(formatNumber('CAS-', 42), 'CAS-00042');
    assert.equal(formatNumber('CAS-', 123456), 'CAS-123456');
  });

  test('is read back, and from anything else is none', () => {
    assert.equal(numberIn('CAS-', 'CAS-00042'), 42);
    for (const value of ['CAS-', 'CAS-x', 'WO-00042', 'CAS-1e5', 'CAS--1', null, 42, `CAS-${'9'.repeat(30)}`])
      assert.equal(numberIn('CAS-', value), 0);
  });
});
