import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq } from '@portico/protocol';
import { RULE_IDS, type RuleId } from '../../config/rule-id.ts';
import type { FormConfig, SiteConfig } from '../../config/site-config.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { checkSite } from '../check-site.ts';
import type { DataversePrivilege, Evidence } from '../evidence.ts';
import { cleanSite, type Edit, edited, type Mutable } from '../testing/clean-site.ts';
import { RULES } from './registry.ts';

type Draft = Mutable<SiteConfig>;

function found(rule: RuleId, edit: Edit = () => {}, evidence: Evidence = {}): readonly string[] {
  return checkSite(edited(cleanSite, edit), { today: '2026-11-23', evidence })
    .filter((finding) => finding.rule === rule && finding.waiver === null)
    .map(({ level, path }) => `${level} ${path}`);
}

const add =
  (...permissions: readonly (Partial<TablePermission> & Pick<TablePermission, 'table'>)[]): Edit =>
  (site: Draft) => {
    for (const [index, permission] of permissions.entries())
      site.tablePermissions.push({
        id: `added-${index}`,
        webRoles: ['authenticated'],
        access: 'global',
        privileges: ['read'],
        columns: {},
        ...structuredClone(permission),
      } as Mutable<TablePermission>);
  };

const reason = 'Only staff has this web role.';
const read = (...columns: string[]) => ({ columns: { read: columns } });
const may = (privilege: 'read' | 'create' | 'write' | 'delete', ...columns: string[]) => ({
  privileges: [privilege],
  columns: privilege === 'delete' ? {} : { [privilege]: columns },
});
const text = (classification: string, rest: object = {}) => ({
  type: 'text',
  label: 'Text',
  maxLength: 40,
  classification,
  ...rest,
});
const column =
  (table: string, name: string, schema: object): Edit =>
  (site: Draft) => {
    site.columns = { [table]: { [name]: schema } } as unknown as NonNullable<Draft['columns']>;
  };
const both =
  (...edits: readonly Edit[]): Edit =>
  (site) => {
    for (const edit of edits) edit(site);
  };
const issuer = (site: Draft) => site.identity?.issuers[0] ?? assert.fail('an issuer');

const CASES: readonly (readonly [rule: RuleId, what: string, edit: Edit, findings: readonly string[]])[] = [
  [
    'L01',
    'strangers read public columns of contacts',
    add({ table: 'contact', webRoles: ['anonymous'], ...read('display_name') }),
    [],
  ],
  [
    'L01',
    'a permission by contact that strangers are named in covers nothing',
    add({
      table: 'case',
      webRoles: ['anonymous', 'authenticated'],
      access: 'contact',
      via: 'contact',
      ...read('title'),
    }),
    [],
  ],
  [
    'L01',
    'strangers reach personal columns through a parent',
    add(
      { table: 'forum', webRoles: ['anonymous'], ...read('name') },
      { table: 'account', webRoles: ['anonymous'], ...read('name') },
      {
        table: 'work_order',
        webRoles: ['anonymous'],
        access: 'parent',
        via: 'account',
        parent: 'added-1',
        ...read('title', 'address'),
      },
    ),
    ['error tablePermissions[10].columns.read[1]'],
  ],
  ['L02', 'only append_to needs no columns', add({ table: 'forum', privileges: ['append_to'] }), []],
  [
    'L02',
    'each privilege without a list is told',
    add({ table: 'forum', privileges: ['read', 'create', 'write'], columns: { read: [] } }),
    [
      'error tablePermissions[8].columns.read',
      'error tablePermissions[8].columns.create',
      'error tablePermissions[8].columns.write',
    ],
  ],
  ['L03', 'a column classified as its name says', column('case', 'reply_email', text('personal')), []],
  [
    'L03',
    'a phone number by its format',
    column('case', 'reach_at', text('internal', { format: 'phone' })),
    ['error columns.case.reach_at.classification'],
  ],
  [
    'L03',
    'what a browser fills in of the visitor',
    column('case', 'who', text('public', { autocomplete: 'name' })),
    ['error columns.case.who.classification'],
  ],
  [
    'L03',
    'a secret classified personal',
    column('contact', 'api_key', text('personal')),
    ['error columns.contact.api_key.classification'],
  ],
  ['L03', 'words that only contain such a name', column('case', 'pinned', text('public')), []],
  ['L04', 'secrets that nobody names', column('case', 'door_code', text('secret')), []],
  [
    'L05',
    'staff that says so',
    add({ table: 'category', webRoles: ['staff'], ...may('write', 'name'), reason }),
    [],
  ],
  [
    'L05',
    'a web role that does not say whose it is',
    add({ table: 'category', webRoles: ['staff'], ...may('write', 'name') }),
    ['error tablePermissions[8].privileges[0]'],
  ],
  [
    'L05',
    'a reason does not make everybody staff',
    add({ table: 'category', ...may('write', 'name'), reason }),
    ['error tablePermissions[8].privileges[0]'],
  ],
  [
    'L05',
    'one’s own',
    add({ table: 'case', access: 'contact', via: 'contact', ...may('write', 'title') }),
    [],
  ],
  [
    'L05',
    'a command that changes the records of others',
    add({ table: 'thread', privileges: [], actions: ['vote', 'moderate'] }),
    ['error tablePermissions[8].actions[1]'],
  ],
  [
    'L05',
    'a command that keeps a record of the sender’s own',
    add({ table: 'thread', privileges: [], actions: ['vote', 'subscribe'] }),
    [],
  ],
  [
    'L06',
    'what strangers create is for staff to judge',
    add({ table: 'lead', webRoles: ['staff'], ...read('topic', 'email'), reason }),
    [],
  ],
  [
    'L06',
    'what strangers create is read by all who signed in',
    add({ table: 'lead', ...read('topic') }),
    ['error tablePermissions[7].privileges[0]'],
  ],
  [
    'L06',
    'what strangers create is not among what others read',
    add({
      table: 'article',
      webRoles: ['anonymous'],
      where: eq('visibility', 'draft'),
      ...may('create', 'title'),
    }),
    [],
  ],
  [
    'L07',
    'public columns',
    both(add({ table: 'forum', ...read('name') }), (site) => {
      issuer(site).registration = 'open';
    }),
    [],
  ],
  ['L07', 'internal columns behind a closed door', add({ table: 'account', ...read('city') }), []],
  [
    'L08',
    'staff assigns accounts',
    add({ table: 'contact', webRoles: ['staff'], ...may('write', 'account'), reason }),
    [],
  ],
  [
    'L08',
    'strangers register into an account',
    add({ table: 'contact', webRoles: ['anonymous'], ...may('create', 'name', 'account') }),
    ['error tablePermissions[8].columns.create[1]'],
  ],
  [
    'L09',
    'a case filed in the name of another',
    add({ table: 'case', ...may('create', 'title', 'contact') }),
    ['error tablePermissions[8].columns.create[1]'],
  ],
  [
    'L09',
    'a case filed by the very lookup that must be one’s own',
    add({ table: 'case', access: 'contact', via: 'contact', ...may('create', 'title', 'contact') }),
    [],
  ],
  [
    'L09',
    'a note moved to another case',
    add({ table: 'case_note', access: 'contact', via: 'author', ...may('write', 'case') }),
    ['error tablePermissions[8].columns.write[0]'],
  ],
  [
    'L10',
    'a claim that administrators set',
    (site) => {
      const { roles } = issuer(site).claims;
      if (roles) roles.claim = 'app_metadata.roles';
    },
    [],
  ],
  [
    'L10',
    'sign-in by addresses that people write themselves',
    both(
      (site) => {
        issuer(site).linkByVerifiedEmail = true;
      },
      (site) => site.tablePermissions[1]?.columns.write?.push('email'),
    ),
    ['error tablePermissions[1].columns.write[1]'],
  ],
  [
    'L11',
    'a child that only takes part',
    add(
      { table: 'forum', privileges: ['append_to'] },
      {
        table: 'thread',
        access: 'parent',
        via: 'forum',
        parent: 'added-0',
        privileges: [],
        actions: ['vote'],
      },
    ),
    [],
  ],
  [
    'L11',
    'a chain of three',
    add(
      { table: 'account', access: 'account', ...read('name') },
      { table: 'contact', access: 'parent', via: 'account', parent: 'added-0', ...read('name') },
      { table: 'case', access: 'parent', via: 'contact', parent: 'added-1', ...read('title') },
      { table: 'work_order', access: 'parent', via: 'case', parent: 'added-2', ...read('title') },
      { table: 'work_order', access: 'parent', via: 'case', parent: 'added-2', ...read('status') },
    ),
    [],
  ],
  [
    'L11',
    'a chain of four',
    add(
      { table: 'account', access: 'account', ...read('name') },
      { table: 'contact', access: 'parent', via: 'account', parent: 'added-0', ...read('name') },
      { table: 'case', access: 'parent', via: 'contact', parent: 'added-1', ...read('title') },
      { table: 'case_note', access: 'parent', via: 'case', parent: 'added-2', ...read('text') },
      { table: 'file', access: 'parent', via: 'case_note', parent: 'added-3', ...read('name') },
    ),
    ['error tablePermissions[12].parent'],
  ],
  [
    'L11',
    'a parent that does not exist',
    add({ table: 'case_note', access: 'parent', via: 'case', parent: 'nobody', ...read('text') }),
    ['error tablePermissions[8].parent'],
  ],
  [
    'L12',
    'it is meant',
    add({
      table: 'work_order',
      webRoles: ['staff'],
      access: 'parent',
      via: 'account',
      parent: 'visits',
      ...read('title'),
      reason,
    }),
    [],
  ],
  [
    'L12',
    'the parent is tied to the person',
    add({ table: 'work_order', access: 'parent', via: 'case', parent: 'cases', ...read('title') }),
    [],
  ],
  [
    'L13',
    'anybody’s case may be attached to',
    add({ table: 'case', privileges: ['append_to'] }),
    ['error tablePermissions[8].privileges[0]'],
  ],
  ['L13', 'a forum holds nothing private', add({ table: 'forum', privileges: ['append_to'] }), []],
  [
    'L13',
    'the lookup lacks append on its own record',
    add(
      { table: 'thread', access: 'contact', via: 'author', ...may('create', 'title', 'body', 'forum') },
      { table: 'forum', privileges: ['append_to'] },
    ),
    ['error tablePermissions[8].columns.create[2]'],
  ],
  [
    'L14',
    'the same columns in both',
    add({
      table: 'article',
      webRoles: ['partner'],
      where: eq('visibility', 'partner'),
      ...read('title', 'summary', 'keywords', 'body', 'category', 'product', 'locale'),
    }),
    [],
  ],
  [
    'L16',
    'every tenant of Microsoft',
    (site) => {
      issuer(site).issuer = 'https://login.microsoftonline.com/common/v2.0';
      if (site.identity?.signIn) site.identity.signIn.issuer = issuer(site).issuer;
    },
    ['error identity.issuers[0].issuer'],
  ],
  [
    'L16',
    'one tenant of Microsoft',
    (site) => {
      issuer(site).issuer = 'https://login.microsoftonline.com/9d2f5a1e-0000-4000-8000-1b2c3d4e5f60/v2.0';
      if (site.identity?.signIn) site.identity.signIn.issuer = issuer(site).issuer;
    },
    [],
  ],
  [
    'L16',
    'access tokens told by their claims',
    (site) => {
      delete issuer(site).tokenType;
    },
    ['note identity.issuers[0].tokenType'],
  ],
  [
    'L16',
    'a type that every JWT has',
    (site) => {
      issuer(site).tokenType = 'JWT';
    },
    ['note identity.issuers[0].tokenType'],
  ],
  [
    'L16',
    'the audience of ID tokens',
    (site) => {
      issuer(site).tokenType = 'JWT';
      issuer(site).audience.push('site');
    },
    ['warning identity.issuers[0].audience[1]', 'note identity.issuers[0].tokenType'],
  ],
  [
    'L16',
    'the audience of ID tokens, which have another type',
    (site) => issuer(site).audience.push('site'),
    [],
  ],
  [
    'L16',
    'no audience',
    (site) => {
      issuer(site).audience = [];
    },
    ['error identity.issuers[0].audience'],
  ],
  [
    'L16',
    'an issuer over http',
    (site) => {
      issuer(site).jwksUri = 'http://login.example.com/keys';
    },
    ['error identity.issuers[0].jwksUri'],
  ],
  [
    'L17',
    'one’s own machine',
    (site) => site.site.origins.push('http://localhost:8080', 'http://127.0.0.1:3000'),
    [],
  ],
  ['L17', 'any origin', (site) => site.site.origins.push('*'), ['error site.origins[1]']],
  ['L17', 'a pattern', (site) => site.site.origins.push('https://*.example.com'), ['error site.origins[1]']],
  ['L17', 'what local files send', (site) => site.site.origins.push('null'), ['error site.origins[1]']],
  [
    'L19',
    'a counter of what all may see',
    both(
      column('forum', 'thread_total', { type: 'integer', label: 'Threads', classification: 'public' }),
      add({ table: 'forum', ...read('thread_total') }, { table: 'thread', ...read('title') }),
    ),
    [],
  ],
  [
    'L19',
    'a number that counts nothing',
    both(
      column('account', 'founded', { type: 'integer', label: 'Founded', classification: 'public' }),
      add({ table: 'account', ...read('founded') }),
    ),
    [],
  ],
  [
    'L20',
    'a unique e-mail that people may change in what is their own',
    both(
      (site) => {
        site.tables = [
          {
            name: 'device',
            label: 'Device',
            pluralLabel: 'Devices',
            title: 'mail',
            columns: {
              mail: text('personal'),
              owner: { type: 'lookup', label: 'Owner', classification: 'internal', target: 'contact' },
            },
            unique: [['mail']],
          },
        ] as unknown as NonNullable<Draft['tables']>;
      },
      add({ table: 'device', access: 'contact', via: 'owner', ...may('write', 'mail') }),
    ),
    ['warning tables[0].unique[0]'],
  ],
  [
    'L21',
    'what strangers read is L01’s',
    add({ table: 'work_order', webRoles: ['anonymous', 'authenticated'], ...read('address') }),
    [],
  ],
  [
    'L21',
    'naming strangers whom the parent permission keeps out changes nothing for those who signed in',
    add(
      { table: 'article', ...read('title') },
      {
        table: 'feedback',
        webRoles: ['anonymous', 'authenticated'],
        access: 'parent',
        via: 'article',
        parent: 'added-0',
        ...read('comment'),
      },
    ),
    ['error tablePermissions[9].columns.read[0]'],
  ],
  [
    'L21',
    'staff that says why',
    add({ table: 'work_order', webRoles: ['staff'], ...read('address'), reason }),
    [],
  ],
  [
    'L21',
    'a web role that does not say why',
    add({ table: 'work_order', webRoles: ['staff'], ...read('address') }),
    ['error tablePermissions[8].columns.read[0]'],
  ],
  [
    'L21',
    'two web roles that only together reach something',
    add(
      { table: 'account', webRoles: ['staff'], ...read('city') },
      {
        table: 'work_order',
        webRoles: ['partner'],
        access: 'parent',
        via: 'account',
        parent: 'added-0',
        ...read('title'),
      },
    ),
    ['warning tablePermissions[9].webRoles'],
  ],
  ['L23', 'staff deletes', add({ table: 'category', webRoles: ['staff'], ...may('delete'), reason }), []],
  [
    'L24',
    'a name for a file',
    add({ table: 'file', access: 'contact', via: 'case.contact', ...may('create', 'name', 'case') }),
    [],
  ],
  [
    'L25',
    'a purpose is on record',
    add({ table: 'case', webRoles: ['anonymous'], ...may('create', 'guest_email'), reason }),
    [],
  ],
  [
    'L25',
    'a form asks',
    both(add({ table: 'case', webRoles: ['anonymous'], ...may('create', 'guest_email') }), (site) => {
      site.forms = [
        {
          name: 'ask',
          table: 'case',
          title: 'Ask',
          fields: [{ column: 'guest_email' }],
          consents: [{ name: 'reply', text: 'You may answer me.', required: true }],
          submitLabel: 'Send',
          success: { title: 'Sent', message: '' },
        } satisfies FormConfig as never,
      ];
    }),
    [],
  ],
  [
    'L25',
    'nothing personal',
    add({ table: 'case', webRoles: ['anonymous'], ...may('create', 'product') }),
    [],
  ],
  [
    'L27',
    'strangers in a permission by contact',
    add({
      table: 'feedback',
      webRoles: ['anonymous', 'authenticated'],
      access: 'contact',
      via: 'contact',
      ...read('helpful'),
    }),
    ['warning tablePermissions[8].webRoles[0]'],
  ],
  [
    'L27',
    'a parent its people never hold',
    add({
      table: 'work_order',
      webRoles: ['anonymous'],
      access: 'parent',
      via: 'account',
      parent: 'visits',
      ...read('title'),
    }),
    ['warning tablePermissions[8].webRoles[0]'],
  ],
  [
    'L27',
    'what another permission gives already',
    add({ table: 'account', webRoles: ['staff'], where: eq('id', 'x'), ...read('name') }),
    ['warning tablePermissions[8]'],
  ],
  [
    'L27',
    'the same twice: the later one',
    add({ table: 'forum', ...read('name') }, { table: 'forum', ...read('name') }),
    ['warning tablePermissions[9]'],
  ],
  ['L27', 'a column more', add({ table: 'account', webRoles: ['staff'], ...read('name', 'city') }), []],
  [
    'L27',
    'a web role no issuer gives',
    (site) => {
      const { roles } = issuer(site).claims;
      if (roles) roles.webRoles = { worker: 'staff' };
    },
    ['warning webRoles[0]'],
  ],
  [
    'L27',
    'a column that does not exist',
    add({ table: 'account', ...read('nmae') }),
    ['error tablePermissions[8].columns.read[0]'],
  ],
  [
    'L30',
    'no assertions at all',
    (site) => {
      delete site.assertions;
    },
    ['warning assertions'],
  ],
  [
    'L30',
    'a table and web role that none speaks of',
    add({ table: 'forum', ...read('name') }),
    ['warning tablePermissions[8].webRoles[0]'],
  ],
  [
    'L30',
    'only what they may',
    (site) => {
      const said = site.assertions?.find(({ table }) => table === 'lead');
      delete said?.mayNot;
    },
    ['warning tablePermissions[7].webRoles[0]'],
  ],
];

describe('rules', () => {
  for (const [rule, what, edit, findings] of CASES)
    it(`${rule} ${findings.length > 0 ? 'finds' : 'lets pass'}: ${what}`, () =>
      assert.deepEqual(found(rule, edit), findings));

  it('are thirty, in order, each with words', () => {
    assert.deepEqual(
      RULES.map(({ id }) => id),
      RULE_IDS,
    );
    for (const { title, why } of RULES) assert.ok(title.length > 10 && why.length > 20);
  });

  it('find the same in the same configuration', () => {
    const site = edited(cleanSite, add({ table: 'lead', ...read('email') }));
    assert.deepEqual(checkSite(site, { today: '2026-11-23' }), checkSite(site, { today: '2026-11-23' }));
  });
});

describe('secrets', () => {
  const named = (value: string) =>
    found('L18', (site) => {
      site.site.name = value;
    });
  const SECRETS = [
    'postgres://portico:hunter2@db.example.com/portico',
    '-----BEGIN PRIVATE KEY-----',
    'AKIAIOSFODNN7EXAMPLE',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig',
    'client_secret=abc',
    '<your-client-id>',
    'CHANGE_ME',
    '5f4dcc3b5aa765d61d8327deb882cf99',
    'c2VjcmV0LXRoYXQtaXMtbG9uZy1lbm91Z2g0Mg==',
  ];
  it('are not: the random ids that identity providers give a website', () => {
    const random = 'f7Kq2LmZ9xWc4TbV8nRj3HsY6pDg1QaE';
    assert.deepEqual(named(random), ['error site.name']);
    const edit: Edit = (site) => {
      if (site.identity?.signIn) site.identity.signIn.clientId = random;
      issuer(site).audience = [random];
    };
    assert.deepEqual(found('L18', edit), []);
  });
  const PLAIN = [
    'website',
    'my-help-centre-for-customers-2026',
    '6a1b0c5e-4f2d-4a7b-9c3e-1d2f3a4b5c6d',
    'https://login.example.com/realms/portal',
    'Ask for help: the workshop answers within 1 working day',
    'articles-of-the-knowledge-base-v2',
  ];
  for (const value of SECRETS)
    it(`are found: ${value.slice(0, 24)}…`, () => assert.deepEqual(named(value), ['error site.name']));
  for (const value of PLAIN) it(`are not: ${value}`, () => assert.deepEqual(named(value), []));
});

describe('evidence', () => {
  const privilege = (
    name: string,
    tables: readonly string[],
    right: DataversePrivilege['right'],
    neededBy: string | null = null,
  ): DataversePrivilege => ({ name, tables, right, neededBy });
  const user = 'portico';

  it('is not asked for: nothing is said', () => {
    assert.deepEqual([...found('L28'), ...found('L29')], []);
  });

  it('of a Dataverse user with what is needed is fine', () => {
    const privileges = [
      privilege('prvReadIncident', ['case'], 'read'),
      privilege('prvCreateIncident', ['case'], 'create'),
      privilege('prvDeleteVote', ['vote'], 'delete'),
      privilege('prvDeleteNote', ['vote', 'case_note'], 'delete'),
      privilege('prvReadUserSettings', [], 'read'),
      privilege('prvDeleteQueueItem', [], 'delete', 'CloseIncident'),
    ];
    assert.deepEqual(found('L28', undefined, { dataverse: { user, roles: ['Portico'], privileges } }), []);
  });

  it('of a Dataverse user that may delete, share or change what no permission asks for', () => {
    for (const beyond of [
      privilege('prvDeleteIncident', ['case'], 'delete'),
      privilege('prvDeleteNote', ['case_note', 'file'], 'delete'),
      privilege('prvAssignIncident', ['case'], 'assign'),
      privilege('prvWriteSystemUser', [], 'write'),
      privilege('prvActOnBehalfOfAnotherUser', [], 'impersonate'),
    ])
      assert.deepEqual(found('L28', undefined, { dataverse: { user, roles: [], privileges: [beyond] } }), [
        'error store',
      ]);
  });

  it('of PostgreSQL: any of three powers is too much, and making databases the least of them', () => {
    const weak = {
      role: 'portico',
      superuser: false,
      bypassRowSecurity: false,
      createsRoles: false,
      onThisMachine: false,
    };
    assert.deepEqual(found('L29', undefined, { postgres: weak }), []);
    for (const power of ['superuser', 'bypassRowSecurity', 'createsRoles'])
      assert.deepEqual(
        found('L29', undefined, { postgres: { ...weak, [power]: true } }),
        [power === 'createsRoles' ? 'warning store' : 'error store'],
        power,
      );
    const trial = { ...weak, superuser: true, onThisMachine: true };
    assert.deepEqual(found('L29', undefined, { postgres: trial }), ['warning store']);
  });

  it('of SQLite: full and extra are safe', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((synchronous) => found('L29', undefined, { sqlite: { synchronous } }).length),
      [1, 1, 0, 0],
    );
  });
});
