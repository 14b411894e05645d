import type { StoredValue } from '@portico/protocol';
import { type Conjunct, isExistence } from './conjuncts.ts';
import { OWN_ACCOUNT, OWN_CONTACT } from './symbolic-subject.ts';

/** `unknown` is said where it cannot be decided; never guessed. */
export type Decision = 'yes' | 'no' | 'unknown';

const MOST = 4096;

/**
 * Whether every record that the first covers is covered by the second, whatever is in the records and whoever asks.
 *
 * Each alternative is taken apart into cases with one value for each path. A case is covered when one alternative of the
 * second asks nothing that it does not say. When none does, there is a record that the case covers and the second does
 * not: the one with empty cells at all other paths. Two things keep from this conclusion: a literal id beside "the
 * person's own", which may or may not be the same, and required cells, of which it is not known that they can be empty.
 */
export function within(
  first: readonly Conjunct[] | null,
  second: readonly Conjunct[] | null,
  isRequired: (path: string) => boolean = () => false,
): Decision {
  if (!first || !second) return 'unknown';
  let decision: Decision = 'yes';
  for (const conjunct of first) {
    const cases = casesOf(conjunct);
    if (!cases) return 'unknown';
    for (const one of cases) {
      if (second.some((other) => implies(one, other))) continue;
      if (mixesOwnAndLiteral(one, second) || leansOnRequired(one, second, isRequired)) decision = 'unknown';
      else return 'no';
    }
  }
  return decision;
}

function implies(one: Conjunct, other: Conjunct): boolean {
  return [...other].every(([path, values]) => {
    if (isExistence(path)) return [...one.keys()].some((known) => leadsThrough(known, path));
    const known = one.get(path);
    return known !== undefined && [...known].every((value) => values.has(value));
  });
}

/** Whatever is said of a record at or behind the end of a lookup says that it exists. */
function leadsThrough(known: string, existence: string): boolean {
  return known.startsWith(existence.slice(0, existence.lastIndexOf('.') + 1));
}

function casesOf(conjunct: Conjunct): readonly Conjunct[] | null {
  let cases: Conjunct[] = [new Map()];
  for (const [path, values] of conjunct) {
    if (isExistence(path)) {
      cases = cases.map((one) => new Map([...one, [path, values]]));
      continue;
    }
    if (cases.length * values.size > MOST) return null;
    cases = cases.flatMap((one) => [...values].map((value) => new Map([...one, [path, new Set([value])]])));
  }
  // `case.id` and `case` have the same value in every record.
  return cases.filter((one) =>
    [...one].every(([path, values]) => {
      if (!path.endsWith('.id')) return true;
      const [value] = values;
      return one.get(path.slice(0, -'.id'.length))?.has(value as StoredValue);
    }),
  );
}

const isOwn = (value: StoredValue) => value === OWN_CONTACT || value === OWN_ACCOUNT;

function mixesOwnAndLiteral(one: Conjunct, second: readonly Conjunct[]): boolean {
  return second.some((other) =>
    [...other].some(([path, values]) => {
      const known = [...(one.get(path) ?? [])];
      return known.length > 0 && known.some(isOwn) !== [...values].some(isOwn);
    }),
  );
}

function leansOnRequired(
  one: Conjunct,
  second: readonly Conjunct[],
  isRequired: (path: string) => boolean,
): boolean {
  return second.some((other) => [...other.keys()].some((path) => !one.has(path) && isRequired(path)));
}
