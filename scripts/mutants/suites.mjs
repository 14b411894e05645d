import { runProof } from './run-proof.mjs';
import { runTests } from './run-tests.mjs';

const LEVELS = {
  engine: 'oracle',
  http: 'oracle over HTTP',
  'non-interference': 'pairs of worlds',
};

/**
 * What must find a mutant out, and how hard it looks at most: a mutant is dead at the first contradiction.
 *
 * @typedef {{ outcome: 'passed' | 'killed' | 'crashed', what: string, cases?: number }} Verdict
 * @type {Readonly<Record<string, { title: string, run: (seed: number, cases: number) => Promise<Verdict> }>>}
 */
export const SUITES = {
  engine: proof('memory', 'engine', 10_000),
  http: proof('memory', 'http', 1500),
  pairs: proof('memory', 'non-interference', 2500),
  sqlite: proof('sqlite', 'engine', 4000),
  'sqlite-pairs': proof('sqlite', 'non-interference', 800),
  postgres: proof('postgres', 'engine', 1200),
  'postgres-pairs': proof('postgres', 'non-interference', 200),
  dataverse: proof('dataverse', 'engine', 2200),
  incidents: tests('incidents', ['packages/adapter/src/oracle/incidents.test.ts']),
  requests: tests('tests of requests', [
    'packages/adapter/src/adapter.hidden-tables.test.ts',
    'packages/adapter/src/adapter.test.ts',
    'packages/adapter/src/plan/actions/action-steps.test.ts',
  ]),
  'sign-in': tests('tests of sign-in', [
    'packages/adapter/src/authenticate/access-token.test.ts',
    'packages/adapter/src/authenticate/bearer-token.test.ts',
    'packages/adapter/src/authenticate/identify.test.ts',
    'packages/adapter/src/authenticate/signatures.test.ts',
    'packages/adapter/src/authenticate/web-roles.test.ts',
  ]),
};

function proof(store, level, limit) {
  return {
    title: `${LEVELS[level]}, ${store}`,
    run: (seed, cases) => runProof({ store, level, cases: Math.min(cases, limit), seed }),
  };
}

function tests(title, files) {
  return { title, run: () => runTests(files) };
}
