import type { StoredRecord } from '@portico/protocol';
import { covers } from '../evaluate/covers.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { viewpointOf } from '../evaluate/viewpoint.ts';
import type { ShownRecord } from '../question.ts';
import type { Person, World } from '../world.ts';

/** What one person has of one record. */
export interface Had {
  /** The permissions held that cover it, whatever they grant. */
  readonly covering: readonly string[];
  /** Null where it may not be read. Without count columns, which are of other records. */
  readonly shown: ShownRecord | null;
}

/** All that a person has of a world, by record. Two worlds of which this is the same are the same to that person. */
export function haveOf(world: World, person: Person): Map<string, Had> {
  const view = viewpointOf(world, person);
  const had = new Map<string, Had>();
  for (const [table, records] of world.records) {
    const held = view.held.get(table) ?? [];
    for (const record of records) {
      const covering = held
        .filter((permission) => covers(view, permission, { table, record }))
        .map(({ id }) => id);
      had.set(record.id, {
        covering,
        shown: covering.length > 0 ? shownOf(world, person, table, record) : null,
      });
    }
  }
  return had;
}

function shownOf(world: World, person: Person, table: string, record: StoredRecord): ShownRecord | null {
  const answer = evaluate(world, person, { type: 'get', table, id: record.id }, { now: '', newId: '' });
  return answer.type === 'record' ? answer.record : null;
}
