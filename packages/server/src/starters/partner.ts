import { defineConfig } from 'portico';

/** A partner site: people see the cases of their own account, articles for partners, and can pass on deals. */

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

const caseColumns = [
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
    name: 'My company',
    locales: ['en'],
    // The websites whose pages may use Portico: scheme, host and port, exactly.
    origins: ['http://localhost:8080'],
  },

  // Where partners sign in. Their contacts, each with its account, are imported beforehand:
  // an account is never taken from what a visitor says.
  // identity: {
  //   signIn: { issuer: 'https://login.example.com', clientId: 'partners', scope: 'openid profile email' },
  //   issuers: [
  //     {
  //       issuer: 'https://login.example.com',
  //       audience: ['https://help.example.com'],
  //       algorithms: ['RS256'],
  //       // Leave it out where the provider's access tokens have the type 'JWT', as those of Microsoft and Keycloak.
  //       tokenType: 'at+jwt',
  //       claims: { displayName: 'name', roles: { claim: 'roles', webRoles: { partner: 'partner' } } },
  //       linkByVerifiedEmail: true,
  //       registration: 'closed',
  //     },
  //   ],
  // },

  // Beside the built-in 'anonymous' and 'authenticated'.
  webRoles: ['partner'],

  // Each line grants; nothing is open that no line names. Columns are listed one by one: there is no wildcard.
  tablePermissions: [
    {
      id: 'articles-public',
      table: 'article',
      webRoles: ['anonymous', 'authenticated'],
      access: 'global',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
      privileges: ['read'],
      columns: { read: articleColumns },
      actions: ['rate'],
      reason: 'Public help articles are for everyone.',
    },
    {
      id: 'articles-partner',
      table: 'article',
      webRoles: ['partner'],
      access: 'global',
      where: { type: 'condition', column: 'visibility', operator: 'in', value: ['customer', 'partner'] },
      privileges: ['read'],
      columns: { read: articleColumns },
      actions: ['rate'],
      reason: 'Partner articles are for every partner.',
    },
    {
      id: 'categories',
      table: 'category',
      webRoles: ['anonymous', 'authenticated'],
      access: 'global',
      privileges: ['read'],
      columns: { read: ['name', 'parent', 'position'] },
      reason: 'Names of article categories hold nothing private.',
    },
    {
      // No path: on the table account the record itself is the subject's account.
      id: 'account-own',
      table: 'account',
      webRoles: ['partner'],
      access: 'account',
      privileges: ['read'],
      columns: { read: ['name', 'number', 'email', 'phone', 'website', 'city', 'country'] },
    },
    {
      id: 'colleagues',
      table: 'contact',
      webRoles: ['partner'],
      access: 'account',
      via: 'account',
      privileges: ['read'],
      // Not e-mail and phone: colleagues see who wrote, not how to reach them.
      columns: { read: ['name', 'display_name', 'job_title'] },
    },
    {
      id: 'contact-self',
      table: 'contact',
      webRoles: ['authenticated'],
      access: 'self',
      privileges: ['read', 'write'],
      columns: {
        read: ['name', 'display_name', 'email', 'phone', 'job_title', 'locale'],
        write: ['name', 'display_name', 'phone', 'job_title', 'locale'],
      },
    },
    {
      id: 'cases-of-account',
      table: 'case',
      webRoles: ['partner'],
      access: 'account',
      via: 'account',
      privileges: ['read', 'create', 'append_to'],
      columns: {
        read: caseColumns,
        create: ['title', 'description', 'kind', 'product', 'priority'],
      },
      actions: ['close', 'reopen'],
    },
    {
      id: 'notes-of-account-cases',
      table: 'case_note',
      webRoles: ['partner'],
      access: 'parent',
      via: 'case',
      parent: 'cases-of-account',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'customer' },
      privileges: ['read'],
      columns: { read: ['case', 'text', 'author', 'kind', 'from_staff', 'created_at'] },
    },
    {
      // The author is stamped. Which cases a note may be put on is said by append_to on the case.
      id: 'notes-write',
      table: 'case_note',
      webRoles: ['partner'],
      access: 'contact',
      via: 'author',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'customer' },
      privileges: ['create', 'append'],
      columns: { create: ['case', 'text'] },
    },
    {
      id: 'deals-new',
      table: 'lead',
      webRoles: ['partner'],
      access: 'global',
      privileges: ['create'],
      columns: {
        create: ['topic', 'first_name', 'last_name', 'email', 'phone', 'company', 'country', 'message'],
      },
      reason: 'Partners pass on deals; they cannot read those of others.',
    },
  ],

  // What must stay true of the lines above, whoever edits them: verified at each start, and by `portico check`.
  assertions: [
    {
      webRoles: ['anonymous', 'authenticated', 'partner'],
      table: 'article',
      may: { read: ['title', 'body'], actions: ['rate'] },
      mayNot: { read: ['internal_note'], create: true, write: true, delete: true },
    },
    {
      webRoles: ['anonymous', 'authenticated'],
      table: 'category',
      may: { read: ['name'] },
      mayNot: { create: true, write: true, delete: true },
    },
    { webRoles: ['partner'], table: 'account', may: { read: ['name'] }, mayNot: { write: true } },
    { webRoles: ['partner'], table: 'account', records: 'of-other-accounts', mayNot: { read: true } },
    {
      webRoles: ['authenticated', 'partner'],
      table: 'contact',
      may: { read: ['email'], write: ['phone'] },
      mayNot: { write: ['account', 'email'] },
    },
    { webRoles: ['partner'], table: 'contact', records: 'of-others', mayNot: { read: ['email', 'phone'] } },
    { webRoles: ['partner'], table: 'contact', records: 'of-other-accounts', mayNot: { read: true } },
    {
      webRoles: ['partner'],
      table: 'case',
      may: { read: ['title'], create: ['title'], actions: ['close'] },
      mayNot: { read: ['internal_note'], write: true, delete: true },
    },
    {
      webRoles: ['partner'],
      table: 'case',
      records: 'of-other-accounts',
      mayNot: { read: true, append_to: true },
    },
    {
      webRoles: ['partner'],
      table: 'case_note',
      may: { read: ['text'], create: ['text'] },
      mayNot: { create: ['visibility'], write: true, delete: true },
    },
    { webRoles: ['partner'], table: 'case_note', records: 'of-other-accounts', mayNot: { read: true } },
    { webRoles: ['partner'], table: 'lead', may: { create: ['topic'] }, mayNot: { read: true, write: true } },
  ],

  forms: [
    {
      name: 'case',
      table: 'case',
      title: 'Open a case',
      fields: [
        { column: 'title', label: 'What is it about?', required: true },
        { column: 'description', label: 'What happened?', required: true },
        { column: 'kind', label: 'Kind of request', width: 'half' },
        { column: 'priority', width: 'half' },
        { column: 'product' },
      ],
      submitLabel: 'Send',
      success: { title: 'We have your case', message: 'Your account team was told.' },
      reference: 'number',
      deflect: { field: 'title', tables: ['article'] },
    },
    {
      name: 'deal',
      table: 'lead',
      title: 'Register a deal',
      fields: [
        { column: 'topic', label: 'Opportunity', required: true },
        { column: 'company', label: 'Customer', required: true },
        { column: 'first_name', width: 'half' },
        { column: 'last_name', required: true, width: 'half' },
        { column: 'email' },
        { column: 'message', label: 'What do they need?' },
      ],
      consents: [
        { name: 'may_share', text: 'The customer agreed that I pass on these details.', required: true },
      ],
      submitLabel: 'Register',
      success: { title: 'Registered', message: 'We will confirm the deal to you.' },
    },
  ],
});
