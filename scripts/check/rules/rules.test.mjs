import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toSourceFile } from '../source-files.mjs';
import { checkElementBase } from './element-base.mjs';
import { checkFileLengths } from './file-lengths.mjs';
import { checkFirstLoaded } from './first-loaded.mjs';
import { checkForbiddenText } from './forbidden-text.mjs';
import { checkMirrorPlans } from './mirror-plans.mjs';
import { checkPackagePicture } from './package-picture.mjs';
import { checkStoreInterface } from './store-interface.mjs';
import { checkTestRatio } from './test-ratio.mjs';
import { checkVersions } from './versions.mjs';
import { checkWebStandard } from './web-standard.mjs';

const lines = (count) => 'x;\n'.repeat(count);
const file = (path, text) => toSourceFile(path, text);

describe('file lengths', () => {
  it('lets 400 lines pass and not one more', () => {
    const short = Array.from({ length: 20 }, (_, index) => file(`packages/a/src/${index}.ts`, lines(50)));
    assert.deepEqual(checkFileLengths([...short, file('packages/a/src/long.ts', lines(400))]).faults, []);
    assert.equal(checkFileLengths([...short, file('packages/a/src/long.ts', lines(401))]).faults.length, 1);
  });

  it('refuses a median over 100 and a ninth decile over 300', () => {
    const many = (count, length) =>
      Array.from({ length: count }, () => file('packages/a/src/a.ts', lines(length)));
    assert.match(checkFileLengths(many(3, 101)).faults.join(), /median/);
    assert.match(checkFileLengths([...many(8, 10), ...many(2, 301)]).faults.join(), /one in ten|in ten/i);
  });

  it('does not measure tests', () => {
    assert.deepEqual(checkFileLengths([file('packages/a/src/a.test.ts', lines(900))]).faults, []);
  });
});

describe('test ratio', () => {
  it('wants twice as many test lines where records are guarded', () => {
    const files = [
      file('packages/adapter/src/filter/a.ts', lines(10)),
      file('packages/adapter/src/filter/a.test.ts', lines(19)),
    ];
    assert.deepEqual(
      checkTestRatio(files).faults.map((fault) => fault.split(' ')[0]),
      ['packages/adapter/src/filter/'],
    );
  });

  it('counts the store contract and the oracle as tests', () => {
    const files = [
      file('packages/a/src/a.ts', lines(10)),
      file('packages/adapter/src/store/contract/x.ts', lines(5)),
      file('packages/adapter/src/oracle/evaluate/x.ts', lines(5)),
    ];
    assert.deepEqual(checkTestRatio(files).faults, []);
  });
});

describe('store interface', () => {
  const store = (body) => file('packages/adapter/src/store/store.ts', `export interface Store {\n${body}}\n`);
  it('fits on 60 lines, or fails', () => {
    assert.deepEqual(checkStoreInterface([store(lines(58))]).faults, []);
    assert.equal(checkStoreInterface([store(lines(59))]).faults.length, 1);
  });
  it('must be there', () => assert.equal(checkStoreInterface([]).faults.length, 1));
});

describe('plans of the mirror', () => {
  const used = "import { mirrorPlanner } from '@portico/adapter/store';\n";
  const faults = (path, text) => checkMirrorPlans([file(path, text)]).faults.length;

  it('are for the feed, and for those who make them', () => {
    for (const path of [
      'packages/store-dataverse/src/feed/table-feed.ts',
      'packages/adapter/src/plan/make-plan.ts',
      'packages/adapter/src/store/index.ts',
    ])
      assert.equal(faults(path, used), 0, path);
  });

  it('are in no route, and in nothing that serves', () => {
    for (const path of [
      'packages/adapter/src/routes/records.ts',
      'packages/adapter/src/adapter.ts',
      'packages/server/src/serve/serve.ts',
      'packages/store-dataverse/src/read/get-record.ts',
    ])
      for (const text of [
        used,
        "import * as store from '@portico/adapter/store';\nstore.mirrorPlanner.mirrored(table, query);\n",
        "import { mirrorListPlan } from '../plan/mirror-plans.ts';\n",
        "const { mirrorPlanner } = await import('@portico/adapter/store');\n",
      ])
        assert.equal(faults(path, text), 1, `${path}: ${text}`);
  });

  it('may be spoken of, and tested', () => {
    assert.equal(faults('packages/adapter/src/routes/records.ts', '// unlike mirrorPlanner\n'), 0);
    assert.equal(faults('packages/store-dataverse/src/search.test.ts', used), 0);
  });
});

describe('element base', () => {
  const base = (body) =>
    file('packages/elements/src/base/base.ts', `export abstract class Base extends LitElement {\n${body}}\n`);
  const widget = (name, parent) =>
    file(`packages/elements/src/${name}.ts`, `export class ${name} extends ${parent} {\n}\n`);

  it('allows one short base class and widgets on it', () => {
    assert.deepEqual(checkElementBase([base(lines(23)), widget('A', 'Base')]).faults, []);
  });
  it('refuses a long base class', () =>
    assert.equal(checkElementBase([base(lines(24)), widget('A', 'Base')]).faults.length, 1));
  it('refuses a second base class', () => {
    const other = [widget('Other', 'LitElement'), widget('B', 'Other')];
    assert.equal(checkElementBase([base(''), widget('A', 'Base'), ...other]).faults.length, 1);
  });
  it('refuses a widget on a widget', () => {
    assert.equal(checkElementBase([base(''), widget('A', 'Base'), widget('B', 'A')]).faults.length, 1);
  });
});

describe('package picture', () => {
  const declared = () => ['own', 'lit', '@portico/protocol', '@portico/adapter', '@portico/elements'];
  const faults = (path, specifier) =>
    checkPackagePicture([file(path, `import type { X } from '${specifier}';\n`)], declared).faults;

  it('allows upward imports that are declared', () => {
    assert.deepEqual(faults('packages/client/src/a.ts', '@portico/protocol'), []);
    assert.deepEqual(faults('packages/elements/src/a.ts', 'lit'), []);
    assert.deepEqual(faults('packages/store-sql/src/a.ts', '@portico/adapter/store'), []);
  });
  for (const [path, specifier] of [
    ['packages/protocol/src/a.ts', '@portico/client'],
    ['packages/elements/src/a.ts', '@portico/adapter'],
    ['packages/adapter/src/a.ts', '@portico/elements'],
    ['packages/adapter/src/a.test.ts', '@portico/elements'],
    ['packages/server/src/a.ts', '@portico/elements'],
    ['packages/client/src/a.ts', 'portico'],
    ['packages/client/src/a.ts', 'zod'],
    ['packages/client/src/a.ts', '../../adapter/src/x.ts'],
    ['packages/client/src/a.ts', '@portico/demo'],
  ]) {
    it(`refuses ${specifier} in ${path}`, () => assert.equal(faults(path, specifier).length, 1));
  }
  it('lets tests use what the root declares', () => {
    assert.deepEqual(faults('packages/client/src/a.test.ts', 'fast-check'), []);
  });
});

describe('web-standard packages', () => {
  const faults = (path, text) => checkWebStandard([file(path, text)]).faults;
  it('use nothing of Node', () => {
    assert.equal(faults('packages/adapter/src/a.ts', "import { x } from 'node:fs';").length, 1);
    assert.equal(faults('packages/client/src/a.ts', 'const x = process.env.X;').length, 1);
    assert.equal(faults('packages/client/src/a.ts', 'const x = Buffer.from("");').length, 1);
  });
  it('may speak of it, and test with it', () => {
    assert.deepEqual(
      faults('packages/adapter/src/a.ts', '// process.env is for others\nconst ArrayBufferX = 1;'),
      [],
    );
    assert.deepEqual(faults('packages/adapter/src/a.test.ts', "import { test } from 'node:test';"), []);
    assert.deepEqual(faults('packages/store-sql/src/a.ts', "import { x } from 'node:sqlite';"), []);
  });
});

describe('what is loaded before the pinned Node', () => {
  const START = file(
    'scripts/x.mjs',
    "import { u } from './setup/under-pinned-node.mjs';\nimport './a/b.mjs';",
  );
  const faults = (text) => checkFirstLoaded([START, file('scripts/a/b.mjs', text)]).faults;

  it('is no TypeScript and no package, however deep', () => {
    assert.equal(faults("import { s } from '../../packages/a/src/s.ts';").length, 1);
    assert.equal(faults("import { build } from 'esbuild';").length, 1);
  });
  it('may name both where they are imported later', () => {
    assert.deepEqual(
      faults("import 'node:fs';\nconst { s } = await import('../../packages/a/src/s.ts');"),
      [],
    );
  });
  it('leaves alone what no script of package.json starts with', () => {
    assert.deepEqual(
      checkFirstLoaded([file('scripts/c.mjs', "import { build } from 'esbuild';")]).faults,
      [],
    );
  });
});

describe('forbidden text', () => {
  const faults = (path, text) => checkForbiddenText([file(path, text)]).faults;
  const ELEMENT = 'packages/elements/src/a.ts';
  for (const text of [
    'html`<p style="color: red">`',
    'html`<p class="a" style=${x}>`',
    'styleMap({})',
    'css`p { margin: 1.5rem; }`',
    "const x = '/home/me';",
    '// TODO later',
  ]) {
    it(`refuses ${text}`, () => assert.equal(faults(ELEMENT, text).length, 1));
  }
  it('allows em, style sheets and addresses', () => {
    assert.deepEqual(
      faults(ELEMENT, "css`p { margin: 1em; }`; const a = '/v1/site'; const theorem = 1;"),
      [],
    );
  });
});

describe('versions', () => {
  const a = { name: 'a', version: '1.0.0' };
  it('are one, within dependencies too', () => {
    assert.deepEqual(
      checkVersions([a, { name: 'b', version: '1.0.0', dependencies: { a: '1.0.0', lit: '3' } }]).faults,
      [],
    );
    assert.equal(checkVersions([a, { name: 'b', version: '1.1.0' }]).faults.length, 1);
    assert.equal(
      checkVersions([a, { name: 'b', version: '1.0.0', dependencies: { a: '^1.0.0' } }]).faults.length,
      1,
    );
  });
});
