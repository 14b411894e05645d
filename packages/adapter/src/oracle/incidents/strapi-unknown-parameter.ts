import { PATHS } from '@portico/protocol';
import { type Incident, insist } from './incident.ts';
import { operationsOf } from './operations-of.ts';
import { openTickets, TICKET_OF_BEN } from './ticket-site.ts';

/**
 * Strapi, CVE-2026-27886 (CVSS 9.3, versions 4.0.0 to 5.36.1): the parameters of a request were checked by their names,
 * and one that the check did not know went through to the database. Anyone could ask questions of yes or no about any
 * column, and read the administrators' reset tokens.
 *
 * Here each operation names its parameters. One that it does not name, one that comes twice, and one that is written
 * otherwise is refused by every operation, whatever else the request asks for.
 */
export const strapiUnknownParameter: Incident = {
  name: 'Strapi unknown parameter (CVE-2026-27886): what no operation knows is refused by all, never passed on',
  async run(open) {
    const site = await openTickets(open, 'closed');
    try {
      const names = { table: 'ticket', id: TICKET_OF_BEN, action: 'close', form: 'none' };
      let refused = 0;
      for (const { name, method, path, parameters, json } of await operationsOf(site, names)) {
        // What machines ask has no subject, and no records.
        if (!path.startsWith('/v1/')) continue;
        const attempt = { as: 'ben', method, ...(json !== undefined && { json }) };
        for (const search of [...UNKNOWN, ...parameters.flatMap(twice)]) {
          const needed = parameters.includes('q') && !search.startsWith('q=') ? '&q=brake' : '';
          const { status, text } = await site.send(`${path}?${search}${needed}`, attempt);
          const told = `${name} with ?${search} was answered with ${status} ${text}`;
          insist(status === 400 && text.includes('"invalid_parameter"'), told);
          refused += 1;
        }
      }
      insist(refused > 300, `Only ${refused} requests were tried`);
      const good = await site.send(`${PATHS.records('ticket')}?filter={"type":"everything"}&sort=title`, {
        as: 'ben',
      });
      insist(good.status === 200, `A list that names what it knows was refused: ${good.text}`);
    } finally {
      await site.close();
    }
  },
};

/** As other products take them, and as parsers of parameters have mistaken them. */
const UNKNOWN = [
  'where[pin][$startsWith]=7',
  'where=%7B%22pin%22%3A%227251%22%7D',
  'filters[pin][$eq]=7251',
  '$filter=startswith(pin,%277%27)',
  '$orderby=pin',
  'fields=pin',
  'populate=*',
  'populate[owner][populate]=*',
  '_q=7251',
  'groupBy=pin',
  'aggregate[count]=pin',
  'filter[]=%7B%22type%22%3A%22everything%22%7D',
  'filter[0]=%7B%22type%22%3A%22everything%22%7D',
  'Filter=%7B%22type%22%3A%22everything%22%7D',
  '%20filter=%7B%22type%22%3A%22everything%22%7D',
  'filter.type=everything',
  'sort[0]=pin',
  'select[]=pin',
  'lookup=pin',
  '__proto__=pin',
  'constructor=pin',
  'hasOwnProperty=1',
  '=7251',
  'access_token=x',
  'subject=ann',
  'web_role=staff',
] as const;

function twice(name: string): string[] {
  const value = VALUES[name] ?? 'title';
  return [`${name}=${value}&${name}=${value}`, `${name}=${value}&${name}=`];
}

const VALUES: Readonly<Record<string, string>> = {
  q: 'brake',
  filter: '{"type":"everything"}',
  limit: '1',
  count: 'true',
  facets: 'true',
  cursor: 'e30',
  tables: 'ticket',
  expand: 'owner',
};
