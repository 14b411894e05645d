import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createPlanner, loadSite } from '@portico/adapter';
import { createMemoryStore, mirrorPlanner, type Store } from '@portico/adapter/store';
import type { TableSchema } from '@portico/protocol';
import { createDataverseClient } from '../client/create-dataverse-client.ts';
import type { DataverseClient, RowChange, RowChanges } from '../client/dataverse-client.ts';
import { DataverseError } from '../client/dataverse-error.ts';
import { mappingsFor } from '../mapping/index.ts';
import { defineTables } from '../testing/define-tables.ts';
import { type FakeDataverse, startFakeDataverse } from '../testing/fake-dataverse/index.ts';
import { createFeed, type FeedOptions } from './create-feed.ts';
import { indexTables } from './index-tables.ts';

const site = loadSite({
  site: { name: 'Test', locales: ['en'], origins: [] },
  webRoles: [],
  tablePermissions: [
    {
      id: 'public articles',
      table: 'article',
      webRoles: ['anonymous'],
      access: 'global',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
      privileges: ['read'],
      columns: { read: ['title', 'body', 'keywords', 'summary', 'visibility'] },
    },
  ],
});
const planner = createPlanner(site);
const anonymous = {
  key: 'anonymous',
  authenticated: false,
  contact: null,
  account: null,
  webRoles: new Set(['anonymous']),
  displayName: null,
} as never;
const mappings = mappingsFor(site.storeTables);
const PUBLIC = { statecode: 3, statuscode: 7, isinternal: false, ...publicAudience() };

function publicAudience(): Readonly<Record<string, number | undefined>> {
  const column = mappings.article?.columns.visibility;
  assert.ok(column?.kind === 'pattern' && column.own);
  return { [column.own.name]: column.own.options.public };
}

let fake: FakeDataverse;
before(async () => {
  fake = await startFakeDataverse();
});
after(() => fake.stop());
beforeEach(() => {
  fake.reset({ tables: true });
  fake.defineTables(defineTables(site.storeTables, mappings));
});

function seedArticles(...titles: string[]): readonly string[] {
  return fake.seed(
    'knowledgearticle',
    titles.map((title) => ({
      title,
      content: `<p>${title}</p>`,
      islatestversion: true,
      isrootarticle: false,
      ...PUBLIC,
    })),
  );
}

/** A feed that polls only when told: its interval never ends within a test. */
async function started(options: Partial<FeedOptions> = {}) {
  const client = createDataverseClient(fake);
  const index = options.index ?? createMemoryStore();
  const logged: unknown[] = [];
  const feed = createFeed({
    client,
    mappings,
    tables: site.storeTables,
    index,
    interval: 1_000_000,
    pageSize: 2,
    log: { warn: (details) => logged.push(details) },
    ...options,
  });
  await feed.start();
  // The first poll began with the start.
  await feed.poll().catch(() => {});
  return { client, index, feed, logged, write: (...changes: RowChange[]) => client.write(changes) };
}

async function titlesIn(index: Store, table: string): Promise<unknown[]> {
  const schema = indexTables(site.storeTables).find(({ name }) => name === table) as TableSchema;
  const plan = mirrorPlanner.mirrored(schema, { select: [schema.title], after: null, limit: 1000 });
  return (await index.list(plan)).records.map((record) => record[schema.title]).sort();
}

async function found(index: Store, text: string): Promise<unknown[]> {
  const request = { text, facets: false, limit: 10, offset: 0, mode: 'search' } as const;
  return (await index.search(planner.search(anonymous, request))).hits.map(({ record }) => record.title);
}

describe('the first run', () => {
  test('copies every row of every searchable table, and of those they point to', async () => {
    seedArticles('Router reset', 'Router light', 'Router fan', 'Invoice', 'Refund');
    fake.seed('contact', [{ lastname: 'Lee' }]);
    fake.seed('incident', [{ title: 'Secret case' }]);
    const { index, feed } = await started();
    assert.ok(feed.asOf);
    assert.deepEqual(await titlesIn(index, 'article'), [
      'Invoice',
      'Refund',
      'Router fan',
      'Router light',
      'Router reset',
    ]);
    assert.equal((await titlesIn(index, 'contact')).length, 1);
    assert.ok(feed.tables.has('contact') && !feed.tables.has('case') && !feed.tables.has('identity'));
    assert.ok(!fake.requests.some(({ url }) => url.includes('/incidents')));
    assert.deepEqual((await found(index, 'router')).sort(), ['Router fan', 'Router light', 'Router reset']);
    await feed.close();
  });

  test('leaves out rows that are no records', async () => {
    seedArticles('Latest');
    fake.seed('knowledgearticle', [
      { title: 'Older version', islatestversion: false, isrootarticle: false, ...PUBLIC },
      { title: 'Root', islatestversion: true, isrootarticle: true, ...PUBLIC },
    ]);
    const { index, feed } = await started();
    assert.deepEqual(await titlesIn(index, 'article'), ['Latest']);
    await feed.close();
  });

  test('is not over while a table could not be read', async () => {
    seedArticles('A');
    fake.misbehave('unavailable', { times: 100, path: 'contacts' });
    const limits = { retries: 0 };
    const { feed, logged } = await started({ client: createDataverseClient({ ...fake, limits }) });
    assert.equal(feed.asOf, null);
    assert.ok(logged.length > 0);
    fake.behave();
    await feed.poll();
    assert.ok(feed.asOf);
    await feed.close();
  });
});

describe('a poll', () => {
  test('brings new rows, changed rows, and takes away rows that are gone or no records any more', async () => {
    const [one, two, three] = seedArticles('One', 'Two', 'Three') as [string, string, string];
    const { index, feed, write } = await started();
    const set = 'knowledgearticles';
    await write({ type: 'delete', set, id: one, etag: '*' });
    await write({ type: 'update', set, id: two, values: { title: 'Two, new' }, etag: '*' });
    await write({ type: 'update', set, id: three, values: { islatestversion: false }, etag: '*' });
    seedArticles('Four', 'Five', 'Six');
    await feed.poll();
    assert.deepEqual(await titlesIn(index, 'article'), ['Five', 'Four', 'Six', 'Two, new']);
    await feed.close();
  });

  test('asks for changes alone', async () => {
    seedArticles('One');
    const { feed } = await started();
    const before = fake.requests.length;
    await feed.poll();
    const urls = fake.requests.slice(before).map(({ url }) => decodeURIComponent(url));
    assert.equal(urls.length, feed.tables.size);
    for (const url of urls) assert.match(url, /\$deltatoken=/);
    await feed.close();
  });

  test('asked for twice is one', async () => {
    const { feed } = await started();
    const before = fake.requests.length;
    await Promise.all([feed.poll(), feed.poll()]);
    assert.equal(fake.requests.length - before, feed.tables.size);
    await feed.close();
  });

  test('goes on with the other tables when one fails, but not when Dataverse is out of reach', async () => {
    seedArticles('One');
    const client = createDataverseClient(fake);
    const failing = (kind: 'denied' | 'throttled') => {
      const asked: string[] = [];
      const changes: DataverseClient['changes'] = (set, query) => {
        asked.push(set);
        return set === 'knowledgearticles'
          ? Promise.reject(new DataverseError(kind, { retryAfter: 7 }))
          : client.changes(set, query);
      };
      return { client: { changes }, asked };
    };
    const denied = failing('denied');
    const { feed, logged } = await started({ client: denied.client });
    assert.equal(new Set(denied.asked).size, feed.tables.size);
    await assert.rejects(feed.poll(), { kind: 'denied' });
    assert.ok(logged.length > 0);
    await feed.close();
    const throttled = failing('throttled');
    const other = await started({ client: throttled.client });
    assert.ok(new Set(throttled.asked).size < other.feed.tables.size);
    assert.ok(other.logged.every((entry) => (entry as { pause: number }).pause >= 7000));
    await other.feed.close();
  });
});

describe('a copy', () => {
  test('has what was there when the last poll of its oldest table began', async () => {
    let now = Date.parse('2026-11-23T12:00:00.000Z');
    const { feed } = await started({ now: () => now });
    const began = now;
    assert.equal(feed.asOf, began);
    now += 60_000;
    assert.equal(feed.asOf, began);
    fake.misbehave('unavailable', { times: 4, path: 'contacts' });
    await assert.rejects(feed.poll());
    assert.equal(feed.asOf, began);
    fake.behave();
    await feed.poll();
    assert.equal(feed.asOf, now);
    await feed.close();
  });

  test('is brought up to a moment that it has not reached, and only then', async () => {
    let now = Date.parse('2026-11-23T12:00:00.000Z');
    const { feed, index } = await started({ now: () => now });
    seedArticles('One');
    await feed.upTo(now);
    assert.deepEqual(await titlesIn(index, 'article'), []);
    now += 1;
    await feed.upTo(now);
    assert.deepEqual(await titlesIn(index, 'article'), ['One']);
    await feed.close();
  });

  test('is brought up by a poll that began late enough, if another is under way', async () => {
    let now = Date.parse('2026-11-23T12:00:00.000Z');
    const client = createDataverseClient(fake);
    let onChanges = async () => {};
    const changes: DataverseClient['changes'] = async (set, query) => {
      const answer = await client.changes(set, query);
      await onChanges();
      return answer;
    };
    const { feed, index } = await started({ now: () => now, client: { changes } });
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    onChanges = () => held;
    const underWay = feed.poll();
    // Not seen by the poll that waits with its answer.
    await new Promise((resolve) => setTimeout(resolve, 50));
    seedArticles('One');
    now += 10;
    const all = [feed.upTo(now), feed.upTo(now)];
    onChanges = async () => {};
    go();
    await Promise.all([underWay, ...all]);
    assert.deepEqual(await titlesIn(index, 'article'), ['One']);
    await feed.close();
  });
});

describe('after a restart', () => {
  test('the feed goes on where it was', async () => {
    const [one] = seedArticles('One', 'Two') as [string];
    const { index, feed, write } = await started();
    await feed.close();
    await write({ type: 'delete', set: 'knowledgearticles', id: one, etag: '*' });
    seedArticles('Three');
    const before = fake.requests.length;
    const second = await started({ index });
    const urls = fake.requests.slice(before).map(({ url }) => decodeURIComponent(url));
    assert.ok(urls.every((url) => url.includes('$deltatoken=')));
    assert.deepEqual(await titlesIn(index, 'article'), ['Three', 'Two']);
    await second.feed.close();
  });

  test('the copy is of no moment before a poll, for nobody knows how long the adapter was away', async () => {
    const { index, feed } = await started();
    await feed.close();
    fake.misbehave('unavailable', { times: 1000 });
    const limits = { retries: 0 };
    const second = await started({ index, client: createDataverseClient({ ...fake, limits }) });
    assert.equal(second.feed.asOf, null);
    fake.behave();
    const before = fake.requests.length;
    await second.feed.poll();
    assert.ok(second.feed.asOf);
    const urls = fake.requests.slice(before).map(({ url }) => decodeURIComponent(url));
    assert.ok(urls.every((url) => url.includes('$deltatoken=')));
    await second.feed.close();
  });

  test('other columns than before are read anew', async () => {
    seedArticles('One');
    const { index, feed } = await started();
    await feed.close();
    const tables = site.storeTables.map((table) =>
      table.name === 'article'
        ? {
            ...table,
            columns: {
              ...table.columns,
              extra: { type: 'text', label: 'E', classification: 'public', maxLength: 10 } as const,
            },
          }
        : table,
    );
    const more = mappingsFor(tables);
    fake.defineTables(defineTables(tables, more));
    const before = fake.requests.length;
    const second = await started({ index, tables, mappings: more });
    const anew = fake.requests
      .slice(before)
      .filter(({ url }) => !decodeURIComponent(url).includes('$deltatoken='));
    assert.ok(anew.length > 0 && anew.every(({ url }) => url.includes('knowledgearticles')));
    await second.feed.close();
  });

  test('rows that mean something else by now are read anew', async () => {
    seedArticles('One');
    const { index, feed } = await started();
    assert.deepEqual(await found(index, 'one'), ['One']);
    await feed.close();
    const visibility = mappings.article?.columns.visibility;
    assert.ok(visibility?.kind === 'pattern');
    const { public: open, ...others } = visibility.patterns;
    const closed = {
      ...visibility,
      patterns: { ...others, public: others.partner ?? [], partner: open ?? [] },
    };
    const tighter = mappingsFor(site.storeTables, { article: { columns: { visibility: closed } } });
    const second = await started({ index, mappings: tighter });
    assert.deepEqual(await found(index, 'one'), []);
    await second.feed.close();
  });
});

describe('a link that is too old', () => {
  for (const kind of ['expired', 'refused'] as const) {
    test(`(${kind}) begins anew, and takes away what went meanwhile`, async () => {
      const [one] = seedArticles('One', 'Two', 'Three') as [string];
      const client = createDataverseClient(fake);
      let old = false;
      const changes: DataverseClient['changes'] = (set, query) =>
        old && query.since?.includes('deltatoken')
          ? Promise.reject(new DataverseError(kind, { status: 400 }))
          : client.changes(set, query);
      const { index, feed, write } = await started({ client: { changes } });
      await write({ type: 'delete', set: 'knowledgearticles', id: one, etag: '*' });
      old = true;
      await feed.poll();
      old = false;
      assert.deepEqual(await titlesIn(index, 'article'), ['Three', 'Two']);
      assert.ok(feed.asOf);
      await feed.close();
      const before = fake.requests.length;
      const second = await started({ index });
      assert.ok(
        fake.requests.slice(before).every(({ url }) => decodeURIComponent(url).includes('$deltatoken=')),
        'the new link was written down',
      );
      await second.feed.close();
    });
  }
});

describe('what the store writes itself', () => {
  const record = (id: string, title: string) => ({ id, title, visibility: 'public' });
  const ID = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';

  test('is found at once', async () => {
    const { index, feed } = await started();
    await feed.wrote('article', [record(ID, 'Fresh')], []);
    assert.deepEqual(await found(index, 'fresh'), ['Fresh']);
    await feed.wrote('article', [], [ID]);
    assert.deepEqual(await found(index, 'fresh'), []);
    await feed.wrote('case', [{ id: ID, title: 'x' }], []);
    await feed.close();
  });

  /** A feed whose next answer is held back until it is let go. */
  async function heldBack(atFirst: boolean) {
    const client = createDataverseClient(fake);
    const gate = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    let holding = atFirst;
    const changes: DataverseClient['changes'] = async (set, query) => {
      const answer: RowChanges = await client.changes(set, query);
      if (holding && set === 'knowledgearticles') {
        asked.resolve();
        await gate.promise;
      }
      return answer;
    };
    return {
      client: { changes },
      asked: asked.promise,
      hold: () => {
        holding = true;
      },
      letGo: () => {
        holding = false;
        gate.resolve();
      },
    };
  }

  test('is not overwritten by an older state that was read before', async () => {
    const [one, two] = seedArticles('One', 'Two') as [string, string];
    const held = await heldBack(false);
    const { index, feed, write } = await started({ client: held.client });
    await write({ type: 'update', set: 'knowledgearticles', id: one, values: { title: 'Older' }, etag: '*' });
    await write({ type: 'update', set: 'knowledgearticles', id: two, values: { title: 'Read' }, etag: '*' });
    held.hold();
    const poll = feed.poll();
    await held.asked;
    await feed.wrote('article', [record(one, 'Newer')], []);
    held.letGo();
    await poll;
    assert.deepEqual(await titlesIn(index, 'article'), ['Newer', 'Read']);
    await feed.close();
  });

  test('gives way to a newer state that a poll read while it was being told', async () => {
    const [one] = seedArticles('One', 'Two') as [string];
    const held = await heldBack(false);
    const { index, feed, write } = await started({ client: held.client });
    await write({ type: 'update', set: 'knowledgearticles', id: one, values: { title: 'Staff' }, etag: '*' });
    held.hold();
    const poll = feed.poll();
    await held.asked;
    await feed.wrote('article', [record(one, 'Ours, before')], []);
    held.letGo();
    await poll;
    await feed.poll();
    assert.deepEqual(await titlesIn(index, 'article'), ['Staff', 'Two']);
    await feed.close();
  });

  test('gives way to a state that a poll has brought before it was told', async () => {
    const [one] = seedArticles('One', 'Two') as [string];
    const { index, feed, write } = await started();
    await feed.whileWriting(async (brought) => {
      await write({
        type: 'update',
        set: 'knowledgearticles',
        id: one,
        values: { title: 'Ours' },
        etag: '*',
      });
      await write({
        type: 'update',
        set: 'knowledgearticles',
        id: one,
        values: { title: 'Staff' },
        etag: '*',
      });
      await feed.poll();
      await feed.wrote('article', [record(one, 'Ours')], [], brought);
    });
    assert.deepEqual(await titlesIn(index, 'article'), ['Staff', 'Two']);
    await feed.close();
  });

  test('during the first run is kept, and stays away when it was removed', async () => {
    const [one] = seedArticles('One', 'Two') as [string];
    const { write } = createDataverseClient(fake);
    const held = await heldBack(true);
    const index = createMemoryStore();
    const feed = createFeed({
      client: held.client,
      mappings,
      tables: site.storeTables,
      index,
      interval: 1_000_000,
    });
    await feed.start();
    await held.asked;
    await write([{ type: 'delete', set: 'knowledgearticles', id: one, etag: '*' }]);
    await feed.wrote('article', [record(ID, 'Fresh')], [one]);
    held.letGo();
    await feed.poll();
    assert.deepEqual(await titlesIn(index, 'article'), ['Fresh', 'Two']);
    await feed.close();
  });

  test('and cannot be indexed is logged, and comes with a poll', async () => {
    const [one] = seedArticles('One') as [string];
    const memory = createMemoryStore();
    let failing = false;
    const index: Store = {
      ...memory,
      write: (plan) => (failing ? Promise.reject(new Error('disk full')) : memory.write(plan)),
    };
    const { feed, write, logged } = await started({ index });
    await write({ type: 'update', set: 'knowledgearticles', id: one, values: { title: 'New' }, etag: '*' });
    failing = true;
    await feed.wrote('article', [record(one, 'New')], []);
    assert.equal(logged.length, 1);
    failing = false;
    await feed.poll();
    assert.deepEqual(await titlesIn(index, 'article'), ['New']);
    await feed.close();
  });
});

test('a page and the place after it are kept together or not at all', async () => {
  seedArticles('One');
  const memory = createMemoryStore();
  let failing = false;
  const index: Store = {
    ...memory,
    write: (plan) => (failing ? Promise.reject(new Error('killed')) : memory.write(plan)),
  };
  const { feed } = await started({ index });
  seedArticles('Two');
  failing = true;
  await assert.rejects(feed.poll(), /killed/);
  failing = false;
  await feed.close();
  const second = await started({ index });
  assert.deepEqual(await titlesIn(index, 'article'), ['One', 'Two']);
  await second.feed.close();
});

test('polls again and again, and stops when closed', async () => {
  const { feed } = await started({ interval: 2 });
  const before = fake.requests.length;
  while (fake.requests.length < before + 3 * feed.tables.size)
    await new Promise((resolve) => setTimeout(resolve, 2));
  await feed.close();
  const after = fake.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(fake.requests.length, after);
});
