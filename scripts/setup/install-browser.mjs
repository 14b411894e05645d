import { existsSync } from 'node:fs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const PACKAGES = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'];

/**
 * Makes sure of a Chromium for the tests that need a browser, and names it in `PORTICO_CHROMIUM` for them.
 * A browser of one's own is used when `PORTICO_CHROMIUM` holds its path.
 */
export async function installBrowser() {
  const own = process.env.PORTICO_CHROMIUM;
  if (own) {
    if (!existsSync(own)) throw new SetupError(`PORTICO_CHROMIUM names ${own}, which does not exist.`);
    return;
  }
  if (!existsSync(SYSTEM_CHROMIUM)) await installFromDebian();
  process.env.PORTICO_CHROMIUM = SYSTEM_CHROMIUM;
}

async function installFromDebian() {
  const install = `apt-get update && apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    throw new SetupError(
      'The tests of the elements and the end-to-end tests need Chromium.\n' +
        'Install it and name it in the environment variable PORTICO_CHROMIUM, or, on Debian, as root:\n' +
        `  ${install}`,
    );
  }
  console.log('Installing Chromium for the tests (apt-get) …');
  const quiet = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  };
  const code =
    (await runCommand('apt-get', ['update', '-qq'], quiet)) ||
    (await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], quiet));
  if (code !== 0 || !existsSync(SYSTEM_CHROMIUM)) {
    throw new SetupError(`Chromium could not be installed. Try by hand:\n  ${install}`);
  }
}
