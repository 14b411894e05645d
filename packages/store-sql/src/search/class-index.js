import { ROW } from '../migrations/prepare-tables.js';
import { ftsClass, ftsClasses } from './fts-tables.js';

/** Records put into a new index at a time. */
const BATCH = 500;
/**
 * An index for each visibility class, so that the statistics by which one is ranked tell nothing of records
 * in another.
 */
export function classIndex(engine) {
  return {
    async prepare(transaction, tables) {
      const wanted = tables.flatMap(ftsClasses);
      const present = new Map();
      for (const row of await transaction.selectFrom('_search').selectAll().execute()) {
        present.set(String(row.name), String(row.layout));
      }
      for (const name of present.keys()) {
        if (!wanted.some(({ index }) => index === name)) await forget(engine, transaction, name);
      }
      for (const entry of wanted) {
        const layout = `${engine.layout} ${entry.columns.join()}`;
        if (present.get(entry.index) === layout) continue;
        if (present.has(entry.index)) await forget(engine, transaction, entry.index);
        await engine.create(transaction, entry);
        await transaction.insertInto('_search').values({ name: entry.index, layout }).execute();
        await fill(engine, transaction, entry);
      }
    },
    async add(transaction, table, row, record) {
      const entry = classOf(table, record);
      if (entry) await engine.add(transaction, entry, row, record);
    },
    async remove(transaction, table, row, record) {
      const entry = classOf(table, record);
      if (entry) await engine.remove(transaction, entry, row, record);
    },
  };
}
function classOf(table, record) {
  const visibility = table.search && record[table.search.visibility];
  const known = ftsClasses(table).some((entry) => entry.visibility === visibility);
  return known ? ftsClass(table, String(visibility)) : null;
}
async function forget(engine, transaction, index) {
  await engine.drop(transaction, index);
  await transaction.deleteFrom('_search').where('name', '=', index).execute();
}
async function fill(engine, transaction, entry) {
  const { table, columns, visibility } = entry;
  const visibilityColumn = table.search?.visibility ?? '';
  for (let after = 0; ; ) {
    const rows = await transaction
      .selectFrom(table.name)
      .select([ROW, 'id', ...columns])
      .where(visibilityColumn, '=', visibility)
      .where(ROW, '>', after)
      .orderBy(ROW)
      .limit(BATCH)
      .execute();
    for (const row of rows) {
      await engine.add(transaction, entry, Number(row[ROW]), row);
    }
    const last = rows.at(-1);
    if (!last) return;
    after = Number(last[ROW]);
  }
}
//# sourceMappingURL=class-index.js.map
