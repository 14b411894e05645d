import type { StoredRecord } from '@portico/protocol';
import type { Answer } from '../question.ts';
import type { World } from '../world.ts';

/** The world after an answer: the record written is in its place, and who is signed in has the account of now. */
export function worldAfter(world: World, answer: Answer): World {
  if (answer.type !== 'written') return world;
  const { table, id, after } = answer;
  const others = (world.records.get(table) ?? []).filter((record) => record.id !== id);
  const records = new Map(world.records).set(table, after ? [...others, after] : others);
  if (table !== 'contact') return { ...world, records };
  const people = world.people.map((person) =>
    person.contact === id && after ? { ...person, account: accountOf(after) } : person,
  );
  return { ...world, records, people };
}

function accountOf({ account }: StoredRecord): string | null {
  return typeof account === 'string' ? account : null;
}
