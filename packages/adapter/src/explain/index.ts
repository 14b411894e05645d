export type { Right } from '../permissions/compile.ts';
export { type ExplainQuestion, explain } from './explain.ts';
export type { Explanation, PermissionTrace, Step } from './explanation.ts';
export { ANYONE, subjectOfClaims, subjectOfContact, subjectOfRoles } from './subject-of.ts';
export { readSurroundings, type Surroundings } from './surroundings.ts';
export { type WhoCan, type WhoCanRow, whoCan } from './who-can.ts';
