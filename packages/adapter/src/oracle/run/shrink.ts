import type { StoredRecord } from '@portico/protocol';
import { ConfigError } from '../../config/config-error.ts';
import type { World } from '../world.ts';
import { Divergence } from './divergence.ts';
import type { SignIn } from './handler.ts';
import { respondentAt, type Subject } from './levels.ts';
import { expectedAnswer, judge } from './prove-world.ts';
import { storeState } from './store-state.ts';

/**
 * The same divergence in a smaller world, as far as the time goes: permissions and records are left out one
 * by one while the one question, asked of a new store, still goes wrong in the same way. The divergence as it is, when
 * it needs what was asked before.
 */
export async function shrink(
  found: Divergence,
  subject: Subject,
  signIn: SignIn,
  seconds = 15,
): Promise<Divergence> {
  const { level } = found.details.place;
  if (level !== 'engine' && level !== 'http') return found;
  let smallest = found;
  const end = Date.now() + seconds * 1000;
  const attempt = async (world: World): Promise<boolean> => {
    if (Date.now() > end) return false;
    const again = await divergenceIn(world, found, level, subject, signIn);
    if (!again) return false;
    smallest = again;
    return true;
  };
  if (!(await attempt(found.details.world))) return found;
  // The later ones may have earlier ones as their parents.
  for (const { id } of found.details.world.config.tablePermissions.toReversed())
    await attempt(withoutPermission(smallest.details.world, id));
  for (const [table, records] of found.details.world.records)
    for (const { id } of records) await attempt(withoutRecord(smallest.details.world, table, id));
  return smallest;
}

async function divergenceIn(
  world: World,
  { details }: Divergence,
  level: 'engine' | 'http',
  subject: Subject,
  signIn: SignIn,
): Promise<Divergence | null> {
  const asked = { ...details, world };
  const store = await subject.open();
  try {
    const { respondent } = await respondentAt(level, world, store, signIn);
    await judge({ respondent }, storeState(world, store), asked, expectedAnswer(asked), details.place);
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return null;
    if (error instanceof Divergence && error.details.what === details.what) return error;
    return null;
  } finally {
    await store.close();
  }
}

function withoutPermission(world: World, id: string): World {
  const tablePermissions = world.config.tablePermissions.filter((permission) => permission.id !== id);
  return { ...world, config: { ...world.config, tablePermissions } };
}

/** Where no lookup may lead nowhere, those to the record are emptied. */
function unpointed(tables: World['records'], id: string): World['records'] {
  const cleared = (record: StoredRecord): StoredRecord => ({
    ...Object.fromEntries(Object.entries(record).map(([name, cell]) => [name, cell === id ? null : cell])),
    id: record.id,
  });
  return new Map([...tables].map(([table, records]) => [table, records.map(cleared)]));
}

/** Who asks must be able to sign in, so their contact stays. */
function withoutRecord(world: World, table: string, id: string): World {
  if (world.people.some(({ contact }) => contact === id)) return world;
  const records = (world.records.get(table) ?? []).filter((record) => record.id !== id);
  const left = new Map(world.records).set(table, records);
  return { ...world, records: world.limits?.dangling === false ? unpointed(left, id) : left };
}
