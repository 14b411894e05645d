import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { CommandError } from '../command-error.ts';
import { runPortico } from '../testing/run-portico.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { loadConfig } from './load-config.ts';
import { readSite } from './read-site.ts';

/** The parts of a sound configuration, as source. */
const SOUND = {
  site: "{ name: 'S', locales: ['en'], origins: ['https://www.example.com'] }",
  webRoles: "['editor']",
  tablePermissions: `[{ id: 'a', table: 'article', webRoles: ['anonymous'], access: 'global', reason: 'Public articles are for everyone.',
    privileges: ['read'], columns: { read: ['title'] } }]`,
};

type Parts = Partial<
  Record<keyof typeof SOUND | 'identity' | 'tables' | 'columns' | 'forms' | 'store', string>
>;

function sourceOf(parts: Parts): string {
  const entries = Object.entries({ ...SOUND, ...parts }).filter(([, value]) => value !== '');
  return `export default { ${entries.map(([key, value]) => `${key}: ${value}`).join(', ')} };`;
}

/** The refusal of a configuration file with this source; null when it is taken. */
async function refusalOf(test: TestContext, source: string): Promise<CommandError | null> {
  const folder = temporaryFolder(test, { 'portico.config.ts': source });
  try {
    readSite(await loadConfig(undefined, folder));
    return null;
  } catch (error) {
    assert.equal((error as CommandError).name, 'CommandError', String(error));
    assert.ok((error as Error).message.includes(join(folder, 'portico.config.ts')), 'names the file');
    return error as CommandError;
  }
}

const permission = (changes: string) =>
  `[{ id: 'a', table: 'article', webRoles: ['anonymous'], access: 'global', reason: 'Public articles are for everyone.', privileges: ['read'],
     columns: { read: ['title'] }, ${changes} }]`;
const form = (changes: string) =>
  `[{ name: 'f', table: 'lead', title: 'T', fields: [{ column: 'last_name' }], submitLabel: 'S',
     success: { title: 'T', message: 'M' }, ${changes} }]`;
const issuer = (changes: string) =>
  `{ signIn: { issuer: 'https://id.example', clientId: 'c', scope: 'openid' }, issuers: [{ issuer: 'https://id.example',
     audience: ['a'], algorithms: ['RS256'], claims: {}, ${changes} }] }`;
const table = (changes: string) =>
  `[{ name: 'device', label: 'Device', pluralLabel: 'Devices', title: 'name', columns: {
     name: { type: 'text', label: 'Name', maxLength: 90, classification: 'internal' } }, ${changes} }]`;

const FAULTS: readonly (readonly [what: string, parts: Parts, place: RegExp])[] = [
  ['no site', { site: '' }, /\bsite: /],
  ['a site without a name', { site: "{ locales: ['en'], origins: [] }" }, /site\.name: /],
  ['no locale', { site: "{ name: 'S', locales: [], origins: [] }" }, /site\.locales/],
  [
    'a locale that is none',
    { site: "{ name: 'S', locales: ['no locale!'], origins: [] }" },
    /site\.locales\[0\]: /,
  ],
  [
    'an origin with a path',
    { site: "{ name: 'S', locales: ['en'], origins: ['https://a.example/x'] }" },
    /site\.origins\[0\]: /,
  ],
  [
    'a wildcard for an origin',
    { site: "{ name: 'S', locales: ['en'], origins: ['https://*.example.com'] }" },
    /site\.origins\[0\]: /,
  ],
  ['the origin null', { site: "{ name: 'S', locales: ['en'], origins: ['null'] }" }, /site\.origins\[0\]: /],
  [
    'a key of the site that is none',
    { site: "{ name: 'S', locales: ['en'], origins: [], orgins: [] }" },
    /orgins/,
  ],
  ['web roles that are no list', { webRoles: "'editor'" }, /webRoles: /],
  ['a web role that is built in', { webRoles: "['anonymous']" }, /webRoles\[0\]: "anonymous" is built in/],
  ['no table permissions', { tablePermissions: '' }, /tablePermissions: /],
  [
    'a table that is none',
    { tablePermissions: permission("table: 'artikel'") },
    /tablePermissions\[0\]\.table: "artikel"/,
  ],
  [
    "a table of the adapter's own",
    { tablePermissions: permission("table: 'identity'") },
    /tablePermissions\[0\]\.table: /,
  ],
  [
    'a column that is none',
    { tablePermissions: permission("columns: { read: ['titel'] }") },
    /tablePermissions\[0\]\.columns\.read\[0\]: "titel"/,
  ],
  [
    'a wildcard for columns',
    { tablePermissions: permission("columns: { read: ['*'] }") },
    /columns\.read\[0\]: is no wildcard/,
  ],
  [
    'a role nobody listed',
    { tablePermissions: permission("webRoles: ['admin']") },
    /tablePermissions\[0\]\.webRoles\[0\]: "admin"/,
  ],
  [
    'an access type that is none',
    { tablePermissions: permission("access: 'everyone'") },
    /tablePermissions\[0\]\.access/,
  ],
  [
    'a path that leads nowhere',
    { tablePermissions: permission("access: 'contact', via: 'author.contact'") },
    /tablePermissions\[0\]\.via: /,
  ],
  [
    'a parent that is none',
    { tablePermissions: permission("access: 'parent', via: 'category', parent: 'b'") },
    /tablePermissions\[0\]\.parent: "b"/,
  ],
  [
    'a filter on a column that is none',
    { tablePermissions: permission("where: { type: 'condition', column: 'x', operator: 'eq', value: 'y' }") },
    /tablePermissions\[0\]\.where/,
  ],
  [
    'an action that is none',
    { tablePermissions: permission("actions: ['vote']") },
    /tablePermissions\[0\]\.actions\[0\]: "vote"/,
  ],
  [
    'a privilege that is none',
    { tablePermissions: permission("privileges: ['all']") },
    /tablePermissions\[0\]\.privileges/,
  ],
  ['a form on no table', { forms: form("table: 'x'") }, /forms\[0\]\.table: /],
  [
    'a form with a field that is none',
    { forms: form("fields: [{ column: 'x' }]") },
    /forms\[0\]\.fields\[0\]/,
  ],
  ['a form without words', { forms: form('submitLabel: 1') }, /forms\[0\]\.submitLabel: /],
  [
    'an issuer without TLS',
    { identity: issuer("issuer: 'http://id.example'") },
    /identity\.issuers\[0\]\.issuer: /,
  ],
  [
    'a shared secret for an algorithm',
    { identity: issuer("algorithms: ['HS256']") },
    /identity\.issuers\[0\]\.algorithms\[0\]: /,
  ],
  [
    'no algorithm at all',
    { identity: issuer("algorithms: ['none']") },
    /identity\.issuers\[0\]\.algorithms\[0\]: /,
  ],
  ['an issuer for nobody', { identity: issuer('audience: []') }, /identity\.issuers\[0\]\.audience/],
  [
    'a clock that is an hour off',
    { identity: issuer('clockTolerance: 3600') },
    /identity\.issuers\[0\]\.clockTolerance: /,
  ],
  [
    'a role for a claim that is none',
    { identity: issuer("claims: { roles: { claim: 'r', webRoles: { x: 'boss' } } }") },
    /identity\.issuers\[0\]\.claims/,
  ],
  [
    'a sign-in at an issuer that is not listed',
    { identity: issuer("issuer: 'https://other.example'") },
    /identity\.signIn\.issuer: /,
  ],
  ['a table named as a standard one', { tables: table("name: 'case'") }, /tables\[0\]\.name: /],
  ['a table named with a blank', { tables: table("name: 'my table'") }, /tables\[0\]\.name: /],
  ['a table titled by no column', { tables: table("title: 'x'") }, /tables\[0\]\.title: /],
  [
    'columns on a table that is none',
    { columns: "{ x: { y: { type: 'boolean', label: 'Y', classification: 'internal' } } }" },
    /columns\.x/,
  ],
  [
    'a column that is there already',
    { columns: "{ case: { title: { type: 'boolean', label: 'Y', classification: 'internal' } } }" },
    /columns\.case\.title/,
  ],
  [
    'a column of a type that is none',
    { columns: "{ case: { y: { type: 'money', label: 'Y', classification: 'internal' } } }" },
    /columns\.case\.y/,
  ],
  [
    'a lookup to no table',
    { columns: "{ case: { y: { type: 'lookup', label: 'Y', target: 'x', classification: 'internal' } } }" },
    /columns\.case\.y/,
  ],
  ['a store that is none', { store: '[]' }, /store: must be/],
  ['a store that is null', { store: 'null' }, /store: must be/],
  ['an SQLite store that is a path', { store: "{ sqlite: 'x.db' }" }, /store\.sqlite: must be an object/],
  ['an SQLite file without a name', { store: "{ sqlite: { file: '' } }" }, /store\.sqlite\.file: /],
];

describe('a configuration with a fault', () => {
  it('is one with a fault: the sound one is taken', async (test) => {
    assert.equal(await refusalOf(test, sourceOf({})), null);
    const more = {
      identity: issuer(''),
      forms: form(''),
      tables: table(''),
      store: "{ sqlite: { file: 'x.db' } }",
    };
    const refusal = await refusalOf(test, sourceOf(more));
    assert.equal(refusal?.message, undefined);
  });

  for (const [what, parts, place] of FAULTS) {
    it(`names the place of ${what}`, async (test) => {
      const refusal = await refusalOf(test, sourceOf(parts));
      assert.ok(refusal, 'it was taken');
      assert.match(refusal.message, place);
      assert.equal(refusal.exitCode, 78);
    });
  }

  it('lists all of them at once', async (test) => {
    const refusal = await refusalOf(
      test,
      sourceOf({
        webRoles: "['anonymous']",
        tablePermissions: permission("table: 'x'"),
        forms: form("table: 'y'"),
      }),
    );
    for (const place of ['webRoles[0]', 'tablePermissions[0].table', 'forms[0].table']) {
      assert.ok(refusal?.message.includes(place), place);
    }
  });
});

describe('a configuration file that is no configuration', () => {
  const FILES: readonly (readonly [what: string, source: string, message: RegExp])[] = [
    ['is empty', '', /refused|must have/],
    ['exports a function', 'export default () => ({});', /must have `export default/],
    ['exports null', 'export default null;', /must have `export default/],
    ['exports text', "export default 'customer';", /must have `export default/],
    ['exports a promise of one', `export default Promise.resolve({});`, /refused|must have/],
    ['exports a list', 'export default [];', /refused|must have/],
    ['is no TypeScript', 'export default {{', /cannot be loaded/],
    ['uses what cannot be stripped', 'enum Role { A }\nexport default {};', /cannot be loaded/],
    ['throws what is no error', "throw 'no'", /cannot be loaded: no/],
    ['throws after a while', "await new Promise((r) => setTimeout(r, 1));\nthrow new Error('late');", /late/],
    ['imports a file that is not there', "import './secrets.ts';\nexport default {};", /secrets\.ts/],
    [
      'needs a variable',
      "if (!process.env.NOT_SET_HERE) throw new Error('Set NOT_SET_HERE.');",
      /Set NOT_SET_HERE\. \(line 1/,
    ],
  ];
  for (const [what, source, message] of FILES) {
    it(`is refused when it ${what}`, async (test) => {
      const refusal = await refusalOf(test, source);
      assert.equal(refusal?.exitCode, 78);
      assert.match(refusal?.message ?? '', message);
    });
  }

  it('is refused by every command that needs one, in words and without a stack', async (test) => {
    const folder = temporaryFolder(test, {
      'portico.config.ts': 'export default {\n  site: {\n',
      'a.jsonl': '',
    });
    for (const args of [
      ['serve', '--port', '0'],
      ['import', 'cases', 'a.jsonl'],
      ['serve', '--config', 'elsewhere.ts'],
    ]) {
      const { code, stdout, stderr } = await runPortico(args, folder);
      assert.deepEqual([code, stdout], [78, ''], args.join(' '));
      assert.match(stderr, /^portico: .*(portico\.config|elsewhere)\.ts/);
      assert.doesNotMatch(stderr, /^ {4}at /m);
    }
  });

  it('does not matter to commands that need none', async (test) => {
    const folder = temporaryFolder(test, { 'portico.config.ts': 'export default {{' });
    assert.equal((await runPortico(['serve', '--help'], folder)).code, 0);
    assert.equal((await runPortico(['init', '--dir', 'other'], folder)).code, 0);
  });
});
