import type { Filter, RecordValues, TableRecord } from '@portico/protocol';
import type { Subject } from '../../authenticate/subject.ts';
import type { SearchRequest } from '../../plan/make-plan.ts';
import { assertSame, assertTrue } from './assert.ts';
import { type Harness, withoutEtag } from './harness.ts';
import { PEOPLE, SUBJECTS } from './subjects.ts';

const TABLE = 'contract_page';

/** Words without any ending a stemmer could take off and far from one another, so that none corrects another. */
const WORDS = ['zq1xb', 'wk5vjd', 'p3fghm', '7tnc9', 'vbx2lr8', 'dgjz4', 'hqm6wpy', '日本', 'ждф8щ'];

/** Hits, count and facets of every subject: exactly the records that match in cells this subject may read. */
export async function findsWhatMayBeRead(harness: Harness): Promise<void> {
  const { planner, random } = harness;
  const some = () => random.some(WORDS, 0.3).join(' ') || null;
  const pages = Array.from({ length: 60 }, () => {
    const body = some();
    return {
      id: random.id(),
      values: {
        title: some(),
        body: body && `<p>${body}</p>`,
        notes: some(),
        topic: random.pick(['red', 'green', null]),
        kind: random.pick(['guide', 'faq', null]),
        owner: random.pick([...Object.values(PEOPLE), null]),
        visibility: random.pick(['public', 'members', 'staff', null]),
      },
    };
  });
  await harness.write(planner.importRecords(TABLE, pages, harness.context()));

  for (const [name, subject] of Object.entries(SUBJECTS)) {
    if (name === 'reader') continue;
    const sizes = new Set<number>();
    for (let round = 0; round < 25; round++) {
      const text = Array.from({ length: 1 + random.below(2) }, () => random.pick(WORDS)).join(' ');
      const prefix = random.chance(0.3);
      const request = {
        text: prefix ? text.slice(0, -1) : text,
        mode: prefix ? 'suggest' : 'search',
      } as const;
      const narrowed: { filter?: Filter } = random.chance(0.2)
        ? { filter: { type: 'condition', column: 'topic', operator: 'eq', value: 'red' } }
        : {};
      const found = await search(harness, subject, { ...request, ...narrowed }, name);
      sizes.add(found.length);
    }
    assertTrue(sizes.size > 1, `searches of ${name} all found as many: the case is vacuous`);
  }
}

/** Queries made of operators and quotes are words like any other: nothing breaks, nothing is let through. */
export async function takesQueriesAsWords(harness: Harness): Promise<void> {
  const hostile = [
    '',
    ' ',
    '"',
    '"zq1xb',
    "zq1xb' OR 1=1 --",
    'title:zq1xb',
    '{title body}: zq1xb',
    'zq1xb*',
    '^zq1xb',
    'NEAR(zq1xb, 2)',
    '-zq1xb',
    '(((',
    'zq1xb AND NOT wk5vjd',
    '\\',
    '%',
    '\u0000zq1xb',
    '\ud800',
    '😀',
    'zq1xb '.repeat(200),
  ];
  for (const text of hostile) {
    const plan = harness.planner.search(SUBJECTS.anonymous, {
      text,
      facets: true,
      limit: 50,
      offset: 0,
      mode: 'search',
    });
    const result = await harness.store.search(plan);
    assertTrue(result.count >= result.hits.length, `an answer to ${JSON.stringify(text)}`);
    for (const hit of result.hits) {
      const seen = await harness.get(SUBJECTS.anonymous, hit.table, hit.record.id);
      assertTrue(seen !== null, `${JSON.stringify(text)} found a record that may not be read`);
    }
  }
}

/** Spelling and completion know only words of records of which the searcher may read every indexed cell. */
export async function hintsOnlyAtReadableWords(harness: Harness): Promise<void> {
  const { planner, random } = harness;
  const put = (values: RecordValues) =>
    harness.write(planner.importRecords(TABLE, [{ id: random.id(), values }], harness.context()));
  await put({ title: 'bramblethorn', visibility: 'public' });
  await put({ title: 'quenchfoil', visibility: 'members' });
  await put({ title: 'other', notes: 'gladewort', visibility: 'members' });
  const ask = async (subject: Subject, text: string, mode: SearchRequest['mode']) =>
    harness.store.search(planner.search(subject, { text, facets: false, limit: 10, offset: 0, mode }));

  const corrected = await ask(SUBJECTS.anonymous, 'bramblethron', 'search');
  assertTrue(corrected.corrected?.includes('bramblethorn') ?? false, 'a public word is corrected');
  assertSame(corrected.count, 1, 'and found');
  assertSame(
    (await ask(SUBJECTS.member, 'quenchfiol', 'search')).count,
    1,
    'a word for members, to a member',
  );
  for (const [subject, text] of [
    [SUBJECTS.anonymous, 'quenchfiol'],
    [SUBJECTS.anonymous, 'gladewrot'],
    // Reads the titles of that class but not its notes, so its statistics are not for this subject.
    [SUBJECTS.striped, 'gladewrot'],
  ] as const) {
    const result = await ask(subject, text, 'search');
    assertSame([result.count, result.corrected], [0, null], `"${text}" must not be corrected`);
  }
  const completed = async (subject: Subject, text: string) =>
    (await ask(subject, text, 'suggest')).completions.join(' ');
  assertTrue((await completed(SUBJECTS.anonymous, 'bramb')).includes('bramblethorn'), 'a completion');
  assertTrue((await completed(SUBJECTS.member, 'quen')).includes('quenchfoil'), 'a completion for members');
  assertSame(await completed(SUBJECTS.anonymous, 'quen'), '', 'no completion from records for members');
  assertSame(await completed(SUBJECTS.striped, 'glade'), '', 'nor from cells that may not be read');
}

/** Search follows every write at once: changed words, another class, a deleted record. */
export async function followsWrites(harness: Harness): Promise<void> {
  const { planner, random } = harness;
  const id = random.id();
  const put = (values: RecordValues) =>
    harness.write(planner.importRecords(TABLE, [{ id, values }], harness.context()));
  const finds = async (subject: Subject, text: string) =>
    (await search(harness, subject, { text, mode: 'search' }, text)).length;

  await put({ title: 'mx4gzk', visibility: 'members' });
  assertSame(
    [await finds(SUBJECTS.member, 'mx4gzk'), await finds(SUBJECTS.anonymous, 'mx4gzk')],
    [1, 0],
    'made',
  );
  await put({ title: '7bwtjh', visibility: 'public' });
  assertSame(
    [await finds(SUBJECTS.member, 'mx4gzk'), await finds(SUBJECTS.anonymous, '7bwtjh')],
    [0, 1],
    'changed',
  );
  await harness.write(planner.update(SUBJECTS.full, TABLE, id, { visibility: 'staff' }, harness.context()));
  assertSame(
    [await finds(SUBJECTS.member, '7bwtjh'), await finds(SUBJECTS.full, '7bwtjh')],
    [0, 1],
    'hidden',
  );
  await harness.write(planner.delete(SUBJECTS.full, TABLE, id, harness.context()));
  assertSame(await finds(SUBJECTS.full, '7bwtjh'), 0, 'deleted');
}

/** All pages of a search on both stores: the same records, count and facets; the order is the store's own. */
async function search(
  { planner, store, reference }: Harness,
  subject: Subject,
  request: Pick<SearchRequest, 'text' | 'mode' | 'filter'>,
  about: string,
): Promise<TableRecord[]> {
  const all = async (searched: typeof store) => {
    const records: TableRecord[] = [];
    for (let offset = 0; ; offset += 7) {
      const plan = planner.search(subject, { ...request, tables: [TABLE], facets: true, limit: 7, offset });
      const page = await searched.search(plan);
      records.push(...page.hits.map((hit) => hit.record));
      if (!page.more) return { records, count: page.count, facets: page.facets };
    }
  };
  const [actual, expected] = [await all(store), await all(reference)];
  const what = `the search of ${about} for ${JSON.stringify(request)}`;
  const byId = (records: readonly TableRecord[]) =>
    [...records].sort((a, b) => (a.id < b.id ? -1 : 1)).map(withoutEtag);
  assertSame(byId(actual.records), byId(expected.records), what);
  assertSame(actual.count, expected.count, `the count of ${what}`);
  assertSame(actual.facets, expected.facets, `the facets of ${what}`);
  assertSame(actual.count, actual.records.length, `the pages of ${what}`);
  return actual.records;
}
