/**
 * `npm run fake-dataverse -- [--port 8090] [--host 127.0.0.1]`: a strict stand-in for a Dataverse environment, in
 * memory, until it is stopped. Prints its address and what to set for a server that is to use it.
 */
import { parseArgs } from 'node:util';
import { PINNED_NODE, SOURCE_CONDITION } from './setup/paths.mjs';
import { runCommand } from './setup/run-command.mjs';
import { underPinnedNode } from './setup/under-pinned-node.mjs';

await underPinnedNode();
const { values } = parseArgs({
  options: { port: { type: 'string', default: '8090' }, host: { type: 'string', default: '127.0.0.1' } },
});
process.exitCode = await runCommand(PINNED_NODE, [
  SOURCE_CONDITION,
  'packages/store-dataverse/src/testing/fake-dataverse/main.ts',
  values.port,
  values.host,
]);
