import type { TableSchema } from '@portico/protocol';
import { customName, entitySetOf, ownName } from './custom-name.ts';
import type { TableMapping } from './table-mapping.ts';

/** Longest label of a row for people in Dataverse. */
const MAX_LABEL = 200;

/** A table by the convention, without its columns: `portico_<table>`. Its primary name is a copy of our title. */
export function customTable(schema: TableSchema, prefix: string): TableMapping {
  const table = customName(prefix, schema.name);
  const title = schema.columns[schema.title];
  const copied = title?.type === 'text' && title.numbering === undefined;
  return {
    table,
    entitySet: entitySetOf(table),
    key: `${table}id`,
    columns: {},
    custom: true,
    ...(copied ? { copies: [{ name: labelColumn(prefix), from: schema.title, maxLength: MAX_LABEL }] } : {}),
  };
}

/** The primary name column that every table of Dataverse has. */
export function labelColumn(prefix: string): string {
  return ownName(prefix, 'label');
}
