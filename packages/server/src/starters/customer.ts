import { defineConfig } from 'portico';

/**
 * A help centre for customers: articles for everyone, support cases for guests and for people who sign in,
 * and a contact form whose answers become leads.
 */

/** What a reader of an article sees. `internal_note` and `visibility` are left out on purpose. */
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

/** What a customer sees of a case. `internal_note` is left out on purpose. */
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

/** What a sender fills in. */
const newCaseColumns = ['title', 'description', 'kind', 'product'];

export default defineConfig({
  site: {
    name: 'My company',
    locales: ['en'],
    // The websites whose pages may use Portico: scheme, host and port, exactly.
    origins: ['http://localhost:8080'],
  },

  // Where people sign in. Without it the site has anonymous visitors only.
  // identity: {
  //   signIn: { issuer: 'https://login.example.com', clientId: 'help-centre', scope: 'openid profile email' },
  //   issuers: [
  //     {
  //       issuer: 'https://login.example.com',
  //       audience: ['https://help.example.com'],
  //       algorithms: ['RS256'],
  //       // Leave it out where the provider's access tokens have the type 'JWT', as those of Microsoft and Keycloak.
  //       tokenType: 'at+jwt',
  //       claims: { displayName: 'name' },
  //       // A contact is made at the first sign-in; 'closed' lets in only contacts that are known already.
  //       registration: 'open',
  //     },
  //   ],
  // },

  // Beside the built-in 'anonymous' and 'authenticated'. This site needs no others.
  webRoles: [],

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
      id: 'articles-customer',
      table: 'article',
      webRoles: ['authenticated'],
      access: 'global',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'customer' },
      privileges: ['read'],
      columns: { read: articleColumns },
      actions: ['rate'],
      reason: 'Customer articles are for everyone who signed in.',
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
      // A guest may hand in a case, and read none.
      id: 'cases-guest',
      table: 'case',
      webRoles: ['anonymous'],
      access: 'global',
      privileges: ['create'],
      columns: { create: [...newCaseColumns, 'guest_name', 'guest_email'] },
      reason: 'Guests may ask for help without signing in.',
    },
    {
      id: 'cases-own',
      table: 'case',
      webRoles: ['authenticated'],
      access: 'contact',
      via: 'contact',
      // append_to: notes may be put under the case.
      privileges: ['read', 'create', 'append_to'],
      columns: { read: caseColumns, create: newCaseColumns },
      actions: ['close', 'reopen'],
    },
    {
      id: 'notes-of-own-cases',
      table: 'case_note',
      webRoles: ['authenticated'],
      access: 'parent',
      via: 'case',
      parent: 'cases-own',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'customer' },
      privileges: ['read'],
      columns: { read: ['case', 'text', 'author', 'kind', 'from_staff', 'created_at'] },
    },
    {
      // The author is stamped. Which cases a note may be put on is said by append_to on the case.
      id: 'notes-write',
      table: 'case_note',
      webRoles: ['authenticated'],
      access: 'contact',
      via: 'author',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'customer' },
      privileges: ['create', 'append'],
      columns: { create: ['case', 'text'] },
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
      // Written by everyone, read by nobody here: leads are read in your own systems.
      id: 'leads-new',
      table: 'lead',
      webRoles: ['anonymous', 'authenticated'],
      access: 'global',
      privileges: ['create'],
      columns: {
        create: ['topic', 'first_name', 'last_name', 'email', 'phone', 'company', 'country', 'message'],
      },
      reason: 'The contact form is for everyone.',
    },
    {
      id: 'snippets',
      table: 'snippet',
      webRoles: ['anonymous', 'authenticated'],
      access: 'global',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
      privileges: ['read'],
      columns: { read: ['name', 'locale', 'html'] },
      reason: 'Published texts are for everyone.',
    },
  ],

  // What must stay true of the lines above, whoever edits them: verified at each start, and by `portico check`.
  assertions: [
    {
      webRoles: ['anonymous', 'authenticated'],
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
    {
      webRoles: ['anonymous', 'authenticated'],
      table: 'snippet',
      may: { read: ['html'] },
      mayNot: { create: true, write: true, delete: true },
    },
    { webRoles: ['anonymous'], table: 'case', may: { create: ['title'] }, mayNot: { read: true } },
    {
      webRoles: ['authenticated'],
      table: 'case',
      may: { read: ['title'], create: ['title'], actions: ['close'] },
      mayNot: { read: ['internal_note'], write: true, delete: true },
    },
    {
      webRoles: ['authenticated'],
      table: 'case',
      records: 'of-others',
      mayNot: { read: true, append_to: true },
    },
    {
      webRoles: ['authenticated'],
      table: 'case_note',
      may: { read: ['text'], create: ['text'] },
      mayNot: { create: ['visibility'], write: true, delete: true },
    },
    { webRoles: ['authenticated'], table: 'case_note', records: 'of-others', mayNot: { read: true } },
    {
      webRoles: ['authenticated'],
      table: 'contact',
      may: { read: ['email'], write: ['phone'] },
      mayNot: { write: ['account', 'email'] },
    },
    { webRoles: ['authenticated'], table: 'contact', records: 'of-others', mayNot: { read: true } },
    {
      webRoles: ['anonymous', 'authenticated'],
      table: 'lead',
      may: { create: ['email'] },
      mayNot: { read: true, write: true },
    },
  ],

  forms: [
    // For people who signed in: who they are is known.
    {
      name: 'case',
      table: 'case',
      title: 'Ask for help',
      fields: [
        { column: 'title', label: 'What is it about?', required: true },
        { column: 'description', label: 'What happened?', required: true },
        { column: 'kind', label: 'Kind of request' },
        { column: 'product' },
      ],
      submitLabel: 'Send',
      success: { title: 'We have your request', message: 'You can follow it on this page.' },
      reference: 'number',
      // Articles that may answer are shown while the title is typed.
      deflect: { field: 'title', tables: ['article'] },
    },
    // For guests, who say how to reach them.
    {
      name: 'case-guest',
      table: 'case',
      title: 'Ask for help',
      fields: [
        { column: 'title', label: 'What is it about?', required: true },
        { column: 'description', label: 'What happened?', required: true },
        { column: 'kind', label: 'Kind of request' },
        { column: 'product' },
        { column: 'guest_name', label: 'Your name', required: true, width: 'half' },
        { column: 'guest_email', label: 'Your email', required: true, width: 'half' },
      ],
      submitLabel: 'Send',
      success: { title: 'We have your request', message: 'You will hear from us by email.' },
      reference: 'number',
      // Articles that may answer are shown while the title is typed.
      deflect: { field: 'title', tables: ['article'] },
    },
    {
      name: 'contact',
      table: 'lead',
      title: 'Talk to us',
      fields: [
        { column: 'first_name', width: 'half' },
        { column: 'last_name', required: true, width: 'half' },
        { column: 'email', required: true },
        { column: 'phone' },
        { column: 'company' },
        { column: 'message', label: 'How can we help?', required: true },
      ],
      // Kept word for word with the answer, with the time it was given. Never pre-ticked.
      consents: [
        { name: 'reply', text: 'You may use my details to answer this request.', required: true },
        {
          name: 'news',
          text: 'You may send me news by email. I can stop this at any time.',
          required: false,
        },
      ],
      fixed: { topic: 'Contact form' },
      submitLabel: 'Send',
      success: { title: 'Thank you', message: 'We will answer within one working day.' },
      campaign: {
        source: 'campaign_source',
        medium: 'campaign_medium',
        name: 'campaign_name',
        term: 'campaign_term',
        content: 'campaign_content',
        landingPage: 'landing_page',
        referrer: 'referrer',
      },
    },
  ],
});
