import type { Answer, Question } from '../question.ts';
import type { World } from '../world.ts';

/**
 * How much a case tells: `refused` by what the configuration alone says, `denied` for the sake of a record, `empty`,
 * or answered in `part` (some records or cells are hidden) or `whole`.
 */
export type Worth = 'refused' | 'denied' | 'empty' | 'part' | 'whole';

export class Tally {
  readonly #counts = new Map<string, number>();

  add(kind: string, worth: Worth): void {
    const key = `${kind} ${worth}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  include(other: Tally): void {
    for (const [key, count] of other.#counts) this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
  }

  /** Of one kind, of one worth, of both, or of all. */
  count(kind?: string, ...worths: readonly Worth[]): number {
    let sum = 0;
    for (const [key, count] of this.#counts) {
      const [of, worth] = key.split(' ') as [string, Worth];
      if ((kind === undefined || of === kind) && (worths.length === 0 || worths.includes(worth)))
        sum += count;
    }
    return sum;
  }

  /** Of all cases, those that say something of records: not `refused` and not `empty`. */
  telling(kind?: string): number {
    return this.count(kind, 'denied', 'part', 'whole') / Math.max(1, this.count(kind));
  }

  kinds(): string[] {
    return [...new Set([...this.#counts.keys()].map((key) => key.split(' ')[0] as string))];
  }

  toString(): string {
    const lines = this.kinds().map((kind) => {
      const worths = (['whole', 'part', 'denied', 'empty', 'refused'] as const)
        .map((worth) => `${this.count(kind, worth)} ${worth}`)
        .join(', ');
      return `  ${kind.padEnd(18)}${String(this.count(kind)).padStart(9)}  (${worths})`;
    });
    return lines.join('\n');
  }
}

const FOR_A_RECORD = ['permission_denied', 'invalid_reference', 'duplicate_record', 'etag_mismatch'];

export function worthOf(world: World, question: Question, expected: Answer): Worth {
  switch (expected.type) {
    case 'problem':
      if (FOR_A_RECORD.includes(expected.code)) return 'denied';
      return expected.code === 'not_found' && namesARecord(world, question) ? 'denied' : 'refused';
    case 'list': {
      if (expected.records.length === 0) return 'empty';
      const all = question.type === 'list' ? (world.records.get(question.table)?.length ?? 0) : 0;
      const widest = Math.max(...expected.records.map((record) => Object.keys(record).length));
      const even = expected.records.every((record) => Object.keys(record).length === widest);
      return even && expected.records.length === all ? 'whole' : 'part';
    }
    case 'hits':
      return expected.ids.size === 0 ? 'empty' : 'part';
    case 'record':
      return 'part';
    case 'written':
      return expected.shown ? 'part' : 'whole';
  }
}

function namesARecord({ records }: World, question: Question): boolean {
  return 'id' in question && (records.get(question.table)?.some(({ id }) => id === question.id) ?? false);
}
