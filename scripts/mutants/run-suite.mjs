/** One suite in one process, with the mutant that `load-mutant.mjs` put in place, or with none. Tells its parent how it went. */
import { LOADED } from './load-mutant.mjs';
import { SUITES } from './suites.mjs';

const [suite, seed, cases] = process.argv.slice(2);
const start = performance.now();
const verdict = await SUITES[suite]
  .run(Number(seed), Number(cases))
  .catch((error) => ({ outcome: 'crashed', what: error.stack }));
const seconds = (performance.now() - start) / 1000;
// Servers, pools and tests of a failed suite must not keep the process.
process.send({ ...verdict, loaded: globalThis[LOADED] === true, seconds }, () => process.exit(0));
