import { isStored } from '@portico/protocol';
import { sql } from 'kysely';
import { identifier } from '../read/identifier.js';
import { shadowText } from './postgres-text.js';

/** Longer texts may not fit an entry of a B-tree, which holds 2704 bytes: four for each character at most. */
const INDEXED_WHOLE = 500;
/**
 * How PostgreSQL keeps cells:
 * - Text is in the collation "C" whatever the database's own: ordered by code points, equal only when the same.
 * - Numbers, whole ones too, are doubles: what JavaScript writes it gets back beyond 2^53 as well, and a
 *   condition may compare a whole number with a fraction.
 * - Dates and times are the text of the protocol, `2026-01-31T08:00:00.000Z`, which sorts as they do. A
 *   `timestamptz` refuses some of the text that a condition may compare with, and knows no dates from other calendars' years.
 * - Beside a text column that can be searched stands its shadow: the text folded by JavaScript's rules,
 *   where those differ from lower case ASCII. PostgreSQL's own `lower` follows the Unicode version of its build.
 */
export const postgresColumns = {
  rowKey: 'bigint generated always as identity primary key',
  columnType(column) {
    switch (column?.type) {
      case 'boolean':
        return 'boolean';
      case 'integer':
      case 'decimal':
        return 'double precision';
      default:
        return 'text collate "C"';
    }
  },
  cell(column, value) {
    switch (column?.type) {
      case 'boolean':
        return sql`cast(${value} as boolean)`;
      case 'integer':
      case 'decimal':
        return sql`cast(${value} as double precision)`;
      default:
        return sql`(cast(${value} as text) collate "C")`;
    }
  },
  descending: 'desc nulls last',
  uniqueKey(column, name) {
    const long = column?.type === 'html' || (column?.type === 'text' && column.maxLength > INDEXED_WHOLE);
    return long ? sql`sha256(cast(replace(${sql.id(name)}, '\\', '\\\\') as bytea))` : sql.id(name);
  },
  shadowOf: (table, column) => {
    const schema = table.columns[column];
    const searched = schema?.type === 'text' || schema?.type === 'choice';
    return searched && isStored(schema) ? identifier(`_folded__${column}`) : null;
  },
  shadows(table, values) {
    const shadows = {};
    for (const [column, value] of Object.entries(values)) {
      const shadow = this.shadowOf(table, column);
      if (shadow) shadows[shadow] = typeof value === 'string' ? shadowText(value) : null;
    }
    return shadows;
  },
};
//# sourceMappingURL=postgres-columns.js.map
