import type { Random } from '../../store/contract/random.ts';
import type { Question } from '../question.ts';
import type { Person, World } from '../world.ts';
import { getQuestion, listQuestion, searchQuestion } from './read-questions.ts';
import { createQuestion, deleteQuestion, updateQuestion } from './write-questions.ts';

type Asker = (random: Random, world: World, person: Person, wrong: number) => Question;

/** What is asked, by how often. */
const ASKERS: readonly (readonly [Asker, number])[] = [
  [listQuestion, 48],
  [getQuestion, 16],
  [searchQuestion, 10],
  [createQuestion, 11],
  [updateQuestion, 12],
  [deleteQuestion, 3],
];
const TOTAL = ASKERS.reduce((sum, [, share]) => sum + share, 0);

/** How often a part of a question is one that must be refused. */
const WRONG = 0.08;

/** One question of a person, directed by what the person's permissions list. */
export function randomQuestion(random: Random, world: World, person: Person): Question {
  let ticket = random.below(TOTAL);
  for (const [ask, share] of ASKERS) {
    if (ticket < share) return ask(random, world, person, WRONG);
    ticket -= share;
  }
  throw new Error('Every ticket has its question.');
}
