import { contradicts } from './contradicts.mjs';

/**
 * One attack of `packages/adapter/src/oracle/incidents`, on an adapter over the memory store.
 *
 * @param {string} known what its name begins with
 * @returns {Promise<import('./suites.mjs').Verdict>}
 */
export async function runIncident(known) {
  const { INCIDENTS } = await import('../../packages/adapter/src/oracle/incidents/incidents.ts');
  const { createMemoryStore } = await import('../../packages/adapter/src/store/memory-store.ts');
  const { name, run } = INCIDENTS.find((incident) => incident.name.startsWith(known));
  try {
    await run(async () => createMemoryStore());
    return { outcome: 'passed', what: name };
  } catch (error) {
    return contradicts(error)
      ? { outcome: 'killed', what: error.message }
      : { outcome: 'crashed', what: error.stack };
  }
}
