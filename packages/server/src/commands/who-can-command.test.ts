import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { runPortico } from '../testing/run-portico.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const CONFIG = `export default {
  site: { name: 'S', locales: ['en'], origins: ['https://www.example.com'] },
  webRoles: ['partner', 'staff'],
  tablePermissions: [
    { id: 'own', table: 'case', webRoles: ['authenticated'], access: 'contact', via: 'contact',
      privileges: ['read'], columns: { read: ['title'] }, actions: ['close'] },
    { id: 'firm', table: 'case', webRoles: ['partner'], access: 'account', via: 'account',
      privileges: ['read'], columns: { read: ['title', 'status'] } },
    { id: 'firm-notes', table: 'case_note', webRoles: ['staff'], access: 'parent', via: 'case', parent: 'firm',
      privileges: ['read'], columns: { read: ['text'] } },
  ],
};
`;

const whoCan = (test: TestContext, ...args: string[]) =>
  runPortico(['who-can', ...args], temporaryFolder(test, { 'portico.config.ts': CONFIG }));

describe('portico who-can', () => {
  it('says for each web role on which records, and by what', async (test) => {
    const { code, stdout } = await whoCan(test, 'case.title');
    assert.equal(code, 0);
    assert.equal(
      stdout,
      [
        'read case.title',
        'anonymous      -',
        'authenticated  cases of their own (contact)',
        '               by own',
        'partner        cases of their account (account); or cases of their own (contact)',
        '               by own, firm',
        'staff          cases of their own (contact)',
        '               by own',
        '',
      ].join('\n'),
    );
  });

  it('names web roles that can do it only together', async (test) => {
    const { stdout } = await whoCan(test, 'case_note');
    assert.match(stdout, /^staff +-$/m);
    assert.match(stdout, /^partner \+ staff +notes of their account \(case\.account\)$/m);
  });

  it('knows privileges and actions', async (test) => {
    assert.match(
      (await whoCan(test, 'case', '--privilege', 'action:close')).stdout,
      /^close case\n(.*\n)*.*by own/,
    );
    assert.doesNotMatch((await whoCan(test, 'case', '--privilege', 'delete')).stdout, /by /);
  });

  it('prints JSON for programs', async (test) => {
    const { stdout } = await whoCan(test, 'case.status', '--json');
    const none = { reach: [], records: 'no case', permissions: [] };
    assert.deepEqual(JSON.parse(stdout), {
      table: 'case',
      column: 'status',
      privilege: 'read',
      rows: [
        { webRoles: ['anonymous'], ...none },
        { webRoles: ['authenticated'], ...none },
        {
          webRoles: ['partner'],
          reach: ['account'],
          records: 'cases of their account (account)',
          permissions: ['firm'],
        },
        { webRoles: ['staff'], ...none },
      ],
      complete: true,
    });
  });

  it('refuses tables and columns that do not exist, with 2', async (test) => {
    for (const [what, message] of [
      ['cases', /The table cases does not exist/],
      ['case.titel', /case has no column titel/],
      ['case.contact.name', /no column contact\.name/],
      ['audit_entry', /adapter's own/],
    ] as const) {
      const { code, stderr } = await whoCan(test, what);
      assert.equal(code, 2);
      assert.match(stderr, message);
    }
  });
});
