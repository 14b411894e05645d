import { PATHS, type TableRecord } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { openAttackedSite } from './attacked-site.ts';
import { type Incident, insist } from './incident.ts';
import { PEOPLE, RECORDS, TICKET_OF_ANN, ticketConfig } from './ticket-site.ts';

const tickets: TablePermission = {
  id: 'tickets',
  table: 'ticket',
  webRoles: ['authenticated'],
  access: 'global',
  privileges: ['read'],
  columns: {},
};

/**
 * Power Pages: "when no column permissions are defined, the table permissions apply to all columns", so whoever opens a
 * table opens its columns, and each that is added later. Nearly every exposure of those portals went this way.
 *
 * Here a permission that lists no columns shows none, and a column that is added stays closed.
 */
export const powerPagesColumns: Incident = {
  name: 'Power Pages column permissions: no list of columns is no columns, and a new one is closed',
  async run(open) {
    const none = await openAttackedSite(open, ticketConfig([tickets]), RECORDS, PEOPLE);
    const some = await openAttackedSite(
      open,
      ticketConfig([{ ...tickets, columns: { read: ['title'] } }]),
      RECORDS,
      PEOPLE,
    );
    try {
      const path = PATHS.record('ticket', TICKET_OF_ANN);
      const empty = shownIn((await none.send(path, { as: 'ben' })).text);
      insist(empty === 'etag,id', `A permission without columns shows ${empty}`);
      const listed = shownIn((await some.send(path, { as: 'ben' })).text);
      insist(listed === 'etag,id,title', `A permission for the title shows ${listed}`);
      const described = (await some.send(PATHS.table('ticket'), { as: 'ben' })).text;
      insist(
        !/"(pin|level|owner)"/.test(described),
        `The table is described by columns that nobody opened: ${described}`,
      );
    } finally {
      await none.close();
      await some.close();
    }
  },
};

function shownIn(text: string): string {
  return Object.keys(JSON.parse(text) as TableRecord)
    .sort()
    .join();
}
