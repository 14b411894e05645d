import { CANARY } from '../generate/cell-values.ts';
import { leakedCanaries } from './canaries.ts';
import type { Handler } from './handler.ts';
import type { Watch } from './http.ts';
import { expectedAnswer } from './prove-world.ts';
import { worldAfter } from './world-after.ts';

/** Throws at the first answer or log line with a word of a cell that the person may not see. */
export function watchCanaries(handler: Handler): Watch {
  let read = 0;
  return (asked, heard) => {
    const lines = handler.logged.slice(read);
    read = handler.logged.length;
    const logged = lines.find((line) => line.match(CANARY));
    if (logged) throw new Error(`A record's text was logged: ${logged}`);
    const { world, person } = asked;
    if (leakedCanaries(heard, person, [world]).length === 0) return;
    // What a person brings into sight by a write may be in its answer.
    const leaked = leakedCanaries(heard, person, [world, worldAfter(world, expectedAnswer(asked))]);
    if (leaked.length > 0)
      throw new Error(`${leaked.join(' and ')} may not be seen, but is in ${JSON.stringify(heard)}`);
  };
}
