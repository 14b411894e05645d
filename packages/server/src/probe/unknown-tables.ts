import { INTERNAL_TABLES, PATHS, STANDARD_TABLES, type TableInfo, type TableSchema } from '@portico/protocol';
import type { Crawl } from './crawl/crawl.ts';
import { tablesOfForms } from './crawl/site-tasks.ts';
import { isDone } from './http/heard.ts';

/**
 * The tables of an adapter whose configuration is not at hand: those that every site has, those of the adapter's own, and
 * those that its forms name.
 */
export async function unknownTables(crawl: Pick<Crawl, 'ask'>): Promise<ReadonlyMap<string, TableSchema>> {
  const tables = new Map([...STANDARD_TABLES, ...INTERNAL_TABLES].map((table) => [table.name, table]));
  for (const name of await tablesOfForms(crawl))
    if (!tables.has(name)) tables.set(name, await describe(crawl, name));
  return tables;
}

/** As far as strangers are told. */
async function describe(crawl: Pick<Crawl, 'ask'>, name: string): Promise<TableSchema> {
  const heard = await crawl.ask({ path: PATHS.table(name) });
  const { columns = {}, title = 'id' } = (isDone(heard) ? heard.json : {}) as Partial<TableInfo>;
  const schemas = Object.entries(columns).map(([column, { schema }]) => [column, schema] as const);
  return { name, label: name, pluralLabel: name, title, columns: Object.fromEntries(schemas) };
}
