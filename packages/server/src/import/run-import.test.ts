import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Draft, type Item, ItemError, type ItemSource, type MapItem } from './draft.ts';
import { ImportTally } from './import-tally.ts';
import { runImport } from './run-import.ts';

function sourceOf(items: readonly Item[]): ItemSource {
  return {
    totalBytes: items.length,
    bytes: () => 0,
    items: (async function* () {
      yield* items;
    })(),
  };
}

const numbers = (count: number): Item[] =>
  Array.from({ length: count }, (_, index) => ({ place: `line ${index + 1}`, value: index }));

const map: MapItem = (value, place) => {
  if (value === 'bad') throw new ItemError('is bad');
  return [
    { table: 'category', id: 'shared', values: {}, place, shared: true },
    { table: 'article', id: String(value), values: {}, place },
  ];
};

/** Runs an import and returns the ids of each batch. */
async function run(
  items: readonly Item[],
  options: { strict?: boolean; signal?: AbortSignal; onWrite?: () => void } = {},
) {
  const batches: string[][] = [];
  const tally = new ImportTally();
  const write = async (drafts: readonly Draft[]) => {
    batches.push(drafts.filter((draft) => !draft.shared).map((draft) => draft.id));
    options.onWrite?.();
  };
  const result = await runImport({ source: sourceOf(items), map, write, tally, ...options });
  return { batches, tally, result };
}

describe('runImport', () => {
  it('writes batches of about two hundred records', async () => {
    const { batches, result } = await run(numbers(450));
    assert.deepEqual(
      batches.map((batch) => batch.length),
      [100, 100, 100, 100, 50],
    );
    assert.deepEqual(result, { items: 450, complete: true });
  });

  it('writes nothing for nothing', async () => {
    assert.deepEqual((await run([])).batches, []);
  });

  it('counts and names items that cannot be read or mapped, and goes on', async () => {
    const { batches, tally, result } = await run([
      { place: 'line 1', fault: 'not valid JSON' },
      { place: 'line 2', value: 'bad' },
      { place: 'line 3', value: 3 },
    ]);
    assert.deepEqual(batches, [['3']]);
    assert.equal(tally.failed, 2);
    assert.deepEqual(tally.failures, [
      { place: 'line 1', reason: 'not valid JSON' },
      { place: 'line 2', reason: 'is bad' },
    ]);
    assert.deepEqual(result, { items: 3, complete: true });
  });

  it('stops at the first failure when strict', async () => {
    const { batches, result } = await run([{ place: 'line 1', value: 'bad' }, ...numbers(3)], {
      strict: true,
    });
    assert.deepEqual(batches, []);
    assert.equal(result.complete, false);
  });

  it('is incomplete when the last item fails in strict mode', async () => {
    assert.equal(
      (await run([...numbers(2), { place: 'x', value: 'bad' }], { strict: true })).result.complete,
      false,
    );
  });

  it('stops after the batch that is being written when asked to', async () => {
    const controller = new AbortController();
    const { batches, result } = await run(numbers(450), {
      signal: controller.signal,
      onWrite: () => controller.abort(),
    });
    assert.equal(batches.length, 1);
    assert.deepEqual(result, { items: 100, complete: false });
  });

  it('compares the same record with itself when it comes twice', async () => {
    const twice: Item[] = [...numbers(2), { place: 'again', value: 1 }];
    assert.deepEqual((await run(twice)).batches, [['0', '1'], ['1']]);
  });

  it('lets errors of the program through', async () => {
    const broken: MapItem = () => {
      throw new TypeError('a bug');
    };
    const options = {
      source: sourceOf(numbers(1)),
      map: broken,
      write: async () => {},
      tally: new ImportTally(),
    };
    await assert.rejects(runImport(options), { message: 'a bug' });
  });
});

describe('ImportTally', () => {
  it('keeps a thousand failures in words and counts them all', () => {
    const seen: number[] = [];
    const tally = new ImportTally((_, count) => seen.push(count));
    for (let index = 0; index < 1100; index += 1) tally.fail('article', `line ${index}`, 'x');
    assert.equal(tally.failures.length, 1000);
    assert.equal(tally.failed, 1100);
    assert.equal(tally.tables.get('article')?.failed, 1100);
    assert.equal(seen.at(-1), 1100);
  });
});
