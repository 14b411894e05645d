/** One process of a proof: world after world from its seed on, until its time is up. Tells its parent how far it is. */

import { proveOrDescribe } from '../../packages/adapter/src/oracle/prove-store.ts';
import { createSignIn } from '../../packages/adapter/src/oracle/run/handler.ts';
import { Tally } from '../../packages/adapter/src/oracle/run/tally.ts';
import { whyDull } from '../../packages/adapter/src/oracle/run/telling.ts';
import { openSubject } from './open-subject.mjs';

const [store, firstSeed, seconds] = process.argv.slice(2);

/** Of each world, no fewer than `npm test` asks: to planner and store; to the handler; to it and its other world. */
const QUESTIONS = { engine: 600, http: 150, 'non-interference': 80 };

const signIn = await createSignIn();
const { subject, stop } = await openSubject(store);
/** Not before there is a store: however short the time, some worlds are proved in it. */
const end = Date.now() + Number(seconds) * 1000;
const tallies = Object.fromEntries(Object.keys(QUESTIONS).map((level) => [level, new Tally()]));
try {
  for (let seed = Number(firstSeed); Date.now() < end; seed++) {
    for (const [level, questions] of Object.entries(QUESTIONS)) {
      await proveOrDescribe(level, subject, { seed, questions, signIn, tally: tallies[level] });
      tell({ counts: Object.fromEntries(Object.entries(tallies).map(([of, tally]) => [of, tally.count()])) });
    }
  }
  const dull = Object.entries(tallies).map(([level, tally]) => whyDull(level, tally));
  tell({ dull: dull.find((why) => why !== null) ?? null });
} catch (error) {
  tell({ divergence: error.cause ? `${error.message}\n${error.cause.stack}` : error.message });
} finally {
  await stop();
}
process.disconnect?.();

function tell(message) {
  process.send?.(message);
}
