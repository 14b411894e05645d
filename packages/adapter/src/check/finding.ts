import type { RuleId } from '../config/rule-id.ts';

/** An `error` keeps the adapter from starting; a `warning` asks for a look; a `note` is good to know. */
export type FindingLevel = 'error' | 'warning' | 'note';

/**
 * What a finding came from: one of the thirty rules; `configuration`, where the file is malformed; or the waivers
 * themselves.
 */
export type FindingRule =
  | RuleId
  | 'configuration'
  | 'waiver-expired'
  | 'waiver-too-long'
  | 'waiver-unused'
  | 'waiver-wide'
  | 'waiver-ends-soon';

/** A waiver, or the `reason` of a table permission. */
export interface Answer {
  readonly path: string;
  readonly reason: string;
  /** The last day of a waiver; null for the reason of a permission, which stands as long as the permission does. */
  readonly until: string | null;
}

/** Something about a configuration that somebody should know. */
export interface Finding {
  readonly rule: FindingRule;
  readonly level: FindingLevel;
  /** Where in the configuration, as in `tablePermissions[3].columns.read[1]`. */
  readonly path: string;
  /** Id of the table permission it is about. */
  readonly permission: string | null;
  readonly table: string | null;
  readonly columns: readonly string[];
  readonly webRoles: readonly string[];
  /** For people: who can see or do what. */
  readonly sentence: string;
  /** How to mend it. */
  readonly fix: string;
  /** What answers it in writing, with its place in the configuration; null when nothing does. */
  readonly waiver: Answer | null;
}

/** Whether a finding keeps the adapter from starting. */
export function isBlocking(finding: Finding): boolean {
  return finding.level === 'error' && finding.waiver === null;
}
