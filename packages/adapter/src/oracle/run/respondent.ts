import type { Answer, Moment, Question } from '../question.ts';
import type { Person } from '../world.ts';

/** Something that answers questions about one world: an engine, or a whole adapter over HTTP. */
export interface Respondent {
  ask(person: Person, question: Question, moment: Moment): Promise<Reply>;
}

export interface Reply {
  readonly answer: Answer;
  /** What was searched for instead, when nothing is found of the words as they are spelt. */
  readonly corrected?: string | null;
}
