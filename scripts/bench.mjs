/**
 * `npm run bench [-- <articles>]`: how fast one adapter answers, see bench/requests.mjs.
 * `npm run bench permissions`: what permissions cost on SQLite and PostgreSQL, see packages/store-sql/bench.
 * `npm run bench agreement [<step>]`: how many searches the stores answer alike, see packages/server/bench; with a step,
 * over every so manieth record only.
 */
import { join } from 'node:path';
import { PINNED_NODE, pinnedEnvironment, ROOT, SOURCE_CONDITION } from './setup/paths.mjs';
import { runCommand } from './setup/run-command.mjs';
import { underPinnedNode } from './setup/under-pinned-node.mjs';

await underPinnedNode();
const BENCHES = {
  agreement: 'packages/server/bench/agreement.ts',
  permissions: 'packages/store-sql/bench/permissions.ts',
};
const [name, ...rest] = process.argv.slice(2);
if (Object.hasOwn(BENCHES, name ?? '')) {
  const command = [SOURCE_CONDITION, join(ROOT, BENCHES[name]), ...rest];
  process.exitCode = await runCommand(PINNED_NODE, command, { env: pinnedEnvironment() });
} else {
  await import('./bench/requests.mjs');
}
