import type { StoredValue, TableRecord } from '@portico/protocol';
import type { FacetAnswer, ShownRecord } from '../question.ts';

interface Counted {
  readonly table: string;
  readonly column: string;
  readonly values: readonly { readonly value: StoredValue; readonly count: number }[];
}

/** Facets of a store or of the wire, without their labels. */
export function facetAnswers(facets: readonly Counted[]): FacetAnswer[] {
  return facets.map(({ table, column, values }) => ({
    table,
    column,
    counts: new Map(values.map(({ value, count }) => [value, count])),
  }));
}

/** Without the ETags of the record and of those expanded in it. */
export function withoutEtags(record: TableRecord): ShownRecord {
  const shown: Record<string, unknown> = {};
  for (const [name, cell] of Object.entries(record)) {
    if (name === 'etag') continue;
    const expanded = typeof cell === 'object' && cell !== null ? cell.record : undefined;
    shown[name] = expanded ? { ...(cell as object), record: withoutEtags(expanded) } : cell;
  }
  return shown as ShownRecord;
}
