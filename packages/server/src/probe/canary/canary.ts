import type { StoredRecord } from '@portico/protocol';

/** A planted cell of text. */
export interface CanaryCell {
  readonly column: string;
  /** What questions ask for; null where the column has no room for it. The cell starts with it, unless it is an address. */
  readonly bait: string | null;
  /** Never sent, so that an answer that holds it cannot be an echo; null where only the bait is there. */
  readonly secret: string | null;
}

/** A record planted to be found, or not. */
export interface Canary {
  readonly table: string;
  readonly id: string;
  /** As the store keeps it. */
  readonly record: StoredRecord;
  readonly cells: readonly CanaryCell[];
}

/** A canary by what may be said of it: `the canary 3 of article`. */
export function nameOfCanary(
  canaries: readonly Canary[],
  { table, id }: Pick<Canary, 'table' | 'id'>,
): string {
  const place = canaries.filter((one) => one.table === table).findIndex((one) => one.id === id);
  return `canary ${place + 1} of ${table}`;
}
