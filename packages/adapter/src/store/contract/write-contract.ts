import type { StoredValue } from '@portico/protocol';
import { etagOf } from '../etag-of.ts';
import { assertSame, assertTrue } from './assert.ts';
import type { Harness } from './harness.ts';
import { MISSING } from './hostile-values.ts';
import { PEOPLE, SUBJECTS } from './subjects.ts';

const TABLE = 'contract_sample';
const { full, striped, ann, bob, reader } = SUBJECTS;

type Values = Readonly<Record<string, StoredValue>>;

/** Everything in the tables that writes touch, compared between both stores. */
export async function compareTables(harness: Harness, about: string): Promise<number> {
  let records = 0;
  for (const table of ['contract_sample', 'contract_branch']) {
    const select = Object.keys(harness.site.tables.get(table)?.columns ?? {});
    const found = await harness.list(full, table, { select, limit: 100 }, `${table} after ${about}`);
    records += found.length;
  }
  for (const table of ['feedback', 'case', 'case_note', 'thread', 'post', 'vote', 'subscription']) {
    const subject = table === 'case' ? reader : ann;
    const found = await harness.list(subject, table, { limit: 100 }, `${table} after ${about}`);
    records += found.length;
  }
  return records;
}

/** What a create needs, and in which order it is refused. */
export async function refusesCreates(harness: Harness): Promise<void> {
  const { planner } = harness;
  const create = (subject: typeof ann, values: Values) =>
    harness.write(planner.create(subject, TABLE, values, harness.context()));

  assertSame(await create(full, { name: 'one', code: 'taken' }), 'done', 'a first create');
  assertSame(await create(full, { name: 'two', code: 'taken' }), 'duplicate_record', 'a taken code');
  assertSame(await create(full, { name: 'two', code: 'Taken' }), 'done', 'a code of another case');
  assertSame(await create(full, { name: 'none', code: null }), 'done', 'an empty code is not unique');
  assertSame(await create(full, { name: 'none', code: null }), 'done', 'nor is a second one');

  const made = (state: string) => create(striped, { name: 'made', code: 'taken', state });
  assertSame(await made('b'), 'permission_denied', 'whoever may not create does not learn what exists');
  assertSame(await made('a'), 'duplicate_record', 'whoever may, does');

  assertSame(await create(ann, { name: 'own' }), 'done', 'the own contact is stamped');
  assertSame(await create(bob, { name: 'x', owner: PEOPLE.ann }), 'invalid_reference', 'a foreign contact');
  assertSame(
    await create(bob, { name: 'x', owner: PEOPLE.ann, code: 'taken' }),
    'invalid_reference',
    'a foreign contact, before a taken code',
  );
  const own = (await harness.list(ann, 'contract_branch', { limit: 100 }, 'own branches'))[0]?.id ?? '';
  const all = await harness.list(full, 'contract_branch', { limit: 100 }, 'all branches');
  const foreign = all.find(({ name }) => name !== 'own branch' && name === 'branch 1')?.id ?? '';
  assertSame(await create(ann, { name: 'linked', branch: own }), 'done', 'a branch along the chain');
  assertSame(await create(ann, { name: 'x', branch: MISSING }), 'invalid_reference', 'a missing branch');
  assertSame(await create(bob, { name: 'x', branch: own }), 'invalid_reference', "another's branch");
  assertSame(await create(full, { name: 'x', branch: foreign }), 'done', 'any branch, with the right to');
  await compareTables(harness, 'creates');
}

/** Before and after, 403 and 404, and links to others. */
export async function refusesUpdates(harness: Harness): Promise<void> {
  const { planner } = harness;
  const put = async (values: Values) => {
    const id = harness.random.id();
    await harness.write(planner.importRecords(TABLE, [{ id, values }], harness.context()));
    return id;
  };
  const update = async (subject: typeof ann, id: string, changes: Values) =>
    harness.write(planner.update(subject, TABLE, id, changes, harness.context()));
  const own = await put({ name: 'of ann', owner: PEOPLE.ann, code: 'own code' });
  const colleague = await put({ name: 'of eve', owner: PEOPLE.eve });
  const foreign = await put({ name: 'of bob', owner: PEOPLE.bob, code: 'bob code' });

  assertSame(await update(ann, own, { name: 'changed', amount: 7 }), 'done', 'an own record');
  assertSame(await update(ann, colleague, { name: 'x' }), 'permission_denied', 'a readable record');
  assertSame(await update(ann, foreign, { name: 'x' }), 'not_found', 'an unreadable record');
  assertSame(await update(ann, MISSING, { name: 'x' }), 'not_found', 'a missing record');
  assertSame(await update(reader, foreign, { name: 'x' }).catch(codeOf), 'not_found', 'an unknown table');
  assertSame(await update(ann, own, { code: 'bob code' }), 'duplicate_record', 'a taken code');
  assertSame(await update(ann, own, { owner: null }), 'permission_denied', 'out of the own reach');
  // Allowed or not is said first: a refusal must not tell which values are taken.
  const guess = await update(ann, own, { owner: null, code: 'bob code' });
  assertSame(guess, 'permission_denied', 'a taken code, out of the own reach');
  assertSame(await update(ann, own, { owner: PEOPLE.bob }), 'invalid_reference', 'to a foreign contact');
  assertSame(await update(ann, own, { branch: MISSING }), 'invalid_reference', 'to a missing branch');
  await compareTables(harness, 'updates');

  // ETags are a store's own, so these writes go to the store alone and then, without one, to the reference.
  const etag = (await harness.store.get(planner.get(ann, TABLE, own)))?.etag ?? '';
  const alone = (amount: number) =>
    harness.store
      .write(planner.update(ann, TABLE, own, { amount }, { ...harness.context(), etag }))
      .then(() => 'done', codeOf);
  assertSame(await alone(8), 'done', 'the right ETag');
  assertSame(await alone(9), 'etag_mismatch', 'the ETag of an older version');
  const stale = planner.delete(ann, TABLE, own, { ...harness.context(), etag });
  assertSame(await harness.store.write(stale).catch(codeOf), 'etag_mismatch', 'a delete with an old ETag');
  assertSame(await update(ann, own, { amount: 8 }), 'done', 'a change without an ETag');
  await hidesEtags(harness, await put({ name: 'shown', memo: 'as long as', state: 'a' }));

  const remove = (subject: typeof ann, id: string) =>
    harness.write(planner.delete(subject, TABLE, id, harness.context()));
  assertSame(await remove(ann, colleague), 'permission_denied', 'deleting a readable record');
  assertSame(await remove(ann, foreign), 'not_found', 'deleting an unreadable record');
  assertSame(await remove(ann, own), 'done', 'deleting an own record');
  assertSame(await remove(ann, own), 'not_found', 'deleting it again');
  assertSame(await harness.get(full, TABLE, own), null, 'a deleted record is gone');
}

/**
 * Some may write what they may not read. An ETag is made of cells, so one that is right although the record is
 * hidden from its sender would tell what is in them.
 */
async function hidesEtags(harness: Harness, id: string): Promise<void> {
  const { planner, store } = harness;
  const blind = { ...full, key: 'blind', webRoles: new Set(['authenticated', 'blind']) };
  const get = planner.get(blind, TABLE, id);
  const write = async (etag?: string) => {
    const context = { ...harness.context(), ...(etag === undefined ? {} : { etag }) };
    const plan = planner.update(blind, TABLE, id, { amount: 1 }, context);
    return etag === undefined ? harness.write(plan) : store.write(plan).then(() => 'done', codeOf);
  };
  const hide = planner.update(full, TABLE, id, { state: 'b' }, harness.context());
  const etag = (await store.get(get))?.etag ?? '';
  assertSame(await write(etag), 'done', 'the ETag of a record that is shown');
  assertSame(await write(etag), 'done', 'the same, after a change that is not shown');
  assertSame(await harness.write(hide), 'done', 'the record is hidden, its cells as they were');
  assertSame(await write(etag), 'etag_mismatch', 'the ETag of what is in a hidden record');
  const { table, grants } = get.projection;
  const empty = etagOf(table, grants, { id }, [false]);
  assertSame(await write(empty), 'etag_mismatch', 'the ETag of what is shown of it: nothing');
  assertSame(await write(), 'done', 'a change of it without an ETag');
}

/** A step that is refused leaves nothing of those before it, nor its idempotency key. */
export async function doesAllOrNothing(harness: Harness): Promise<void> {
  const { planner, random } = harness;
  const [first, second, fresh] = [random.id(), random.id(), random.id()];
  // Some stores cannot change when a record was made, so it is the same in all of these.
  const created_at = '2025-12-31T12:00:00.000Z';
  const importing = (records: { id: string; values: Values }[], key?: string) =>
    harness.write(
      planner.importRecords(
        TABLE,
        records.map(({ id, values }) => ({ id, values: { created_at, ...values } })),
        harness.context(key ? { idempotency: { scope: 'all', key, fingerprint: 'f' } } : {}),
      ),
    );
  await importing([
    { id: first, values: { name: 'first', code: 'all 1' } },
    { id: second, values: { name: 'second', code: 'all 2' } },
  ]);
  const torn = [
    { id: fresh, values: { name: 'fresh', code: 'all 3' } },
    // Its id is one record and its code another: it can replace neither.
    { id: first, values: { name: 'torn', code: 'all 2' } },
  ];
  assertSame(await importing(torn, 'torn'), 'duplicate_record', 'a record that is two others');
  assertSame(await harness.get(full, TABLE, fresh), null, 'the step before is undone');
  assertSame((await harness.get(full, TABLE, first))?.name, 'first', 'the record is as it was');
  assertSame(await importing(torn.slice(0, 1), 'torn'), 'done', 'the key of a refused write is free');
  assertSame(await importing(torn.slice(0, 1), 'torn'), 'replayed', 'the key of a done write is not');
  assertSame(
    await importing([{ id: fresh, values: { name: 'replaced', code: 'all 2b' } }]),
    'done',
    'the same id takes new values',
  );
  assertSame((await harness.get(full, TABLE, fresh))?.name, 'replaced', 'the new values are there');
  assertSame(
    await importing([{ id: random.id(), values: { name: 'by code', code: 'all 1' } }]),
    'done',
    'the same code takes new values',
  );
  assertSame((await harness.get(full, TABLE, first))?.name, 'by code', 'and keeps its id');
  await compareTables(harness, 'imports');
}

/** The same key does a thing once; with another body it is refused; other scopes are apart. */
export async function replaysByKey(harness: Harness): Promise<void> {
  const { planner, store } = harness;
  const write = (scope: string, fingerprint: string) =>
    planner.create(
      full,
      TABLE,
      { name: 'once' },
      harness.context({ idempotency: { scope, key: 'key', fingerprint } }),
    );
  const first = write('one', 'same');
  assertSame(await harness.write(first), 'done', 'a first request');
  const again = await store.write(write('one', 'same'));
  assertSame(again, { id: first.result.id, replayed: true }, 'a replay answers with the first record');
  assertSame(await harness.write(write('one', 'same')), 'replayed', 'a second replay');
  assertSame(await harness.write(write('one', 'other')), 'idempotency_key_reused', 'another body');
  assertSame(await harness.write(write('two', 'other')), 'done', 'another scope');
  const filter = { type: 'condition', column: 'name', operator: 'eq', value: 'once' } as const;
  assertSame((await harness.list(full, TABLE, { filter }, 'records made')).length, 2, 'made once each');
}

/** Numbers are given once each, in order, also to writes at the same time; imported ones are stepped over. */
export async function numbersRecords(harness: Harness): Promise<void> {
  const { planner, random, store } = harness;
  const imported = random.id();
  const values = { name: 'imported', number: 'SMP-00500' };
  await harness.write(planner.importRecords(TABLE, [{ id: imported, values }], harness.context()));
  const create = () => planner.create(full, TABLE, { name: 'numbered' }, harness.context());
  const numberOf = async (id: string) => (await store.get(planner.get(full, TABLE, id)))?.number;
  const next = create();
  await harness.write(next);
  assertSame(await numberOf(next.result.id), 'SMP-00501', 'the number after the highest');
  const plans = Array.from({ length: 8 }, create);
  for (const written of await Promise.all(plans.map((plan) => store.write(plan))))
    assertSame(written.replayed, false, 'a write at the same time');
  for (const plan of plans) await harness.reference.write(plan);
  const numbers = await Promise.all(plans.map((plan) => numberOf(plan.result.id)));
  assertSame(new Set(numbers).size, plans.length, 'no number is given twice');
  assertTrue(
    numbers.every((number) => /^SMP-\d{5}$/.test(String(number)) && String(number) > 'SMP-00501'),
    `numbers of five digits that go on: ${numbers}`,
  );
  const renewed = { id: imported, values: { name: 'renewed' } };
  await harness.write(planner.importRecords(TABLE, [renewed], harness.context()));
  assertSame(await numberOf(imported), 'SMP-00500', 'a record that is replaced keeps its number');
}

/** Of writes at the same time that cannot both be, one is done. */
export async function keepsUniqueUnderRaces(harness: Harness): Promise<void> {
  const { planner, store } = harness;
  const plans = Array.from({ length: 6 }, () =>
    planner.create(full, TABLE, { name: 'race', code: 'race' }, harness.context()),
  );
  const outcomes = await Promise.all(
    plans.map((plan) => store.write(plan).then((): string => 'done', codeOf)),
  );
  assertSame(outcomes.filter((outcome) => outcome === 'done').length, 1, 'one of them is done');
  assertSame(
    outcomes.filter((outcome) => outcome === 'duplicate_record').length,
    5,
    'the others are refused',
  );
  const keyed = Array.from({ length: 4 }, () =>
    planner.create(
      full,
      TABLE,
      { name: 'race by key' },
      harness.context({ idempotency: { scope: 'race', key: 'race', fingerprint: 'f' } }),
    ),
  );
  const replays = await Promise.all(keyed.map((plan) => store.write(plan)));
  assertSame(replays.filter((replay) => !replay.replayed).length, 1, 'one key does one thing');
  assertSame(new Set(replays.map((replay) => replay.id)).size, 1, 'and all are answered with it');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
