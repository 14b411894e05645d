import { and, eq } from '@portico/protocol';
import { sql } from 'kysely';
import { ROW } from '../migrations/prepare-tables.js';
import { sourceOf } from '../read/column.js';
import { compileFilter } from '../read/compile-filter.js';
/** Statement that gives, as `row`, each record of the source which has one of the words and the subject may read. */
export function matchingRows(source, sought, context) {
  const parts = source.coverage.map((coverage) => {
    const found = context.fullText.found(source.entry, coverage.columns, sought);
    return sql`select ${found.row} as ${sql.id('row')} from ${matching(source, coverage, found, context)}`;
  });
  // One record may be found through several of them; `union` names it once.
  return parts.length === 0
    ? sql`select cast(null as integer) as ${sql.id('row')} where false`
    : sql.join(parts, sql` union `);
}
/** The index, joined with the records where it takes more than the index to tell who may be found: `f` and `r`. */
export function matching({ entry, plan }, { filter }, { row, condition }, context) {
  const index = sql`${sql.table(entry.index)} as ${sql.id('f')}`;
  if (filter.type === 'everything') return sql`${index} where ${condition}`;
  const records = { table: plan.projection.table, alias: 'r' };
  const inClass = eq(entry.table.search?.visibility ?? '', entry.visibility);
  const visible = compileFilter(and(inClass, filter), records, context);
  return sql`${index} join ${sourceOf(records)} on ${sql.id('r', ROW)} = ${row} where ${condition} and ${visible}`;
}
//# sourceMappingURL=matching-rows.js.map
