import type { Answer, Moment, Question } from '../question.ts';
import type { Person, World } from '../world.ts';
import { create } from './create.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { search } from './search.ts';
import { update } from './update.ts';
import { viewpointOf } from './viewpoint.ts';

/**
 * What `person` must be answered to `question` in `world`: docs/permissions.md, read out record by record. It shares
 * no code with the adapter, knows neither plans nor stores, and looks at each record by itself, so that a mistake
 * there is not made here again.
 *
 * - Pure: a world is not changed; what a write would leave behind is in the answer. Worlds and people are remembered
 *   by identity, so they must not be changed after the first question.
 * - The configuration is taken to be good; what stops an adapter at start is not looked for.
 * - `moment` gives the id and the time of what is written.
 *
 * Throws where a question leaves what the oracle can tell: Markdown that is more than plain words.
 */
export function evaluate(world: World, person: Person, question: Question, moment: Moment): Answer {
  const view = viewpointOf(world, person);
  switch (question.type) {
    case 'list':
      return list(view, question);
    case 'get':
      return get(view, question);
    case 'search':
      return search(view, question);
    case 'create':
      return create(view, question, moment);
    case 'update':
      return update(view, question, moment);
    case 'delete':
      return remove(view, question);
  }
}
