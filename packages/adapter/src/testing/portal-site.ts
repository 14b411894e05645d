import { eq, oneOf } from '@portico/protocol';
import type { FormConfig, SiteConfig } from '../config/site-config.ts';
import type { TablePermission } from '../permissions/table-permission.ts';

const EVERYONE = ['anonymous', 'authenticated'];
const ARTICLE = [
  'title',
  'keywords',
  'summary',
  'body',
  'category',
  'locale',
  'product',
  'published_at',
  'created_at',
];
const CASE = ['number', 'title', 'description', 'status', 'contact', 'resolution', 'created_at'];
const THREAD = ['title', 'body', 'body_html', 'forum', 'author_name', 'locked', 'vote_count', 'created_at'];

const tablePermissions: readonly TablePermission[] = [
  {
    id: 'articles-public',
    table: 'article',
    webRoles: EVERYONE,
    access: 'global',
    where: eq('visibility', 'public'),
    privileges: ['read'],
    columns: { read: ARTICLE },
    actions: ['rate'],
  },
  {
    id: 'categories',
    table: 'category',
    webRoles: EVERYONE,
    access: 'global',
    privileges: ['read'],
    columns: { read: ['name'] },
  },
  {
    id: 'snippets',
    table: 'snippet',
    webRoles: EVERYONE,
    access: 'global',
    where: eq('visibility', 'public'),
    privileges: ['read'],
    columns: { read: ['name', 'locale', 'html'] },
  },
  {
    id: 'own-contact',
    table: 'contact',
    webRoles: ['customer'],
    access: 'self',
    privileges: ['read', 'write', 'append_to'],
    columns: { read: ['name', 'display_name', 'email'], write: ['display_name'] },
  },
  {
    id: 'own-cases',
    table: 'case',
    webRoles: ['customer'],
    access: 'contact',
    via: 'contact',
    privileges: ['read', 'create', 'write', 'delete', 'append'],
    columns: { read: CASE, create: ['title', 'description', 'product'], write: ['title', 'description'] },
    actions: ['close', 'reopen'],
  },
  {
    id: 'guest-cases',
    table: 'case',
    webRoles: ['anonymous'],
    access: 'global',
    privileges: ['create'],
    columns: { create: ['title', 'description', 'guest_name', 'guest_email', 'product'] },
  },
  {
    id: 'leads',
    table: 'lead',
    webRoles: EVERYONE,
    access: 'global',
    privileges: ['create'],
    columns: { create: ['topic', 'last_name', 'email', 'message', 'country'] },
  },
  {
    id: 'forums',
    table: 'forum',
    webRoles: EVERYONE,
    access: 'global',
    where: eq('visibility', 'public'),
    privileges: ['read', 'append_to'],
    columns: { read: ['name', 'description'] },
  },
  {
    id: 'threads',
    table: 'thread',
    webRoles: EVERYONE,
    access: 'global',
    where: oneOf('visibility', ['public']),
    privileges: ['read'],
    columns: { read: THREAD },
  },
  {
    id: 'ask',
    table: 'thread',
    webRoles: ['customer'],
    access: 'contact',
    via: 'author',
    privileges: ['create', 'append'],
    columns: { create: ['title', 'body', 'forum'] },
  },
  {
    id: 'moderate-threads',
    table: 'thread',
    webRoles: ['moderator'],
    access: 'global',
    privileges: ['read'],
    columns: { read: [...THREAD, 'visibility'] },
    actions: ['moderate'],
    reason: 'A moderator must see what is hidden to bring it back.',
  },
];

const lead: FormConfig = {
  name: 'lead',
  table: 'lead',
  title: 'Talk to us',
  fields: [
    { column: 'last_name', label: 'Your name' },
    { column: 'email', required: true, width: 'half' },
    { column: 'message', maxLength: 200 },
  ],
  consents: [{ name: 'news', text: 'Send me news.', required: false }],
  fixed: { topic: 'From the website', status: 'new' },
  submitLabel: 'Send',
  success: { title: 'Thank you', message: 'We will write <soon>.' },
  campaign: { source: 'campaign_source', landingPage: 'landing_page' },
};

const guestCase: FormConfig = {
  name: 'guest-case',
  table: 'case',
  title: 'Ask us',
  fields: [{ column: 'title' }, { column: 'description' }, { column: 'guest_email', required: true }],
  consents: [{ name: 'terms', text: 'I agree.', required: true }],
  submitLabel: 'Ask',
  success: { title: 'Got it', message: 'We answer soon.', redirect: '/thanks' },
  reference: 'number',
};

/** A small site with something of everything the adapter serves. */
export function portalSite(issuer: string): SiteConfig {
  return {
    site: { name: 'Example', locales: ['en', 'de'], origins: ['https://www.example'] },
    identity: {
      signIn: { issuer, clientId: 'site', scope: 'openid' },
      issuers: [
        {
          issuer,
          audience: ['portico'],
          algorithms: ['ES256'],
          tokenType: 'at+jwt',
          claims: {
            roles: { claim: 'roles', webRoles: { customer: 'customer', moderator: 'moderator' } },
          },
        },
      ],
    },
    webRoles: ['customer', 'moderator'],
    tablePermissions,
    forms: [lead, guestCase],
  };
}
