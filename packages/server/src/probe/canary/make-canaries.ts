import type { Site } from '@portico/adapter';
import type { RecordValues, StoredValue, TableSchema } from '@portico/protocol';
import type { CanaryCell } from './canary.ts';
import { canaryId, MAX_CANARIES } from './canary-id.ts';
import { cellOf } from './cell-of.ts';
import { chooseVariants, type Dimension, type Variant } from './choose-variants.ts';
import { type Deciding, decidingColumns } from './deciding.ts';
import { tablesInOrder } from './tables-in-order.ts';
import { BAIT_LENGTH, randomWord } from './words.ts';

/** A canary before it is planted. */
export interface CanaryDraft {
  readonly table: string;
  readonly id: string;
  readonly values: RecordValues;
  readonly cells: readonly CanaryCell[];
}

/**
 * Makes canaries for every table of a site, in the order in which they can be planted. A table has one for each value of
 * the columns by which table permissions decide, and for as many pairs of them as {@link MAX_CANARIES} lets. Lookups lead
 * to canaries, so all of them belong to a contact and an account that nobody signs in as; some belong to nobody.
 */
export function makeCanaries(site: Site): readonly CanaryDraft[] {
  const deciding = decidingColumns(site);
  const made = new Map<string, readonly string[]>();
  return tablesInOrder(site.tables).flatMap((table) => {
    const dimensions = dimensionsOf(table, deciding.get(table.name), made);
    const variants = dimensions ? chooseVariants(dimensions, MAX_CANARIES, isTaken(table)) : [];
    const drafts = variants.map((variant, index) => draftOf(site, table, index, variant));
    made.set(
      table.name,
      drafts.map(({ id }) => id),
    );
    return drafts;
  });
}

/** Null where the table needs a record of a table that has no canaries. */
function dimensionsOf(
  { columns }: TableSchema,
  deciding: Deciding | undefined,
  made: ReadonlyMap<string, readonly string[]>,
): readonly Dimension[] | null {
  const dimensions: Dimension[] = [];
  for (const [name, column] of Object.entries(columns)) {
    const named = deciding?.values.get(name);
    if (column.type === 'choice' && named) {
      const values = new Set([...named, ...column.choices.map(({ value }) => value)]);
      dimensions.push({ column: name, values: [...values] });
    } else if (column.type === 'boolean' && named) {
      dimensions.push({ column: name, values: [...new Set([...named, false, true])] });
    } else if (column.type === 'lookup') {
      const ids = made.get(column.target) ?? [];
      if (column.required && ids.length === 0) return null;
      const decides = deciding?.lookups.has(name) ?? false;
      // Those that belong to nobody: null never equals null.
      const values = decides ? [...ids, ...(column.required ? [] : [null])] : [ids[0] ?? null];
      dimensions.push({ column: name, values });
    }
  }
  return dimensions;
}

/** Two records with the same unique values would be one. Text is never the same twice. */
function isTaken(table: TableSchema): (variant: Variant, chosen: readonly Variant[]) => boolean {
  const sets = (table.unique ?? []).filter((columns) =>
    columns.every((name) => table.columns[name]?.type !== 'text'),
  );
  return (variant, chosen) =>
    sets.some((columns) =>
      chosen.some((other) =>
        columns.every((name) => (variant[name] ?? null) !== null && variant[name] === other[name]),
      ),
    );
}

function draftOf(site: Site, table: TableSchema, index: number, variant: Variant): CanaryDraft {
  const values: Record<string, StoredValue> = {};
  const cells: CanaryCell[] = [];
  for (const [name, column] of Object.entries(table.columns)) {
    const planted = namedSnippet(site, table.name, name) ?? cellOf(column);
    if (planted) values[name] = planted.value;
    if (planted?.words) cells.push({ column: name, ...planted.words });
  }
  return { table: table.name, id: canaryId(table.name, index), values: { ...values, ...variant }, cells };
}

/** Snippets are asked for by name and language over a path of their own, so these cannot hold a secret. */
function namedSnippet(site: Site, table: string, column: string): ReturnType<typeof cellOf> {
  if (table !== 'snippet') return undefined;
  if (column === 'locale') return { value: site.config.site.locales[0] ?? 'en' };
  if (column !== 'name') return undefined;
  const bait = randomWord(BAIT_LENGTH);
  return { value: bait, words: { bait, secret: null } };
}
