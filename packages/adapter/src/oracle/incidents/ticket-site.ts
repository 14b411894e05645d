import type { ColumnSchema, TableSchema } from '@portico/protocol';
import type { IssuerConfig, SiteConfig } from '../../config/site-config.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { type AttackedSite, ISSUER, openAttackedSite, type Records } from './attacked-site.ts';
import type { OpenStore } from './incident.ts';

export const ANN = '00000000-0000-4000-8000-000000000001';
export const BEN = '00000000-0000-4000-8000-000000000002';
export const NORTH = '00000000-0000-4000-8000-000000000010';
export const TICKET_OF_ANN = '00000000-0000-4000-8000-000000000101';
export const TICKET_OF_BEN = '00000000-0000-4000-8000-000000000100';
export const REMARK = '00000000-0000-4000-8000-000000000201';
export const HIDDEN_REMARK = '00000000-0000-4000-8000-000000000202';

/** What Ben, the attacker, must not learn: it stands in a cell of a record that he may see otherwise. */
export const SECRET = '7251';

const open = { classification: 'public' } as const;

function text(label: string): ColumnSchema {
  return { type: 'text', label, maxLength: 80, ...open };
}

function choice(label: string, ...values: string[]): ColumnSchema {
  return { type: 'choice', label, choices: values.map((value) => ({ value, label: value })), ...open };
}

const ticket: TableSchema = {
  name: 'ticket',
  label: 'Ticket',
  pluralLabel: 'Tickets',
  title: 'title',
  columns: {
    title: text('Title'),
    pin: text('PIN'),
    level: choice('Level', 'low', 'high'),
    owner: { type: 'lookup', label: 'Owner', target: 'contact', ...open },
    visibility: choice('Visibility', 'public', 'members'),
    remarks: { type: 'count', label: 'Remarks', of: 'remark', lookup: 'ticket', ...open },
  },
  search: {
    weights: { title: 5, pin: 1 },
    visibility: 'visibility',
    excerpt: 'title',
    facets: ['level'],
  },
};

const remark: TableSchema = {
  name: 'remark',
  label: 'Remark',
  pluralLabel: 'Remarks',
  title: 'text',
  columns: {
    text: text('Text'),
    ticket: { type: 'lookup', label: 'Ticket', target: 'ticket', ...open },
    visibility: choice('Visibility', 'public', 'members'),
  },
};

const everyone = ['authenticated'] as const;
const SHOWN = ['title', 'owner', 'visibility', 'remarks'] as const;

/** All tickets are listed; PIN and level show in one's own; hidden remarks to nobody. */
const CLOSED: readonly TablePermission[] = [
  {
    id: 'tickets',
    table: 'ticket',
    webRoles: everyone,
    access: 'global',
    privileges: ['read'],
    columns: { read: SHOWN },
  },
  {
    id: 'own-tickets',
    table: 'ticket',
    webRoles: everyone,
    access: 'contact',
    via: 'owner',
    privileges: ['read', 'create', 'write'],
    columns: {
      read: [...SHOWN, 'pin', 'level'],
      create: ['title', 'pin', 'visibility'],
      write: ['title', 'pin'],
    },
  },
  {
    id: 'remarks',
    table: 'remark',
    webRoles: everyone,
    access: 'global',
    where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
    privileges: ['read'],
    columns: { read: ['text', 'ticket'] },
  },
];

/** The same, but PIN, level and every remark are open to all who sign in: here each attack must go well. */
const OPEN: readonly TablePermission[] = CLOSED.map(({ where: _, ...permission }) => {
  const read = permission.table === 'ticket' ? [...SHOWN, 'pin', 'level'] : ['text', 'ticket'];
  return { ...permission, columns: { ...permission.columns, read } };
});

const issuer: IssuerConfig = {
  issuer: ISSUER,
  audience: ['portico'],
  algorithms: ['ES256'],
  claims: { roles: { claim: 'roles', webRoles: { 'portal-staff': 'staff' } } },
};

/** A configuration of these permissions over tickets, remarks and the standard tables. */
export function ticketConfig(
  tablePermissions: readonly TablePermission[],
  rest: Partial<SiteConfig> & { readonly registration?: 'open' } = {},
): SiteConfig {
  const { registration, ...others } = rest;
  return {
    site: { name: 'Tickets', locales: ['en'], origins: ['https://www.example'] },
    identity: { issuers: [{ ...issuer, ...(registration && { registration }) }] },
    webRoles: ['staff'],
    tables: [ticket, remark],
    tablePermissions,
    ...others,
  };
}

export const RECORDS: Records = [
  ['account', NORTH, { name: 'North' }],
  ['contact', ANN, { name: 'Ann Ash', email: 'ann@example.com', phone: '555-0100' }],
  ['contact', BEN, { name: 'Ben Birch', email: 'ben@example.com' }],
  ['ticket', TICKET_OF_ANN, { title: 'Brake', pin: SECRET, level: 'high', owner: ANN, visibility: 'public' }],
  ['ticket', TICKET_OF_BEN, { title: 'Chain', pin: '5', level: 'low', owner: BEN, visibility: 'public' }],
  ['remark', REMARK, { text: 'Seen.', ticket: TICKET_OF_ANN, visibility: 'public' }],
  ['remark', HIDDEN_REMARK, { text: 'Fraud?', ticket: TICKET_OF_ANN, visibility: 'members' }],
];

export const PEOPLE = { ann: ANN, ben: BEN } as const;

/** Tickets as they should be kept, or as the attacks need them. */
export function openTickets(open: OpenStore, kind: 'closed' | 'open'): Promise<AttackedSite> {
  return openAttackedSite(open, ticketConfig(kind === 'closed' ? CLOSED : OPEN), RECORDS, PEOPLE);
}
