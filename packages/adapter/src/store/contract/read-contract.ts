import {
  isLookupValue,
  isProtocolError,
  type RecordQuery,
  type Sort,
  type TableInfo,
} from '@portico/protocol';
import type { Subject } from '../../authenticate/subject.ts';
import { assertSame, assertTrue } from './assert.ts';
import type { Harness } from './harness.ts';
import { conditionsOn, randomFilter } from './random-filter.ts';
import { SUBJECTS } from './subjects.ts';

const TABLE = 'contract_sample';

/** Every operator on every column, alone and negated; each operator must have found some records and not all. */
export async function agreesOnEveryOperator(harness: Harness): Promise<void> {
  const { full } = SUBJECTS;
  // Which records are found is the question here; one column of them is enough.
  const page: RecordQuery = { select: ['name'], limit: 100 };
  const everything = (await harness.list(full, TABLE, page, 'all records')).length;
  const telling = new Map<string, number>();
  const columns = Object.entries(harness.site.tables.get(TABLE)?.columns ?? {});
  for (let round = 0; round < 12; round++) {
    for (const [name, column] of columns) {
      for (const condition of conditionsOn(harness.random, name, column)) {
        const filters = [condition, { type: 'not', filter: condition }] as const;
        for (const filter of filters) {
          const about = `filter ${JSON.stringify(filter)}`;
          const found = await harness.list(full, TABLE, { ...page, filter }, about);
          const tells = found.length > 0 && found.length < everything ? 1 : 0;
          telling.set(condition.operator, (telling.get(condition.operator) ?? 0) + tells);
        }
      }
    }
  }
  for (const [operator, count] of telling)
    assertTrue(count >= 5, `the cases for "${operator}" say too little: ${count} found some records`);
}

/** Random queries of every subject: filter, sort, select, expand, count, walked page by page. */
export async function agreesOnRandomQueries(harness: Harness): Promise<void> {
  const tables = ['contract_sample', 'contract_branch', 'contract_trunk'];
  for (const [name, subject] of Object.entries(SUBJECTS)) {
    const info = infoFor(harness, subject);
    const readable = tables.filter((table) => info(table)?.privileges.includes('read'));
    let telling = 0;
    for (let round = 0; readable.length > 0 && round < 60; round++) {
      const table = round % 4 === 3 ? harness.random.pick(readable) : (readable[0] as string);
      const query = randomQuery(harness, info, table);
      const about = `${name} asks ${table} for ${JSON.stringify(query)}`;
      const found = await harness.list(subject, table, query, about);
      if (found.length > 0) telling++;
    }
    assertTrue(readable.length === 0 || telling >= 10, `only ${telling} queries of ${name} found records`);
  }
}

/** Each record by its id, for each subject: the same cells, or the same nothing. */
export async function agreesOnEveryRecord(harness: Harness): Promise<void> {
  for (const table of [TABLE, 'contract_branch']) {
    const ids = (await harness.list(SUBJECTS.full, table, { limit: 100 }, 'all ids')).map(({ id }) => id);
    for (const [name, subject] of Object.entries(SUBJECTS)) {
      if (!infoFor(harness, subject)(table)?.privileges.includes('read')) continue;
      const shown = [];
      for (const id of ids) shown.push(await harness.get(subject, table, id));
      const visible = shown.filter((record) => record !== null);
      if (name === 'full') continue;
      // Bob's part in the forest is left to chance; the others are sure to have one.
      assertTrue(visible.length > 0 || name === 'bob', `${name} sees no record of ${table}`);
      const shapes = new Set(visible.map((record) => Object.keys(record).sort().join()));
      assertTrue(
        visible.length < ids.length || shapes.size > 1,
        `${name} sees all of ${table} alike: the case is vacuous`,
      );
    }
  }
}

/** Labels, expanded records and counts go by the rights on the other table. */
export async function showsRelatedRecordsByTheirRights(harness: Harness): Promise<void> {
  const query: RecordQuery = { select: ['name', 'branch'], expand: ['branch'], limit: 100 };
  const labelled = new Set<boolean>();
  for (const subject of [SUBJECTS.striped, SUBJECTS.ann]) {
    for (const record of await harness.list(subject, TABLE, query, 'expanded branches')) {
      if (!isLookupValue(record.branch)) continue;
      labelled.add(record.branch.label !== null);
      assertTrue(
        record.branch.label === null || record.branch.record !== undefined,
        'a labelled branch is expanded',
      );
    }
  }
  assertSame([...labelled].sort(), [false, true], 'some branches have a label and some must not');
  const counts = async (subject: Subject) =>
    (await harness.list(subject, 'contract_branch', { select: ['samples'], limit: 100 }, 'counts')).map(
      (record) => [record.id, record.samples] as const,
    );
  const all = new Map(await counts(SUBJECTS.full));
  const own = await counts(SUBJECTS.ann);
  assertTrue(own.length > 0, 'there is a branch along the chain of parents');
  assertTrue(
    own.every(([id, count]) => Number(count) <= Number(all.get(id))),
    'nobody counts more than there is',
  );
}

/** Two versions of a record have different ETags to those who see the difference, and to no one else. */
export async function tellsVersionsByWhatIsSeen(harness: Harness): Promise<void> {
  const { planner, store, random } = harness;
  const id = random.id();
  const values = { name: 'first', memo: 'hidden', state: 'a', amount: 1 };
  const etagFor = async (subject: Subject, select?: string[]) =>
    (await store.get(planner.get(subject, TABLE, id, select ? { select } : {})))?.etag;
  await harness.write(planner.importRecords(TABLE, [{ id, values }], harness.context()));
  const before = await etagFor(SUBJECTS.striped);
  assertTrue(before !== undefined && before !== '', 'a visible record has an ETag');
  assertSame(await etagFor(SUBJECTS.striped, ['name']), before, 'an ETag does not depend on the selection');

  // `page` is read by this subject only where the branch is shared, and this record has none.
  await harness.write(planner.update(SUBJECTS.full, TABLE, id, { page: '<p>new</p>' }, harness.context()));
  assertSame(await etagFor(SUBJECTS.striped), before, 'a hidden cell must not change the ETag');
  await harness.write(planner.update(SUBJECTS.full, TABLE, id, { amount: 2 }, harness.context()));
  assertTrue((await etagFor(SUBJECTS.striped)) !== before, 'a seen cell must change the ETag');
  await harness.write(planner.delete(SUBJECTS.full, TABLE, id, harness.context()));
}

function randomQuery({ random }: Harness, info: Info, table: string): RecordQuery {
  const columns = Object.entries(info(table)?.columns ?? {}).filter(([, column]) => column.read);
  const names = columns.map(([name]) => name);
  const lookups = columns.filter(([, column]) => column.schema.type === 'lookup').map(([name]) => name);
  const sortable = columns
    .filter(([name, { schema }]) => !['html', 'count'].includes(schema.type) && name !== 'memo')
    .map(([name]) => name);
  const sort = random
    .some(sortable, 0.25)
    .slice(0, 3)
    .map((column): Sort => ({ column, direction: random.chance(0.5) ? 'asc' : 'desc' }));
  return {
    ...(random.chance(0.7) && { filter: randomFilter(random, info, table) }),
    ...(random.chance(0.5) && { select: random.some(names) }),
    ...(random.chance(0.3) && { expand: random.some(lookups) }),
    sort,
    limit: random.pick([1, 3, 7, 50]),
    count: random.chance(0.5),
  };
}

type Info = (table: string) => TableInfo | null;

function infoFor({ planner }: Harness, subject: Subject): Info {
  return (table) => {
    try {
      return planner.tableInfo(subject, table);
    } catch (error) {
      if (isProtocolError(error)) return null;
      throw error;
    }
  };
}
