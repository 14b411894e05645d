import type { RuleId } from '../config/rule-id.ts';
import type { CheckContext } from './context.ts';
import type { Evidence } from './evidence.ts';
import type { Answer, FindingLevel } from './finding.ts';

/** What a rule has found, before waivers are looked at. */
export interface Concern {
  readonly path: string;
  readonly permission?: string | undefined;
  readonly table?: string | undefined;
  /** Each can be waived by itself; what is left is told. */
  readonly columns?: readonly { readonly name: string; readonly path: string }[];
  readonly webRoles?: readonly string[];
  /** Default: the rule's. */
  readonly level?: FindingLevel;
  /** Default: the rule's. */
  readonly waivable?: boolean;
  /** The `reason` of a permission that answers it: it is listed, and counts no more. */
  readonly answer?: Answer | undefined;
  /** `{columns}` stands for the columns. */
  readonly sentence: string;
  readonly fix: string;
}

/** One of the thirty: a mistake that has cost others their records, as it looks in a Portico configuration. */
export interface Rule {
  readonly id: RuleId;
  /** Of most of its findings. */
  readonly level: FindingLevel;
  /** What it looks for, as a noun phrase. */
  readonly title: string;
  /** What happened, or can happen, where it is not looked for. */
  readonly why: string;
  /** Whether the operator may stand by such a finding. `no` where the only right answer is to mend it. */
  readonly waivable: boolean;
  /** Whether there is what it looks at; default: always. */
  isAsked?(evidence: Evidence): boolean;
  find(context: CheckContext): readonly Concern[];
}
