/** What a store author needs: plans, their meaning, and how records are shown. */
export { compareValues } from '../filter/compare-values.ts';
export { conditionHolds } from '../filter/condition-holds.ts';
export { type Follow, type Followed, matches } from '../filter/matches.ts';
export { simplify } from '../filter/simplify.ts';
export { htmlToText } from '../html/html-to-text.ts';
export { type MirroredChanges, type MirrorQuery, mirrorPlanner } from '../plan/make-plan.ts';
export type * from '../plan/plan.ts';
export { highlight } from '../search/highlight.ts';
export { stem } from '../search/stem.ts';
export {
  foldToken,
  MAX_QUERY_LENGTH,
  MAX_QUERY_TOKENS,
  tokenize,
  type Word,
  wordsOf,
} from '../search/tokenize.ts';
export { etagOf, isVisible } from './etag-of.ts';
export { formatNumber, numberIn } from './format-number.ts';
export { getRecord, listed, type Page, pageOf, present } from './memory-read.ts';
export { MAX_FACET_VALUES } from './memory-search.ts';
export { createMemoryStore } from './memory-store.ts';
export { applyStep } from './memory-write.ts';
export { MissingTablesError } from './missing-tables-error.ts';
export { labelOf, presentRecord, type ReadRecord } from './present-record.ts';
export type { RecordDraft, RecordSource } from './record-source.ts';
export type { ListResult, SearchResult, Store, StoreCapabilities } from './store.ts';
export { auditEntryOf, idempotencyKeyOf } from './write-trail.ts';
