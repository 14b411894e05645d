import type { StoredRecord } from '@portico/protocol';
import type { SiteConfig } from '../../config/site-config.ts';
import { createRandom, type Random } from '../../store/contract/random.ts';
import type { Person, World, WorldLimits } from '../world.ts';
import { randomPeople } from './random-people.ts';
import { ROLES, randomPermissions } from './random-permissions.ts';
import { randomRecords } from './random-records.ts';
import { randomTables } from './random-tables.ts';

/** The identity provider of every world. */
export const ISSUER = 'https://id.example';

/** A world made up from one number; the same number makes the same world. */
export function randomWorld(seed: number, limits: WorldLimits = {}): World {
  const random = createRandom(seed);
  const { own, added, all } = randomTables(random);
  const ids = new Map([...all.keys()].map((name) => [name, someIds(random, name)]));
  const contacts = ids.get('contact') ?? [];
  const accounts = ids.get('account') ?? [];
  const people = randomPeople(random, contacts, accounts);
  const material = { ...limits, ids, own: { contact: contacts.slice(0, 4), account: accounts.slice(0, 2) } };
  const config: SiteConfig = {
    site: { name: `World ${seed}`, locales: ['en'], origins: ['https://www.example'] },
    identity: { issuers: [issuer] },
    webRoles: ROLES,
    tables: own,
    columns: added,
    tablePermissions: randomPermissions(random, all, material),
  };
  const records = new Map(
    [...all.values()].map((table) => [table.name, randomRecords(random, table, material)]),
  );
  records.set(
    'contact',
    (records.get('contact') ?? []).map((record) => withAccountOf(people, record)),
  );
  return { config, tables: all, records, people, limits };
}

const issuer = {
  issuer: ISSUER,
  audience: ['portico'],
  algorithms: ['ES256'],
  // One token of each person serves all the requests of a world, whatever day they are made on.
  maxTokenAge: 30 * 86_400,
  claims: { roles: { claim: 'roles', webRoles: Object.fromEntries(ROLES.map((role) => [role, role])) } },
};

function someIds(random: Random, table: string): string[] {
  const count = table === 'contact' ? 6 : table === 'account' ? 3 : 5 + random.below(8);
  return Array.from({ length: count }, () => random.id());
}

/** The account of who is signed in is that of the contact record. */
function withAccountOf(people: readonly Person[], record: StoredRecord): StoredRecord {
  const person = people.find(({ contact }) => contact === record.id);
  return person ? { ...record, account: person.account } : record;
}
