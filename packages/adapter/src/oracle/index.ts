/** The evaluator of docs/permissions.md, which shares no code with the adapter: for holding a running one to it. */
export { type Foresight, foresee } from './foresee.ts';
export type { Answer, FacetAnswer, Question, ShownRecord } from './question.ts';
export type { Person, World } from './world.ts';
