import type { Store } from '../../store/store.ts';

/** Makes an empty store; asked once for each site that is attacked. */
export type OpenStore = () => Promise<Store>;

/** An attack that went well elsewhere, as a test: it must fail here, and go well where the site is left open for it. */
export interface Incident {
  /** What it is known by, and what must not happen. */
  readonly name: string;
  readonly run: (open: OpenStore) => Promise<void>;
}

/** The attack went well, or its control did not: the adapter or the test is at fault. */
export class AttackError extends Error {
  override readonly name = 'AttackError';
}

/** @throws {AttackError} */
export function insist(holds: boolean, about: string): asserts holds {
  if (!holds) throw new AttackError(`${about.slice(0, 1000)}.`);
}
