import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { runPortico } from '../testing/run-portico.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const config = (permission: string, rest = "webRoles: ['partner'],") => `export default {
  site: { name: 'S', locales: ['en'], origins: ['https://www.example.com'] },
  ${rest}
  tablePermissions: [{ id: 'p', table: 'case', privileges: ['read'], ${permission} }],
};
`;
const OWN = "webRoles: ['authenticated'], access: 'contact', via: 'contact', columns: { read: ['title'] }";
const MORE =
  "webRoles: ['authenticated'], access: 'contact', via: 'contact', columns: { read: ['title', 'status'] }";
const FIRM = "webRoles: ['partner'], access: 'account', via: 'account', columns: { read: ['title'] }";

/** Five permissions, each the parent of the next, for four web roles each: the last goes by 4^5 combinations. */
const chain = (columns: string) => `const roles = Array.from({ length: 20 }, (_, index) => 'region_' + index);
const text = { type: 'text', label: 'Text', maxLength: 20, classification: 'internal' };
export default {
  site: { name: 'S', locales: ['en'], origins: ['https://www.example.com'] },
  webRoles: roles,
  tables: [{
    name: 'node', label: 'Node', pluralLabel: 'Nodes', title: 'name',
    columns: { name: text, note: text, up: { type: 'lookup', label: 'Up', target: 'node', classification: 'internal' } },
  }],
  tablePermissions: [0, 1, 2, 3, 4].map((link) => ({
    id: 'link-' + link, table: 'node', webRoles: roles.slice(link * 4, link * 4 + 4), privileges: ['read'],
    columns: { read: link === 4 ? ${columns} : ['name'] },
    ...(link === 0 ? { access: 'global' } : { access: 'parent', via: 'up', parent: 'link-' + (link - 1) }),
  })),
};
`;

function diff(test: TestContext, before: string, after: string, ...options: string[]) {
  const folder = temporaryFolder(test, { 'old.ts': before, 'new.ts': after });
  return runPortico(['diff', 'old.ts', 'new.ts', ...options], folder);
}

describe('portico diff', () => {
  it('says that nobody gains or loses when nobody does', async (test) => {
    const { code, stdout } = await diff(
      test,
      config(OWN),
      config(`${OWN}, reason: 'What people asked is theirs.'`),
    );
    assert.equal(code, 0);
    assert.equal(stdout, 'Nobody gains or loses anything by the table permissions.\n');
  });

  it('says who gains what, and of which records', async (test) => {
    const { code, stdout } = await diff(test, config(OWN), config(MORE));
    assert.equal(code, 0);
    assert.equal(
      stdout,
      '+ Everyone who signed in can now read status of case: cases of their own (contact).\n',
    );
  });

  it('puts gains before losses, and what else changed at the end', async (test) => {
    const { stdout } = await diff(test, config(OWN), config(FIRM, "webRoles: ['partner', 'staff'],"));
    assert.equal(
      stdout,
      [
        '~ Everyone with the web role partner can read title of other case records: was cases of their own',
        '  (contact); is cases of their account (account).',
        '- Everyone who signed in can no longer read title of case: cases of their own (contact).',
        '',
        'Also changed',
        '  webRoles["staff"]: nothing -> "staff"',
        '',
      ].join('\n'),
    );
  });

  it('ends with 1 on a gain when asked to, and with 0 on a loss', async (test) => {
    assert.equal((await diff(test, config(OWN), config(MORE), '--exit-code')).code, 1);
    assert.equal((await diff(test, config(MORE), config(OWN), '--exit-code')).code, 0);
    assert.equal((await diff(test, config(OWN), config(FIRM), '--exit-code')).code, 1);
  });

  it('prints JSON for programs', async (test) => {
    const { stdout } = await diff(test, config(MORE), config(OWN), '--json');
    assert.deepEqual(JSON.parse(stdout), {
      access: [
        {
          webRoles: ['authenticated'],
          table: 'case',
          right: 'read',
          columns: ['status'],
          change: 'loses',
          before: 'cases of their own (contact)',
          after: null,
        },
      ],
      bounded: [],
      parts: [],
    });
  });

  it('says where it compared some combinations of web roles only, which may hide a gain', async (test) => {
    const { code, stdout } = await diff(test, chain("['name', 'note']"), chain("['name']"), '--exit-code');
    assert.equal(code, 1);
    assert.match(
      stdout.replaceAll(/\n {2}/g, ' '),
      /\n\? The permission "link-4" on node goes by more than 200 combinations of web roles\. So many were compared;/,
    );
    const same = await diff(test, chain("['name']"), chain("['name']"), '--exit-code');
    assert.equal(same.code, 0);
    assert.equal(same.stdout, 'Nobody gains or loses anything by the table permissions.\n');
  });

  it('refuses a configuration that cannot be read, naming it', async (test) => {
    const { code, stderr } = await diff(test, config(OWN), config(OWN.replace("'title'", "'titel'")));
    assert.equal(code, 78);
    assert.match(stderr, /new\.ts is refused/);
    const missing = await runPortico(['diff', 'a.ts', 'b.ts'], process.cwd());
    assert.equal(missing.code, 78);
    assert.match(missing.stderr, /a\.ts does not exist/);
  });
});
