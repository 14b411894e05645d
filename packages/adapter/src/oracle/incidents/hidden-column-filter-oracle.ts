import { type Filter, PATHS, type RecordPage, type SearchPage } from '@portico/protocol';
import type { AttackedSite } from './attacked-site.ts';
import { extractSecret, type Oracle } from './extract-secret.ts';
import { type Incident, insist } from './incident.ts';
import { BEN, openTickets, SECRET, TICKET_OF_ANN, TICKET_OF_BEN } from './ticket-site.ts';

/**
 * A column that is not shown can still be asked about: which records come back for `pin starts with 7` is a question of
 * yes or no about it, and a few dozen of them read it whole. The most repeated fault of this family of products:
 * ServiceNow CVE-2025-3648 (2025), Strapi #11869 and CVE-2026-27886, Elide #3415 (by sort), Prisma #711, Directus
 * CVE-2025-30352 (by search), and Power Pages' `$filter` and `$orderby` (Stratus Security, 2024).
 *
 * Ben tries every way there is to read the PIN of Ann's ticket, which he may list. Where the column is open, each of
 * these ways reads it.
 */
export const hiddenColumnFilterOracle: Incident = {
  name: 'the hidden-column filter oracle: no filter, order, page, search or facet tells what a hidden cell holds',
  async run(open) {
    const closed = await openTickets(open, 'closed');
    const wide = await openTickets(open, 'open');
    try {
      for (const [way, oracleOf] of Object.entries(WAYS)) {
        const learnt = await extractSecret(oracleOf(closed), SECRET.length);
        insist(learnt === '', `By ${way}, "${learnt}" of the hidden PIN was read`);
        const control = await extractSecret(oracleOf(wide), SECRET.length);
        insist(
          control === SECRET,
          `By ${way}, an open PIN was read as "${control}": the attack proves nothing`,
        );
      }
    } finally {
      await closed.close();
      await wide.close();
    }
  },
};

type Way = (site: AttackedSite) => Oracle;

const WAYS: Readonly<Record<string, Way>> = {
  'a filter': (site) => (guess) => isListed(site, { filter: begins(guess) }),
  'a filter for a part': (site) => (guess) =>
    isListed(site, { filter: { type: 'and', filters: [contains(guess), begins(guess)] } }),
  'a filter turned round': (site) => async (guess) =>
    !(await isListed(site, { filter: { type: 'not', filter: begins(guess) } })),
  'a filter turned round twice': (site) => (guess) =>
    isListed(site, { filter: { type: 'not', filter: { type: 'not', filter: begins(guess) } } }),
  'one of two filters': (site) => (guess) =>
    isListed(site, { filter: { type: 'or', filters: [begins(guess), { type: 'nothing' }] } }),
  'a comparison': (site) => (guess) => isListed(site, { filter: among(guess) }),
  'the filter of a related record': (site) => async (guess) => {
    const filter: Filter = { type: 'related', lookup: 'ticket', filter: begins(guess) };
    return (await page(site, 'remark', { filter })).records.length > 0;
  },
  'the order, beside a record of his own': (site) => async (guess) => {
    await own(site, guess);
    const { records } = await page(site, 'ticket', { sort: 'pin' });
    const at = (id: string) => records.findIndex((record) => record.id === id);
    return at(TICKET_OF_ANN) > at(TICKET_OF_BEN);
  },
  'the page after a made-up cursor': (site) => async (guess) => {
    await own(site, '');
    const first = await page(site, 'ticket', { sort: 'pin', limit: '1' });
    if (first.cursor === null) return false;
    // The place of his own record, moved to where the guess would be.
    const position = JSON.parse(atob(first.cursor.replaceAll('-', '+').replaceAll('_', '/')));
    const forged = btoa(JSON.stringify({ ...position, values: [guess], id: BEN }))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
    const { records } = await page(site, 'ticket', { sort: 'pin', cursor: forged });
    return records.some(({ id }) => id === TICKET_OF_ANN);
  },
  'a search': (site) => async (guess) => {
    const hits = await Promise.all(endings(guess).map((pin) => found(site, { q: pin })));
    return hits.some((ids) => ids.includes(TICKET_OF_ANN));
  },
  'the filter of a search': (site) => async (guess) =>
    (await found(site, { q: 'brake', filter: JSON.stringify(begins(guess)) })).includes(TICKET_OF_ANN),
  suggestions: (site) => async (guess) => {
    const { text } = await site.send(`${PATHS.suggest()}?q=${guess}`, { as: 'ben' });
    return text.includes(TICKET_OF_ANN);
  },
};

function begins(guess: string): Filter {
  return { type: 'condition', column: 'pin', operator: 'starts_with', value: guess };
}

function contains(guess: string): Filter {
  return { type: 'condition', column: 'pin', operator: 'contains', value: guess };
}

/** Text cannot be compared by size; but a hundred values at once are nearly as good. */
function among(guess: string): Filter {
  const values = endings(guess);
  const filters = Array.from({ length: Math.ceil(values.length / 100) }, (_, part): Filter => {
    const value = values.slice(part * 100, part * 100 + 100);
    return { type: 'condition', column: 'pin', operator: 'in', value };
  });
  return { type: 'or', filters };
}

/** Every PIN that begins so: few enough, where the last places are taken as known. */
function endings(guess: string): string[] {
  return [guess + SECRET.slice(guess.length)];
}

async function isListed(site: AttackedSite, { filter }: { readonly filter: Filter }): Promise<boolean> {
  const { records } = await page(site, 'ticket', { filter });
  return records.some(({ id }) => id === TICKET_OF_ANN);
}

/** Ben sets the PIN of his own ticket, to compare others with it. */
async function own(site: AttackedSite, pin: string): Promise<void> {
  const path = PATHS.record('ticket', TICKET_OF_BEN);
  const { status, text } = await site.send(path, {
    as: 'ben',
    method: 'PATCH',
    json: { pin: pin || null },
  });
  insist(status === 200, `Ben could not set his own PIN: ${status} ${text}`);
}

async function page(
  site: AttackedSite,
  table: string,
  { filter, ...others }: { readonly filter?: Filter; readonly [name: string]: unknown },
): Promise<RecordPage> {
  const parameters = new URLSearchParams(others as Record<string, string>);
  if (filter) parameters.set('filter', JSON.stringify(filter));
  const { status, text } = await site.send(`${PATHS.records(table)}?${parameters}`, { as: 'ben' });
  insist(status === 200, `The list was refused with ${status} ${text}`);
  return JSON.parse(text);
}

async function found(site: AttackedSite, parameters: Record<string, string>): Promise<string[]> {
  const path = `${PATHS.search()}?${new URLSearchParams(parameters)}`;
  const { status, text } = await site.send(path, { as: 'ben' });
  insist(status === 200, `The search was refused with ${status} ${text}`);
  const { hits, correctedQuery } = JSON.parse(text) as SearchPage;
  // What was found for other words than those asked for answers another question.
  return correctedQuery === null ? hits.map(({ id }) => id) : [];
}
