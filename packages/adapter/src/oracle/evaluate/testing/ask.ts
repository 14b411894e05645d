import type { TablePermission } from '../../../permissions/table-permission.ts';
import type { Answer, Question } from '../../question.ts';
import type { Person, World } from '../../world.ts';
import { evaluate } from '../evaluate.ts';
import { MOMENT, makeWorld, person } from './make-world.ts';

export type Records = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string | number | boolean | null>>>>>
>;

/** Ann has signed in, with a contact and an account. */
export const ann = person('Ann', ['authenticated'], { contact: 'ann', account: 'north' });

export function ask(world: World, question: Question, who: Person = ann): Answer {
  return evaluate(world, who, question, MOMENT);
}

/** What Ann is answered where these permissions and records are all there is. */
export function answerTo(
  question: Question,
  permissions: readonly TablePermission[],
  records: Records = {},
  who: Person = ann,
): Answer {
  return ask(makeWorld({ permissions, records }), question, who);
}

/** The problem of an answer, or what kind of answer it is instead. */
export function codeOf(answer: Answer): string {
  return answer.type === 'problem' ? answer.code : answer.type;
}

/** The ids of the records of a list, in order; of a search in the order of ids. */
export function idsOf(answer: Answer): readonly string[] {
  if (answer.type === 'list') return answer.records.map(({ id }) => String(id));
  if (answer.type === 'hits') return [...answer.ids].sort();
  throw new Error(`This is no list: ${JSON.stringify(answer)}`);
}
