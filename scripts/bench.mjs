/**
 * `npm run bench [-- <articles>]`: how fast one adapter answers, see bench/requests.mjs.
 * `npm run bench permissions`: what permissions cost on SQLite and PostgreSQL, see packages/store-sql/bench.
 */
import { join } from 'node:path';
import { PINNED_NODE, pinnedEnvironment, ROOT, SOURCE_CONDITION } from './setup/paths.mjs';
import { runCommand } from './setup/run-command.mjs';
import { underPinnedNode } from './setup/under-pinned-node.mjs';

await underPinnedNode();
if (process.argv[2] === 'permissions') {
  const bench = join(ROOT, 'packages/store-sql/bench/permissions.ts');
  process.exitCode = await runCommand(PINNED_NODE, [SOURCE_CONDITION, bench], { env: pinnedEnvironment() });
} else {
  await import('./bench/requests.mjs');
}
