import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Ports } from './config/ports.ts';
import { freePorts } from './free-ports.ts';
import { signIn } from './identity/sign-in-flow.ts';
import { recordIdOf } from './record-id.ts';
import { type RunningDemo, startDemo } from './start.ts';

type Json = Record<string, unknown>;

const printed: string[] = [];
const tokens = new Map<string, string>();
let data: string;
let ports: Ports;
let demo: RunningDemo;

const start = () => startDemo({ ports, data, print: (line) => printed.push(line) });

before(async () => {
  data = await mkdtemp(join(tmpdir(), 'portico-demo-'));
  ports = await freePorts();
  demo = await start();
  for (const login of ['mira', 'tomas', 'ines', 'sanne', 'bela', 'ravi', 'noor'])
    tokens.set(login, (await signIn(demo.identity, demo.site, login)).access_token);
});

after(async () => {
  await demo?.stop();
  await rm(data, { recursive: true });
});

/** Asks the adapter as a login, or as nobody. */
async function ask(login: string | null, path: string, body?: Json): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${demo.adapter}/v1/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      origin: demo.site,
      ...(login && { authorization: `Bearer ${tokens.get(login)}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

async function sources(login: string | null, table: string, column: string): Promise<string[]> {
  const { body } = await ask(login, `tables/${table}/records?limit=100&select=${column}`);
  return ((body.records as Json[]) ?? []).map((record) => String(record[column])).sort();
}

describe('the first start', () => {
  it('imports everything, with the commands it names', () => {
    assert.ok(printed.some((line) => line.includes('portico import articles demo/content/articles')));
    assert.deepEqual(
      printed.filter((line) => /failed|error/i.test(line)),
      [],
    );
  });

  it('lets the site, and no other, call the adapter', async () => {
    const allowed = async (origin: string) =>
      (await fetch(`${demo.adapter}/v1/site`, { headers: { origin } })).headers.get(
        'access-control-allow-origin',
      );
    assert.equal(await allowed(demo.site), demo.site);
    assert.equal(await allowed('http://localhost:1'), null);
  });
});

describe('who reads what', () => {
  const ARTICLES: readonly (readonly [string | null, number])[] = [
    [null, 48],
    ['mira', 51],
    ['ines', 55],
    ['bela', 59],
  ];
  for (const [login, count] of ARTICLES)
    it(`${login ?? 'a visitor'} reads ${count} of 60 articles`, async () => {
      const { body } = await ask(login, 'tables/article/records?count=true&limit=1');
      assert.equal(body.count, count);
    });

  it('a draft is read by nobody', async () => {
    const draft = recordIdOf('article', 'drafts/coracle-2027.md');
    for (const login of [null, ...tokens.keys()])
      assert.equal((await ask(login, `tables/article/records/${draft}`)).status, 404);
  });

  it('a customer reads the own cases and nobody else’s', async () => {
    assert.deepEqual(await sources('mira', 'case', 'title'), [
      'Can I get the wide bench for a Punt from 2025?',
      'Front brake lever comes closer to the grip',
      'The zip of the Sprayhood does not close any more',
    ]);
    const foreign = recordIdOf('case', 'tomas-key');
    assert.equal((await ask('mira', `tables/case/records/${foreign}`)).status, 404);
    assert.equal((await ask('tomas', `tables/case/records/${foreign}`)).status, 200);
  });

  it('a partner reads the account’s cases, a colleague’s too, and not another dealer’s', async () => {
    const ines = await sources('ines', 'case', 'title');
    assert.ok(ines.includes('Torque ripple 9.4 % after update to 4.2'));
    assert.ok(!(await sources('sanne', 'case', 'title')).some((title) => ines.includes(title)));
  });

  it('notes for the staff stay with the staff', async () => {
    const { body } = await ask('mira', 'tables/case_note/records?limit=100');
    const texts = (body.records as Json[]).map(({ text }) => String(text));
    assert.ok(texts.some((text) => text.includes('worn slider')));
    assert.ok(!texts.some((text) => text.includes('Slider batch')));
  });

  it('a technician reads the own work orders, and nobody else reads any', async () => {
    assert.equal((await sources('ravi', 'work_order', 'title')).length, 4);
    for (const login of [null, 'mira', 'ines', 'bela'])
      assert.equal((await ask(login, 'tables/work_order/records')).status, 404);
  });

  it('nobody reads leads', async () => {
    for (const login of [null, ...tokens.keys()])
      assert.equal((await ask(login, 'tables/lead/records')).status, 404);
  });

  it('forums open by role, and a hidden post only to the moderator', async () => {
    const hidden = recordIdOf('post', 'lease-end/2');
    assert.equal((await sources(null, 'forum', 'name')).length, 3);
    assert.equal((await sources('ines', 'forum', 'name')).length, 4);
    assert.equal((await sources('bela', 'forum', 'name')).length, 5);
    for (const login of [null, 'mira', 'ines', 'bela'])
      assert.equal((await ask(login, `tables/post/records/${hidden}`)).status, 404);
    assert.equal((await ask('noor', `tables/post/records/${hidden}`)).status, 200);
  });

  it('votes are counted for everyone, and name nobody', async () => {
    const post = recordIdOf('post', 'cobbles-click/3');
    const { body } = await ask(null, `tables/post/records/${post}`);
    assert.equal(body.vote_count, 4);
    const votes = (await ask(null, 'tables/vote/records')).body.records as Json[];
    assert.ok(votes.every((vote) => !('contact' in vote)));
  });
});

describe('what people do', () => {
  it('a guest files a case and may not read it', async () => {
    const { status, body } = await ask(null, 'forms/case-guest/submissions', {
      values: {
        guest_name: 'Ann Guest',
        guest_email: 'ann@example.com',
        title: 'The bell fell off',
        description: 'It rang, then it fell.',
        kind: 'problem',
      },
    });
    assert.equal(status, 201);
    assert.match(String(body.reference), /^CAS-\d{5}$/);
    assert.equal((await ask(null, `tables/case/records/${body.id}`)).status, 404);
  });

  it('a guest cannot say whose case it is', async () => {
    const values = { guest_name: 'A', guest_email: 'a@example.com', title: 'x', description: 'y' };
    const { status } = await ask(null, 'tables/case/records', {
      ...values,
      contact: recordIdOf('contact', 'mira'),
    });
    assert.ok(status === 403 || status === 422, String(status));
  });

  it('a customer’s case belongs to the customer, and a note of a stranger is refused', async () => {
    const { body } = await ask('mira', 'forms/case/submissions', {
      values: { title: 'Bell again', description: 'Under the bench.', kind: 'question' },
    });
    const filed = (await ask('mira', `tables/case/records/${body.id}`)).body;
    assert.equal((filed.contact as Json).id, recordIdOf('contact', 'mira'));
    assert.equal(
      (await ask('mira', 'tables/case_note/records', { case: body.id, text: 'Found it.' })).status,
      201,
    );
    assert.equal(
      (await ask('tomas', 'tables/case_note/records', { case: body.id, text: 'Ha.' })).status,
      422,
    );
    assert.equal((await ask('tomas', `tables/case/records/${body.id}/close`, {})).status, 404);
  });

  it('a dealer’s case belongs to the dealer and to who filed it', async () => {
    const values = { title: 'Ring WK-160', description: 'Two, please.', kind: 'request' };
    const { body } = await ask('ines', 'forms/dealer-case/submissions', { values });
    const filed = (await ask('ines', `tables/case/records/${body.id}`)).body;
    assert.equal((filed.account as Json).id, recordIdOf('account', 'kettle-lane'));
    assert.equal((filed.account as Json).label, 'Kettle Lane Cycles');
    assert.equal((filed.contact as Json).id, recordIdOf('contact', 'ines'));
    assert.equal((await ask('sanne', `tables/case/records/${body.id}`)).status, 404);
  });

  it('each desk takes cases from its own people only', async () => {
    const values = { title: 'A second screen', description: 'For the drawings.', kind: 'request' };
    const send = async (login: string | null, form: string) =>
      (await ask(login, `forms/${form}/submissions`, { values })).status;
    assert.equal(await send('bela', 'helpdesk'), 201);
    for (const login of [null, 'mira', 'ines']) assert.notEqual(await send(login, 'helpdesk'), 201);
    for (const login of [null, 'mira', 'bela']) assert.notEqual(await send(login, 'dealer-case'), 201);
  });

  it('the contact form makes a lead only with consent', async () => {
    const values = { first_name: 'Ann', last_name: 'Guest', email: 'ann@example.com', interest: 'family' };
    assert.equal((await ask(null, 'forms/contact/submissions', { values })).status, 422);
    assert.equal(
      (await ask(null, 'forms/contact/submissions', { values, consents: { answer: true } })).status,
      201,
    );
  });

  it('a locked thread takes no reply', async () => {
    const thread = recordIdOf('thread', 'kilometre-club');
    assert.equal((await ask('mira', 'tables/post/records', { thread, body: 'Me too!' })).status, 422);
  });

  it('nobody asks in a forum they cannot read', async () => {
    const forum = recordIdOf('forum', 'dealers');
    const thread = { forum, title: 'Hello', body: 'Anyone here?' };
    assert.equal((await ask('mira', 'tables/thread/records', thread)).status, 422);
    assert.equal((await ask('ines', 'tables/thread/records', thread)).status, 201);
  });
});

describe('search', () => {
  const QUESTIONS: readonly (readonly [query: string, title: RegExp])[] = [
    ['charge the battery', /^Charging the battery$/],
    ['battery not charging', /^The battery does not charge$/],
    ['H10', /error codes|H10/],
    ['flat tyre', /puncture/i],
    ['lost key', /^Lost battery key$/],
    ['how many children', /^How many children fit$/],
    ['warranty', /warranty/i],
    ['akku laden', /^Den Akku laden$/],
  ];
  for (const [query, title] of QUESTIONS)
    it(`"${query}" finds what a person expects among the first three`, async () => {
      const { body } = await ask(null, `search?q=${encodeURIComponent(query)}&limit=3`);
      const titles = (body.hits as { title: { text: string }[] }[]).map((hit) =>
        hit.title.map((s) => s.text).join(''),
      );
      assert.ok(
        titles.some((found) => title.test(found)),
        titles.join(' | '),
      );
    });

  it('finds labour times for dealers alone', async () => {
    const count = async (login: string | null) =>
      (await ask(login, `search?q=${encodeURIComponent('labour times units')}&tables=article`)).body
        .hits as Json[];
    const found = (hits: Json[]) =>
      hits.some(({ id }) => id === recordIdOf('article', 'dealers/labour-times.md'));
    assert.ok(found(await count('ines')));
    assert.ok(!found(await count('mira')));
    assert.ok(!found(await count(null)));
  });
});

describe('stopping and starting', () => {
  it('keeps records and sign-ins, and imports nothing again', async () => {
    const before = await sources('mira', 'case', 'number');
    const lines = printed.length;
    await demo.stop();
    demo = await start();
    assert.deepEqual(await sources('mira', 'case', 'number'), before);
    assert.ok(!printed.slice(lines).some((line) => line.includes('import')));
  });

  it('says which port is taken, and leaves nothing running', async () => {
    const taken = createServer();
    const others = await freePorts();
    await new Promise<void>((resolve) => taken.listen(others.identity, 'localhost', resolve));
    const folder = await mkdtemp(join(tmpdir(), 'portico-demo-'));
    await assert.rejects(
      startDemo({ ports: others, data: folder, print: () => {} }),
      new RegExp(`Port ${others.identity} is taken.*PORTICO_ID_PORT`),
    );
    await assert.rejects(fetch(`http://localhost:${others.site}/`));
    await new Promise((resolve) => taken.close(resolve));
    await rm(folder, { recursive: true });
  });
});
