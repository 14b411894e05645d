import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { runPortico } from '../adapter-process.ts';
import { signIn } from '../identity/sign-in-flow.ts';
import { STORE } from './demo-store.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const TABLES = ['account', 'contact', 'article', 'case', 'case_note', 'thread', 'post', 'vote', 'lead'];
const counts = () => Promise.all(TABLES.map(async (table) => (await stage.records(table)).length));

/** What `portico probe` says of an address of the demo, as this login if any, and as anybody; and how it ended. */
async function probe(
  url: string,
  login?: string,
): Promise<{ readonly clean: boolean; readonly said: string }> {
  const token = login && (await signIn(stage.demo.identity, stage.demo.site, login)).access_token;
  const lines: string[] = [];
  const clean = await runPortico(['probe', url, '--canaries', '--rate', '2000'], {
    ...stage.adapter,
    env: { ...stage.adapter.env, ...(token ? { PORTICO_PROBE_TOKEN: token } : {}) },
    print: (line) => void lines.push(line),
  }).then(
    () => true,
    () => false,
  );
  return { clean, said: lines.join('\n') };
}

/** Thousands of requests for each view: enough to look at one of them where a store is not in the same process. */
const login = STORE === 'sqlite' ? 'ines' : undefined;

test(`from outside the demo shows what its configuration says: ${login ? 'to a dealer, and ' : ''}to anybody`, async () => {
  const before = await counts();
  const { clean, said } = await probe(stage.demo.adapter, login);
  assert.ok(clean, said);
  if (login) assert.match(said, /^signed in {2}contact [0-9a-f-]{36}; authenticated, partner$/m);
  for (const view of login ? ['signed in', 'anonymous'] : ['anonymous'])
    for (const how of ['canaries found by id', 'found by a filter', 'found by search']) {
      const [, found, expected] = new RegExp(`ok +${view}: (\\d+) of (\\d+) ${how}`).exec(said) ?? [];
      assert.ok(found !== undefined && found === expected, `${view}: ${how}\n${said}`);
    }
  assert.match(said, /No leak\./);
  // Nothing of it stays.
  assert.deepEqual(await counts(), before);
});

test('a proxy that tells what the adapter keeps back is found out', async () => {
  const before = await counts();
  let told = false;
  const proxy = createServer(async (request, response) => {
    if (request.method !== 'GET') {
      response.writeHead(405).end();
      return;
    }
    // One leak is enough; that the crawl goes on is shown above.
    if (told) {
      response.writeHead(401, { 'cache-control': 'no-store' }).end();
      return;
    }
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (!['connection', 'host', 'content-length'].includes(name)) headers.set(name, String(value));
    const answer = await fetch(stage.demo.adapter + request.url, {
      headers,
      redirect: 'manual',
    });
    const notes = request.url?.startsWith('/v1/tables/') ? await stage.records('article') : [];
    const kept = notes.map(({ internal_note: note }) => note).filter((note) => typeof note === 'string');
    told = kept.length > 0;
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      'x-debug': Buffer.from(kept.join(' ')).toString('base64url').slice(0, 8000),
    });
    response.end(body);
  });
  await new Promise<void>((listening) => proxy.listen(0, 'localhost', listening));
  try {
    const { clean, said } = await probe(`http://localhost:${(proxy.address() as AddressInfo).port}`, 'mira');
    assert.equal(clean, false);
    assert.match(said, /leak secret-shown {2}article\.internal_note/);
  } finally {
    proxy.close();
    proxy.closeAllConnections();
  }
  assert.deepEqual(await counts(), before);
});
