export type { AssertedRights, Assertion } from '../config/assertion.ts';
export type { Waiver } from '../config/waiver.ts';
export type { Reach } from './access/reach.ts';
export { reachOf } from './access/reach.ts';
export { symbolicSubject } from './access/symbolic-subject.ts';
export { type Access, type AccessMatrix, type AccessRow, accessMatrix, accessOf } from './access-matrix.ts';
export { type Circumstances, checkSite, findingsOf } from './check-site.ts';
export { describeRecords, describeRoles } from './describe-access.ts';
export {
  type BoundedDifference,
  type Difference,
  diffSites,
  type SiteDifferences,
} from './diff/diff-sites.ts';
export type { DataversePrivilege, Evidence } from './evidence.ts';
export { type Answer, type Finding, type FindingLevel, type FindingRule, isBlocking } from './finding.ts';
export type { Rule } from './rule.ts';
export { RULES } from './rules/registry.ts';
