import { isLookupValue, type StoredRecord } from '@portico/protocol';
import { evaluate } from '../evaluate/evaluate.ts';
import { CANARY } from '../generate/cell-values.ts';
import type { Person, World } from '../world.ts';
import type { Heard } from './handler.ts';

interface Cell {
  readonly table: string;
  readonly record: StoredRecord;
  readonly column: string;
}

const cages = new WeakMap<World, ReadonlyMap<string, readonly Cell[]>>();

/**
 * The canaries in an answer that the person may see in no cell of these worlds, of which one is before a write and
 * one after it. A canary that neither of them holds came with the request.
 */
export function leakedCanaries(heard: Heard, person: Person, worlds: readonly World[]): string[] {
  const sung = new Set(allTextOf(heard).match(CANARY));
  return [...sung].filter((canary) => {
    const held = worlds.map((world) => ({ world, cells: canariesOf(world).get(canary) ?? [] }));
    return (
      held.some(({ cells }) => cells.length > 0) &&
      !held.some(({ world, cells }) => cells.some((cell) => isShown(world, person, cell)))
    );
  });
}

/** Status, headers, body, and whatever is written in base64 in it, such as a cursor. */
function allTextOf({ status, headers, text }: Heard): string {
  const packed = (text.match(/[A-Za-z0-9_-]{24,}/g) ?? []).map(unpacked);
  return [status, ...headers.flat(), text, ...packed].join('\n');
}

function unpacked(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}

function canariesOf(world: World): ReadonlyMap<string, readonly Cell[]> {
  let cage = cages.get(world);
  if (!cage) {
    const found = new Map<string, Cell[]>();
    for (const [table, records] of world.records) {
      for (const record of records) {
        for (const [column, cell] of Object.entries(record)) {
          if (typeof cell !== 'string') continue;
          for (const canary of cell.match(CANARY) ?? [])
            found.set(canary, [...(found.get(canary) ?? []), { table, record, column }]);
        }
      }
    }
    cage = found;
    cages.set(world, cage);
  }
  return cage;
}

function isShown(world: World, person: Person, { table, record, column }: Cell): boolean {
  const moment = { now: '', newId: '' };
  const answer = evaluate(world, person, { type: 'get', table, id: record.id }, moment);
  if (answer.type !== 'record') return false;
  const cell = answer.record[column];
  return cell !== undefined && !isLookupValue(cell);
}
