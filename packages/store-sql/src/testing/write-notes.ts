import { createPostgresStore } from '../create-postgres-store.ts';
import { createSqliteStore } from '../create-sqlite-store.ts';
import { outcomeOf } from './note-store.ts';
import { NOTE } from './notes.ts';
import { createStep, writePlan } from './write-plans.ts';

/**
 * A process that creates notes until it is killed or has made `count`, and prints the id of each one that
 * was acknowledged. Arguments: the database file or its URL, a name for the titles, the count. With the name
 * `race`, several such processes are after the same titles and idempotency keys.
 */
const [place = '', name = '', count = '0'] = process.argv.slice(2);
const store = place.startsWith('postgres:')
  ? createPostgresStore({ url: place })
  : createSqliteStore({ file: place });
await store.open([NOTE]);
for (let made = 0; made < Number(count); made += 4) {
  await Promise.all([0, 1, 2, 3].map((at) => write(made + at)));
}
await store.close();

async function write(at: number): Promise<void> {
  const id = crypto.randomUUID();
  const title = `${name} ${at}`;
  const step = createStep(NOTE, { id, title, visibility: 'public' });
  // Of the titles that several are after, every second one is asked for with a key.
  const key = name === 'race' && at % 2 === 0 ? { scope: 'race', key: title, fingerprint: title } : undefined;
  const written = store.write(writePlan([step], key));
  if (name === 'race') {
    const outcome = await outcomeOf(written);
    process.stdout.write(`${outcome === 'done' ? (await written).id : outcome} ${title}\n`);
    return;
  }
  await written;
  process.stdout.write(`${id}\n`);
}
