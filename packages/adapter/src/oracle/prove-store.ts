import { Divergence, describeDivergence } from './run/divergence.ts';
import { createSignIn, type SignIn } from './run/handler.ts';
import { type Level, proveLevel, type Subject } from './run/levels.ts';
import { shrink } from './run/shrink.ts';
import { Tally } from './run/tally.ts';
import { whyDull } from './run/telling.ts';

export type { Subject as ProvedStore } from './run/levels.ts';
export type { WorldLimits } from './world.ts';

export interface ProveStoreOptions extends Subject {
  /** Registers a test, as `test` of `node:test` and `it` of most others do. */
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  /** The first world; the others follow it. Absent: another one each time. */
  readonly seed?: number;
  /** How many cases at least; default 5,000 to planner and store, 600 over HTTP, 400 to pairs of worlds. */
  readonly cases?: Partial<Readonly<Record<Level, number>>>;
}

const CASES: Readonly<Record<Level, number>> = { engine: 5000, http: 600, 'non-interference': 400 };

/** Questions of one world: to make a world costs a store as much as many questions. */
const QUESTIONS: Readonly<Record<Level, number>> = { engine: 500, http: 150, 'non-interference': 80 };

const TITLES: Readonly<Record<Level, string>> = {
  engine: 'answers as the documentation says',
  http: 'answers over HTTP as the documentation says',
  'non-interference': 'answers with the same bytes where only what may not be seen differs',
};

/**
 * The differential proof of permissions, for a store's own tests: random tables, permissions, people, records and
 * requests, and every answer held to an evaluator that was written from docs/permissions.md alone.
 *
 * ```ts
 * import { test } from 'node:test';
 * proveStore({ name: 'my store', open: async () => createMyStore(), test });
 * ```
 *
 * A failure names one number, the seed of its world, and shows the case in the smallest world in which it was met.
 */
export function proveStore({ test, seed, cases, ...subject }: ProveStoreOptions): void {
  const first = seed ?? Math.floor(Math.random() * 2 ** 31);
  const signingIn = createSignIn();
  for (const level of ['engine', 'http', 'non-interference'] as const) {
    const wanted = cases?.[level] ?? CASES[level];
    if (wanted === 0) continue;
    test(`${subject.name} ${TITLES[level]}, ${wanted} times (seed ${first})`, async () => {
      const tally = new Tally();
      await proveWorlds(level, subject, { first, wanted, signIn: await signingIn, tally });
      const dull = whyDull(level, tally);
      if (dull !== null) throw new Error(dull);
    });
  }
}

/** World after world until there are as many cases. @throws an error that describes the first divergence. */
async function proveWorlds(
  level: Level,
  subject: Subject,
  run: { readonly first: number; readonly wanted: number; readonly signIn: SignIn; readonly tally: Tally },
): Promise<void> {
  const { first, wanted, signIn, tally } = run;
  for (let seed = first; tally.count() < wanted; seed++) {
    const questions = Math.min(QUESTIONS[level], wanted - tally.count() + 20);
    await proveOrDescribe(level, subject, { seed, questions, signIn, tally });
  }
}

/** Proves one world; a divergence becomes an error with all that is needed to look into it. */
export async function proveOrDescribe(
  level: Level,
  subject: Subject,
  run: Parameters<typeof proveLevel>[2],
): Promise<void> {
  try {
    await proveLevel(level, subject, run);
  } catch (error) {
    if (!(error instanceof Divergence)) throw unproved(error, subject, run.seed);
    throw new Error(describeDivergence(await shrink(error, subject, run.signIn), subject.name));
  }
}

function unproved(cause: unknown, { name }: Subject, seed: number): Error {
  const message = `PORTICO_SEED=${seed}  the world could not be proved: ${cause}`;
  return new Error(`${message}\nrepeat:    npm run prove -- --seed ${seed} --store ${name}`, { cause });
}
