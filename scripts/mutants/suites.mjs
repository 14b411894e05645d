import { runIncident } from './run-incident.mjs';
import { runProof } from './run-proof.mjs';
import { runTests } from './run-tests.mjs';

const LEVELS = {
  engine: 'oracle',
  http: 'oracle over HTTP',
  'non-interference': 'pairs of worlds',
};

/**
 * What must find a mutant out, and how hard it looks at most: a mutant is dead at the first contradiction. From most
 * seeds that takes a tenth of it.
 *
 * @typedef {{ outcome: 'passed' | 'killed' | 'crashed', what: string, cases?: number }} Verdict
 * @type {Readonly<Record<string, { title: string, run: (seed: number, cases: number) => Promise<Verdict> }>>}
 */
export const SUITES = {
  engine: proof('memory', 'engine', 40_000),
  http: proof('memory', 'http', 6000),
  pairs: proof('memory', 'non-interference', 10_000),
  sqlite: proof('sqlite', 'engine', 20_000),
  'sqlite-pairs': proof('sqlite', 'non-interference', 4000),
  postgres: proof('postgres', 'engine', 6000),
  dataverse: proof('dataverse', 'engine', 10_000),
  upguard: incident('UpGuard 2021'),
  appomni: incident('AppOmni 2024'),
  'power-pages-columns': incident('Power Pages column permissions'),
  'record-by-id': incident('a record by its id'),
  'null-subject': incident('Directus null subject'),
  'self-asserted-claims': incident('self-asserted claims'),
  'answer-of-another': incident('the answer of another'),
  'unknown-parameter': incident('Strapi unknown parameter'),
  requests: tests('requests', ['adapter.hidden-tables.test.ts', 'plan/actions/action-steps.test.ts']),
  'access-token': tests('access tokens', ['authenticate/access-token.test.ts']),
  'bearer-token': tests('bearer tokens', ['authenticate/bearer-token.test.ts']),
  identify: tests('who signs in', ['authenticate/identify.test.ts']),
};

function proof(store, level, limit) {
  return {
    title: `${LEVELS[level]}, ${store}`,
    run: (seed, cases) => runProof({ store, level, cases: Math.min(cases, limit), seed }),
  };
}

function incident(known) {
  return { title: `incident: ${known}`, run: () => runIncident(known) };
}

function tests(about, files) {
  const paths = files.map((file) => `packages/adapter/src/${file}`);
  return { title: `tests of ${about}`, run: () => runTests(paths) };
}
