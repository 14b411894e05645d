import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq, type Privilege } from '@portico/protocol';
import type { RuleId } from '../config/rule-id.ts';
import { RULE_IDS } from '../config/rule-id.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { TablePermission } from '../permissions/table-permission.ts';
import { checkSite } from './check-site.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import { cleanSite, type Edit, edited, type Mutable } from './testing/clean-site.ts';

const today = '2026-11-23';

type Draft = Mutable<SiteConfig>;

/** Places of the permissions in the clean site. */
const AT = { articles: 0, self: 1, cases: 2, notes: 3, answer: 4, firm: 5, visits: 6, leads: 7 } as const;

const at = (site: Draft, name: keyof typeof AT) =>
  site.tablePermissions[AT[name]] as Mutable<TablePermission>;

/** Adds a permission, and the assertions it needs so that L30 stays silent. */
function add(site: Draft, permission: Partial<TablePermission> & Pick<TablePermission, 'table'>): void {
  site.tablePermissions.push({
    id: 'added',
    webRoles: ['staff'],
    access: 'global',
    privileges: ['read'],
    columns: {},
    ...structuredClone(permission),
  } as Mutable<TablePermission>);
  const said = site.tablePermissions.at(-1) as Mutable<TablePermission>;
  const granted = said.privileges[0] as Privilege | undefined;
  site.assertions?.push({
    webRoles: said.webRoles,
    table: said.table,
    may: granted ? { [granted]: true } : { actions: said.actions ?? [] },
    mayNot: said.privileges.includes('append') ? { delete: true } : { append: true },
  } as Mutable<NonNullable<SiteConfig['assertions']>[number]>);
}

/** A table of the site's own that staff reads. */
function addTable(site: Draft, columns: Record<string, object>, rest: object = {}): void {
  site.tables = [
    {
      name: 'device',
      label: 'Device',
      pluralLabel: 'Devices',
      title: 'model',
      columns: {
        model: { type: 'text', label: 'Model', maxLength: 80, classification: 'public' },
        state: {
          type: 'choice',
          label: 'State',
          classification: 'public',
          choices: [{ value: 'shown', label: 'Shown' }],
        },
        ...columns,
      },
      ...rest,
    } as Mutable<NonNullable<SiteConfig['tables']>[number]>,
  ];
}

/** Threads that everybody reads and everyone who signed in writes, where everybody may register. */
function publishThreads(site: Draft): void {
  const issuer = site.identity?.issuers[0];
  if (issuer) issuer.registration = 'open';
  add(site, {
    table: 'thread',
    webRoles: ['anonymous', 'authenticated'],
    where: eq('visibility', 'public'),
    columns: { read: ['title', 'tags', 'body', 'body_html', 'forum', 'product'] },
  });
  add(site, {
    id: 'ask',
    table: 'thread',
    webRoles: ['authenticated'],
    privileges: ['create'],
    columns: { create: ['title', 'body'] },
  });
}

interface Planted {
  readonly rule: RuleId;
  readonly mistake: string;
  readonly edit?: Edit;
  readonly evidence?: Evidence;
  readonly level: 'error' | 'warning' | 'note';
  readonly path: string;
  readonly sentence: RegExp;
}

const PLANTED: readonly Planted[] = [
  {
    rule: 'L01',
    mistake: 'contacts opened to the world',
    edit: (site) =>
      add(site, {
        table: 'contact',
        webRoles: ['anonymous'],
        columns: { read: ['display_name', 'email', 'phone'] },
      }),
    level: 'error',
    path: 'tablePermissions[8].columns.read',
    sentence: /^Anyone on the internet can read email and phone of every contact\.$/,
  },
  {
    rule: 'L02',
    mistake: 'read granted, and no columns listed',
    edit: (site) => add(site, { table: 'forum' }),
    level: 'error',
    path: 'tablePermissions[8].columns.read',
    sentence: /may read no column of forum/,
  },
  {
    rule: 'L02',
    mistake: 'a wildcard in place of columns, for everyone',
    edit: (site) => add(site, { table: 'contact', webRoles: ['anonymous'], columns: { read: ['*'] } }),
    level: 'error',
    path: 'tablePermissions[8].columns.read[0]',
    sentence: /columns\.read\[0\] is no wildcard here; list the columns/,
  },
  ...(['address', 'visitor_ip', 'postal_code', 'customer_name', 'guest_name', 'message'] as const).map(
    (name): Planted => ({
      rule: 'L03',
      mistake: `a column called ${name} in a table of one's own, classified internal`,
      edit: (site) => {
        addTable(site, { [name]: { type: 'text', label: 'X', maxLength: 80, classification: 'internal' } });
        add(site, { table: 'device', columns: { read: ['model'] } });
      },
      level: 'error',
      path: `tables[0].columns.${name}.classification`,
      sentence: /its name or format says personal; no rule guards it as that/,
    }),
  ),
  {
    rule: 'L03',
    mistake: 'an email column classified public',
    edit: (site) => {
      site.columns = {
        case: { reply_email: { type: 'text', label: 'Mail', maxLength: 254, classification: 'public' } },
      };
    },
    level: 'error',
    path: 'columns.case.reply_email.classification',
    sentence: /reply_email of case is classified public, but its name or format says personal/,
  },
  {
    rule: 'L04',
    mistake: 'a secret column that people set',
    edit: (site) => {
      site.columns = {
        case: { door_code: { type: 'text', label: 'Door', maxLength: 9, classification: 'secret' } },
      };
      at(site, 'cases').columns.create?.push('door_code');
    },
    level: 'error',
    path: 'tablePermissions[2].columns.create[2]',
    sentence: /^Everyone who signed in can set door_code of case, which is secret\.$/,
  },
  {
    rule: 'L05',
    mistake: 'everybody may change every category',
    edit: (site) =>
      add(site, {
        table: 'category',
        webRoles: ['authenticated'],
        privileges: ['write'],
        columns: { write: ['name'] },
      }),
    level: 'error',
    path: 'tablePermissions[8].privileges[0]',
    sentence: /^Everyone who signed in can change every category\.$/,
  },
  {
    rule: 'L06',
    mistake: 'strangers write articles that everyone reads',
    edit: (site) => {
      at(site, 'articles').privileges.push('create');
      at(site, 'articles').webRoles = ['anonymous', 'authenticated'];
      at(site, 'articles').columns.create = ['title'];
      const said = site.assertions?.[0] as { mayNot?: { create?: true } };
      delete said.mayNot?.create;
    },
    level: 'error',
    path: 'tablePermissions[0].privileges[1]',
    sentence:
      /^Anyone on the internet can publish: what they create in article is shown to others by "articles"/,
  },
  {
    rule: 'L06',
    mistake: 'everybody may register, and whoever did publishes threads that nobody can take down',
    edit: (site) => publishThreads(site),
    level: 'error',
    path: 'tablePermissions[9].privileges[0]',
    sentence:
      /^Anyone who registers, as everybody may, can publish: what they create in thread is shown to others by "added"/,
  },
  {
    rule: 'L06',
    mistake: 'everybody may register, and whoever did publishes threads, which moderators can hide',
    edit: (site) => {
      publishThreads(site);
      const reason = 'Moderators hide what does not belong here.';
      add(site, { id: 'hide', table: 'thread', privileges: [], actions: ['moderate'], reason });
    },
    level: 'warning',
    path: 'tablePermissions[9].privileges[0]',
    sentence: /^Anyone who registers, as everybody may, can publish/,
  },
  {
    rule: 'L07',
    mistake: 'open registration beside internal columns for all who signed in',
    edit: (site) => {
      const issuer = site.identity?.issuers[0];
      if (issuer) issuer.registration = 'open';
      add(site, { table: 'account', webRoles: ['authenticated'], columns: { read: ['name', 'city'] } });
    },
    level: 'warning',
    path: 'tablePermissions[8].columns.read',
    sentence:
      /^Registration is open, so anyone who makes an account can read name and city of every account\.$/,
  },
  {
    rule: 'L07',
    mistake: 'internal columns for strangers',
    edit: (site) =>
      add(site, { table: 'account', webRoles: ['anonymous'], columns: { read: ['name', 'city'] } }),
    level: 'warning',
    path: 'tablePermissions[8].columns.read',
    sentence: /^Anyone on the internet can read name and city of every account\.$/,
  },
  {
    rule: 'L08',
    mistake: 'people set their own account',
    edit: (site) => {
      at(site, 'self').columns.write?.push('account');
      at(site, 'self').privileges.push('append');
      add(site, {
        table: 'account',
        webRoles: ['authenticated'],
        access: 'account',
        privileges: ['append_to'],
      });
      const said = site.assertions?.[1]?.mayNot as { write?: string[] };
      said.write = ['email'];
    },
    level: 'error',
    path: 'tablePermissions[1].columns.write[1]',
    sentence: /can set account of a contact, and so join any account/,
  },
  {
    rule: 'L09',
    mistake: 'the contact of a case can be changed',
    edit: (site) => {
      at(site, 'cases').privileges.push('write', 'append');
      at(site, 'cases').columns.write = ['contact'];
      at(site, 'self').privileges.push('append_to');
      const said = site.assertions?.[3]?.mayNot as { write?: true };
      delete said.write;
    },
    level: 'error',
    path: 'tablePermissions[2].columns.write[0]',
    sentence: /can change contact of case, which says whose the record is/,
  },
  {
    rule: 'L10',
    mistake: 'web roles from a claim people edit',
    edit: (site) => {
      const roles = site.identity?.issuers[0]?.claims.roles;
      if (roles) roles.claim = 'user_metadata.roles';
    },
    level: 'error',
    path: 'identity.issuers[0].claims.roles.claim',
    sentence: /^People can give themselves the web roles partner, staff/,
  },
  {
    rule: 'L10',
    mistake: 'web roles from a claim people edit, below a namespace',
    edit: (site) => {
      const roles = site.identity?.issuers[0]?.claims.roles;
      if (roles) roles.claim = 'https://example.com/user_metadata.roles';
    },
    level: 'error',
    path: 'identity.issuers[0].claims.roles.claim',
    sentence: /^People can give themselves the web roles partner, staff/,
  },
  {
    rule: 'L11',
    mistake: 'a parent permission that does not let the parent be read',
    edit: (site) => {
      add(site, {
        table: 'forum',
        webRoles: ['authenticated'],
        where: eq('visibility', 'public'),
        privileges: ['append_to'],
      });
      add(site, {
        id: 'threads',
        table: 'thread',
        webRoles: ['authenticated'],
        access: 'parent',
        via: 'forum',
        parent: 'added',
        columns: { read: ['title', 'tags', 'body', 'body_html', 'forum', 'product'] },
      });
    },
    level: 'error',
    path: 'tablePermissions[9].parent',
    sentence: /can read thread records below forum records that "added" does not let them read/,
  },
  {
    rule: 'L12',
    mistake: 'work orders of everybody, through a parent',
    edit: (site) =>
      add(site, {
        table: 'work_order',
        access: 'parent',
        via: 'account',
        parent: 'visits',
        columns: { read: ['title', 'status'] },
      }),
    level: 'warning',
    path: 'tablePermissions[8].parent',
    sentence: /can read title, status of work orders that have a account, because "visits" at the end/,
  },
  {
    rule: 'L13',
    mistake: 'a lookup that nobody may be appended to',
    edit: (site) => {
      at(site, 'answer').columns.create?.push('author');
      (site.assertions?.[5] as { mayNot: object }).mayNot = { create: ['visibility'] };
    },
    level: 'error',
    path: 'tablePermissions[4].columns.create[2]',
    sentence:
      /may set author of case_note by this list, but never can: no permission gives them "append_to" on contact/,
  },
  {
    rule: 'L14',
    mistake: 'keywords searched in some articles only',
    edit: (site) =>
      add(site, {
        table: 'article',
        webRoles: ['partner'],
        where: eq('visibility', 'partner'),
        columns: { read: ['title', 'summary', 'body', 'category', 'product', 'locale'] },
      }),
    level: 'warning',
    path: 'tablePermissions[8].columns.read',
    sentence: /can search keywords of some article records but not of those of "added"/,
  },
  {
    rule: 'L15',
    mistake: 'an indexed column that only some who search may read',
    edit: (site) => {
      addTable(
        site,
        { remarks: { type: 'text', label: 'Remarks', maxLength: 500, classification: 'internal' } },
        { search: { weights: { model: 2, remarks: 1 }, visibility: 'state', excerpt: 'model', facets: [] } },
      );
      add(site, { table: 'device', webRoles: ['partner'], columns: { read: ['model'] } });
    },
    level: 'error',
    path: 'tables[0].search.weights.remarks',
    sentence: /^Everyone with the web role partner can search device, whose index holds remarks/,
  },
  {
    rule: 'L16',
    mistake: 'a shared secret among the algorithms',
    edit: (site) => site.identity?.issuers[0]?.algorithms.push('HS256'),
    level: 'error',
    path: 'identity.issuers[0].algorithms[1]',
    sentence: /"HS256" is not an asymmetric algorithm/,
  },
  {
    rule: 'L17',
    mistake: 'an origin over plain http',
    edit: (site) => site.site.origins.push('http://www.example.com'),
    level: 'error',
    path: 'site.origins[1]',
    sentence: /^Anyone on the network between a visitor and http:\/\/www\.example\.com/,
  },
  {
    rule: 'L18',
    mistake: 'a client secret where the client id belongs',
    edit: (site) => {
      if (site.identity?.signIn) site.identity.signIn.clientId = 'Zk98Q~t3vXbP1mWd9RfLq2HsYc7NgUa4Bc5De';
    },
    level: 'error',
    path: 'identity.signIn.clientId',
    sentence: /^Everyone who can read the configuration file sees a client secret of Microsoft Entra here\.$/,
  },
  {
    rule: 'L19',
    mistake: 'a stored number of cases on the account everybody reads',
    edit: (site) => {
      site.columns = {
        account: { case_count: { type: 'integer', label: 'Cases', classification: 'public' } },
      };
      add(site, { table: 'account', webRoles: ['authenticated'], columns: { read: ['case_count'] } });
    },
    level: 'warning',
    path: 'tablePermissions[8].columns.read[0]',
    sentence: /can read case_count of every account, and tell from it how many/,
  },
  {
    rule: 'L20',
    mistake: 'a unique e-mail in a table that everyone adds to',
    edit: (site) => {
      addTable(
        site,
        { owner_email: { type: 'text', label: 'Mail', maxLength: 254, classification: 'personal' } },
        { unique: [['owner_email']] },
      );
      add(site, {
        table: 'device',
        webRoles: ['authenticated'],
        privileges: ['create'],
        columns: { create: ['model', 'owner_email'] },
      });
    },
    level: 'warning',
    path: 'tables[0].unique[0]',
    sentence: /^Everyone who signed in can find out whose owner_email is in device/,
  },
  {
    rule: 'L21',
    mistake: 'all work orders to all who signed in',
    edit: (site) =>
      add(site, {
        table: 'work_order',
        webRoles: ['authenticated'],
        columns: { read: ['title', 'address'] },
      }),
    level: 'error',
    path: 'tablePermissions[8].columns.read[1]',
    sentence: /^Everyone who signed in can read address of every work order, not only of their own\.$/,
  },
  {
    rule: 'L22',
    mistake: 'the audit trail opened',
    edit: (site) => {
      add(site, { table: 'audit_entry', columns: { read: ['event'] } });
      site.assertions?.pop();
    },
    level: 'error',
    path: 'tablePermissions[8].table',
    sentence: /"audit_entry" is the adapter's own/,
  },
  {
    rule: 'L23',
    mistake: 'people delete their own cases',
    edit: (site) => {
      at(site, 'cases').privileges.push('delete');
      (site.assertions?.[3] as { mayNot: object }).mayNot = { write: true };
    },
    level: 'warning',
    path: 'tablePermissions[2].privileges[3]',
    sentence: /^Everyone who signed in can delete cases of their own \(contact\) for good\.$/,
  },
  {
    rule: 'L24',
    mistake: 'the sender says what type a file has',
    edit: (site) =>
      add(site, {
        table: 'file',
        webRoles: ['authenticated'],
        access: 'contact',
        via: 'case.contact',
        privileges: ['create', 'append'],
        columns: { create: ['name', 'media_type', 'case'] },
      }),
    level: 'warning',
    path: 'tablePermissions[8].columns.create[1]',
    sentence: /^Everyone who signed in can set media_type of a file/,
  },
  {
    rule: 'L25',
    mistake: 'strangers asked for their address without a purpose',
    edit: (site) => {
      add(site, {
        table: 'case',
        webRoles: ['anonymous'],
        privileges: ['create'],
        columns: { create: ['product', 'guest_name', 'guest_email'] },
      });
    },
    level: 'warning',
    path: 'tablePermissions[8].columns.create',
    sentence: /^Anyone on the internet is asked for guest_name and guest_email of case/,
  },
  {
    rule: 'L26',
    mistake: 'strangers create, and nobody says what limits them',
    edit: (site) => site.acknowledge?.pop(),
    level: 'note',
    path: 'tablePermissions[7]',
    sentence: /^Anyone on the internet can create lead records as fast as they can send/,
  },
  {
    rule: 'L27',
    mistake: 'a web role that nothing uses',
    edit: (site) => {
      site.webRoles.push('dealer');
      const roles = site.identity?.issuers[0]?.claims.roles;
      if (roles) (roles.webRoles as Record<string, string>).reseller = 'dealer';
    },
    level: 'warning',
    path: 'webRoles[2]',
    sentence: /^The web role dealer gives nobody anything/,
  },
  {
    rule: 'L28',
    mistake: 'an application user who is administrator',
    evidence: { dataverse: { user: 'portico@example', roles: ['System Administrator'], privileges: [] } },
    level: 'error',
    path: 'store',
    sentence: /its user portico@example is System Administrator/,
  },
  {
    rule: 'L28',
    mistake: 'an application user who creates and changes what only imports do',
    evidence: {
      dataverse: {
        user: 'portico@example',
        roles: ['Portico'],
        privileges: [
          { name: 'prvCreateKnowledgeArticle', tables: ['article'], right: 'create', neededBy: null },
          { name: 'prvWriteIncident', tables: ['case'], right: 'write', neededBy: null },
          { name: 'prvWriteAccount', tables: ['account'], right: 'write', neededBy: null },
          { name: 'prvCreateNote', tables: ['case_note', 'file'], right: 'create', neededBy: null },
          { name: 'prvCreateContact', tables: ['contact'], right: 'create', neededBy: null },
        ],
      },
    },
    level: 'note',
    path: 'store',
    sentence:
      /may do what only imports and the changes of operators need: prvCreateKnowledgeArticle and prvWriteAccount\.$/,
  },
  {
    rule: 'L29',
    mistake: 'a PostgreSQL role that makes databases',
    evidence: {
      postgres: {
        role: 'portico',
        superuser: false,
        bypassRowSecurity: false,
        createsRoles: true,
        onThisMachine: false,
      },
    },
    level: 'warning',
    path: 'store',
    sentence: /which makes roles or databases: one mistake reaches beyond its database/,
  },
  {
    rule: 'L29',
    mistake: 'a PostgreSQL superuser',
    evidence: {
      postgres: {
        role: 'postgres',
        superuser: true,
        bypassRowSecurity: true,
        createsRoles: true,
        onThisMachine: false,
      },
    },
    level: 'error',
    path: 'store',
    sentence: /works in PostgreSQL as postgres, which is a superuser, passes row-level security, makes roles/,
  },
  {
    rule: 'L30',
    mistake: 'an assertion that no longer holds',
    edit: (site) => {
      at(site, 'cases').columns.read?.push('internal_note');
    },
    level: 'error',
    path: 'assertions[3].mayNot.read[0]',
    sentence:
      /^Everyone who signed in and everyone with the web role partner can read internal_note of case records, by cases; the assertion says they may not/,
  },
];

const open = (findings: readonly Finding[]) => findings.filter(({ waiver }) => waiver === null);

describe('the reason of a permission', () => {
  const reason = 'Field staff phone every customer they visit.';
  const wide: readonly (readonly [RuleId, Partial<TablePermission> & Pick<TablePermission, 'table'>])[] = [
    ['L05', { table: 'category', privileges: ['write'], columns: { write: ['name'] } }],
    [
      'L12',
      {
        table: 'work_order',
        access: 'parent',
        via: 'account',
        parent: 'visits',
        columns: { read: ['title'] },
      },
    ],
    ['L13', { table: 'contact', privileges: ['append_to'] }],
    ['L21', { table: 'contact', columns: { read: ['phone'] } }],
    ['L23', { table: 'work_order', access: 'account', via: 'account', privileges: ['delete'] }],
    [
      'L25',
      {
        table: 'lead',
        webRoles: ['anonymous'],
        privileges: ['create'],
        columns: { create: ['last_name', 'email'] },
      },
    ],
  ];
  for (const [rule, permission] of wide) {
    it(`answers ${rule}, which is listed with it and no longer counts`, () => {
      const of = (site: SiteConfig) =>
        checkSite(site, { today }).filter((one) => one.rule === rule && one.permission === 'added');
      const [without] = of(edited(cleanSite, (site) => add(site, permission)));
      assert.equal(without?.waiver, null);
      const [answered, ...others] = of(edited(cleanSite, (site) => add(site, { ...permission, reason })));
      const waiver = { path: 'tablePermissions[8].reason', reason, until: null };
      assert.deepEqual([answered, others], [{ ...without, waiver }, []]);
    });
  }

  it('answers nothing that is given to everybody', () => {
    const site = edited(cleanSite, (draft) =>
      add(draft, {
        table: 'contact',
        webRoles: ['staff', 'authenticated'],
        columns: { read: ['phone'] },
        reason,
      }),
    );
    const [finding] = checkSite(site, { today }).filter(({ permission }) => permission === 'added');
    assert.deepEqual([finding?.rule, finding?.waiver, finding?.webRoles], ['L21', null, ['authenticated']]);
  });

  it('tells who judges what strangers send (L06)', () => {
    const site = edited(cleanSite, (draft) =>
      add(draft, { table: 'lead', columns: { read: ['topic'] }, reason }),
    );
    const [finding] = checkSite(site, { today }).filter(({ rule }) => rule === 'L06');
    assert.equal(finding?.waiver?.path, 'tablePermissions[8].reason');
    assert.match(finding?.sentence ?? '', /is shown to everyone with the web role staff by "added"\.$/);
  });
});

describe('a planted mistake', () => {
  it('is missing from the clean site', () => {
    assert.deepEqual(open(checkSite(cleanSite, { today })), []);
  });

  for (const { rule, mistake, edit = () => {}, evidence = {}, level, path, sentence } of PLANTED) {
    it(`${rule}: ${mistake}`, () => {
      const findings = open(checkSite(edited(cleanSite, edit), { today, evidence }));
      assert.deepEqual(
        findings.map((finding) => `${finding.level} ${finding.rule} ${finding.path}`),
        [`${level} ${rule} ${path}`],
        JSON.stringify(findings, null, 2),
      );
      assert.match(findings[0]?.sentence ?? '', sentence);
      assert.notEqual(findings[0]?.fix, '');
    });
  }

  it('is there for each of the thirty rules', () => {
    assert.deepEqual([...new Set(PLANTED.map(({ rule }) => rule))], RULE_IDS);
  });
});
