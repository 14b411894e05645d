import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it, type TestContext } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { getRaw } from '../testing/raw-http.ts';
import { integrityOf, sdkFolderWith } from '../testing/sdk-folder.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { type RunningServer, startServer } from './http-server.ts';
import { SdkFiles } from './sdk-files.ts';

const SOURCES = {
  'portico.js': `export const loader = '${'portico '.repeat(200)}';`,
  'core.js': 'export const core = 1;',
  'portico-search.js': 'export const search = 1;',
};
const OTHER = new Response('the adapter');

/** The browser files behind the very server that serves them. */
async function start(test: Pick<TestContext, 'after'>): Promise<RunningServer> {
  const folder = temporaryFolder(test as TestContext, {
    ...sdkFolderWith(SOURCES),
    'secret.js': 'secret',
    'sdk/.env': 'secret',
    'sdk/notes.txt': 'secret',
  });
  const sdk = new SdkFiles(`${folder}/sdk`, '1.2.3');
  return startServer(async (request) => sdk.respond(request) ?? OTHER.clone(), 0);
}

describe('the browser files over HTTP', () => {
  let server: RunningServer;
  const cleanings: (() => void)[] = [];
  before(async () => {
    server = await start({ after: (clean: () => void) => cleanings.push(clean) } as never);
  });
  after(async () => {
    await server.stop();
    for (const clean of cleanings) clean();
  });
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    getRaw(server.port, path, headers, method);

  for (const path of [
    '/sdk/../secret.js',
    '/sdk/1.2.3/../../secret.js',
    '/sdk/1.2.3/..%2f..%2fsecret.js',
    '/sdk/1.2.3/%2e%2e/%2e%2e/secret.js',
    '/sdk/1.2.3/..\\..\\secret.js',
    '/sdk/1.2.3/%5c..%5csecret.js',
    '/sdk/1.2.3/....//secret.js',
    '/sdk/1.2.3//etc/passwd',
    '/sdk/1.2.3/file:///etc/passwd',
    '/sdk/1.2.3/core.js%00.txt',
    '/sdk/1.2.3/core.js%20',
    '/sdk/1.2.3/core.js/',
    '/sdk/1.2.3/core.js;a=b',
    '/sdk/1.2.3/CORE.JS',
    '/SDK/1.2.3/core.js',
    '/sdk/1.2.3/%63ore.js',
    '/sdk/1%2e2%2e3/core.js',
    '/sdk/1.2.3%2fcore.js',
    '/sdk/1.2.3/.env',
    '/sdk/1.2.3/notes.txt',
    '/sdk/1.2.3/core.js.br',
    '/sdk/1.2.3/%c0%ae%c0%ae/secret.js',
    '/sdk/1.2.3/\u00e9.js',
    '/sdk/1.2.3/constructor',
    '/sdk/1.2.3/',
    '/sdk/v1/',
    '/sdk/v1/sri.json',
    '/sdk/latest/portico.js',
  ]) {
    it(`has nothing at ${path}`, async () => {
      const { status, body, headers } = await get(path);
      assert.doesNotMatch(body, /secret|export const|root:/);
      // A path that leads out of /sdk/ is the adapter's to answer; it is a file in no case.
      if (!body.includes('the adapter')) assert.ok([400, 404].includes(status), String(status));
      assert.notEqual(headers['cache-control'], 'public, max-age=31536000, immutable');
    });
  }

  it('takes a query for what it is: not part of the name', async () => {
    assert.equal((await get('/sdk/1.2.3/core.js?v=2&../x')).status, 200);
    assert.equal((await get('/sdk/1.2.3/core.js?')).status, 200);
  });

  it('sends the same bytes in every encoding, whose integrity is what sri.json says', async () => {
    const at = `http://localhost:${server.port}/sdk/1.2.3`;
    const table = (await (await fetch(`${at}/sri.json`)).json()) as Record<string, string>;
    assert.deepEqual(Object.keys(table).sort(), Object.keys(SOURCES).sort());
    for (const [name, integrity] of Object.entries(table)) {
      for (const encoding of ['br', 'gzip', 'identity']) {
        const response = await fetch(`${at}/${name}`, { headers: { 'accept-encoding': encoding } });
        // `fetch` decodes what it was sent.
        const bytes = new Uint8Array(await response.arrayBuffer());
        assert.equal(integrityOf(bytes), integrity, `${name} as ${encoding}`);
      }
    }
  });

  it('says how long each form is, and sends as much', async () => {
    const forms = [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
      ['identity', (bytes: Buffer) => bytes],
    ] as const;
    const lengths = new Set<number>();
    for (const [encoding, decode] of forms) {
      const answer = await get('/sdk/1.2.3/portico.js', { 'accept-encoding': encoding });
      const body = Buffer.from(answer.body, 'latin1');
      assert.equal(Number(answer.headers['content-length']), body.length);
      assert.equal(decode(body).toString(), SOURCES['portico.js']);
      lengths.add(body.length);
    }
    assert.equal(lengths.size, 3, 'three forms');
  });

  it('answers HEAD as GET, without the body', async () => {
    for (const encoding of ['br', 'identity']) {
      const headers = { 'accept-encoding': encoding };
      const head = await get('/sdk/1.2.3/portico.js', headers, 'HEAD');
      const { body, ...whole } = await get('/sdk/1.2.3/portico.js', headers);
      assert.equal(head.body, '');
      assert.ok(body.length > 0);
      for (const name of ['content-length', 'content-type', 'etag', 'content-encoding', 'vary']) {
        assert.equal(head.headers[name], whole.headers[name], name);
      }
    }
  });

  it('sends the whole file when asked for a part, which is always allowed', async () => {
    const { status, body, headers } = await get('/sdk/1.2.3/core.js', { range: 'bytes=2-5' });
    assert.equal(status, 200);
    assert.equal(body, SOURCES['core.js']);
    assert.equal(headers['content-range'], undefined);
  });

  it('answers 304 to who has the file, and the file to who has another', async () => {
    const { headers } = await get('/sdk/1.2.3/core.js');
    const etag = headers.etag ?? '';
    assert.match(etag, /^"[\w-]+"$/);
    for (const known of [etag, `W/${etag}`, `"a", ${etag}`, `"a",W/${etag} , "b"`, '*']) {
      const answer = await get('/sdk/1.2.3/core.js', { 'if-none-match': known });
      assert.equal(answer.status, 304, known);
      assert.equal(answer.body, '');
      assert.equal(answer.headers.etag, etag);
      assert.equal(answer.headers['access-control-allow-origin'], '*', 'a page may read it from its cache');
    }
    for (const other of ['"a"', etag.slice(0, -1), etag.replaceAll('"', '')]) {
      assert.equal((await get('/sdk/1.2.3/core.js', { 'if-none-match': other })).status, 200, other);
    }
  });

  it('names a form by what is in it: no two files or forms have one ETag', async () => {
    const etags: (string | undefined)[] = [];
    for (const name of Object.keys(SOURCES)) {
      for (const encoding of ['br', 'gzip', 'identity']) {
        etags.push((await get(`/sdk/1.2.3/${name}`, { 'accept-encoding': encoding })).headers.etag);
      }
    }
    assert.equal(new Set(etags).size, 9);
    const hash = createHash('sha256').update(SOURCES['core.js']).digest('base64url').slice(0, 22);
    assert.ok(etags.includes(`"${hash}-identity"`), 'the same on every machine that serves this file');
  });

  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    it(`refuses ${method}, and says what is taken`, async () => {
      const { status, headers } = await get('/sdk/1.2.3/core.js', {}, method);
      assert.deepEqual([status, headers.allow], [405, 'GET, HEAD']);
    });
  }

  it('lets every page load them, with no credentials, and lets none guess their type', async () => {
    const { headers } = await get('/sdk/1.2.3/core.js', { origin: 'https://anywhere.example' });
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['access-control-allow-credentials'], undefined);
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['set-cookie'], undefined);
  });

  const negotiations: readonly (readonly [accepted: string, expected: string | undefined])[] = [
    ['br', 'br'],
    ['gzip;q=1.0, br;q=0.1', 'br'],
    ['gzip , br', 'br'],
    ['gzip;q=0', undefined],
    ['br;q=0.000, gzip;q=0.001', 'gzip'],
    ['deflate, zstd', undefined],
    ['identity', undefined],
    ['xbr, brx', undefined],
    ['gzip;level=9', 'gzip'],
    [',,,', undefined],
  ];
  for (const [accepted, expected] of negotiations) {
    it(`sends ${expected ?? 'plain text'} to a client that takes "${accepted}"`, async () => {
      const { headers } = await get('/sdk/1.2.3/portico.js', { 'accept-encoding': accepted });
      assert.equal(headers['content-encoding'], expected);
      assert.equal(headers.vary, 'accept-encoding');
    });
  }
});
