/**
 * `npm run build`: type-checks and compiles every package, describes the elements (scripts/generate.mjs), then bundles
 * the browser files (rollup.config.mjs).
 */
import { join } from 'node:path';
import { outputsExist, sourcesFingerprint, stampBuild } from './setup/build-when-changed.mjs';
import { BIN, pinnedEnvironment } from './setup/paths.mjs';
import { runCommand } from './setup/run-command.mjs';
import { underPinnedNode } from './setup/under-pinned-node.mjs';

await underPinnedNode();

const steps = [
  // Without --force, tsc trusts its build information even where the output was deleted.
  ['Compiling the packages', 'tsc', outputsExist() ? ['-b'] : ['-b', '--force']],
  ['Describing the elements', 'node', ['scripts/generate.mjs']],
  ['Bundling the browser files', 'rollup', ['--config', 'rollup.config.mjs', '--silent']],
];

/** Taken before, so that a file changed meanwhile is built again. */
const sources = sourcesFingerprint();
for (const [title, program, parameters] of steps) {
  console.log(`${title} …`);
  const code = await runCommand(join(BIN, program), parameters, { env: pinnedEnvironment() });
  if (code !== 0) process.exit(code);
}
stampBuild(sources);
