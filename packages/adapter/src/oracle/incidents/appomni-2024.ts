import { PATHS, type RecordPage } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { openAttackedSite, refusalOf } from './attacked-site.ts';
import { type Incident, insist } from './incident.ts';
import { PEOPLE, RECORDS, ticketConfig } from './ticket-site.ts';

const CONTACT = ['name', 'email', 'phone'];

/** "Authenticated users" may read contacts: so it was meant, of people who are known. */
const contactsForMembers: TablePermission = {
  id: 'contacts',
  table: 'contact',
  webRoles: ['authenticated'],
  access: 'global',
  privileges: ['read'],
  columns: { read: CONTACT },
};

const ownContact: TablePermission = { ...contactsForMembers, id: 'own', access: 'self' };

/** Someone with an account at the identity provider whom the company does not know. */
const MALLORY = { as: 'mallory', claims: { name: 'Mallory', email: 'ann@example.com' } } as const;

/**
 * AppOmni, November 2024: several million records, 1.1 million NHS employees among them. Registration was open by
 * default, also where its page was hidden, so "authenticated" was anyone; and `Webapi/<table>/fields = *` gave all
 * columns of what the role could read.
 *
 * Here registration is closed by default, an e-mail address that nobody verified is nobody's, columns have no wildcard,
 * and personal columns of everybody for whoever registers do not start.
 */
export const appomni2024: Incident = {
  name: 'AppOmni 2024: signing up makes nobody a customer, and no wildcard opens columns',
  async run(open) {
    const closed = await openAttackedSite(open, ticketConfig([ownContact]), RECORDS, PEOPLE);
    try {
      for (const path of [PATHS.session(), PATHS.records('contact'), PATHS.table('contact')]) {
        const { status, text } = await closed.send(path, MALLORY);
        insist(
          text.includes('"registration_closed"'),
          `${path} answered someone unknown with ${status} ${text}`,
        );
      }
    } finally {
      await closed.close();
    }

    const registration = 'open';
    const refusal = await refusalOf(ticketConfig([contactsForMembers], { registration }));
    insist(/\(L\d\d\)/.test(refusal ?? ''), `The adapter would start: ${refusal}`);
    const everything = { ...contactsForMembers, columns: { read: ['*'] } };
    insist((await refusalOf(ticketConfig([everything]))) !== null, 'A wildcard stands for columns');

    const newcomers = await openAttackedSite(
      open,
      ticketConfig([ownContact], { registration }),
      RECORDS,
      PEOPLE,
    );
    try {
      const names = await contactsFor(newcomers);
      insist(names.join() === 'Mallory', `Who has just registered reads ${names.join()}`);
    } finally {
      await newcomers.close();
    }

    const wide = await openAttackedSite(
      open,
      ticketConfig([contactsForMembers], { registration }),
      RECORDS,
      PEOPLE,
    );
    try {
      const names = await contactsFor(wide);
      insist(
        names.includes('Ann Ash'),
        'Where it is acknowledged, nothing is read: the attack proves nothing',
      );
    } finally {
      await wide.close();
    }
  },
};

async function contactsFor(site: Awaited<ReturnType<typeof openAttackedSite>>): Promise<unknown[]> {
  const { status, text } = await site.send(PATHS.records('contact'), MALLORY);
  insist(status === 200, `The list was refused with ${status} ${text}`);
  return (JSON.parse(text) as RecordPage).records.map(({ name }) => name);
}
