import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import customer from '../starters/customer.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { configFolder, loadConfig } from './load-config.ts';
import { readSite } from './read-site.ts';

const SITE = "site: { name: 'S', locales: ['en'], origins: [] }, webRoles: [], tablePermissions: []";

describe('loadConfig', () => {
  it('runs the customer starter where there is no file', async (test) => {
    const folder = temporaryFolder(test);
    const loaded = await loadConfig(undefined, folder);
    assert.deepEqual(loaded, { config: customer, file: null });
    assert.equal(configFolder(loaded, folder), folder);
  });

  it('reads portico.config.ts of the folder, with types, wherever the folder is', async (test) => {
    const source = `import { defineConfig, type PorticoConfig } from 'portico';
      const config: PorticoConfig = { ${SITE} };
      export default defineConfig(config);`;
    const folder = temporaryFolder(test, { 'portico.config.ts': source });
    const loaded = await loadConfig(undefined, folder);
    assert.equal(loaded.file, join(folder, 'portico.config.ts'));
    assert.equal(loaded.config.site.name, 'S');
  });

  it('reads the file it is told', async (test) => {
    const folder = temporaryFolder(test, { 'a/other.ts': `export default { ${SITE} };` });
    const loaded = await loadConfig('a/other.ts', folder);
    assert.equal(configFolder(loaded), join(folder, 'a'));
  });

  const refusals: readonly (readonly [what: string, source: string, message: RegExp])[] = [
    ['has no default export', `export const config = { ${SITE} };`, /must have `export default defineConfig/],
    ['does not parse', 'export default {', /cannot be loaded/],
    [
      'throws, with its line',
      "\n\nthrow new Error('no such secret');",
      /no such secret \(line 3, column \d+\)/,
    ],
    ['imports what is not there', "import 'not-installed-anywhere';", /not-installed-anywhere/],
    ['has a misspelt key', `export default { ${SITE}, tablePermision: [] };`, /tablePermision: unknown key/],
    [
      'names an unknown store',
      `export default { ${SITE}, store: { mongo: {} } };`,
      /store: must be \{ sqlite: \{ … \} \} or \{ postgres/,
    ],
    ['names two stores', `export default { ${SITE}, store: { sqlite: {}, x: {} } };`, /store: must be/],
    ['gives no path', `export default { ${SITE}, store: { sqlite: { file: 3 } } };`, /store\.sqlite\.file/],
    [
      'misspells the path',
      `export default { ${SITE}, store: { sqlite: { path: 'x' } } };`,
      /store\.sqlite\.path/,
    ],
  ];
  for (const [what, source, message] of refusals) {
    it(`refuses a file that ${what}`, async (test) => {
      const folder = temporaryFolder(test, { 'portico.config.ts': source });
      await assert.rejects(loadConfig(undefined, folder), (error: Error & { exitCode: number }) => {
        assert.match(error.message, message);
        assert.ok(error.message.includes(join(folder, 'portico.config.ts')));
        assert.equal(error.exitCode, 78);
        return true;
      });
    });
  }

  it('refuses to stand in for a file that was named', async (test) => {
    await assert.rejects(loadConfig('none.ts', temporaryFolder(test)), {
      exitCode: 78,
      message: /none\.ts does not exist/,
    });
  });

  it('says so when a folder was named, and names the file in it', async (test) => {
    const folder = temporaryFolder(test);
    await assert.rejects(loadConfig(folder), {
      exitCode: 78,
      message: `${folder} is a folder. Name the file: ${join(folder, 'portico.config.ts')}`,
    });
  });
});

describe('readSite', () => {
  it('lists every fault of a configuration with its place', () => {
    const config = { ...customer, webRoles: ['x', 'x '], site: { ...customer.site, origins: ['*'] } };
    assert.throws(() => readSite({ config, file: '/x/portico.config.ts' }), {
      exitCode: 78,
      message: /^\/x\/portico\.config\.ts is refused\.[\s\S]*\n {2}\S+: /,
    });
  });

  it('does not mind the store, which is not the adapter’s', () => {
    const config = { ...customer, store: { sqlite: {} } };
    assert.equal(readSite({ config, file: null }).config.site.name, 'My company');
  });
});
