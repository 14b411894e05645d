import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { bareEnvironment, INSTALL_STAMP, PINNED_NODE, ROOT } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * Not `npm ci`: it refuses a lockfile without the optional packages of platforms that the registry at hand does
 * not carry, such as a company's mirror. This takes the locked versions too, and `--no-save` leaves the lockfile alone.
 */
const INSTALL = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];

/** Installs what `package-lock.json` says, unless that was done already, and makes sure of the pinned Node. */
export async function installPackages() {
  const wanted = fingerprint(ROOT, ['package-lock.json']);
  if (readStamp(INSTALL_STAMP) !== wanted || !existsSync(PINNED_NODE)) {
    console.log(
      'Installing packages and the pinned Node (npm install); the first time takes a minute or so …',
    );
    const code = await runCommand('npm', INSTALL, { env: bareEnvironment() });
    if (code !== 0) throw new SetupError('npm install failed; see above. It needs the npm registry.');
    checkPinnedNode();
    writeStamp(INSTALL_STAMP, wanted);
  } else {
    checkPinnedNode();
  }
}

/** The package `node` brings its program by an install script, which npm may have been told not to run. */
function checkPinnedNode() {
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).devDependencies.node;
  const found = versionOf(PINNED_NODE);
  if (found === wanted) return;
  throw new SetupError(
    `Portico needs Node ${wanted} in node_modules/.bin/node, but ${found === null ? 'there is none' : `found ${found}`}.\n` +
      'The npm package "node" puts it there by its install script. Allow install scripts for it\n' +
      '(npm config ignore-scripts must be false; package.json lists it under allowScripts), then run:\n' +
      '  rm -rf node_modules && npm install --no-save',
  );
}

function versionOf(program) {
  try {
    return execFileSync(program, ['--version'], { encoding: 'utf8' }).trim().replace(/^v/, '');
  } catch {
    return null;
  }
}
