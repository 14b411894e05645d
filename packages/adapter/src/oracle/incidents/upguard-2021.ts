import { INTERNAL_TABLES, PATHS, STANDARD_TABLES } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { type AttackedSite, openAttackedSite, refusalOf } from './attacked-site.ts';
import { type Incident, insist } from './incident.ts';
import { ANN, PEOPLE, RECORDS, ticketConfig } from './ticket-site.ts';

/** What the feeds of 2021 gave to anyone: names, addresses and telephone numbers of all. */
const contactsForAll: TablePermission = {
  id: 'contacts',
  table: 'contact',
  webRoles: ['anonymous'],
  access: 'global',
  privileges: ['read'],
  columns: { read: ['name', 'email', 'phone'] },
};

/**
 * UpGuard, August 2021: 38 million records of 47 organisations. A list could be published as a feed, and table
 * permissions counted for it only where a box was ticked that was not ticked by default; the feeds were listed for
 * anyone, too. Nothing was broken into: everything was as configured.
 *
 * Here a table that no permission opens does not exist; there is no box; and a configuration that opens personal
 * columns to strangers does not start.
 */
export const upguard2021: Incident = {
  name: 'UpGuard 2021: what nobody opened is closed, and personal columns are not opened to strangers by mistake',
  async run(open) {
    const untouched = await openAttackedSite(open, ticketConfig([]), RECORDS, PEOPLE);
    try {
      await isUnknownToStrangers(untouched);
    } finally {
      await untouched.close();
    }

    const refusal = await refusalOf(ticketConfig([contactsForAll]));
    insist(refusal?.includes('(L01)') === true, `The adapter would start: ${refusal}`);

    const wide = await openAttackedSite(open, ticketConfig([contactsForAll]), RECORDS, PEOPLE);
    try {
      const { text } = await wide.send(PATHS.records('contact'));
      insist(
        text.includes('ann@example.com') && text.includes('555-0100'),
        'Where it is acknowledged, a stranger cannot read: the attack proves nothing',
      );
    } finally {
      await wide.close();
    }
  },
};

/** Every table, by every way to read it, answers to the byte as one that was never there. */
async function isUnknownToStrangers(site: AttackedSite): Promise<void> {
  const own = ['ticket', 'remark', ...STANDARD_TABLES.map(({ name }) => name)];
  for (const table of [...own, ...INTERNAL_TABLES.map(({ name }) => name)]) {
    for (const [way, pathTo] of Object.entries(WAYS)) {
      const there = await site.send(pathTo(table));
      const nowhere = await site.send(pathTo('nosuchtable'));
      insist(there.status >= 400, `${way} of ${table} was answered with ${there.status} ${there.text}`);
      insist(
        JSON.stringify(there) === JSON.stringify(nowhere),
        `${way} of ${table} is not as that of a table there is not: ${there.status} ${there.text}`,
      );
    }
  }
}

const WAYS: Readonly<Record<string, (table: string) => string>> = {
  'the description': PATHS.table,
  'the list': PATHS.records,
  'the count': (table) => `${PATHS.records(table)}?count=true&limit=1`,
  'a record': (table) => PATHS.record(table, ANN),
  'the search': (table) => `${PATHS.search()}?q=ann&tables=${table}`,
};
