import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  eq,
  INTERNAL_TABLES,
  not,
  related,
  STANDARD_TABLES,
  type StoredRecord,
  type TableSchema,
} from '@portico/protocol';
import { mappingsFor, standardMappings } from '../mapping/index.ts';
import { Snapshot } from '../read/snapshot.ts';
import { createTables } from '../read/tables.ts';
import { derivedId } from './derived-id.ts';
import { Draft } from './draft.ts';
import { createDraftTables } from './draft-tables.ts';
import { createTurns } from './in-turn.ts';
import { NUMBER_COUNTER } from './number-counter.ts';

const common = { classification: 'internal' } as const;
const device: TableSchema = {
  name: 'device',
  label: 'Device',
  pluralLabel: 'Devices',
  title: 'name',
  columns: {
    name: { type: 'text', label: 'Name', maxLength: 100, ...common },
    number: { type: 'text', label: 'Number', maxLength: 20, numbering: 'D-', ...common },
    seen_at: { type: 'datetime', label: 'Seen', ...common },
    on: { type: 'boolean', label: 'On', ...common },
    parent: { type: 'lookup', label: 'Parent', target: 'device', ...common },
  },
  unique: [['name']],
};
const schemas = [device, NUMBER_COUNTER];
const tables = createTables(schemas, mappingsFor(schemas));
const draftTables = await createDraftTables(tables);

const A: StoredRecord = { id: 'a', name: 'A', number: 'D-00007', seen_at: null, on: true, parent: null };
const B: StoredRecord = { id: 'b', name: 'B', number: null, seen_at: null, on: true, parent: 'a' };

/** A draft over two devices that were read, and which are all there are. */
function draft(...absent: readonly string[]): { readonly draft: Draft; readonly snapshot: Snapshot } {
  const snapshot = new Snapshot(tables.targets);
  for (const record of [A, B]) snapshot.addRow('device', record.id, { record, etag: 'W/"1"' });
  for (const id of absent) snapshot.addRow('device', id, null);
  return { draft: new Draft(snapshot, draftTables), snapshot };
}

/** Answers every question with both devices, until none is left. */
function settle<T>(snapshot: Snapshot, compute: () => T): T {
  for (;;) {
    const result = compute();
    const wanted = snapshot.takeWanted();
    if (wanted.empty) return result;
    for (const key of wanted.queries.keys()) snapshot.addCandidates(key, ['a', 'b']);
    for (const { table, column } of wanted.numbers.values()) snapshot.addHighest(table, column, 7);
    for (const [table, ids] of wanted.ids) for (const id of ids) snapshot.addRow(table, id, null);
  }
}

describe('the draft of a write', () => {
  test('has a record as Dataverse will give it back', async () => {
    const all = [...STANDARD_TABLES, ...INTERNAL_TABLES];
    const { asKept } = await createDraftTables(createTables(all, mappingsFor(all)));
    const { required } = standardMappings.case.columns.account;
    const kept = asKept('case', {
      id: 'a',
      title: '',
      resolved_at: '2026-01-02T03:04:05.678Z',
      account: required?.placeholder ?? null,
    });
    // The account that stands for guests is no account of anybody's.
    assert.deepEqual([kept.title, kept.resolved_at, kept.account], [null, '2026-01-02T03:04:05.000Z', null]);
  });

  test('lays what was put and removed over what was read', () => {
    const { draft: written, snapshot } = draft('c');
    written.put('device', { ...A, name: 'A2' });
    written.remove('device', 'b');
    const found = settle(snapshot, () => ['a', 'b', 'c'].map((id) => written.find('device', id)?.name));
    assert.deepEqual(found, ['A2', undefined, undefined]);
    assert.deepEqual(
      [...written.entries()]
        .filter(({ table }) => table === 'device')
        .map(({ id, record }) => [id, record?.name]),
      [
        ['a', 'A2'],
        ['b', undefined],
      ],
    );
  });

  test('finds records by what steps before have changed, of others too', () => {
    const { draft: written, snapshot } = draft();
    const ids = (filter: Parameters<Draft['matching']>[1]) =>
      settle(snapshot, () => [...written.matching('device', filter)].map(({ id }) => id));
    const ofOff = related('parent', eq('on', false));
    assert.deepEqual(ids(ofOff), []);
    written.put('device', { ...A, on: false });
    assert.deepEqual(ids(ofOff), ['b']);
    assert.deepEqual(ids(not(ofOff)), ['a']);
    written.remove('device', 'a');
    assert.deepEqual(ids(ofOff), []);
  });

  test('finds a twin among records that were read, put and changed', () => {
    const { draft: written, snapshot } = draft();
    const twin = (name: string, except?: string) =>
      settle(snapshot, () => written.twin(device, ['name'], { ...A, id: 'n', name }, except)?.id);
    assert.equal(twin('B'), 'b');
    assert.equal(twin('b'), undefined, 'case counts');
    assert.equal(twin('B', 'b'), undefined);
    written.put('device', { ...B, name: 'C' });
    assert.equal(twin('B'), undefined);
    assert.equal(twin('C'), 'b');
  });

  test('keeps records as Dataverse gives them back', () => {
    const { draft: written } = draft();
    written.put('device', { ...A, name: '', seen_at: '2026-01-31T08:00:00.999Z' });
    assert.equal(written.find('device', 'a')?.name, null);
    assert.equal(written.find('device', 'a')?.seen_at, '2026-01-31T08:00:00.000Z');
  });

  test('numbers from a counter, begun after the highest number there is', () => {
    const { snapshot } = draft();
    const numbers = settle(snapshot, () => {
      const written = new Draft(snapshot, draftTables);
      return [written.nextNumber(device, 'number', 'D-'), written.nextNumber(device, 'number', 'D-')];
    });
    assert.deepEqual(numbers, [8, 9]);
  });

  test('steps over a number that came with a record', () => {
    const { snapshot } = draft('c');
    const [next, last] = settle(snapshot, () => {
      const written = new Draft(snapshot, draftTables);
      written.put('device', { ...A, id: 'c', name: 'C', number: 'D-00500' });
      written.put('device', { ...A, name: 'other words' });
      const number = written.nextNumber(device, 'number', 'D-');
      const counter = [...written.entries()].find(({ table }) => table === NUMBER_COUNTER.name);
      return [number, counter?.record?.last];
    });
    assert.deepEqual([next, last], [501, 501]);
  });
});

describe('ids that follow from texts', () => {
  test('are UUIDs, the same for the same texts and for no others', async () => {
    const id = await derivedId('scope', 'key');
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(await derivedId('scope', 'key'), id);
    for (const texts of [
      ['scope', 'Key'],
      ['scopekey', ''],
      ['scope,key'],
      ['key', 'scope'],
      ['scope', 'key', ''],
    ])
      assert.notEqual(await derivedId(...texts), id, String(texts));
  });
});

describe('tasks that take turns', () => {
  test('run one after the other under one key, also after one that failed', async () => {
    const inTurn = createTurns();
    const ran: string[] = [];
    const task = (key: string | null, name: string, fails = false) =>
      inTurn(key, async () => {
        ran.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 2));
        ran.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const done = await Promise.allSettled([
      task('x', 'one', true),
      task('x', 'two'),
      task('y', 'other'),
      task(null, 'free'),
    ]);
    assert.deepEqual(
      done.map((one) => (one.status === 'fulfilled' ? one.value : 'failed')),
      ['failed', 'two', 'other', 'free'],
    );
    assert.ok(ran.indexOf('one ends') < ran.indexOf('two begins'));
    assert.ok(ran.indexOf('other begins') < ran.indexOf('one ends'));
    assert.ok(ran.indexOf('free begins') < ran.indexOf('one ends'));
  });
});
