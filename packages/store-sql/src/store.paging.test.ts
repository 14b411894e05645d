import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListPlan, Position, SortKey, Store } from '@portico/adapter/store';
import { EVERYTHING, eq, type TableRecord } from '@portico/protocol';
import fc from 'fast-check';
import { onEachDatabase } from './testing/each-database.ts';
import { changeNote, deleteNote, newNote, writeNotes } from './testing/note-store.ts';
import { NOTE } from './testing/notes.ts';
import { listAll } from './testing/read-plans.ts';
import { idOf, writePlan } from './testing/write-plans.ts';

const by = (column: string, direction: 'asc' | 'desc'): SortKey => ({
  column,
  direction,
  readable: EVERYTHING,
});

/** Walks all pages; between two of them something else may happen. */
async function pages(
  store: Store,
  plan: Partial<ListPlan>,
  between: (page: number) => Promise<void> = async () => {},
): Promise<TableRecord[]> {
  const records: TableRecord[] = [];
  let after: Position | null = null;
  for (let page = 0; ; page += 1) {
    const result = await store.list(listAll(NOTE, { ...plan, after }));
    records.push(...result.records);
    if (!result.next) return records;
    assert.ok(page < 1000, 'the pages do not come to an end');
    after = result.next;
    await between(page);
  }
}

const numbersOf = (records: readonly TableRecord[]) => records.map(({ id }) => Number(id.slice(-12)));

onEachDatabase((open) => {
  test('pages of any size and order hold what one list holds, in the same order', async (t) => {
    const { store } = await open(t);
    const titles = ['b', 'a', 'B', 'é', 'z', '', '\u{1f600}', 'ab'];
    await store.write(
      writePlan([
        newNote(0, { title: 'first' }),
        ...Array.from({ length: 40 }, (_, index) => {
          const at = index + 1;
          return newNote(at, {
            title: at % 5 === 0 ? null : `${titles[at % titles.length]}${at % 3 === 0 ? at : `x${at}`}`,
            amount: at % 4 === 0 ? null : (at * 7) % 5,
            done: [true, false, null][at % 3] ?? null,
            created_at: at % 6 === 0 ? null : `2026-01-0${(at % 3) + 1}T00:00:00.000Z`,
          });
        }),
      ]),
    );
    const anySort = fc.uniqueArray(
      fc.record({
        column: fc.constantFrom('title', 'amount', 'done', 'created_at', 'number'),
        direction: fc.constantFrom('asc' as const, 'desc' as const),
      }),
      { selector: ({ column }) => column, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(anySort, fc.integer({ min: 1, max: 15 }), async (keys, limit) => {
        const sort = keys.map(({ column, direction }) => by(column, direction));
        const whole = (await store.list(listAll(NOTE, { sort, limit: 100 }))).records;
        assert.equal(whole.length, 41);
        assert.deepEqual(numbersOf(await pages(store, { sort, limit })), numbersOf(whole));
      }),
      { numRuns: 60 },
    );
  });

  test('empty cells come last in both directions, and ties fall to the id', async (t) => {
    const { store } = await open(t);
    await writeNotes(
      store,
      ...[3, null, 1, 3, null].map((amount, at) => newNote(at, { title: `${at}`, amount })),
    );
    const ordered = async (direction: 'asc' | 'desc') =>
      numbersOf(await pages(store, { sort: [by('amount', direction)], limit: 1 }));
    assert.deepEqual(await ordered('asc'), [2, 0, 3, 1, 4]);
    assert.deepEqual(await ordered('desc'), [0, 3, 2, 1, 4]);
  });

  test('whatever is written meanwhile, a record that stays where it is shows on exactly one page', async (t) => {
    const { store } = await open(t);
    const still = Array.from({ length: 30 }, (_, at) => at * 10 + 5);
    await store.write(
      writePlan([
        newNote(1, { title: 'start', amount: 1 }),
        ...still.map((at) => newNote(at, { title: `still ${at}`, amount: at })),
        ...still.map((at) => newNote(at + 1, { title: `moving ${at}`, amount: at + 1 })),
      ]),
    );
    let made = 1000;
    for (const direction of ['asc', 'desc'] as const) {
      const records = await pages(store, { sort: [by('amount', direction)], limit: 4 }, async (page) => {
        // Records come before and behind the place of the reader, move over it, and go.
        const at = still[(page * 3) % still.length] as number;
        made += 2;
        await writeNotes(
          store,
          newNote(made, { title: `new ${made}`, amount: 0 }),
          newNote(made + 1, { title: `new ${made + 1}`, amount: 145 }),
          changeNote(at + 1, { amount: page % 2 ? 2 : 290 }),
        );
        if (page % 3 === 0) await writeNotes(store, deleteNote(made));
      });
      const shown = numbersOf(records).filter((at) => still.includes(at));
      assert.deepEqual(shown, direction === 'asc' ? still : still.toReversed());
    }
  });

  test('a page goes on after a record that is no longer there', async (t) => {
    const { store } = await open(t);
    await writeNotes(store, ...[1, 2, 3, 4].map((at) => newNote(at, { title: `t${at}`, amount: 7 })));
    const sort = [by('amount', 'asc')];
    const first = await store.list(listAll(NOTE, { sort, limit: 2 }));
    await writeNotes(store, deleteNote(2), deleteNote(3));
    const second = await store.list(listAll(NOTE, { sort, limit: 2, after: first.next }));
    assert.deepEqual(numbersOf(second.records), [4]);
    assert.equal(second.next, null);
  });

  test('the count is of all that is found, on every page, and no page is offered behind the last', async (t) => {
    const { store } = await open(t);
    await writeNotes(
      store,
      ...Array.from({ length: 6 }, (_, at) => newNote(at, { title: `t${at}`, done: at < 4 })),
    );
    const where = eq('done', true);
    const first = await store.list(listAll(NOTE, { where, limit: 2 }));
    assert.equal(first.count, 4);
    const second = await store.list(listAll(NOTE, { where, limit: 2, after: first.next }));
    assert.deepEqual([second.count, second.records.length, second.next], [4, 2, null]);
    const none = await store.list(listAll(NOTE, { where: eq('title', 'none') }));
    assert.deepEqual([none.count, none.records, none.next], [0, [], null]);
    const beyond = await store.list(listAll(NOTE, { after: { values: [], id: idOf(99) } }));
    assert.deepEqual(beyond.records, []);
  });

  test('where the sort column may not be read, its values move nothing', async (t) => {
    const { store } = await open(t);
    const sorted = async () => {
      const done = eq('done', true);
      const grants = [
        { permission: 'titles', filter: EVERYTHING, columns: new Set(['title']) },
        { permission: 'amounts', filter: done, columns: new Set(['amount']) },
      ];
      const projection = { table: NOTE, grants, select: ['title'], lookups: [], counts: [] };
      const sort = [{ ...by('amount', 'asc'), readable: done }];
      return numbersOf(await pages(store, { projection, sort, limit: 2 }));
    };
    await writeNotes(
      store,
      newNote(1, { title: 'a', amount: 5, done: true }),
      newNote(2, { title: 'b', amount: 1, done: false }),
      newNote(3, { title: 'c', amount: 3, done: true }),
      newNote(4, { title: 'd', amount: 9, done: false }),
    );
    assert.deepEqual(await sorted(), [3, 1, 2, 4]);
    await writeNotes(store, changeNote(4, { amount: 0 }), changeNote(2, { amount: 100 }));
    assert.deepEqual(await sorted(), [3, 1, 2, 4]);
  });
});
