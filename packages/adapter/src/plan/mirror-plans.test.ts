import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVERYTHING, eq, oneOf, type StoredRecord, type TableSchema } from '@portico/protocol';
import { createMemoryStore } from '../store/memory-store.ts';
import { mirrorPlanner } from './make-plan.ts';
import { ID, NOW, siteWith, stepAt } from './testing/plan-site.ts';

/** Plans by which one store keeps a copy of another's records. */
const site = siteWith([]);
const context = { now: NOW };
const text = { type: 'text', label: 'T', classification: 'public', maxLength: 5 } as const;

const note: TableSchema = {
  name: 'note',
  label: 'Note',
  pluralLabel: 'Notes',
  title: 'title',
  columns: {
    title: { ...text, required: true },
    number: { ...text, numbering: 'N-' },
    state: {
      type: 'choice',
      label: 'S',
      classification: 'public',
      choices: [{ value: 'open', label: 'Open' }],
      default: 'open',
    },
    body: { type: 'html', label: 'B', classification: 'public', maxLength: 5, rendersFrom: 'title' },
    about: { type: 'lookup', label: 'A', classification: 'public', target: 'note' },
    replies: { type: 'count', label: 'R', classification: 'public', of: 'note', lookup: 'about' },
    created_at: { type: 'datetime', label: 'C', classification: 'public' },
  },
};

function put(record: StoredRecord, table = note): StoredRecord {
  return stepAt(mirrorPlanner.mirror([{ table, records: [record], removed: [] }], context), 0, 'create')
    .record;
}

async function copyOf(...tables: TableSchema[]) {
  const store = createMemoryStore();
  await store.open([...tables, ...site.internalTables.values()]);
  return {
    store,
    mirror: (table: TableSchema, records: readonly StoredRecord[], removed: readonly string[] = []) =>
      store.write(mirrorPlanner.mirror([{ table, records, removed }], context)),
    async ids(table = note, limit = 100) {
      const found: string[] = [];
      let after: string | null = null;
      do {
        const page = await store.list(mirrorPlanner.mirrored(table, { select: [], after, limit }));
        found.push(...page.records.map(({ id }) => id));
        after = page.next?.id ?? null;
      } while (after !== null);
      return found;
    },
  };
}

describe('putting a record into a copy', () => {
  test('keeps it as it is: nothing is checked, filled in, counted, stamped or rendered', () => {
    const record = {
      id: ID.one,
      title: 'longer than five, with \u0007',
      number: null,
      state: null,
      body: '<script>x</script>',
      about: ID.two,
      created_at: null,
    };
    assert.deepEqual(put(record), record);
  });

  test('makes it complete, and leaves out what is not stored', () => {
    assert.deepEqual(put({ id: ID.one, title: 'T', replies: 7, nope: 1, __proto__: null } as StoredRecord), {
      id: ID.one,
      title: 'T',
      number: null,
      state: null,
      body: null,
      about: null,
      created_at: null,
    });
  });

  test('changes only text that no database takes', () => {
    assert.equal(put({ id: ID.one, title: 'a\ud800b\0c' }).title, 'a\ufffdb\ufffdc');
    assert.equal(put({ id: ID.one, title: '😀 "\'%_' }).title, '😀 "\'%_');
  });

  test('takes the place of the record of that id', () => {
    const plan = mirrorPlanner.mirror([{ table: note, records: [{ id: ID.one }], removed: [] }], context);
    const { allowed, onDuplicate, references } = stepAt(plan, 0, 'create');
    assert.deepEqual([allowed, onDuplicate, references], [EVERYTHING, 'replace', []]);
  });

  test('refuses what is no record', () => {
    for (const id of ['', 'x', `${ID.one} `, ID.one.replace('a', 'A').toUpperCase().replaceAll('0', 'F')]) {
      assert.throws(() => put({ id }), /Not the id of a record/);
      const removal = { table: note, records: [], removed: [id] };
      assert.throws(() => mirrorPlanner.mirror([removal], context), /Not the id of a record/);
    }
  });
});

describe('a change of a copy', () => {
  test('takes away first, then puts, over all tables', () => {
    const plan = mirrorPlanner.mirror(
      [
        { table: note, records: [{ id: ID.one }], removed: [ID.two, ID.ann] },
        { table: { ...note, name: 'other' }, records: [], removed: [ID.bob] },
      ],
      context,
    );
    assert.deepEqual(
      plan.steps.map(({ type, table }) => [type, table.name]),
      [
        ['delete', 'note'],
        ['delete', 'other'],
        ['create', 'note'],
      ],
    );
    assert.deepEqual(stepAt(plan, 0, 'delete').target, { every: oneOf('id', [ID.two, ID.ann]) });
  });

  test('is audited under the name of an import, for nobody', () => {
    const plan = mirrorPlanner.mirror([{ table: note, records: [], removed: [ID.two] }], context);
    assert.deepEqual(plan.audit, {
      event: 'note.mirror',
      contact: null,
      permission: 'system:import',
      at: NOW,
    });
    assert.deepEqual(plan.result, { table: 'note', id: ID.two });
    assert.equal(plan.idempotency, undefined);
  });

  test('names the first record it touches', () => {
    const plan = mirrorPlanner.mirror(
      [
        { table: note, records: [], removed: [] },
        { table: { ...note, name: 'other' }, records: [{ id: ID.bob }], removed: [ID.one] },
      ],
      context,
    );
    assert.deepEqual(plan.result, { table: 'other', id: ID.bob });
  });

  test('without a record is none', () => {
    assert.throws(() => mirrorPlanner.mirror([], context), /at least one record/);
    assert.throws(
      () => mirrorPlanner.mirror([{ table: note, records: [], removed: [] }], context),
      /at least one record/,
    );
  });
});

describe('in a store, a copy', () => {
  test('holds what was put and not taken away since', async () => {
    const { mirror, ids } = await copyOf(note);
    await mirror(note, [
      { id: ID.one, title: 'a' },
      { id: ID.two, title: 'b' },
    ]);
    assert.deepEqual(await ids(), [ID.one, ID.two]);
    await mirror(note, [{ id: ID.ann, title: 'c' }], [ID.one]);
    assert.deepEqual(await ids(), [ID.two, ID.ann]);
  });

  test('passes over the removal of what it does not have, and of what it has no more', async () => {
    const { mirror, ids } = await copyOf(note);
    await mirror(note, [{ id: ID.one }], [ID.bob]);
    await mirror(note, [], [ID.one]);
    await mirror(note, [], [ID.one, ID.bob]);
    assert.deepEqual(await ids(), []);
  });

  test('has the new cells of a record put again, the empty ones too', async () => {
    const { store, mirror } = await copyOf(note);
    await mirror(note, [{ id: ID.one, title: 'old', state: 'open' }]);
    await mirror(note, [{ id: ID.one, title: 'new', state: null }]);
    const query = { select: ['title', 'state'], after: null, limit: 10 };
    const { records } = await store.list(mirrorPlanner.mirrored(note, query));
    assert.deepEqual(
      records.map(({ title, state }) => [title, state]),
      [['new', null]],
    );
  });

  test('lets a record put again take unique values of one that goes', async () => {
    const table: TableSchema = { ...note, unique: [['title']] };
    const { mirror, ids } = await copyOf(table);
    await mirror(table, [{ id: ID.one, title: 'same' }]);
    await mirror(table, [{ id: ID.two, title: 'same' }], [ID.one]);
    assert.deepEqual(await ids(table), [ID.two]);
  });

  test('keeps twins apart when its table has no unique set', async () => {
    const { mirror, ids } = await copyOf(note);
    await mirror(note, [
      { id: ID.one, title: 'same' },
      { id: ID.two, title: 'same' },
    ]);
    assert.equal((await ids()).length, 2);
  });

  test('does all of a change or nothing', async () => {
    const { store, ids } = await copyOf(note);
    const unknown: TableSchema = { ...note, name: 'unknown' };
    const changes = [
      { table: note, records: [{ id: ID.one }], removed: [] },
      { table: unknown, records: [{ id: ID.two }], removed: [] },
    ];
    await assert.rejects(async () => store.write(mirrorPlanner.mirror(changes, context)));
    assert.deepEqual(await ids(), []);
  });
});

describe('reading a copy', () => {
  test('goes by id, page after page', async () => {
    const { mirror, ids } = await copyOf(note);
    const all = Object.values(ID).sort();
    await mirror(note, all.map((id) => ({ id, title: 'T' })).reverse());
    for (const limit of [1, 2, 3, 100]) assert.deepEqual(await ids(note, limit), all);
  });

  test('may be narrowed by a filter', async () => {
    const { store, mirror } = await copyOf(note);
    await mirror(note, [
      { id: ID.one, title: 'a' },
      { id: ID.two, title: 'b' },
    ]);
    const query = { select: ['title'], where: eq('title', 'b'), after: null, limit: 10 };
    const { records } = await store.list(mirrorPlanner.mirrored(note, query));
    assert.deepEqual(
      records.map(({ id, title }) => [id, title]),
      [[ID.two, 'b']],
    );
  });

  test('names the permission it goes by, and covers the columns asked for alone', () => {
    const plan = mirrorPlanner.mirrored(note, { select: ['title'], after: ID.one, limit: 7 });
    assert.deepEqual(
      plan.projection.grants.map(({ permission, filter, columns }) => [permission, filter, [...columns]]),
      [['system:import', EVERYTHING, ['title']]],
    );
    assert.deepEqual([plan.limit, plan.after, plan.count], [7, { values: [], id: ID.one }, false]);
  });

  test('gives no lookups, whose labels would need rights of their own', () => {
    const query = { select: ['about'], after: null, limit: 1 };
    assert.throws(() => mirrorPlanner.mirrored(note, query), /note\.about is a lookup/);
  });
});
