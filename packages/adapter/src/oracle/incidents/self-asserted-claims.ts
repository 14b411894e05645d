import { PATHS, type RecordPage, type SessionInfo } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { type AttackedSite, openAttackedSite } from './attacked-site.ts';
import { type Incident, insist } from './incident.ts';
import { ANN, BEN, NORTH, PEOPLE, RECORDS, ticketConfig } from './ticket-site.ts';

const accountContacts: TablePermission = {
  id: 'colleagues',
  table: 'contact',
  webRoles: ['authenticated'],
  access: 'account',
  via: 'account',
  privileges: ['read'],
  columns: { read: ['name'] },
};

const staffContacts: TablePermission = {
  id: 'staff',
  table: 'contact',
  webRoles: ['staff'],
  access: 'global',
  privileges: ['read'],
  columns: { read: ['name'] },
};

/** What a profile lets its owner say of himself. */
const BOASTS: readonly Readonly<Record<string, unknown>>[] = [
  { account: NORTH, account_id: NORTH, company: NORTH },
  { contact: ANN, contact_id: ANN, user_metadata: { contact: ANN, account: NORTH } },
  { roles: ['staff', 'administrator', '__proto__', 'constructor', 'anonymous'] },
  { roles: 'staff', role: 'portal-staff', webRoles: ['staff'] },
  { roles: [{ name: 'portal-staff' }], groups: ['portal-staff'] },
];

/**
 * Supabase: policies that asked `user_metadata`, which people edit themselves, gave them what they claimed; of 1,645
 * generated sites examined in 2025, 170 gave away their records (CVE-2025-48757, and the lint "RLS references user
 * metadata").
 *
 * Here a token says who someone is, and nothing more: contact and account are read from the records, and of roles only
 * those count that the configuration maps, by the name that the identity provider gives them.
 */
export const selfAssertedClaims: Incident = {
  name: 'self-asserted claims (Supabase, CVE-2025-48757): what a token says of its owner opens nothing',
  async run(open) {
    const config = ticketConfig([accountContacts, staffContacts]);
    const site = await openAttackedSite(open, config, RECORDS, PEOPLE);
    try {
      await site.put([['contact', ANN, { name: 'Ann Ash', account: NORTH }]]);
      for (const claims of BOASTS) {
        const { text } = await site.send(PATHS.session(), { as: 'ben', claims });
        const { contact, account, webRoles } = JSON.parse(text) as SessionInfo;
        insist(contact === BEN && account === null, `The claims ${JSON.stringify(claims)} gave ${text}`);
        insist(webRoles.join() === 'authenticated', `The claims ${JSON.stringify(claims)} gave ${webRoles}`);
        const names = await contactsFor(site, claims);
        insist(names === '', `The claims ${JSON.stringify(claims)} opened ${names}`);
      }
      const mapped = await contactsFor(site, { roles: ['portal-staff'] });
      insist(mapped.includes('Ann Ash'), 'The role that is mapped opens nothing: the attack proves nothing');
      await site.put([['contact', BEN, { name: 'Ben Birch', account: NORTH }]]);
      const colleague = await contactsFor(site, {});
      insist(
        colleague.includes('Ann Ash'),
        'The account of the record opens nothing: the attack proves nothing',
      );
    } finally {
      await site.close();
    }
  },
};

async function contactsFor(site: AttackedSite, claims: Readonly<Record<string, unknown>>): Promise<string> {
  const { status, text } = await site.send(PATHS.records('contact'), { as: 'ben', claims });
  if (status === 404) return '';
  return (JSON.parse(text) as RecordPage).records.map(({ name }) => name).join();
}
