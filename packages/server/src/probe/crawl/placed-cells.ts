import type { TableSchema } from '@portico/protocol';
import type { Canary, CanaryCell } from '../canary/canary.ts';
import type { Crawl } from './crawl.ts';

/** A cell that questions can ask for, and the canary it is in. */
export interface PlacedCell {
  readonly canary: Canary;
  readonly cell: CanaryCell & { readonly bait: string };
}

export interface ColumnCells {
  readonly column: string;
  /** Those that the view may read. */
  readonly visible: readonly PlacedCell[];
  readonly hidden: readonly PlacedCell[];
}

/** The cells of a table's canaries by column, as the configuration shows them to a view. */
export function cellsByColumn(crawl: Crawl, { name, columns }: TableSchema): readonly ColumnCells[] {
  const { foresight } = crawl.options;
  const canaries = crawl.canariesOf(name);
  return Object.keys(columns).flatMap((column) => {
    const cells = canaries.flatMap((canary) =>
      canary.cells.flatMap((cell) =>
        cell.column === column && cell.bait !== null ? [{ canary, cell: { ...cell, bait: cell.bait } }] : [],
      ),
    );
    if (cells.length === 0) return [];
    const { shown = [], not = [] } = Object.groupBy(cells, ({ canary }) =>
      foresight?.readable(name, canary.id)?.has(column) ? 'shown' : 'not',
    );
    return [{ column, visible: shown, hidden: not }];
  });
}
