import { loadSite, type Site, type Subject, type TablePermission } from '@portico/adapter';

const ANN = '00000000-0000-4000-8000-00000000000a';
const BOB = '00000000-0000-4000-8000-00000000000b';
const ACME = '00000000-0000-4000-8000-0000000000ac';

const CASE = ['number', 'title', 'description', 'status', 'priority', 'kind', 'contact', 'account'].concat([
  'resolution',
  'resolved_at',
  'created_at',
  'updated_at',
]);
const NOTE = ['case', 'text', 'author', 'kind', 'from_staff', 'visibility', 'created_at'];
const ARTICLE = ['title', 'summary', 'body', 'keywords', 'product', 'visibility'].concat([
  'published_at',
  'updated_at',
]);
const THREAD = [
  'forum',
  'title',
  'body',
  'body_html',
  'author',
  'author_name',
  'accepted_post',
  'locked',
].concat(['reply_count', 'vote_count', 'created_at', 'updated_at']);
const POST = ['thread', 'body', 'body_html', 'author', 'author_name', 'vote_count', 'created_at'];

const where = (column: string, value: string) =>
  ({ type: 'condition', column, operator: 'eq', value }) as const;
const reason = 'A test looks at everything there is.';

const tablePermissions: readonly TablePermission[] = [
  {
    id: 'articles',
    table: 'article',
    webRoles: ['anonymous', 'customer'],
    access: 'global',
    where: where('visibility', 'public'),
    privileges: ['read'],
    columns: { read: ARTICLE },
    actions: ['rate'],
    reason,
  },
  {
    id: 'articles for customers',
    table: 'article',
    webRoles: ['customer'],
    access: 'global',
    where: where('visibility', 'customer'),
    privileges: ['read'],
    columns: { read: ARTICLE },
    reason,
  },
  {
    id: 'own cases',
    table: 'case',
    webRoles: ['customer'],
    access: 'contact',
    via: 'contact',
    privileges: ['read', 'create', 'append', 'append_to', 'write'],
    columns: { read: CASE, create: ['title', 'description', 'kind', 'priority'], write: ['priority'] },
    actions: ['close', 'reopen'],
  },
  {
    id: 'cases of the account',
    table: 'case',
    webRoles: ['customer'],
    access: 'account',
    via: 'account',
    privileges: ['read'],
    columns: { read: ['title', 'status', 'account', 'created_at'] },
  },
  {
    id: 'notes of own cases',
    table: 'case_note',
    webRoles: ['customer'],
    access: 'parent',
    via: 'case',
    parent: 'own cases',
    where: where('visibility', 'customer'),
    privileges: ['read'],
    columns: { read: NOTE },
  },
  {
    id: 'notes by oneself',
    table: 'case_note',
    webRoles: ['customer'],
    access: 'contact',
    via: 'author',
    where: where('visibility', 'customer'),
    privileges: ['create', 'append'],
    columns: { create: ['case', 'text'] },
  },
  {
    id: 'everything about cases',
    table: 'case',
    webRoles: ['staff'],
    access: 'global',
    privileges: ['read', 'write', 'append', 'append_to'],
    columns: { read: CASE, write: ['status', 'priority', 'resolution', 'account'] },
    reason,
  },
  {
    id: 'all notes',
    table: 'case_note',
    webRoles: ['staff'],
    access: 'global',
    privileges: ['read', 'create', 'append'],
    columns: { read: NOTE, create: ['case', 'text', 'visibility', 'from_staff'] },
    reason,
  },
  {
    id: 'leads from anybody',
    table: 'lead',
    webRoles: ['anonymous', 'customer'],
    access: 'global',
    privileges: ['create'],
    columns: { create: ['topic', 'first_name', 'last_name', 'email', 'company', 'message'] },
    reason,
  },
  {
    id: 'leads for staff',
    table: 'lead',
    webRoles: ['staff'],
    access: 'global',
    privileges: ['read', 'write'],
    columns: { read: ['topic', 'last_name', 'message', 'status'], write: ['status'] },
    reason,
  },
  {
    id: 'forums',
    table: 'forum',
    webRoles: ['anonymous', 'customer'],
    access: 'global',
    where: where('visibility', 'public'),
    privileges: ['read', 'append_to'],
    columns: { read: ['name', 'description', 'thread_count'] },
    reason,
  },
  {
    id: 'threads',
    table: 'thread',
    webRoles: ['anonymous', 'customer'],
    access: 'global',
    where: where('visibility', 'public'),
    privileges: ['read', 'append_to'],
    columns: { read: THREAD },
    actions: ['vote', 'subscribe'],
    reason,
  },
  {
    id: 'own threads',
    table: 'thread',
    webRoles: ['customer'],
    access: 'contact',
    via: 'author',
    privileges: ['create', 'append'],
    columns: { create: ['forum', 'title', 'body'] },
    actions: ['accept-answer'],
  },
  {
    id: 'posts',
    table: 'post',
    webRoles: ['anonymous', 'customer'],
    access: 'global',
    where: where('visibility', 'public'),
    privileges: ['read'],
    columns: { read: POST },
    reason,
  },
  {
    id: 'own posts',
    table: 'post',
    webRoles: ['customer'],
    access: 'contact',
    via: 'author',
    privileges: ['create', 'append'],
    columns: { create: ['thread', 'body'] },
  },
  {
    id: 'votes',
    table: 'vote',
    webRoles: ['anonymous', 'customer'],
    access: 'global',
    privileges: ['read'],
    columns: { read: ['thread', 'post'] },
    reason,
  },
  {
    id: 'moderation',
    table: 'post',
    webRoles: ['staff'],
    access: 'global',
    privileges: ['read'],
    columns: { read: [...POST, 'visibility'] },
    actions: ['moderate'],
    reason,
  },
  {
    id: 'feedback',
    table: 'feedback',
    webRoles: ['staff'],
    access: 'global',
    privileges: ['read'],
    columns: { read: ['article', 'contact', 'helpful', 'comment'] },
    reason,
  },
  {
    id: 'own work orders',
    table: 'work_order',
    webRoles: ['technician'],
    access: 'contact',
    via: 'technician',
    privileges: ['read', 'write'],
    columns: {
      read: ['title', 'instructions', 'status', 'starts_at', 'ends_at', 'account', 'report', 'address'],
      write: ['status', 'report'],
    },
  },
  {
    id: 'oneself',
    table: 'contact',
    webRoles: ['customer', 'staff', 'technician'],
    access: 'self',
    privileges: ['read', 'append_to'],
    columns: { read: ['name', 'email', 'account'] },
  },
  {
    id: 'names of accounts',
    table: 'account',
    webRoles: ['customer', 'technician', 'staff'],
    access: 'global',
    privileges: ['read', 'append_to'],
    columns: { read: ['name'] },
    reason,
  },
];

/** A site that uses every standard table, with permissions as real ones are. */
export function supportSite(): Site {
  return loadSite({
    site: { name: 'Support', locales: ['en'], origins: [] },
    webRoles: ['customer', 'staff', 'technician'],
    tablePermissions,
  });
}

function signedIn(role: string, contact: string, account: string | null): Subject {
  return {
    ...ANYBODY,
    key: `${role} ${contact}`,
    authenticated: true,
    contact,
    account,
    webRoles: new Set(['authenticated', role]),
    displayName: role,
  };
}

const ANYBODY = {
  key: 'anonymous',
  authenticated: false,
  contact: null,
  account: null,
  webRoles: new Set(['anonymous']),
  displayName: null,
} as unknown as Subject;

export const PEOPLE = { ANN, BOB, ACME } as const;

/** Ann buys for Acme, Bob for himself. */
export const SUBJECTS = {
  anybody: ANYBODY,
  ann: signedIn('customer', ANN, ACME),
  bob: signedIn('customer', BOB, null),
  staff: signedIn('staff', BOB, null),
  technician: signedIn('technician', BOB, null),
} as const;
