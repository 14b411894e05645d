import type { Right } from '../permissions/compile.ts';

/** One thing a permission asks for before it covers a record, and whether it is so. */
export interface Step {
  /**
   * - `privilege`: the permission grants the right at all;
   * - `column`: it lists the column;
   * - `web-role`: the person has one of its web roles;
   * - `claim`: the person has the contact or account that its access needs;
   * - `path`: `via` ends at that contact or account, or leads to a parent record;
   * - `parent`: the parent permission covers the parent record, whose own steps are in `parent`;
   * - `where`: its further condition is true of the record;
   * - `records`: in general terms only: which records it covers.
   */
  readonly asks: 'privilege' | 'column' | 'web-role' | 'claim' | 'path' | 'parent' | 'where' | 'records';
  readonly holds: boolean;
  /** For the operator. Names ids and cells of the records that decided. */
  readonly sentence: string;
  readonly parent?: PermissionTrace;
}

/** How one permission came to cover a record, or not to. */
export interface PermissionTrace {
  readonly permission: string;
  readonly table: string;
  /** Id of the record it was held against; null in general terms, and where a path leads to none. */
  readonly record: string | null;
  readonly holds: boolean;
  /** Columns it covers for the right asked for; empty for rights without columns. */
  readonly columns: readonly string[];
  readonly steps: readonly Step[];
}

/** Why a subject may or may not do something. */
export interface Explanation {
  readonly table: string;
  readonly right: Right;
  /** Null: the record as a whole. */
  readonly column: string | null;
  /** Null: in general terms, of some record or other. */
  readonly id: string | null;
  /** False where there is no record of this id; null in general terms. */
  readonly exists: boolean | null;
  /** In general terms: whether there can be a record for which it is. */
  readonly granted: boolean;
  /** Columns that show, or can be set, by the permissions that granted; empty for rights without columns. */
  readonly columns: readonly string[];
  /** Every permission on the table: those that granted, then the others, those that came nearest first. */
  readonly permissions: readonly PermissionTrace[];
}
