import type { RuleId } from './rule-id.ts';

/**
 * A finding of `portico check` that the operator has looked at and stands by, until a day. It holds for the
 * findings that agree with every key given; of a finding about several columns it takes out the one it names. With the
 * rule alone it holds for every finding of it, also for those to come: `permission` and `column` say what is meant.
 */
export interface Waiver {
  readonly rule: RuleId;
  /** Id of the table permission concerned. */
  readonly permission?: string;
  readonly table?: string;
  /** With `permission` or `table`. */
  readonly column?: string;
  /** Why the risk is taken, in words others can judge: at least 20 characters. */
  readonly reason: string;
  /** Last day it holds, `2027-01-31`; at most a year ahead. */
  readonly until: string;
}
