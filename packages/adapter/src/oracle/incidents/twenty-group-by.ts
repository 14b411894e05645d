import { PATHS } from '@portico/protocol';
import type { AttackedSite, Reply } from './attacked-site.ts';
import { type Incident, insist } from './incident.ts';
import { openTickets, REMARK, SECRET, TICKET_OF_ANN } from './ticket-site.ts';

/**
 * Twenty, #25911: hidden fields could be read by `groupBy`, the one way of reading that did not go through the check
 * which all others shared.
 *
 * Ben looks at Ann's ticket by every way there is to a record. None shows its PIN or its level, nor says that there are
 * such columns in it; where they are open, each does.
 */
export const twentyGroupBy: Incident = {
  name: 'Twenty groupBy (#25911): every way to a record shows the same cells of it',
  async run(open) {
    const closed = await openTickets(open, 'closed');
    const wide = await openTickets(open, 'open');
    try {
      for (const [way, look] of Object.entries(WAYS)) {
        const hidden = await look(closed);
        insist(hidden.status === 200, `${way} was refused with ${hidden.status} ${hidden.text}`);
        insist(!shows(hidden), `${way} shows what is hidden: ${hidden.text}`);
        const control = await look(wide);
        insist(shows(control), `${way}, where all is open, shows ${control.text}: it proves nothing`);
      }
    } finally {
      await closed.close();
      await wide.close();
    }
  },
};

function shows({ text, headers }: Reply): boolean {
  return text.includes(SECRET) || text.includes('"high"') || JSON.stringify(headers).includes(SECRET);
}

const ben = { as: 'ben' } as const;
const ticket = PATHS.record('ticket', TICKET_OF_ANN);

const WAYS: Readonly<Record<string, (site: AttackedSite) => Promise<Reply>>> = {
  'the list': (site) => site.send(PATHS.records('ticket'), ben),
  'the record': (site) => site.send(ticket, ben),
  'the columns asked for': (site) => site.send(`${ticket}?select=title,pin,level`, ben),
  'an expanded lookup of a list': (site) => site.send(`${PATHS.records('remark')}?expand=ticket`, ben),
  'an expanded lookup of a record': (site) =>
    site.send(`${PATHS.record('remark', REMARK)}?expand=ticket`, ben),
  'the hits of a search': (site) => site.send(`${PATHS.search()}?q=brake`, ben),
  'the facets of a search': (site) => site.send(`${PATHS.search()}?q=brake&facets=true`, ben),
  'the hits while typing': (site) => site.send(`${PATHS.suggest()}?q=bra`, ben),
  'the order of a page': async (site) => {
    const { status, text, headers } = await site.send(
      `${PATHS.records('ticket')}?sort=-pin&limit=1&select=title`,
      ben,
    );
    const { cursor } = JSON.parse(text) as { cursor: string };
    return { status, headers, text: atob(cursor.replaceAll('-', '+').replaceAll('_', '/')) };
  },
};
