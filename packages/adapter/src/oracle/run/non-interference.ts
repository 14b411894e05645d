import { PATHS } from '@portico/protocol';
import { createRandom, type Random } from '../../store/contract/random.ts';
import type { Store } from '../../store/store.ts';
import { WORDS } from '../generate/cell-values.ts';
import { randomQuestion } from '../generate/random-question.ts';
import type { Question } from '../question.ts';
import type { Person, World } from '../world.ts';
import { Divergence, type Place } from './divergence.ts';
import { fillStore } from './fill-store.ts';
import { canSignIn, type Handler, type Heard, openHandler, type Sent, type SignIn } from './handler.ts';
import { expectedAnswer, isWrite } from './prove-world.ts';
import { requestFor } from './requests.ts';
import { type Tally, worthOf } from './tally.ts';
import { otherWorld } from './two-worlds.ts';

export interface PairProof {
  readonly seed: number;
  readonly world: World;
  /** Makes an empty store; asked twice. */
  readonly open: () => Promise<Store>;
  readonly signIn: SignIn;
  readonly questions: number;
  readonly tally: Tally;
}

const NOW = '2026-06-01T00:00:00.000Z';

/**
 * What a person may not see decides nothing: two worlds that differ in nothing else answer every request with the
 * same bytes. Status, headers and body; so order, counts, facets, suggestions, cursors, ETags and ranking with them.
 */
export async function provePair({ seed, world, open, signIn, questions, tally }: PairProof): Promise<void> {
  const random = createRandom(seed ^ 0x2f0b);
  const person = random.pick(world.people.filter(canSignIn));
  const other = otherWorld(random, world, person);
  if (other.differences === 0) return;
  const stores: Store[] = [];
  try {
    const handlers: Handler[] = [];
    for (const one of [world, other.world]) {
      const store = await open();
      stores.push(store);
      await fillStore(one, store);
      handlers.push(await openHandler(one, store, signIn));
    }
    for (let index = 0; index < questions; index++) {
      const newId = random.id();
      const place: Place = { seed, index, level: 'non-interference' };
      const asked = {
        world,
        person,
        question: askable(random, world, other.world, person),
        moment: { now: NOW, newId },
      };
      const expected = expectedAnswer(asked);
      // What a write brings into sight may differ; only refused ones must be alike.
      if (isWrite(asked.question) && expected.type !== 'problem') continue;
      for (const sent of requestsOf(random, asked.question)) await sameBytes(handlers, sent, asked, place);
      tally.add(`pair-${asked.question.type}`, worthOf(world, asked.question, expected));
    }
  } finally {
    for (const store of stores) await store.close();
  }
}

/** Of either world, so that ids and values which only one of them has are asked for, too. */
function askable(random: Random, one: World, other: World, person: Person): Question {
  return randomQuestion(random, random.chance(0.5) ? one : other, person);
}

/** The question, and beside it what only the wire has: suggestions, the table as the person may use it, a guessed ETag. */
function requestsOf(random: Random, question: Question): Sent[] {
  const sent = requestFor(question);
  if (question.type === 'search') {
    const suggest = (word: string) => {
      const start = word.slice(0, 1 + random.below(Math.max(1, word.length - 1)));
      return { path: `${PATHS.suggest()}?q=${encodeURIComponent(start)}` };
    };
    // What was looked for stands in some cell, often in a hidden one: half typed, it must not be completed.
    return [sent, suggest(random.pick(WORDS)), suggest(question.text)];
  }
  if (question.type === 'get') return [sent, { path: PATHS.table(question.table) }];
  if (question.type === 'update') return [sent, { ...sent, headers: { 'if-match': '"0123456789abcdef"' } }];
  return [sent];
}

/** The same request to both, and to both the next page for as long as there is one. */
async function sameBytes(
  [one, other]: readonly Handler[],
  sent: Sent,
  asked: Parameters<typeof expectedAnswer>[0],
  place: Place,
): Promise<void> {
  const pages = new URL(sent.path, 'https://help.example');
  for (;;) {
    const request = { ...sent, path: pages.pathname + pages.search };
    const first = await (one as Handler).send(asked.person, request, asked.moment);
    const second = await (other as Handler).send(asked.person, request, asked.moment);
    if (JSON.stringify(first) !== JSON.stringify(second)) {
      const what = `${request.method ?? 'GET'} ${decodeURIComponent(request.path)} tells of what may not be seen`;
      throw new Divergence({ ...asked, what, expected: first, actual: second, place });
    }
    const cursor = cursorOf(first);
    if (cursor === null) return;
    pages.searchParams.set('cursor', cursor);
  }
}

function cursorOf({ status, text }: Heard): string | null {
  return status === 200 ? ((JSON.parse(text) as { cursor?: string | null }).cursor ?? null) : null;
}
