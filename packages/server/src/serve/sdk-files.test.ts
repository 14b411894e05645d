import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { SdkFiles } from './sdk-files.ts';

const LOADER = 'export const loader = 1;';

function files(test: TestContext): SdkFiles {
  const folder = temporaryFolder(test, {
    'portico.js': LOADER,
    'portico.js.br': brotliCompressSync(LOADER),
    'portico.js.gz': gzipSync(LOADER),
    'core.js': 'core',
    'sri.json': '{}',
    'secret.txt': 'secret',
    'sub/deep.js': 'deep',
  });
  return new SdkFiles(folder, '1.2.3');
}

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Request(`http://a.example${path}`, { headers, method });

describe('SdkFiles', () => {
  it('serves the files of its version for ever, to every page', async (test) => {
    const response = files(test).respond(get('/sdk/1.2.3/core.js'));
    assert.equal(response?.status, 200);
    assert.equal(await response?.text(), 'core');
    const headers = Object.fromEntries(response?.headers ?? []);
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers.vary, 'accept-encoding');
    assert.equal(headers['content-length'], '4');
  });

  it('serves the evergreen loader for minutes, and nothing else beside it', (test) => {
    const sdk = files(test);
    assert.equal(sdk.respond(get('/sdk/v1/portico.js'))?.headers.get('cache-control'), 'public, max-age=300');
    assert.equal(sdk.respond(get('/sdk/v1/core.js'))?.status, 404);
  });

  it('sends the smallest form that the client takes and that is there', async (test) => {
    const sdk = files(test);
    const encodingOf = (accepted: string, file = 'portico.js') =>
      sdk
        .respond(get(`/sdk/1.2.3/${file}`, { 'accept-encoding': accepted }))
        ?.headers.get('content-encoding') ?? null;
    assert.equal(encodingOf('gzip, deflate, br, zstd'), 'br');
    assert.equal(encodingOf('gzip'), 'gzip');
    assert.equal(encodingOf('br;q=0, gzip;q=0.5'), 'gzip');
    assert.equal(encodingOf('BR'), 'br');
    assert.equal(encodingOf('brotli'), null);
    assert.equal(encodingOf(''), null);
    assert.equal(encodingOf('br', 'core.js'), null);
    const response = sdk.respond(get('/sdk/1.2.3/portico.js', { 'accept-encoding': 'gzip' }));
    assert.deepEqual(Buffer.from(await (response as Response).arrayBuffer()), gzipSync(LOADER));
  });

  it('answers 304 when the file is known in that form', (test) => {
    const sdk = files(test);
    const etag = sdk.respond(get('/sdk/v1/portico.js'))?.headers.get('etag') ?? '';
    assert.equal(sdk.respond(get('/sdk/v1/portico.js', { 'if-none-match': `"x", W/${etag}` }))?.status, 304);
    const other = { 'if-none-match': etag, 'accept-encoding': 'br' };
    assert.equal(sdk.respond(get('/sdk/v1/portico.js', other))?.status, 200);
  });

  it('answers HEAD without a body, and refuses other methods', async (test) => {
    const head = files(test).respond(get('/sdk/1.2.3/core.js', {}, 'HEAD'));
    assert.equal(head?.headers.get('content-length'), '4');
    assert.equal(await head?.text(), '');
    assert.equal(files(test).respond(get('/sdk/1.2.3/core.js', {}, 'POST'))?.status, 405);
  });

  it('knows only what it listed: no other kinds, versions, folders or paths', (test) => {
    const sdk = files(test);
    for (const path of [
      '/sdk/1.2.3/secret.txt',
      '/sdk/1.2.3/portico.js.br',
      '/sdk/1.2.3/sub/deep.js',
      '/sdk/1.0.0/core.js',
      '/sdk/1.2.3/%2e%2e/core.js',
      '/sdk/1.2.3/..%2fcore.js',
      '/sdk/1.2.3/core.js%00',
      '/sdk/1.2.3//core.js',
      '/sdk/__proto__',
      '/sdk/',
    ]) {
      assert.equal(sdk.respond(get(path))?.status, 404, path);
    }
    assert.equal(sdk.respond(get('/v1/site')), null);
    assert.equal(sdk.respond(get('/sdk')), null);
  });

  it('says that the files are not built', async (test) => {
    const sdk = new SdkFiles(`${temporaryFolder(test)}/none`, '1.2.3');
    assert.equal(sdk.present, false);
    const response = sdk.respond(get('/sdk/v1/portico.js'));
    assert.equal(response?.status, 503);
    assert.match((await response?.text()) ?? '', /npm run build/);
  });
});
