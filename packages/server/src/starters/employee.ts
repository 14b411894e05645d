import { defineConfig } from 'portico';

/** An internal helpdesk for the intranet: everything asks for a sign-in with the role `employee`. */

const articleColumns = [
  'title',
  'summary',
  'body',
  'keywords',
  'category',
  'product',
  'locale',
  'published_at',
  'updated_at',
  'url',
];

const requestColumns = [
  'number',
  'title',
  'description',
  'status',
  'priority',
  'kind',
  'product',
  'contact',
  'resolution',
  'resolved_at',
  'created_at',
  'updated_at',
];

export default defineConfig({
  site: {
    name: 'Helpdesk',
    locales: ['en'],
    // The intranet pages that may use Portico: scheme, host and port, exactly.
    origins: ['http://localhost:8080'],
  },

  // Your company's sign-in. Without it nobody can see anything here.
  // identity: {
  //   signIn: { issuer: 'https://login.example.com', clientId: 'helpdesk', scope: 'openid profile email' },
  //   issuers: [
  //     {
  //       issuer: 'https://login.example.com',
  //       audience: ['https://helpdesk.example.com'],
  //       algorithms: ['RS256'],
  //       // Leave it out where the provider's access tokens have the type 'JWT', as those of Microsoft and Keycloak.
  //       tokenType: 'at+jwt',
  //       claims: { displayName: 'name', roles: { claim: 'roles', webRoles: { employee: 'employee' } } },
  //       registration: 'open',
  //     },
  //   ],
  // },

  // Beside the built-in 'anonymous' and 'authenticated'.
  webRoles: ['employee'],

  // Each line grants; nothing is open that no line names. Columns are listed one by one: there is no wildcard.
  tablePermissions: [
    {
      id: 'articles-internal',
      table: 'article',
      webRoles: ['employee'],
      access: 'global',
      where: {
        type: 'condition',
        column: 'visibility',
        operator: 'in',
        value: ['public', 'customer', 'partner', 'internal'],
      },
      privileges: ['read'],
      columns: { read: articleColumns },
      actions: ['rate'],
      reason: 'Employees read every article that is not a draft.',
    },
    {
      id: 'categories',
      table: 'category',
      webRoles: ['employee'],
      access: 'global',
      privileges: ['read'],
      columns: { read: ['name', 'parent', 'position'] },
      reason: 'Names of article categories hold nothing private.',
    },
    {
      id: 'requests-own',
      table: 'case',
      webRoles: ['employee'],
      access: 'contact',
      via: 'contact',
      privileges: ['read', 'create', 'append_to'],
      columns: { read: requestColumns, create: ['title', 'description', 'kind', 'priority', 'product'] },
      actions: ['close', 'reopen'],
    },
    {
      id: 'notes-of-own-requests',
      table: 'case_note',
      webRoles: ['employee'],
      access: 'parent',
      via: 'case',
      parent: 'requests-own',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'customer' },
      privileges: ['read'],
      columns: { read: ['case', 'text', 'author', 'kind', 'from_staff', 'created_at'] },
    },
    {
      // The author is stamped. Which cases a note may be put on is said by append_to on the case.
      id: 'notes-write',
      table: 'case_note',
      webRoles: ['employee'],
      access: 'contact',
      via: 'author',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'customer' },
      privileges: ['create', 'append'],
      columns: { create: ['case', 'text'] },
    },
    {
      id: 'contact-self',
      table: 'contact',
      webRoles: ['employee'],
      access: 'self',
      privileges: ['read'],
      columns: { read: ['name', 'display_name', 'email', 'job_title', 'locale'] },
    },
  ],

  // What must stay true of the lines above, whoever edits them: verified at each start, and by `portico check`.
  assertions: [
    {
      webRoles: ['employee'],
      table: 'article',
      may: { read: ['title', 'body'], actions: ['rate'] },
      mayNot: { read: ['internal_note'], create: true, write: true, delete: true },
    },
    {
      webRoles: ['employee'],
      table: 'category',
      may: { read: ['name'] },
      mayNot: { create: true, write: true, delete: true },
    },
    {
      webRoles: ['employee'],
      table: 'case',
      may: { read: ['title'], create: ['title'], actions: ['close'] },
      mayNot: { read: ['internal_note'], write: true, delete: true },
    },
    { webRoles: ['employee'], table: 'case', records: 'of-others', mayNot: { read: true, append_to: true } },
    {
      webRoles: ['employee'],
      table: 'case_note',
      may: { read: ['text'], create: ['text'] },
      mayNot: { create: ['visibility'], write: true, delete: true },
    },
    { webRoles: ['employee'], table: 'case_note', records: 'of-others', mayNot: { read: true } },
    { webRoles: ['employee'], table: 'contact', may: { read: ['email'] }, mayNot: { write: true } },
    { webRoles: ['employee'], table: 'contact', records: 'of-others', mayNot: { read: true } },
    // Nothing is open to somebody who is not signed in, nor to one who is but does not work here.
    {
      webRoles: ['anonymous', 'authenticated'],
      table: 'article',
      mayNot: { read: true },
    },
    {
      webRoles: ['anonymous', 'authenticated'],
      table: 'case',
      mayNot: { read: true, create: true },
    },
  ],

  forms: [
    {
      name: 'case',
      table: 'case',
      title: 'Ask the helpdesk',
      fields: [
        { column: 'title', label: 'What do you need?', required: true },
        { column: 'description', label: 'Tell us more', required: true },
        { column: 'kind', label: 'Kind of request', width: 'half' },
        { column: 'priority', width: 'half' },
        { column: 'product', label: 'Device or application' },
      ],
      submitLabel: 'Send',
      success: { title: 'Your request is in', message: 'You can follow it on this page.' },
      reference: 'number',
      deflect: { field: 'title', tables: ['article'] },
    },
  ],
});
