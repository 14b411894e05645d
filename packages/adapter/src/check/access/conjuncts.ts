import type { Filter, StoredValue } from '@portico/protocol';
import { OWN_ACCOUNT, OWN_CONTACT } from './symbolic-subject.ts';

/**
 * Conditions that hold together, by path of columns:
 * - `case.status`: the values that the end of the path may have; with `id` at its end it is the record itself;
 * - `case.contact@`: it is the person's own contact or account. Apart from the values, for both may be asked at once;
 * - `case.id?`: the record that the path leads to exists.
 */
export type Conjunct = ReadonlyMap<string, ReadonlySet<StoredValue>>;

const MOST = 2048;
const EXISTS = 'id?';
const OWN = '@';

/**
 * A compiled permission filter as alternatives, any of which suffices; none: nothing is covered, one without paths:
 * everything is. Null where it has parts that permissions do not use, or more alternatives than can be looked at.
 */
export function conjunctsOf(filter: Filter, prefix = ''): readonly Conjunct[] | null {
  switch (filter.type) {
    case 'everything':
      return [new Map()];
    case 'nothing':
      return [];
    case 'condition': {
      if (filter.operator !== 'eq' && filter.operator !== 'in') return null;
      const values = (Array.isArray(filter.value) ? filter.value : [filter.value]) as readonly StoredValue[];
      const own = values.some((value) => value === OWN_CONTACT || value === OWN_ACCOUNT);
      return normal(new Map([[prefix + filter.column + (own ? OWN : ''), new Set(values)]]));
    }
    case 'related': {
      const inner = conjunctsOf(filter.filter, `${prefix}${filter.lookup}.`);
      if (!inner) return null;
      // What leads nowhere covers nothing, so the record at the end must exist even if nothing is asked of it.
      const exists: Conjunct = new Map([[`${prefix}${filter.lookup}.${EXISTS}`, new Set<StoredValue>()]]);
      return joined([exists], inner);
    }
    case 'or': {
      const all: Conjunct[] = [];
      for (const part of filter.filters) {
        const found = conjunctsOf(part, prefix);
        if (!found) return null;
        all.push(...found);
      }
      return all.length > MOST ? null : all;
    }
    case 'and': {
      let all: readonly Conjunct[] | null = [new Map()];
      for (const part of filter.filters) {
        const found = conjunctsOf(part, prefix);
        all = found && all && joined(all, found);
      }
      return all;
    }
    case 'not':
      return null;
  }
}

/** `case.contact` of `case.contact@`; null of a path that is compared with values. */
export function ownPath(path: string): string | null {
  return path.endsWith(OWN) ? path.slice(0, -OWN.length) : null;
}

/** Whether a path only asks for a record to exist. */
export function isExistence(path: string): boolean {
  return path.endsWith(EXISTS);
}

function joined(left: readonly Conjunct[], right: readonly Conjunct[]): readonly Conjunct[] | null {
  if (left.length * right.length > MOST) return null;
  const all: Conjunct[] = [];
  for (const one of left) {
    for (const other of right) {
      const both = new Map(one);
      for (const [path, values] of other) {
        const present = both.get(path);
        both.set(path, present && !isExistence(path) ? common(present, values) : values);
      }
      all.push(...normal(both));
    }
  }
  return all;
}

/** `case.id` is one of these: then `case` is, too. Without values left, nothing can satisfy it. */
function normal(conjunct: Conjunct): readonly Conjunct[] {
  const full = new Map(conjunct);
  for (const [path, values] of conjunct) {
    const lookup = /^(.+)\.id(@?)$/.exec(path);
    if (!lookup) continue;
    const key = `${lookup[1]}${lookup[2]}`;
    full.set(key, common(full.get(key) ?? values, values));
  }
  const possible = [...full].every(([path, values]) => isExistence(path) || values.size > 0);
  return possible ? [full] : [];
}

function common(one: ReadonlySet<StoredValue>, other: ReadonlySet<StoredValue>): ReadonlySet<StoredValue> {
  return new Set([...one].filter((value) => other.has(value)));
}
