import { PATHS } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { type Attempt, openAttackedSite } from './attacked-site.ts';
import { type Incident, insist } from './incident.ts';
import { ANN, BEN, PEOPLE, RECORDS, ticketConfig } from './ticket-site.ts';

const CASE_OF_ANN = '00000000-0000-4000-8000-000000000301';
const NO_CASE = '00000000-0000-4000-8000-0000000003ff';

const COLUMNS = ['title', 'description', 'status', 'contact'];

const ownCases: TablePermission = {
  id: 'own-cases',
  table: 'case',
  webRoles: ['authenticated'],
  access: 'contact',
  via: 'contact',
  privileges: ['read', 'write', 'delete'],
  columns: { read: COLUMNS, write: ['title'] },
  actions: ['close'],
};

/** Ben's other way to cases shows them and lets nothing be done to them. */
const allCases: TablePermission = {
  id: 'all-cases',
  table: 'case',
  webRoles: ['authenticated'],
  access: 'global',
  privileges: ['read'],
  columns: { read: COLUMNS },
};

/**
 * The portal that Microsoft published as source filtered a feed and read one row of it by its key without a check; of
 * the faults of APIs, this one is the most common (OWASP API1, broken object level authorization).
 *
 * Ben knows the id of Ann's case. To read, change, delete or close it is answered as for an id that no record has, to
 * the byte; where he may see the case, he is refused. Ann, and she alone, can do all of it.
 */
export const recordById: Incident = {
  name: 'a record by its id (Power Pages feeds, OWASP API1): knowing an id opens nothing, and tells nothing',
  async run(open) {
    const records = [
      ...RECORDS,
      ['case', CASE_OF_ANN, { title: 'Canary', description: 'x', contact: ANN, status: 'open' }] as const,
      ['case', BEN, { title: 'Mine', description: 'x', contact: BEN, status: 'open' }] as const,
    ];
    const hidden = await openAttackedSite(open, ticketConfig([ownCases]), records, PEOPLE);
    const seen = await openAttackedSite(open, ticketConfig([ownCases, allCases]), records, PEOPLE);
    try {
      for (const [what, attempt, path] of ATTEMPTS) {
        const there = await hidden.send(path(CASE_OF_ANN), { ...attempt, as: 'ben' });
        const nowhere = await hidden.send(path(NO_CASE), { ...attempt, as: 'ben' });
        insist(
          there.status === 404,
          `To ${what} a hidden case was answered with ${there.status} ${there.text}`,
        );
        insist(
          JSON.stringify(there) === JSON.stringify(nowhere),
          `To ${what} a hidden case is told from one there is not: ${there.text} ${nowhere.text}`,
        );
        if (what === 'read') continue;
        const refused = await seen.send(path(CASE_OF_ANN), { ...attempt, as: 'ben' });
        const told = `To ${what} a case of another was answered with ${refused.status} ${refused.text}`;
        insist(refused.status === 403 || refused.status === 412, told);
      }
      for (const [what, attempt, path] of ATTEMPTS) {
        if (attempt.headers) continue;
        const { status, text } = await hidden.send(path(CASE_OF_ANN), { ...attempt, as: 'ann' });
        insist(status < 300, `Ann cannot ${what} her own case: ${status} ${text}`);
      }
    } finally {
      await hidden.close();
      await seen.close();
    }
  },
};

const guessed = { 'if-match': '"0123456789abcdef"' };

const ATTEMPTS: readonly (readonly [what: string, Attempt, path: (id: string) => string])[] = [
  ['read', {}, (id) => PATHS.record('case', id)],
  ['change', { method: 'PATCH', json: { title: 'x' } }, (id) => PATHS.record('case', id)],
  [
    'change, with a guessed ETag,',
    { method: 'PATCH', json: { title: 'x' }, headers: guessed },
    (id) => PATHS.record('case', id),
  ],
  ['close', { method: 'POST', json: {} }, (id) => PATHS.action('case', id, 'close')],
  ['delete, with a guessed ETag,', { method: 'DELETE', headers: guessed }, (id) => PATHS.record('case', id)],
  ['delete', { method: 'DELETE' }, (id) => PATHS.record('case', id)],
];
