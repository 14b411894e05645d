import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryStore, createPlanner, loadSite, type Subject } from '@portico/adapter';
import { isProtocolError, type RecordValues } from '@portico/protocol';
import { recordIdOf } from '../import/record-id.ts';
import { STARTERS, type StarterName, starterSource } from './starters.ts';

const NAMES = Object.keys(STARTERS) as StarterName[];
const CLASSES = ['draft', 'internal', 'partner', 'customer', 'public'];

const subject = (contact: string | null, account: string | null, ...webRoles: string[]): Subject => ({
  key: contact ?? 'anonymous',
  authenticated: contact !== null,
  contact: contact && recordIdOf('contact', contact),
  account: account && recordIdOf('account', account),
  webRoles: new Set([contact === null ? 'anonymous' : 'authenticated', ...webRoles]),
  displayName: contact,
  expiresAt: null,
});

const ANYONE = subject(null, null);
const ANN = subject('ann', 'acme');
const BOB = subject('bob', 'other');
const PARTNER = subject('ann', 'acme', 'partner');
const EMPLOYEE = subject('ann', null, 'employee');

/** A site of this starter with articles of every class, two people of two accounts, and a forum. */
async function open(name: StarterName) {
  const { default: config } = await import(starterSource(name).href);
  const site = loadSite(config);
  const planner = createPlanner(site);
  const store = createMemoryStore();
  await store.open(site.storeTables);
  let made = 0;
  const context = () => ({ now: '2026-01-01T00:00:00.000Z', newId: () => recordIdOf('new', String(++made)) });
  const seed = async (table: string, source: string, values: RecordValues) => {
    await store.write(planner.importRecords(table, [{ id: recordIdOf(table, source), values }], context()));
  };
  for (const visibility of CLASSES)
    await seed('article', visibility, { title: visibility, visibility, body: '<p>x</p>' });
  for (const [person, account] of [
    ['ann', 'acme'],
    ['bob', 'other'],
  ] as const) {
    await seed('account', account, { name: account });
    await seed('contact', person, {
      name: person,
      email: `${person}@example.com`,
      account: recordIdOf('account', account),
    });
    const owner = { contact: recordIdOf('contact', person), account: recordIdOf('account', account) };
    await seed('case', person, {
      title: `of ${person}`,
      description: 'x',
      internal_note: 'secret',
      ...owner,
    });
  }
  await seed('forum', 'open', { name: 'Open', visibility: 'public' });
  await seed('forum', 'closed', { name: 'Closed', visibility: 'internal' });
  for (const forum of ['open', 'closed']) {
    await seed('thread', forum, { title: forum, body: 'x', forum: recordIdOf('forum', forum) });
  }
  await seed('thread', 'hidden', {
    title: 'hidden',
    body: 'x',
    forum: recordIdOf('forum', 'open'),
    visibility: 'hidden',
  });
  await seed('thread', 'locked', {
    title: 'locked',
    body: 'x',
    forum: recordIdOf('forum', 'open'),
    locked: true,
  });

  return {
    titles: async (who: Subject, table: string) => {
      try {
        const { records } = await store.list(planner.list(who, table, {}, null));
        return records.map((record) => String(record.title ?? record.name)).sort();
      } catch (error) {
        return isProtocolError(error) ? error.code : error;
      }
    },
    columns: async (who: Subject, table: string) => {
      const { records } = await store.list(planner.list(who, table, {}, null));
      return Object.keys(records[0] ?? {});
    },
    create: async (who: Subject, table: string, values: RecordValues) => {
      try {
        await store.write(planner.create(who, table, values, context()));
        return 'created';
      } catch (error) {
        return isProtocolError(error) ? error.code : error;
      }
    },
  };
}

describe('starters', () => {
  for (const name of NAMES) {
    it(`${name} is a configuration the adapter accepts`, async () => {
      const { default: config } = await import(starterSource(name).href);
      assert.doesNotThrow(() => loadSite(config));
    });

    it(`${name} opens no draft, no internal note and no lead to anyone`, async () => {
      const site = await open(name);
      for (const who of [ANYONE, ANN, PARTNER, EMPLOYEE]) {
        const articles = await site.titles(who, 'article');
        assert.equal(Array.isArray(articles) && articles.includes('draft'), false);
        assert.equal(await site.titles(who, 'lead'), 'not_found');
        const cases = await site.titles(who, 'case');
        if (cases !== 'not_found')
          assert.equal((await site.columns(who, 'case')).includes('internal_note'), false);
      }
    });
  }
});

describe('the customer starter', () => {
  it('shows public articles to everyone and customer articles to who signed in', async () => {
    const site = await open('customer');
    assert.deepEqual(await site.titles(ANYONE, 'article'), ['public']);
    assert.deepEqual(await site.titles(ANN, 'article'), ['customer', 'public']);
  });

  it('lets guests hand in cases and read none; customers read their own', async () => {
    const site = await open('customer');
    const values = { title: 'x', description: 'y' };
    assert.equal(
      await site.create(ANYONE, 'case', { ...values, guest_name: 'G', guest_email: 'g@example.com' }),
      'created',
    );
    assert.equal(await site.titles(ANYONE, 'case'), 'not_found');
    assert.equal(await site.create(ANN, 'case', values), 'created');
    assert.deepEqual(await site.titles(ANN, 'case'), ['of ann', 'x']);
    assert.deepEqual(await site.titles(BOB, 'case'), ['of bob']);
  });

  it('lets customers put notes on their own cases only', async () => {
    const site = await open('customer');
    const note = (person: string) => ({ case: recordIdOf('case', person), text: 'Hello' });
    assert.equal(await site.create(ANN, 'case_note', note('ann')), 'created');
    assert.equal(await site.create(ANN, 'case_note', note('bob')), 'invalid_reference');
  });

  it('takes leads from everyone', async () => {
    const site = await open('customer');
    assert.equal(await site.create(ANYONE, 'lead', { topic: 'x', last_name: 'y' }), 'created');
    assert.equal(
      await site.create(ANYONE, 'lead', { topic: 'x', last_name: 'y', status: 'qualified' }),
      'invalid_values',
    );
  });
});

describe('the community starter', () => {
  it('shows public threads of public forums to everyone', async () => {
    const site = await open('community');
    assert.deepEqual(await site.titles(ANYONE, 'forum'), ['Open']);
    assert.deepEqual(await site.titles(ANYONE, 'thread'), ['locked', 'open']);
  });

  it('shows moderators what is hidden', async () => {
    const site = await open('community');
    assert.ok(
      ((await site.titles(subject('mo', null, 'moderator'), 'thread')) as string[]).includes('hidden'),
    );
  });

  it('lets who signed in ask in public forums and reply where it is not locked', async () => {
    const site = await open('community');
    const thread = (forum: string) => ({ title: 'New', body: 'x', forum: recordIdOf('forum', forum) });
    const post = (thread: string) => ({ body: 'x', thread: recordIdOf('thread', thread) });
    assert.equal(await site.create(ANN, 'thread', thread('open')), 'created');
    assert.equal(await site.create(ANN, 'thread', thread('closed')), 'invalid_reference');
    assert.equal(await site.create(ANYONE, 'thread', thread('open')), 'permission_denied');
    assert.equal(await site.create(ANN, 'post', post('open')), 'created');
    for (const refused of ['locked', 'hidden', 'closed']) {
      assert.equal(await site.create(ANN, 'post', post(refused)), 'invalid_reference', refused);
    }
  });
});

describe('the partner starter', () => {
  it("shows partners their account's cases and partner articles", async () => {
    const site = await open('partner');
    assert.deepEqual(await site.titles(PARTNER, 'case'), ['of ann']);
    assert.deepEqual(await site.titles(PARTNER, 'article'), ['customer', 'partner', 'public']);
    assert.equal(await site.titles(ANN, 'case'), 'not_found');
  });

  it('shows partners their own account and no other', async () => {
    const site = await open('partner');
    assert.deepEqual(await site.titles(PARTNER, 'account'), ['acme']);
    assert.deepEqual(await site.titles(subject('bob', 'other', 'partner'), 'account'), ['other']);
    // Neither a customer with an account nor a partner without one.
    assert.equal(await site.titles(ANN, 'account'), 'not_found');
    assert.equal(await site.titles(subject('ann', null, 'partner'), 'account'), 'not_found');
  });

  it('shows colleagues without their addresses', async () => {
    const site = await open('partner');
    assert.deepEqual(await site.titles(PARTNER, 'contact'), ['ann']);
    assert.deepEqual(await site.titles(subject('cat', 'other', 'partner'), 'contact'), ['bob']);
    const columns = await site.columns(subject('cat', 'other', 'partner'), 'contact');
    assert.equal(columns.includes('email'), false);
  });
});

describe('the employee starter', () => {
  it('shows nothing to who is no employee', async () => {
    const site = await open('employee');
    for (const who of [ANYONE, ANN, PARTNER]) {
      for (const table of ['article', 'case', 'contact', 'category']) {
        assert.equal(await site.titles(who, table), 'not_found', table);
      }
    }
  });

  it('shows employees all articles but drafts, and their own requests', async () => {
    const site = await open('employee');
    assert.deepEqual(await site.titles(EMPLOYEE, 'article'), ['customer', 'internal', 'partner', 'public']);
    assert.deepEqual(await site.titles(EMPLOYEE, 'case'), ['of ann']);
  });
});
