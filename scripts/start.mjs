/**
 * `npm start`: installs and builds what is missing or has changed, then runs the demo: the company's site on
 * http://localhost:8080, the adapter on :8081, the identity provider on :8082.
 */
import { buildWhenChanged } from './setup/build-when-changed.mjs';
import { PINNED_NODE, pinnedEnvironment, SOURCE_CONDITION } from './setup/paths.mjs';
import { runCommand } from './setup/run-command.mjs';
import { endOnSetupError } from './setup/setup-error.mjs';
import { underPinnedNode } from './setup/under-pinned-node.mjs';

await underPinnedNode();
await buildWhenChanged().catch(endOnSetupError);
process.exitCode = await runCommand(
  PINNED_NODE,
  [SOURCE_CONDITION, 'demo/start.ts', ...process.argv.slice(2)],
  {
    env: pinnedEnvironment(),
  },
);
