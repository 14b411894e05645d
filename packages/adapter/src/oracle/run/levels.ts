import type { Store } from '../../store/store.ts';
import { randomWorld } from '../generate/random-world.ts';
import type { World, WorldLimits } from '../world.ts';
import { checkConsistency } from './consistency.ts';
import { Divergence } from './divergence.ts';
import { createEngine } from './engine.ts';
import { fillStore } from './fill-store.ts';
import { canSignIn, openHandler, type SignIn } from './handler.ts';
import { createHttpRespondent } from './http.ts';
import { provePair } from './non-interference.ts';
import { proveWorld } from './prove-world.ts';
import type { Respondent } from './respondent.ts';
import type { Tally } from './tally.ts';
import { watchCanaries } from './watch-canaries.ts';

/** What is proved: planner and store; the whole adapter over HTTP; that two worlds alike to a person answer alike. */
export type Level = 'engine' | 'http' | 'non-interference';

/** A store to be proved. */
export interface Subject {
  /** What it is called in reports, and by `npm run prove -- --store`. */
  readonly name: string;
  /** Makes an empty store of its own; it is opened with a world's tables, and closed at its end. */
  readonly open: () => Promise<Store>;
  /** What the store cannot keep, and worlds so do not have. */
  readonly limits?: WorldLimits;
}

/** Proves one world, made up from its seed, on a new store. @throws {Divergence} */
export async function proveLevel(
  level: Level,
  { open, limits = {} }: Subject,
  {
    seed,
    questions,
    signIn,
    tally,
  }: {
    readonly seed: number;
    readonly questions: number;
    readonly signIn: SignIn;
    readonly tally: Tally;
  },
): Promise<void> {
  const world = randomWorld(seed, limits);
  if (level === 'non-interference') return provePair({ seed, world, open, signIn, questions, tally });
  const store = await open();
  try {
    const { respondent, check } = await respondentAt(level, world, store, signIn);
    const asks = level === 'http' ? { asks: canSignIn } : {};
    const proof = { seed, world, store, respondent, level, questions, tally, ...asks };
    await check(await proveWorld(proof), seed);
  } finally {
    await store.close();
  }
}

interface AtLevel {
  readonly respondent: Respondent;
  /** Holds the world, as it has become, to what must be true of it as a whole. */
  check(world: World, seed: number): Promise<void>;
}

/** Fills the store with the world, and says who answers for it. */
export async function respondentAt(
  level: 'engine' | 'http',
  world: World,
  store: Store,
  signIn: SignIn,
): Promise<AtLevel> {
  const site = await fillStore(world, store);
  if (level === 'engine') return { respondent: createEngine(site, store), check: async () => undefined };
  const handler = await openHandler(world, store, signIn);
  return {
    respondent: createHttpRespondent(handler, watchCanaries(handler)),
    async check(after, seed) {
      const moment = { now: '2026-06-02T00:00:00.000Z', newId: '' };
      for (const person of after.people.filter(canSignIn)) {
        try {
          await checkConsistency(handler, after, person, moment);
        } catch (error) {
          const question = { type: 'search', text: '', facets: false } as const;
          const place = { seed, index: -1, level };
          const what = `ways to one record differ: ${error instanceof Error ? error.message : error}`;
          throw new Divergence({
            world: after,
            person,
            question,
            moment,
            what,
            place,
            expected: null,
            actual: null,
          });
        }
      }
    },
  };
}
