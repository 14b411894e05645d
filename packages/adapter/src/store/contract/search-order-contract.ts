import type { RecordValues } from '@portico/protocol';
import type { SearchRequest } from '../../plan/make-plan.ts';
import { assertSame, assertTrue } from './assert.ts';
import type { Harness } from './harness.ts';
import { SUBJECTS } from './subjects.ts';

const TABLE = 'contract_page';

/** Begin alike, so that each is a completion of others and some are as near to a slip. */
const WORDS = ['bramble', 'brambles', 'bramblet', 'brandy', 'brandish', 'quench', 'quenched', 'kettle'];

interface Page {
  readonly id: string;
  readonly values: RecordValues;
}

/**
 * Order, suggestions and corrections hang on the records as they are: not on which came first into this store, nor on
 * what was there before, nor on other classes. So they are the same in every store of a kind, and tell of nothing hidden.
 */
export async function ordersByRecordsAlone(harness: Harness): Promise<void> {
  const { planner, random } = harness;
  const page = (at: number): Page => ({
    id: random.id(),
    values: {
      title: random.some(WORDS, 0.3).join(' ') || 'kettle',
      body: at % 3 === 0 ? `<p>${random.some(WORDS, 0.4).join(' ')}</p>` : null,
      visibility: at % 4 === 0 ? 'members' : 'public',
    },
  });
  const twins = Array.from({ length: 6 }, (): Page => {
    return { id: random.id(), values: { title: 'brandy kettle', body: null, visibility: 'public' } };
  });
  const pages = [...Array.from({ length: 24 }, (_, at) => page(at)), ...twins];
  const put = (some: readonly Page[]) => harness.write(planner.importRecords(TABLE, some, harness.context()));
  const remove = (id: string) => harness.write(planner.delete(SUBJECTS.full, TABLE, id, harness.context()));

  await put(pages);
  const before = await answers(harness);

  const passing = Array.from({ length: 30 }, (_, at) => page(at));
  await put(passing);
  for (const { id } of [...passing, ...pages.slice(0, 12)]) await remove(id);
  await put(pages.slice(6).map(({ id, values }) => ({ id, values: { ...values, title: 'gone' } })));
  await put(pages.slice(6).map(({ id, values }) => ({ id, values: { ...values, visibility: 'staff' } })));
  for (const one of pages.toReversed()) await put([one]);
  // Of a class that none of those who ask may search.
  await put(passing.map(({ id, values }) => ({ id, values: { ...values, visibility: 'staff' } })));
  const after = await answers(harness);

  assertSame(after, before, 'answers over the same records, come by another way');
  const ids = new Set(twins.map(({ id }) => id));
  for (const { about, hits } of after) {
    const found = hits.filter((id) => ids.has(id));
    assertSame(found, found.toSorted(), `the order of equals in ${about}`);
  }
  assertTrue(
    after.some(({ hits }) => hits.filter((id) => ids.has(id)).length > 1),
    'no search found equals: the case is vacuous',
  );
}

interface Answer {
  readonly about: string;
  readonly hits: readonly string[];
  readonly completions: readonly string[];
  readonly corrected: string | null;
}

async function answers({ planner, store }: Harness): Promise<readonly Answer[]> {
  const requests: readonly Pick<SearchRequest, 'text' | 'mode'>[] = [
    ...[...WORDS, 'brandy kettle', 'quench brambles kettle', 'bramblex', 'branby', 'quenchet'].map(
      (text) => ({ text, mode: 'search' }) as const,
    ),
    ...['br', 'bramb', 'kettle bran', 'quench', 'brandy kett'].map(
      (text) => ({ text, mode: 'suggest' }) as const,
    ),
  ];
  const given: Answer[] = [];
  for (const name of ['anonymous', 'member', 'striped'] as const) {
    for (const request of requests) {
      const rest = { tables: [TABLE], facets: false, limit: 50, offset: 0 };
      const found = await store.search(planner.search(SUBJECTS[name], { ...request, ...rest }));
      given.push({
        about: `the ${request.mode} of ${name} for "${request.text}"`,
        hits: found.hits.map(({ record }) => record.id),
        completions: found.completions,
        corrected: found.corrected,
      });
    }
  }
  return given;
}
