import { createSqliteStore } from '../create-sqlite-store.ts';
import { NOTE } from './notes.ts';
import { createStep, writePlan } from './write-plans.ts';

/**
 * A process that creates notes until it is killed or has made `count`, and prints the id of each one that
 * was acknowledged. Arguments: the database file, a name for the titles, the count.
 */
const [file = '', name = '', count = '0'] = process.argv.slice(2);
const store = createSqliteStore({ file });
await store.open([NOTE]);
for (let made = 0; made < Number(count); made += 4) {
  await Promise.all(
    [0, 1, 2, 3].map(async (at) => {
      const id = crypto.randomUUID();
      const title = `${name} ${made + at}`;
      await store.write(writePlan([createStep(NOTE, { id, title, visibility: 'public' })]));
      process.stdout.write(`${id}\n`);
    }),
  );
}
await store.close();
