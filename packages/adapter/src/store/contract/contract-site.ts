import type { ColumnSchema, Privilege, TableSchema } from '@portico/protocol';
import { loadSite, type Site } from '../../config/load-site.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';

/** Tables made to be difficult: every column type, a chain of parents, and pages to search. */
const open = { classification: 'public' } as const;

function text(label: string, rest: Partial<Extract<ColumnSchema, { type: 'text' }>> = {}): ColumnSchema {
  return { type: 'text', label, maxLength: 5000, ...open, ...rest };
}

function lookup(target: string): ColumnSchema {
  return { type: 'lookup', label: target, target, ...open };
}

const SAMPLE_COLUMNS: TableSchema['columns'] = {
  name: text('Name'),
  memo: text('Memo', { format: 'multiline' }),
  code: text('Code'),
  number: text('Number', { numbering: 'SMP-', readOnly: true }),
  amount: { type: 'integer', label: 'Amount', ...open },
  ratio: { type: 'decimal', label: 'Ratio', ...open },
  active: { type: 'boolean', label: 'Active', ...open },
  day: { type: 'date', label: 'Day', ...open },
  moment: { type: 'datetime', label: 'Moment', ...open },
  state: {
    type: 'choice',
    label: 'State',
    ...open,
    choices: ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() })),
  },
  page: { type: 'html', label: 'Page', maxLength: 5000, ...open },
  owner: lookup('contact'),
  branch: lookup('contract_branch'),
  created_at: { type: 'datetime', label: 'Created', readOnly: true, ...open },
  updated_at: { type: 'datetime', label: 'Changed', readOnly: true, ...open },
};

const tables: TableSchema[] = [
  { ...named('contract_root'), columns: { name: text('Name'), owner: lookup('contact') } },
  { ...named('contract_trunk'), columns: { name: text('Name'), root: lookup('contract_root') } },
  {
    ...named('contract_branch'),
    columns: {
      name: text('Name'),
      trunk: lookup('contract_trunk'),
      shared: { type: 'boolean', label: 'Shared', ...open },
      samples: { type: 'count', label: 'Samples', of: 'contract_sample', lookup: 'branch', ...open },
    },
  },
  { ...named('contract_sample'), columns: SAMPLE_COLUMNS, unique: [['code'], ['owner', 'day']] },
  {
    ...named('contract_page'),
    title: 'title',
    columns: {
      title: text('Title'),
      body: { type: 'html', label: 'Body', maxLength: 5000, ...open },
      notes: text('Notes', { format: 'multiline' }),
      topic: text('Topic'),
      kind: {
        type: 'choice',
        label: 'Kind',
        ...open,
        choices: ['guide', 'faq'].map((value) => ({ value, label: value })),
      },
      owner: lookup('contact'),
      visibility: {
        type: 'choice',
        label: 'Visible to',
        ...open,
        choices: ['public', 'members', 'staff'].map((value) => ({ value, label: value })),
      },
    },
    search: {
      weights: { title: 5, body: 1, notes: 1 },
      visibility: 'visibility',
      excerpt: 'body',
      facets: ['topic', 'kind', 'owner'],
    },
  },
];

function named(name: string) {
  return { name, label: name, pluralLabel: name, title: 'name' };
}

const SAMPLE = Object.keys(SAMPLE_COLUMNS);
const SETTABLE = SAMPLE.filter((name) => !SAMPLE_COLUMNS[name]?.readOnly);
const PAGE = ['title', 'body', 'notes', 'topic', 'kind', 'owner', 'visibility'];
const ALL: readonly Privilege[] = ['read', 'create', 'write', 'delete', 'append', 'append_to'];

type Rest = Partial<TablePermission>;

function permission(id: string, role: string, table: string, read: readonly string[], rest: Rest = {}) {
  const base = { id, webRoles: [role], table, access: 'global', privileges: ['read'] } as const;
  return { ...base, columns: { read }, ...rest } satisfies TablePermission;
}

const eq = (column: string, value: string | boolean) =>
  ({ type: 'condition', column, operator: 'eq', value }) as const;

const everyRight = (table: string, read: readonly string[], set: readonly string[]): TablePermission =>
  permission(`full ${table}`, 'full', table, read, {
    privileges: ALL,
    columns: { read, create: set, write: set },
  });

const tablePermissions: TablePermission[] = [
  everyRight('contract_root', ['name', 'owner'], ['name', 'owner']),
  everyRight('contract_trunk', ['name', 'root'], ['name', 'root']),
  everyRight('contract_branch', ['name', 'trunk', 'shared', 'samples'], ['name', 'trunk', 'shared']),
  everyRight('contract_sample', SAMPLE, SETTABLE),
  everyRight('contract_page', PAGE, PAGE),
  everyRight('contact', ['name', 'account'], ['name', 'account']),

  // Stripes: several grants on one table, each with its own records and columns.
  permission('stripe a', 'striped', 'contract_sample', ['name', 'amount', 'branch', 'state'], {
    where: eq('state', 'a'),
  }),
  permission('stripe b', 'striped', 'contract_sample', ['memo', 'moment', 'owner', 'name'], {
    where: { type: 'condition', column: 'state', operator: 'in', value: ['a', 'b'] },
  }),
  permission('stripe active', 'striped', 'contract_sample', ['code', 'ratio', 'day', 'active'], {
    where: eq('active', true),
  }),
  permission('stripe related', 'striped', 'contract_sample', ['amount', 'page'], {
    where: { type: 'related', lookup: 'branch', filter: eq('shared', true) },
  }),
  permission('stripe branch', 'striped', 'contract_branch', ['name', 'samples', 'trunk'], {
    where: eq('shared', true),
  }),
  permission('stripe page', 'striped', 'contract_page', ['title', 'topic', 'kind'], {
    where: eq('visibility', 'members'),
  }),
  permission('stripe page public', 'striped', 'contract_page', ['title', 'notes', 'owner'], {
    where: eq('visibility', 'public'),
  }),

  permission('maker', 'striped', 'contract_sample', [], {
    privileges: ['create'],
    columns: { create: ['name', 'code', 'state'] },
    where: eq('state', 'a'),
  }),

  // A person: own records by contact and account, and a chain of parents three deep.
  permission('own', 'person', 'contract_sample', SAMPLE, {
    access: 'contact',
    via: 'owner',
    privileges: ['read', 'create', 'write', 'delete', 'append'],
    columns: { read: SAMPLE, create: SETTABLE, write: SETTABLE },
  }),
  permission('of the account', 'person', 'contract_sample', ['name', 'state', 'amount'], {
    access: 'account',
    via: 'owner.account',
  }),
  permission('chain root', 'person', 'contract_root', ['name'], { access: 'contact', via: 'owner' }),
  permission('chain trunk', 'person', 'contract_trunk', ['name', 'root'], {
    access: 'parent',
    via: 'root',
    parent: 'chain root',
  }),
  permission('chain branch', 'person', 'contract_branch', ['name', 'trunk', 'samples'], {
    access: 'parent',
    via: 'trunk',
    parent: 'chain trunk',
    privileges: ['read', 'append_to'],
  }),
  permission('chain sample', 'person', 'contract_sample', ['name', 'branch', 'day', 'memo'], {
    access: 'parent',
    via: 'branch',
    parent: 'chain branch',
    privileges: ['read', 'write'],
    columns: { read: ['name', 'branch', 'day', 'memo'], write: ['memo', 'branch'] },
  }),
  permission('own contact', 'person', 'contact', ['name', 'account'], { access: 'self' }),
  permission('own page', 'person', 'contract_page', PAGE, { access: 'contact', via: 'owner' }),

  // Changes what it may not read.
  permission('blind', 'blind', 'contract_sample', ['name', 'memo'], { where: eq('state', 'a') }),
  permission('blind write', 'blind', 'contract_sample', [], {
    privileges: ['write', 'delete'],
    columns: { write: ['amount'] },
  }),

  permission('public page', 'anonymous', 'contract_page', PAGE, { where: eq('visibility', 'public') }),
  permission('public page, member', 'member', 'contract_page', PAGE, {
    where: { type: 'condition', column: 'visibility', operator: 'in', value: ['public', 'members'] },
  }),

  // Commands of the standard tables, which together use every kind of step.
  permission('article', 'person', 'article', ['title'], { actions: ['rate'] }),
  permission('feedback', 'person', 'feedback', ['article', 'helpful', 'comment', 'contact']),
  permission('case', 'person', 'case', ['title', 'status', 'resolution'], {
    access: 'contact',
    via: 'contact',
    actions: ['close', 'reopen'],
  }),
  permission('all cases', 'reader', 'case', ['title', 'status']),
  permission('case note', 'person', 'case_note', ['case', 'text', 'kind']),
  permission('thread', 'person', 'thread', ['title', 'accepted_post', 'vote_count'], {
    actions: ['vote', 'subscribe', 'accept-answer', 'moderate'],
  }),
  permission('post', 'person', 'post', ['body', 'thread', 'visibility', 'vote_count'], {
    actions: ['vote', 'moderate'],
  }),
  permission('vote', 'person', 'vote', ['thread', 'post']),
  permission('subscription', 'person', 'subscription', ['thread']),
];

export function contractSite(): Site {
  return loadSite({
    site: { name: 'Store contract', locales: ['en'], origins: [] },
    webRoles: ['full', 'striped', 'person', 'member', 'reader', 'blind'],
    tables,
    tablePermissions,
  });
}
