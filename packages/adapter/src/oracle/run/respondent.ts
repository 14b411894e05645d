import type { Answer, Moment, Question } from '../question.ts';
import type { Person, World } from '../world.ts';

/** One question, with the world as it is when it is asked. */
export interface Case {
  readonly world: World;
  readonly person: Person;
  readonly question: Question;
  readonly moment: Moment;
}

/** Something that answers questions about one world: an engine, or a whole adapter over HTTP. */
export interface Respondent {
  /** @throws anything at what no answer may be, such as a failure or pages that do not fit together. */
  ask(asked: Case): Promise<Reply>;
}

export interface Reply {
  readonly answer: Answer;
  /** What was searched for instead, when nothing is found of the words as they are spelt. */
  readonly corrected?: string | null;
}
