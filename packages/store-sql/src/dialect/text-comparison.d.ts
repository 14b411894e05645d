import type { Expression } from 'kysely';
import type { Source } from '../read/column.ts';
/** How a database compares text without regard to case, by `foldText` of the protocol. */
export interface TextComparison {
  /** Whether the cell, folded, contains `folded`. No wildcard has a meaning. */
  contains(source: Source, column: string, folded: unknown): Expression<boolean>;
  startsWith(source: Source, column: string, folded: unknown): Expression<boolean>;
}
