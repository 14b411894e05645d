import type { OpenStore } from './incidents/incident.ts';
import { INCIDENTS } from './incidents/incidents.ts';

export interface RepelIncidentsOptions {
  /** What the store is called in the names of the tests. */
  readonly name: string;
  /** Makes an empty store; it is opened with the tables of a site, and closed at the end. */
  readonly open: OpenStore;
  /** Registers a test, as `test` of `node:test` and `it` of most others do. */
  readonly test: (name: string, run: () => Promise<void>) => unknown;
}

/**
 * The attacks by which products of this kind gave away records, through the whole HTTP handler over a store: each must
 * fail, and each goes well where the site is left open for it, so that the test can fail.
 */
export function repelIncidents({ name, open, test }: RepelIncidentsOptions): void {
  for (const incident of INCIDENTS) test(`${name}: ${incident.name}`, () => incident.run(open));
}
