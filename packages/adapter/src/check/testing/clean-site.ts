import { eq } from '@portico/protocol';
import type { SiteConfig } from '../../config/site-config.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';

const ARTICLE = ['title', 'summary', 'keywords', 'body', 'category', 'product', 'locale'];

const tablePermissions: readonly TablePermission[] = [
  {
    id: 'articles',
    table: 'article',
    webRoles: ['anonymous', 'authenticated'],
    access: 'global',
    where: eq('visibility', 'public'),
    privileges: ['read'],
    columns: { read: ARTICLE },
  },
  {
    id: 'self',
    table: 'contact',
    webRoles: ['authenticated'],
    access: 'self',
    privileges: ['read', 'write'],
    columns: { read: ['name', 'email'], write: ['display_name'] },
  },
  {
    id: 'cases',
    table: 'case',
    webRoles: ['authenticated'],
    access: 'contact',
    via: 'contact',
    privileges: ['read', 'create', 'append_to'],
    columns: { read: ['title', 'status'], create: ['title', 'description'] },
    actions: ['close'],
  },
  {
    id: 'notes',
    table: 'case_note',
    webRoles: ['authenticated'],
    access: 'parent',
    via: 'case',
    parent: 'cases',
    where: eq('visibility', 'customer'),
    privileges: ['read'],
    columns: { read: ['text', 'created_at'] },
  },
  {
    id: 'answer',
    table: 'case_note',
    webRoles: ['authenticated'],
    access: 'contact',
    via: 'author',
    where: eq('visibility', 'customer'),
    privileges: ['create', 'append'],
    columns: { create: ['case', 'text'] },
  },
  {
    id: 'firm-cases',
    table: 'case',
    webRoles: ['partner'],
    access: 'account',
    via: 'account',
    privileges: ['read'],
    columns: { read: ['title', 'product'] },
  },
  {
    id: 'visits',
    table: 'account',
    webRoles: ['staff'],
    access: 'global',
    privileges: ['read'],
    columns: { read: ['name', 'phone'] },
    reason: 'Staff call the companies they drive to.',
  },
  {
    id: 'leads',
    table: 'lead',
    webRoles: ['anonymous'],
    access: 'global',
    privileges: ['create'],
    columns: { create: ['topic', 'last_name'] },
    reason: 'The contact form is for everyone.',
  },
];

/** A site in which no rule finds anything that is not answered: the ground that mistakes are planted in. */
export const cleanSite: SiteConfig = {
  site: { name: 'Example', locales: ['en'], origins: ['https://www.example.com'] },
  identity: {
    signIn: { issuer: 'https://login.example.com', clientId: 'site', scope: 'openid' },
    issuers: [
      {
        issuer: 'https://login.example.com',
        audience: ['https://help.example.com'],
        algorithms: ['RS256'],
        tokenType: 'at+jwt',
        claims: { roles: { claim: 'roles', webRoles: { dealer: 'partner', worker: 'staff' } } },
      },
    ],
  },
  webRoles: ['partner', 'staff'],
  tablePermissions,
  assertions: [
    {
      webRoles: ['anonymous', 'authenticated'],
      table: 'article',
      may: { read: ['title'] },
      mayNot: { read: ['internal_note', 'visibility'], create: true, write: true, delete: true },
    },
    {
      webRoles: ['authenticated'],
      table: 'contact',
      may: { read: ['email'], write: ['display_name'] },
      mayNot: { write: ['account', 'email'] },
    },
    {
      webRoles: ['authenticated'],
      table: 'contact',
      records: 'of-others',
      mayNot: { read: true, write: true },
    },
    {
      webRoles: ['authenticated', 'partner'],
      table: 'case',
      may: { read: ['title'], create: ['title'], actions: ['close'] },
      mayNot: { read: ['internal_note'], write: true, delete: true },
    },
    { webRoles: ['partner'], table: 'case', records: 'of-other-accounts', mayNot: { read: true } },
    {
      webRoles: ['authenticated'],
      table: 'case_note',
      may: { read: ['text'], create: ['text'] },
      mayNot: { create: ['visibility', 'author'] },
    },
    { webRoles: ['staff'], table: 'account', may: { read: ['phone'] }, mayNot: { write: true } },
    { webRoles: ['anonymous'], table: 'lead', may: { create: ['topic'] }, mayNot: { read: true } },
  ],
  acknowledge: [
    {
      rule: 'L26',
      reason: 'The proxy before the adapter limits requests for each address.',
      until: '2027-06-30',
    },
  ],
};

export type Edit = (site: Mutable<SiteConfig>) => void;

/** The same configuration in which anything may be changed. */
export type Mutable<T> = T extends readonly (infer I)[]
  ? Mutable<I>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

/** A copy of a configuration with an edit made to it. */
export function edited(site: SiteConfig, edit: Edit): SiteConfig {
  const copy = structuredClone(site) as Mutable<SiteConfig>;
  edit(copy);
  return copy as SiteConfig;
}
