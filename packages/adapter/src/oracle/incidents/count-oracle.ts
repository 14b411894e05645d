import { type Filter, PATHS, type RecordPage, type SearchPage, type TableRecord } from '@portico/protocol';
import type { AttackedSite } from './attacked-site.ts';
import { extractSecret } from './extract-secret.ts';
import { type Incident, insist } from './incident.ts';
import { openTickets, SECRET, TICKET_OF_ANN } from './ticket-site.ts';

/**
 * ServiceNow, CVE-2025-3648 ("Count(er) Strike", July 2025): lists left out what was not to be seen, and said how many
 * rows had been left out; so every filter was counted over hidden rows, and counts of filters read hidden cells whole.
 *
 * Ben counts in every way: lists, numbers of related records, hits, facets. Where the records are open, each way counts
 * them.
 */
export const countOracle: Incident = {
  name: 'the count oracle (ServiceNow CVE-2025-3648): no number counts what may not be seen',
  async run(open) {
    const closed = await openTickets(open, 'closed');
    const wide = await openTickets(open, 'open');
    try {
      for (const [what, count, hidden, shown] of COUNTS) {
        const counted = await count(closed);
        insist(counted === hidden, `${what}: ${counted} instead of ${hidden}`);
        const control = await count(wide);
        insist(control === shown, `${what}, where it is open: ${control} instead of ${shown}`);
      }
      const byCount = (site: AttackedSite) => async (guess: string) =>
        (await countOf(site, begins(guess))) > 0;
      const learnt = await extractSecret(byCount(closed), SECRET.length);
      // Of his own ticket Ben may count what he likes.
      insist(learnt === '5', `Counting read "${learnt}", where only the PIN of the attacker is to be had`);
    } finally {
      await closed.close();
      await wide.close();
    }
  },
};

type Count = (site: AttackedSite) => Promise<number>;

/** What is counted; how much of it Ben may know of, and how much there is. */
const COUNTS: readonly (readonly [what: string, count: Count, hidden: number, shown: number])[] = [
  ['tickets whose hidden level is high', (site) => countOf(site, isHigh), 0, 1],
  ['tickets whose level is not high', (site) => countOf(site, { type: 'not', filter: isHigh }), 2, 1],
  ['remarks, hidden ones among them', (site) => countOf(site, { type: 'everything' }, 'remark'), 1, 2],
  ['remarks on one ticket', remarksOfAnn, 1, 2],
  ['hits for a hidden PIN', (site) => hits(site).then(({ count }) => count), 0, 1],
  ['values of a facet', facets, 1, 2],
];

const isHigh: Filter = { type: 'condition', column: 'level', operator: 'eq', value: 'high' };

function begins(guess: string): Filter {
  return { type: 'condition', column: 'pin', operator: 'starts_with', value: guess };
}

async function countOf(site: AttackedSite, filter: Filter, table = 'ticket'): Promise<number> {
  const parameters = new URLSearchParams({ count: 'true', limit: '1', filter: JSON.stringify(filter) });
  const { status, text } = await site.send(`${PATHS.records(table)}?${parameters}`, { as: 'ben' });
  insist(status === 200, `The list was refused with ${status} ${text}`);
  return (JSON.parse(text) as RecordPage).count ?? -1;
}

async function remarksOfAnn(site: AttackedSite): Promise<number> {
  const { text } = await site.send(PATHS.record('ticket', TICKET_OF_ANN), { as: 'ben' });
  return Number((JSON.parse(text) as TableRecord).remarks);
}

async function hits(site: AttackedSite, q = SECRET): Promise<SearchPage> {
  const parameters = new URLSearchParams({ q, tables: 'ticket', facets: 'true' });
  const { text } = await site.send(`${PATHS.search()}?${parameters}`, { as: 'ben' });
  return JSON.parse(text);
}

/** All that the facet counts of two tickets that are found by their titles. */
async function facets(site: AttackedSite): Promise<number> {
  const found = await hits(site, 'brake chain');
  insist(found.count === 2, `The search found ${found.count} tickets`);
  return found.facets.flatMap(({ values }) => values).reduce((sum, { count }) => sum + count, 0);
}
