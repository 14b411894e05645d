import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { GetPlan, Made } from '@portico/adapter/store';
import { EVERYTHING, eq, type StoredValue, type TableSchema } from '@portico/protocol';
import fc from 'fast-check';
import { type OpenStore, onEachDatabase } from './testing/each-database.ts';
import { changeNote, newNote, writeNotes } from './testing/note-store.ts';
import { NOTE } from './testing/notes.ts';
import { listAll } from './testing/read-plans.ts';
import { createStep, idOf, writePlan } from './testing/write-plans.ts';

const base = { label: 'L', classification: 'internal' } as const;
/** A column of every kind that is stored. */
const SAMPLE: TableSchema = {
  name: 'sample',
  label: 'Sample',
  pluralLabel: 'Samples',
  title: 'text',
  columns: {
    text: { ...base, type: 'text', maxLength: 1_000_000 },
    html: { ...base, type: 'html', maxLength: 1_000_000 },
    whole: { ...base, type: 'integer' },
    number: { ...base, type: 'decimal' },
    yes: { ...base, type: 'boolean' },
    day: { ...base, type: 'date' },
    time: { ...base, type: 'datetime' },
    choice: { ...base, type: 'choice', choices: [{ value: 'a', label: 'A' }] },
    link: { ...base, type: 'lookup', target: 'sample' },
  },
};

const anyRecord = fc.record(
  {
    text: fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constant(null)),
    html: fc.option(fc.string({ unit: 'grapheme-composite' })),
    whole: fc.option(fc.maxSafeInteger()),
    number: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    yes: fc.option(fc.boolean()),
    day: fc.option(fc.constantFrom('0001-01-01', '1969-12-31', '2024-02-29', '9999-12-31')),
    time: fc.option(
      fc.constantFrom('0001-01-01T00:00:00.000Z', '2026-06-30T23:59:59.999Z', '9999-12-31T23:59:59.999Z'),
    ),
    choice: fc.constantFrom('a', 'no longer a choice', null),
    link: fc.option(fc.uuid()),
  },
  { noNullPrototype: true },
);

async function openSamples(t: TestContext, open: OpenStore) {
  const { store } = await open(t, [SAMPLE]);
  let made = 0;
  const roundTrip = async (values: Record<string, StoredValue>) => {
    made += 1;
    await store.write(writePlan([createStep(SAMPLE, { id: idOf(made), ...values })]));
    const plan = { type: 'get', projection: listAll(SAMPLE).projection, id: idOf(made) } as GetPlan;
    const record = await store.get(plan as Made<GetPlan>);
    assert.ok(record);
    return record;
  };
  return { store, roundTrip };
}

const HARD: readonly (readonly [what: string, value: string])[] = [
  ['empty', ''],
  ['NUL in the middle', 'before\0after'],
  ['NUL at the end', 'x\0'],
  ['blanks around', '  x \t\n'],
  ['quotes', `'"\`';-- drop table note`],
  ['placeholders', '? :a @b $c ?1 %s'],
  ['a number as text', '0012.50'],
  ['numbers beyond those of SQL', '9'.repeat(400)],
  ['a word of SQL', 'null'],
  ['a truth as text', 'true'],
  ['no characters', '\ufffe\uffff\u{10ffff}'],
  ['emoji of several parts', '👩‍👩‍👧‍👦🏳️‍🌈'],
  ['right to left', 'שלום \u202eevil\u202c'],
  ['combining marks', 'e\u0301 is not \u00e9'],
  ['long text', 'Ä'.repeat(900_000)],
];

onEachDatabase((open) => {
  test('every value that can be stored comes back as it was', async (t) => {
    const { roundTrip } = await openSamples(t, open);
    await fc.assert(
      fc.asyncProperty(anyRecord, async (values) => {
        const record = await roundTrip(values);
        for (const [name, value] of Object.entries(values)) {
          const cell = record[name];
          const bare = typeof cell === 'object' && cell !== null && 'id' in cell ? cell.id : cell;
          // SQL knows no negative zero.
          assert.deepEqual(bare, Object.is(value, -0) ? 0 : value, name);
        }
      }),
      { numRuns: 300 },
    );
  });

  for (const [what, value] of HARD) {
    test(`text is kept and found again: ${what}`, async (t) => {
      const { store, roundTrip } = await openSamples(t, open);
      assert.equal((await roundTrip({ text: value })).text, value);
      await roundTrip({ text: `${value}x` });
      const { records } = await store.list(listAll(SAMPLE, { where: eq('text', value) }));
      assert.deepEqual(
        records.map(({ text }) => text === value),
        [true],
      );
    });
  }

  test('kinds are not confused: a number as text, a truth as a number, an empty cell', async (t) => {
    const { roundTrip } = await openSamples(t, open);
    const record = await roundTrip({ text: '1', whole: 1, number: 1, yes: true });
    assert.deepEqual([record.text, record.whole, record.number, record.yes], ['1', 1, 1, true]);
    const none = await roundTrip({ text: '', whole: 0, number: 0, yes: false });
    assert.deepEqual([none.text, none.whole, none.number, none.yes, none.day], ['', 0, 0, false, null]);
  });

  test('numbers are exact to the last digit that JavaScript knows', async (t) => {
    const { roundTrip } = await openSamples(t, open);
    for (const whole of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 31, -(2 ** 31) - 1]) {
      assert.equal((await roundTrip({ whole })).whole, whole);
    }
    for (const number of [0.1 + 0.2, 1e-300, 1.7976931348623157e308, 5e-324, 1 / 3]) {
      assert.equal((await roundTrip({ number })).number, number);
    }
  });

  test('a record refers to one that is gone, and has no label for it', async (t) => {
    const { store } = await open(t);
    await writeNotes(store, newNote(1, { title: 'child', parent: idOf(2) }));
    const { projection } = listAll(NOTE);
    const grants = projection.grants;
    const lookups = [{ column: 'parent', target: NOTE, grants }];
    const parents = async () => {
      const { records } = await store.list(
        listAll(NOTE, { projection: { ...projection, lookups }, where: eq('title', 'child') }),
      );
      return records[0]?.parent;
    };
    assert.deepEqual(await parents(), { id: idOf(2), table: 'note', label: null });
    await writeNotes(store, newNote(2, { title: 'parent' }));
    assert.deepEqual(await parents(), { id: idOf(2), table: 'note', label: 'parent' });
    const nobody = { ...projection, lookups: [{ column: 'parent', target: NOTE, grants: [] }] };
    const { records } = await store.list(listAll(NOTE, { projection: nobody, where: eq('title', 'child') }));
    assert.deepEqual(records[0]?.parent, { id: idOf(2), table: 'note', label: null });
  });

  test('numbers go on from the largest that any record brought, and are never given twice', async (t) => {
    const { store } = await open(t);
    const numbers = async () => (await store.list(listAll(NOTE))).records.map(({ number }) => number);
    await writeNotes(
      store,
      newNote(1, { title: 'a' }),
      newNote(2, { title: 'b', number: 'N-00010' }),
      newNote(3, { title: 'c' }),
      newNote(4, { title: 'd', number: 'N-00004' }),
      newNote(5, { title: 'e' }),
      newNote(6, { title: 'f', number: 'another 99999' }),
      newNote(7, { title: 'g' }),
    );
    assert.deepEqual(await numbers(), [
      'N-00001',
      'N-00010',
      'N-00011',
      'N-00004',
      'N-00012',
      'another 99999',
      'N-00013',
    ]);
    await writeNotes(store, newNote(8, { title: 'h', number: 'N-99999' }), newNote(9, { title: 'i' }));
    assert.equal((await numbers()).at(-1), 'N-100000', 'longer than its zeros');
    // A replaced record keeps the number that has been quoted.
    await writeNotes(
      store,
      newNote(1, { title: 'anew' }, { onDuplicate: 'replace' }),
      changeNote(3, { title: 'changed' }),
    );
    assert.equal((await numbers())[0], 'N-00001');
    const grants = [{ permission: 'all', filter: EVERYTHING, columns: new Set(['title']) }];
    const hidden = await store.list(
      listAll(NOTE, {
        projection: { table: NOTE, grants, select: ['title', 'number'], lookups: [], counts: [] },
      }),
    );
    assert.ok(hidden.records.every((record) => !Object.hasOwn(record, 'number')));
  });
});
