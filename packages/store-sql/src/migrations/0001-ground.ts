import type { WriteTransaction } from '../dialect/tables.ts';

/** The store's own tables. Their names begin with `_`, which no table of a site may. */
export async function ground(transaction: WriteTransaction): Promise<void> {
  const { schema } = transaction;
  await schema.createTable('_portico').addColumn('version', 'integer', notNull).execute();
  await transaction.insertInto('_portico').values({ version: 0 }).execute();
  // The columns made so far, so that a configuration that grows is told from one that contradicts.
  await schema
    .createTable('_column')
    .addColumn('table', 'text', notNull)
    .addColumn('column', 'text', notNull)
    .addColumn('type', 'text', notNull)
    .addPrimaryKeyConstraint('_column_key', ['table', 'column'])
    .execute();
  // The last number given out in each numbered column.
  await schema
    .createTable('_counter')
    .addColumn('table', 'text', notNull)
    .addColumn('column', 'text', notNull)
    .addColumn('value', 'bigint', notNull)
    .addPrimaryKeyConstraint('_counter_key', ['table', 'column'])
    .execute();
  // The search indexes made so far, and what each was made for.
  await schema
    .createTable('_search')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('layout', 'text', notNull)
    .execute();
}

function notNull<C extends { notNull(): C }>(column: C): C {
  return column.notNull();
}
