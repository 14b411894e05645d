import type { StoredValue } from '@portico/protocol';
import { type Conjunct, isExistence, ownPath } from './conjuncts.ts';
import { OWN_ACCOUNT, OWN_CONTACT } from './symbolic-subject.ts';

/** `unknown` is said where it cannot be decided; never guessed. */
export type Decision = 'yes' | 'no' | 'unknown';

const MOST = 4096;

/**
 * Whether every record that the first covers is covered by the second, whatever is in the records and whoever asks.
 *
 * Each alternative is taken apart into cases with one value for each path. A case is covered when one alternative of the
 * second asks nothing that it does not say. When none does, there is a record that the case covers and the second does
 * not: the one with empty cells at all other paths, asked for by somebody whose contact and account no filter names.
 * Two things keep from this conclusion: a case that says itself which contact or account the person has, and required
 * cells of few values, of which it is not known that they can be empty.
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
    for (const one of cases.map(withKnownPerson)) {
      if (second.some((other) => implies(one, other))) continue;
      if (!namesThePerson(one) && !leansOnRequired(one, second, isRequired)) return 'no';
      decision = 'unknown';
    }
  }
  return decision;
}

/** The person's contact exists, and has the person's account where there is one. */
function withKnownPerson(one: Conjunct): Conjunct {
  const known = new Map(one);
  const hasAccount = [...one.values()].some((values) => values.has(OWN_ACCOUNT));
  for (const [key, values] of one) {
    const path = ownPath(key);
    if (path === null || !values.has(OWN_CONTACT)) continue;
    const record = path === 'id' || path.endsWith('.id') ? path.slice(0, -'id'.length) : `${path}.`;
    known.set(`${record}id@`, values);
    if (hasAccount) known.set(`${record}account@`, new Set([OWN_ACCOUNT]));
  }
  return known;
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

/** A path that is the person's own and has a literal value, too. */
function namesThePerson(one: Conjunct): boolean {
  return [...one.keys()].some((key) => {
    const path = ownPath(key);
    return path !== null && one.has(path);
  });
}

function leansOnRequired(
  one: Conjunct,
  second: readonly Conjunct[],
  isRequired: (path: string) => boolean,
): boolean {
  return second.some((other) => [...other.keys()].some((path) => !one.has(path) && isRequired(path)));
}
