import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { FormReceipt, RecordPage, SessionInfo, WrittenRecord } from '@portico/protocol';
import { recordIdOf } from '../import/record-id.ts';
import { runPortico } from '../testing/run-portico.ts';
import { type Seed, seedRecords } from '../testing/seed-records.ts';
import { startServing } from '../testing/serving.ts';
import { type SmallIssuer, startIssuer } from '../testing/small-issuer.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { type StarterName, starterSource } from './starters.ts';

const CLASSES = ['draft', 'internal', 'partner', 'customer', 'public'];
const PEOPLE = { ann: 'acme', ben: 'acme', cat: 'globex' } as const;
const id = recordIdOf;

/** Two accounts with three people, a case of each with notes for customers and for staff, and a forum. */
function seedFor(issuer: string): Seed {
  return [
    ...CLASSES.map(
      (visibility) =>
        [
          'article',
          visibility,
          { title: `${visibility} article`, visibility, body: '<p>teapot</p>' },
        ] as const,
    ),
    ['account', 'acme', { name: 'Acme' }],
    ['account', 'globex', { name: 'Globex' }],
    ...Object.entries(PEOPLE).flatMap(([person, account]) => {
      const contact = id('contact', person);
      const owner = { contact, account: id('account', account) };
      const note = { case: id('case', person), author: contact };
      return [
        ['contact', person, { name: person, email: `${person}@example.com`, account: owner.account }],
        ['identity', person, { issuer, subject: person, contact }],
        [
          'case',
          person,
          { title: `case of ${person}`, description: 'x', internal_note: 'for staff', ...owner },
        ],
        ['case_note', `${person} public`, { ...note, text: `note to ${person}`, visibility: 'customer' }],
        ['case_note', `${person} internal`, { ...note, text: `about ${person}`, visibility: 'internal' }],
      ] as const;
    }),
    ['forum', 'open', { name: 'Open', visibility: 'public' }],
    ['forum', 'closed', { name: 'Closed', visibility: 'internal' }],
    [
      'thread',
      'open',
      { title: 'open thread', body: 'x', forum: id('forum', 'open'), author: id('contact', 'ann') },
    ],
    ['thread', 'closed', { title: 'closed thread', body: 'x', forum: id('forum', 'closed') }],
    [
      'thread',
      'hidden',
      { title: 'hidden thread', body: 'x', forum: id('forum', 'open'), visibility: 'hidden' },
    ],
    ['lead', 'one', { topic: 'a lead', last_name: 'Somebody' }],
  ];
}

/** What one person can do there over HTTP. */
interface Visitor {
  readonly session: () => Promise<SessionInfo>;
  /** Titles in alphabetical order, or the status of the refusal. */
  readonly list: (table: string) => Promise<readonly string[] | number>;
  /** Names of columns over all records. */
  readonly columns: (table: string) => Promise<readonly string[]>;
  readonly search: (text: string) => Promise<readonly string[]>;
  readonly send: (method: string, path: string, body: unknown) => Promise<Response>;
  readonly create: (table: string, values: object) => Promise<number>;
  readonly status: (path: string) => Promise<number>;
}

/** `init`, records, an identity provider, `serve`. */
async function open(test: TestContext, name: StarterName, roles: readonly string[] = []) {
  const folder = temporaryFolder(test);
  assert.equal((await runPortico(['init', name], folder)).code, 0);
  const issuer = await startIssuer(test);
  const identity = JSON.stringify(issuer.identity({ roles }));
  writeFileSync(
    join(folder, 'with-sign-in.ts'),
    `import starter from './portico.config.ts';\nexport default { ...starter, identity: ${identity} };\n`,
  );
  const { default: config } = await import(starterSource(name).href);
  await seedRecords(join(folder, 'data/portico.db'), config, seedFor(issuer.url));
  const { url, stop } = await startServing(test, folder, ['--config', 'with-sign-in.ts']);
  return { issuer, stop, visitor: (headers: Record<string, string> = {}) => visitorAt(url, headers) };
}

function visitorAt(url: string, headers: Readonly<Record<string, string>>): Visitor {
  const records = (table: string) => `/v1/tables/${table}/records`;
  const get = (path: string) => fetch(`${url}${path}`, { headers });
  const send = (method: string, path: string, body: unknown) =>
    fetch(`${url}${path}`, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const page = async (table: string) =>
    (await (await get(`${records(table)}?limit=100`)).json()) as RecordPage;
  return {
    send,
    session: async () => (await (await get('/v1/session')).json()) as SessionInfo,
    list: async (table) => {
      const response = await get(`${records(table)}?limit=100`);
      if (response.status !== 200) return response.status;
      const { records: found } = (await response.json()) as RecordPage;
      return found.map((record) => String(record.title ?? record.name ?? record.text)).sort();
    },
    columns: async (table) => [
      ...new Set((await page(table)).records.flatMap((record) => Object.keys(record))),
    ],
    search: async (text) => {
      const { hits } = (await (await get(`/v1/search?q=${text}&limit=50`)).json()) as {
        hits: { title: { text: string }[] }[];
      };
      return hits.map(({ title }) => title.map((part) => part.text).join('')).sort();
    },
    create: async (table, values) => (await send('POST', records(table), values)).status,
    status: async (path) => (await get(path)).status,
  };
}

const as = (issuer: SmallIssuer, person: string, ...roles: string[]) => issuer.bearer(person, { roles });
const articles = (...classes: string[]) => classes.map((name) => `${name} article`).sort();

describe('what init writes, served', { concurrency: 2 }, () => {
  it('customer: everyone reads public articles, guests ask, customers see their own', async (test) => {
    const { issuer, visitor } = await open(test, 'customer');
    const guest = visitor();
    const ann = visitor(as(issuer, 'ann'));
    assert.equal((await guest.session()).authenticated, false);
    assert.equal((await ann.session()).contact, id('contact', 'ann'));

    assert.deepEqual(await guest.list('article'), articles('public'));
    assert.deepEqual(await ann.list('article'), articles('public', 'customer'));
    assert.deepEqual(await guest.search('teapot'), articles('public'));
    assert.deepEqual(await ann.search('teapot'), articles('public', 'customer'));
    assert.equal(await guest.status(`/v1/tables/article/records/${id('article', 'customer')}`), 404);
    assert.equal(await guest.status(`/v1/tables/article/records/${id('article', 'public')}`), 200);

    assert.equal(await guest.list('case'), 404);
    assert.deepEqual(await ann.list('case'), ['case of ann']);
    assert.equal(await ann.status(`/v1/tables/case/records/${id('case', 'ben')}`), 404, 'of a colleague');
    assert.deepEqual(await ann.list('case_note'), ['note to ann']);
    assert.equal((await ann.columns('case')).includes('internal_note'), false);
    assert.equal(await ann.list('lead'), 404);
    assert.equal(await ann.list('identity'), 404);
    assert.deepEqual(await ann.list('contact'), ['ann']);

    const asked = { title: 'Help', description: 'It does not work.' };
    assert.equal(
      await guest.create('case', { ...asked, guest_name: 'G', guest_email: 'g@example.com' }),
      201,
    );
    assert.equal(
      await guest.create('case', { ...asked, contact: id('contact', 'ann') }),
      422,
      'in the name of another',
    );
    assert.equal(await ann.create('case', { ...asked, status: 'resolved' }), 422);
    const made = (await (await ann.send('POST', '/v1/tables/case/records', asked)).json()) as WrittenRecord;
    assert.equal(made.record?.title, 'Help');
    assert.equal(await ann.create('case_note', { case: id('case', 'ben'), text: 'x' }), 422);
    assert.equal(await ann.create('case_note', { case: made.id, text: 'More' }), 201);

    const receipt = await guest.send('POST', '/v1/forms/contact/submissions', {
      values: { last_name: 'Doe', email: 'doe@example.com', message: 'Call me.' },
      consents: { reply: true, news: false },
    });
    assert.equal(receipt.status, 201);
    assert.equal(((await receipt.json()) as FormReceipt).title, 'Thank you');
  });

  it('community: everyone reads, who signed in writes, moderators see what is hidden', async (test) => {
    const { issuer, visitor } = await open(test, 'community', ['moderator']);
    const guest = visitor();
    const ann = visitor(as(issuer, 'ann'));
    const moderator = visitor(as(issuer, 'cat', 'moderator'));
    assert.deepEqual((await moderator.session()).webRoles.toSorted(), ['authenticated', 'moderator']);

    assert.deepEqual(await guest.list('forum'), ['Open']);
    assert.deepEqual(await guest.list('thread'), ['open thread']);
    assert.deepEqual(await ann.list('thread'), ['open thread']);
    assert.deepEqual(await moderator.list('thread'), ['closed thread', 'hidden thread', 'open thread']);
    assert.equal(await guest.list('case'), 404);
    assert.equal(await ann.list('case'), 404);

    const thread = { title: 'Why?', body: 'Because **x**.', forum: id('forum', 'open') };
    assert.equal(await guest.create('thread', thread), 403);
    assert.equal(await ann.create('thread', thread), 201);
    assert.equal(await ann.create('thread', { ...thread, forum: id('forum', 'closed') }), 422);
    assert.equal(await ann.create('thread', { ...thread, visibility: 'hidden' }), 422);

    const open_ = `/v1/tables/thread/records/${id('thread', 'open')}`;
    assert.equal((await ann.send('POST', `${open_}/moderate`, { visibility: 'hidden' })).status, 403);
    assert.ok([401, 403].includes((await guest.send('POST', `${open_}/vote`, { on: true })).status));
    assert.equal((await ann.send('POST', `${open_}/vote`, { on: true })).status, 200);
    assert.equal((await moderator.send('POST', `${open_}/moderate`, { visibility: 'hidden' })).status, 200);
    assert.equal(await guest.status(open_), 404);
    assert.deepEqual(await guest.search('open'), []);
  });

  it('partner: partners see the account they belong to, its cases and articles for partners', async (test) => {
    const { issuer, visitor } = await open(test, 'partner', ['partner']);
    const ann = visitor(as(issuer, 'ann', 'partner'));
    const cat = visitor(as(issuer, 'cat', 'partner'));
    const customer = visitor(as(issuer, 'ben'));

    assert.deepEqual(await ann.list('account'), ['Acme']);
    assert.deepEqual(await cat.list('account'), ['Globex']);
    assert.deepEqual(await ann.list('case'), ['case of ann', 'case of ben'], "its colleagues' too");
    assert.deepEqual(await cat.list('case'), ['case of cat']);
    assert.deepEqual(await ann.list('case_note'), ['note to ann', 'note to ben']);
    assert.deepEqual(await ann.list('contact'), ['ann', 'ben']);
    assert.deepEqual(await ann.list('article'), articles('public', 'customer', 'partner'));
    assert.equal(await ann.status(`/v1/tables/account/records/${id('account', 'globex')}`), 404);

    // Without the role the account alone opens nothing.
    assert.deepEqual(await customer.list('article'), articles('public'));
    for (const table of ['case', 'account', 'case_note'])
      assert.equal(await customer.list(table), 404, table);

    assert.equal(await ann.create('lead', { topic: 'A deal', last_name: 'X' }), 201);
    assert.equal(
      await customer.create('lead', { topic: 'A deal', last_name: 'X' }),
      404,
      'as if there were none',
    );
    assert.equal(await ann.list('lead'), 404);
  });

  it('employee: nothing without the role, and a request for each employee alone', async (test) => {
    const { issuer, visitor } = await open(test, 'employee', ['employee']);
    const employee = visitor(as(issuer, 'ann', 'employee'));
    for (const outsider of [visitor(), visitor(as(issuer, 'ben')), visitor(as(issuer, 'ben', 'admin'))]) {
      for (const table of [
        'article',
        'case',
        'case_note',
        'contact',
        'category',
        'account',
        'forum',
        'lead',
      ]) {
        assert.equal(await outsider.list(table), 404, table);
      }
      assert.deepEqual(await outsider.search('teapot'), []);
      const created = await outsider.create('case', { title: 'x', description: 'y' });
      assert.ok([403, 404].includes(created), String(created));
    }
    assert.deepEqual(await employee.list('article'), articles('public', 'customer', 'partner', 'internal'));
    assert.deepEqual(await employee.search('teapot'), articles('public', 'customer', 'partner', 'internal'));
    assert.deepEqual(await employee.list('case'), ['case of ann']);
    assert.equal(await employee.create('case', { title: 'A chair', description: 'Mine broke.' }), 201);
  });

  it('takes no token for granted: another audience, an old one, an unknown person, a changed one', async (test) => {
    const { issuer, visitor } = await open(test, 'customer');
    const now = Math.floor(Date.now() / 1000);
    const good = issuer.bearer('ann').authorization;
    const [head = '', payload = '', signature = ''] = good.slice('Bearer '.length).split('.');
    const other = issuer.bearer('ben').authorization.slice('Bearer '.length).split('.')[1];
    for (const [what, headers, status] of [
      ['a good one', { authorization: good }, 200],
      ['another audience', issuer.bearer('ann', { aud: 'https://other.example.com' }), 401],
      ['another issuer', issuer.bearer('ann', { iss: 'https://other.example.com' }), 401],
      ['expired', issuer.bearer('ann', { iat: now - 900, exp: now - 600 }), 401],
      ['from the future', issuer.bearer('ann', { iat: now + 600, exp: now + 900 }), 401],
      ['an ID token', issuer.bearer('ann', { nonce: 'x' }), 401],
      ['of nobody known', issuer.bearer('zed'), 403],
      ['of nobody at all', issuer.bearer(''), 401],
      ['the claims of another', { authorization: `Bearer ${head}.${other}.${signature}` }, 401],
      ['without its signature', { authorization: `Bearer ${head}.${payload}.` }, 401],
      ['another scheme', { authorization: `Basic ${signature}` }, 401],
    ] as const) {
      assert.equal(await visitor(headers).status('/v1/tables/article/records'), status, what);
    }
  });
});
