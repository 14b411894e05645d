import { PATHS } from '@portico/protocol';
import { ANONYMOUS, type Subject } from '../../authenticate/subject.ts';
import { loadSite } from '../../config/load-site.ts';
import { createPlanner, type Planner } from '../../plan/make-plan.ts';
import { type AttackedSite, openAttackedSite, type Reply } from './attacked-site.ts';
import { type Incident, insist } from './incident.ts';
import { operationsOf } from './operations-of.ts';
import { ANN, PEOPLE, RECORDS, TICKET_OF_ANN, ticketConfig } from './ticket-site.ts';

/**
 * Directus takes a request without a user (`accountability = null`) for the system itself, so each code path that
 * forgets to hand the user on runs as the administrator (directus#28121 alleges one; used here as a pattern).
 *
 * Here there is no absent subject: a stranger is one, with the web role `anonymous`. Every operation of the OpenAPI
 * document is sent without authentication, which gives nothing away; and with broken authentication of every kind,
 * which gets no answer but `invalid_token`. The planner, asked for nobody, makes no plan.
 */
export const directusNullSubject: Incident = {
  name: 'Directus null subject: without a user, or with a broken token, no operation gives more than to strangers',
  async run(open) {
    const config = ticketConfig(ONLY_SIGNED_IN);
    const site = await openAttackedSite(open, config, RECORDS, PEOPLE);
    try {
      const operations = await operationsOf(site, { table: 'ticket', id: TICKET_OF_ANN, action: 'close' });
      insist(operations.length >= 18, `Only ${operations.length} operations are known`);
      for (const { name, path, method, json } of operations) {
        const attempt = { method, ...(json !== undefined && { json }) };
        const stranger = await site.send(path, attempt);
        insist(!leaks(stranger), `${name} gives strangers ${stranger.text}`);
        for (const authorization of await brokenTokens(site)) {
          const broken = await site.send(path, { ...attempt, headers: { authorization } });
          const refused = broken.status === 401 && broken.text.includes('"invalid_token"');
          const open = OPEN.has(name) && broken.status === stranger.status && broken.text === stranger.text;
          insist(
            refused || open,
            `${name} with "${authorization}" was answered with ${broken.status} ${broken.text}`,
          );
        }
      }
      const control = await site.send(PATHS.record('ticket', TICKET_OF_ANN), { as: 'ann' });
      insist(leaks(control), `Ann does not read her own ticket: ${control.text}`);
    } finally {
      await site.close();
    }
    plansForNobody(createPlanner(loadSite(config)));
  },
};

/** Nothing is for strangers: whatever they are shown, they were not to be shown. */
const ONLY_SIGNED_IN = (['ticket', 'contact'] as const).map((table) => ({
  id: table,
  table,
  webRoles: ['authenticated'],
  access: 'contact' as const,
  ...(table === 'ticket' && { via: 'owner' }),
  privileges: ['read', 'write', 'delete'] as const,
  columns: { read: table === 'ticket' ? ['title', 'pin'] : ['name', 'email'], write: [] },
}));

/** Operations that ask for no subject at all, and answer everybody alike. */
const OPEN = new Set(['health', 'ready', 'metrics', 'explainProblem', 'getOpenapi']);

function leaks({ text }: Reply): boolean {
  return /Brake|7251|ann@example\.com|Ann Ash/.test(text);
}

/** Everything that clients with a fault, and people with intent, send in place of a token. */
async function brokenTokens(site: AttackedSite): Promise<string[]> {
  const good = await site.token({ sub: 'ann' });
  const [header, payload, signature] = good.split('.') as [string, string, string];
  const none = btoa('{"alg":"none","typ":"at+jwt"}').replaceAll('=', '');
  return [
    'Bearer',
    'Bearer null',
    'Bearer undefined',
    'Bearer [object Object]',
    'Basic YW5uOmFubg==',
    `Token ${good}`,
    good,
    `Bearer ${header}.${payload}`,
    `Bearer ${header}.${payload}.`,
    `Bearer ${none}.${payload}.`,
    `Bearer ${header}.${payload}.${signature.split('').reverse().join('')}`,
    `Bearer ${await site.token({ sub: 'ann', exp: 1 })}`,
    `Bearer ${await site.token({ sub: undefined })}`,
    `Bearer ${await site.token({ sub: '' })}`,
    `Bearer ${await site.token({ sub: 'ann', aud: 'another' })}`,
    `Bearer ${good}, Bearer ${good}`,
  ];
}

/** A caller in JavaScript can leave the subject out, whatever the types say. */
function plansForNobody(planner: Planner): void {
  const context = { now: '2026-06-01T00:00:00.000Z', newId: () => ANN };
  const request = { text: 'x', facets: false, limit: 1, offset: 0, mode: 'search' } as const;
  for (const nobody of [undefined, null, {}, { ...ANONYMOUS, webRoles: undefined }] as unknown as Subject[]) {
    const plans: Readonly<Record<string, () => unknown>> = {
      list: () => planner.list(nobody, 'ticket', {}, null),
      get: () => planner.get(nobody, 'ticket', TICKET_OF_ANN),
      update: () => planner.update(nobody, 'ticket', TICKET_OF_ANN, { title: 'x' }, context),
      delete: () => planner.delete(nobody, 'ticket', TICKET_OF_ANN, context),
      tableInfo: () => planner.tableInfo(nobody, 'ticket'),
      search: () => planner.search(nobody, { ...request, tables: ['ticket'] }),
    };
    for (const [name, plan] of Object.entries(plans)) {
      let made = true;
      try {
        plan();
      } catch {
        made = false;
      }
      insist(!made, `The planner made a plan to ${name} for nobody`);
    }
  }
}
