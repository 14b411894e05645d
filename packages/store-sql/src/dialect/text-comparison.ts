import type { Expression } from 'kysely';

/** How a database compares text without regard to case, by `foldText` of the protocol. */
export interface TextComparison {
  /** Whether the text, folded, contains `folded`. No wildcard has a meaning. */
  contains(text: Expression<unknown>, folded: unknown): Expression<boolean>;
  startsWith(text: Expression<unknown>, folded: unknown): Expression<boolean>;
}
