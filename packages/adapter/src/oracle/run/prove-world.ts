import { createRandom } from '../../store/contract/random.ts';
import type { Store } from '../../store/store.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { randomQuestion } from '../generate/random-question.ts';
import type { Answer, Moment, Question } from '../question.ts';
import type { Person, World } from '../world.ts';
import { Divergence, type Place } from './divergence.ts';
import type { Case, Reply, Respondent } from './respondent.ts';
import { differenceOf, isSame } from './same-answer.ts';
import { type StoreState, storeState } from './store-state.ts';
import { type Tally, type Worth, worthOf } from './tally.ts';
import { worldAfter } from './world-after.ts';

/** Every so many writes the whole store is compared, and at the end; each time, the record written. */
const WRITES_BETWEEN = 8;

export interface WorldProof {
  readonly seed: number;
  readonly world: World;
  readonly store: Store;
  readonly respondent: Respondent;
  readonly level: string;
  readonly questions: number;
  readonly tally: Tally;
  /** Who may ask; default: everybody. */
  readonly asks?: (person: Person) => boolean;
}

/** Asks questions of one world, one after another, and holds every answer to the evaluator's. */
export async function proveWorld(proof: WorldProof): Promise<World> {
  const random = createRandom(proof.seed ^ 0x5eed);
  const state = storeState(proof.world, proof.store);
  let world = proof.world;
  let writes = 0;
  let before: Question | null = null;
  for (let index = 0; index < proof.questions; index++) {
    const place: Place = { seed: proof.seed, index, level: proof.level };
    const moment = momentAt(index, random.id());
    const { person, question, expected } = telling(proof, world, random, moment, before);
    before = question;
    const asked: Case = { world, person, question, moment };
    await judge(proof, state, asked, expected, place);
    proof.tally.add(question.type, worthOf(world, question, expected));
    world = worldAfter(world, expected);
    if (isWrite(question) && ++writes % WRITES_BETWEEN === 0)
      await compareStates(state, { ...asked, world }, place);
  }
  const [person] = world.people as [Person];
  const last: Case = { world, person, question: NOTHING_MORE, moment: momentAt(proof.questions, '') };
  await compareStates(state, last, { seed: proof.seed, index: proof.questions, level: proof.level });
  return world;
}

const NOTHING_MORE: Question = { type: 'search', text: '', facets: false };

export function expectedAnswer({ world, person, question, moment }: Case): Answer {
  return evaluate(world, person, question, moment);
}

/** @throws {Divergence} when the answer, or what a write left in the store, is not as expected. */
export async function judge(
  { respondent }: Pick<WorldProof, 'respondent'>,
  state: StoreState,
  asked: Case,
  expected: Answer,
  place: Place,
): Promise<void> {
  const differs = (what: string, actual: unknown, wanted: unknown = expected) =>
    new Divergence({ ...asked, what, actual, expected: wanted, place });
  let reply: Reply;
  try {
    reply = await respondent.ask(asked);
  } catch (error) {
    throw differs(`it failed with ${error}`, error instanceof Error ? error.stack : error);
  }
  const wanted = corrected(asked, reply, expected);
  const difference = differenceOf(reply.answer, wanted);
  if (difference) throw differs(difference, reply.answer, wanted);
  if (expected.type === 'written') {
    const held = await state.record(expected.table, expected.id);
    if (!isSame(held, expected.after)) throw differs('the store holds another record', held);
  } else if ('id' in asked.question && isWrite(asked.question)) {
    const { table, id } = asked.question;
    const before = asked.world.records.get(table)?.find((record) => record.id === id) ?? null;
    const held = before && (await state.record(table, id));
    if (!isSame(held, before)) throw differs('a refused write changed the record', held, before);
  }
}

/** Where nothing is found, a store may answer for words spelt otherwise: then exactly as if these had been asked. */
function corrected(asked: Case, reply: Reply, expected: Answer): Answer {
  const nothing = expected.type === 'hits' && expected.ids.size === 0;
  if (!nothing || !reply.corrected || asked.question.type !== 'search') return expected;
  return expectedAnswer({ ...asked, question: { ...asked.question, text: reply.corrected } });
}

async function compareStates(state: StoreState, asked: Case, place: Place): Promise<void> {
  for (const [table, records] of asked.world.records) {
    const expected = records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const actual = await state.records(table);
    if (isSame(actual, expected)) continue;
    const what = `the store holds other records of ${table} than the writes so far have left`;
    throw new Divergence({ ...asked, what, expected, actual, place });
  }
}

export function isWrite({ type }: Question): boolean {
  return type === 'create' || type === 'update' || type === 'delete';
}

/** How often a question is asked whose answer is worth this; else another one is looked for. */
const INTERESTING: Readonly<Record<Worth, number>> = {
  refused: 0.25,
  empty: 0.25,
  denied: 0.4,
  part: 1,
  whole: 1,
};

/** A person and a question; when the answer tells little, mostly another one. */
function telling(
  { asks = () => true }: WorldProof,
  world: World,
  random: ReturnType<typeof createRandom>,
  moment: Moment,
  before: Question | null,
): { readonly person: Person; readonly question: Question; readonly expected: Answer } {
  const people = world.people.filter(asks);
  for (let attempt = 0; ; attempt++) {
    const person = random.pick(people);
    // What was kept for one must not answer another: so now and then the next one asks the same.
    const again = before && !isWrite(before) && random.chance(0.15) ? before : null;
    const question = again ?? randomQuestion(random, world, person);
    if (world.limits?.dangling === false && question.type === 'delete' && isReferenced(world, question.id))
      continue;
    const expected = expectedAnswer({ world, person, question, moment });
    const worth = worthOf(world, question, expected);
    if (attempt >= 5 || random.chance(INTERESTING[worth])) return { person, question, expected };
  }
}

function isReferenced(world: World, id: string): boolean {
  return [...world.records.values()].some((records) =>
    records.some((record) => Object.entries(record).some(([name, cell]) => name !== 'id' && cell === id)),
  );
}

/** A second later with each question, well after the import. */
function momentAt(index: number, newId: string): Moment {
  return { now: new Date(Date.UTC(2026, 5, 1, 0, 0, index)).toISOString(), newId };
}
