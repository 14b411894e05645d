import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from './install-packages.mjs';
import { PINNED_NODE, pinnedEnvironment, ROOT } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { endOnSetupError } from './setup-error.mjs';

/**
 * Installs what is missing and, when this process runs under another Node than the pinned one, starts the
 * script again under that and ends with its exit code. Returns only under the pinned Node.
 */
export async function underPinnedNode() {
  await installPackages().catch(endOnSetupError);
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).devDependencies.node;
  if (process.versions.node === wanted) {
    Object.assign(process.env, pinnedEnvironment());
    return;
  }
  const script = realpathSync(process.argv[1]);
  const code = await runCommand(PINNED_NODE, [script, ...process.argv.slice(2)], {
    env: pinnedEnvironment(),
    cwd: process.cwd(),
  });
  process.exit(code);
}
