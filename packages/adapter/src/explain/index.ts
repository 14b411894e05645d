export { type ExplainQuestion, explain } from './explain.ts';
export type { Explanation, PermissionTrace, Step } from './explanation.ts';
export { readSurroundings, type Surroundings } from './surroundings.ts';
export { type WhoCanRow, whoCan } from './who-can.ts';
