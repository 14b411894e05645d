import type { Filter } from '@portico/protocol';
import { type Conjunct, conjunctsOf } from './conjuncts.ts';
import { OWN_ACCOUNT, OWN_CONTACT } from './symbolic-subject.ts';

/**
 * How far a permission reaches: `every` record; `some`, picked by a condition that is the same for everybody; those of
 * the person's `account`; the person's `own`; or `none`.
 */
export type Reach = 'every' | 'some' | 'account' | 'own' | 'none';

const WIDEST: readonly Reach[] = ['every', 'some', 'account', 'own', 'none'];

/** Of a filter compiled for a symbolic subject, the widest of its alternatives. */
export function reachOf(filter: Filter): Reach {
  const conjuncts = conjunctsOf(filter);
  if (!conjuncts) return 'some';
  return widest(conjuncts.map(reachOfConjunct));
}

export function widest(reaches: readonly Reach[]): Reach {
  return WIDEST.find((reach) => reaches.includes(reach)) ?? 'none';
}

/** Tied to no person and no account: whoever holds it reaches the records of everybody. */
export function isWide(reach: Reach): boolean {
  return reach === 'every' || reach === 'some';
}

function reachOfConjunct(conjunct: Conjunct): Reach {
  const values = [...conjunct.values()];
  if (values.some((set) => set.size === 1 && set.has(OWN_CONTACT))) return 'own';
  if (values.some((set) => set.size === 1 && set.has(OWN_ACCOUNT))) return 'account';
  return conjunct.size === 0 ? 'every' : 'some';
}
