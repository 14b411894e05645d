import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startDataverse } from '../testing/dataverse-process.ts';
import { runPortico } from '../testing/run-portico.ts';
import { startServing } from '../testing/serving.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const ARTICLES = {
  'articles/fans.md':
    '---\ntitle: Quiet fans\nvisibility: public\nupdated_at: 2025-06-01T10:00:00Z\n---\n\nFans are **quiet** when they are clean.\n',
  'articles/secret.md': '---\ntitle: Loud fans\nvisibility: internal\n---\n\nFans for employees.\n',
};

describe('portico on a Dataverse', () => {
  it('imports, serves and searches with nothing but variables of the environment', async (test) => {
    const folder = temporaryFolder(test, ARTICLES);
    const env = { ...(await startDataverse(test)), PORTICO_DATA: join(folder, 'data') };
    const imported = await runPortico(['import', 'articles', 'articles', '--json'], folder, env);
    assert.equal(imported.code, 0, imported.stderr);
    const again = await runPortico(['import', 'articles', 'articles'], folder, env);
    assert.match(again.stdout, /2 unchanged/);

    const serving = await startServing(test, folder, [], env);
    const get = async (path: string) => {
      const answer = await fetch(serving.url + path);
      assert.equal(answer.status, 200, path);
      return answer;
    };
    await get('/readyz');
    const found = await (await get('/v1/search?q=fans&facets=true')).json();
    assert.equal(found.count, 1);
    assert.equal(found.hits[0].title.map(({ text }: { text: string }) => text).join(''), 'Quiet fans');
    const listed = await (await get('/v1/tables/article/records?sort=-updated_at&count=true')).json();
    assert.equal(listed.count, 1);
    assert.match(listed.records[0].body, /<strong>quiet<\/strong>/);
    const submitted = await fetch(`${serving.url}/v1/tables/lead/records`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ topic: 'x', last_name: 'x' }),
    });
    assert.equal(submitted.status, 201);
    assert.deepEqual(
      readdirSync(join(folder, 'data')).filter((name) => name.endsWith('.db')).length,
      1,
      'the search index is the only database',
    );
    const { stdout } = await serving.stop();
    assert.doesNotMatch(stdout, /fake-secret/);
  });

  it('says what is missing where it may not make it', async (test) => {
    const folder = temporaryFolder(test, {});
    const env = { ...(await startDataverse(test)), DATAVERSE_PROVISION: 'false', PORTICO_DATA: folder };
    const { code, stderr } = await runPortico(['serve', '--port', '0'], folder, env);
    assert.equal(code, 1);
    assert.match(stderr, /Dataverse is not ready for this site/);
    assert.match(stderr, /incident: the column portico_product is missing/);
  });
});
