import { existsSync } from 'node:fs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** Chromium without a window system: the same engine, and journeys take a quarter less time in it. */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';
const CHROMIUM = '/usr/bin/chromium';
const PACKAGES = ['chromium-headless-shell', 'fonts-liberation', 'fonts-noto-color-emoji'];
const BY_HAND = `apt-get update && apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;

/**
 * Makes sure of a Chromium for the tests that need a browser, and names it in `PORTICO_CHROMIUM` for them: its headless
 * shell, from Debian's packages if need be, or else the whole browser where that is installed.
 * A browser of one's own is used when `PORTICO_CHROMIUM` holds its path.
 */
export async function installBrowser() {
  const own = process.env.PORTICO_CHROMIUM;
  if (own) {
    if (!existsSync(own)) throw new SetupError(`PORTICO_CHROMIUM names ${own}, which does not exist.`);
    return;
  }
  if (!existsSync(HEADLESS_SHELL) && mayInstall()) await install();
  const found = [HEADLESS_SHELL, CHROMIUM].find((path) => existsSync(path));
  if (!found) {
    throw new SetupError(
      'The tests of the elements and the end-to-end tests need Chromium.\n' +
        'Install it and name it in the environment variable PORTICO_CHROMIUM, or, on Debian, as root:\n' +
        `  ${BY_HAND}`,
    );
  }
  process.env.PORTICO_CHROMIUM = found;
}

function mayInstall() {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

async function install() {
  console.log('Installing Chromium for the tests (apt-get) …');
  const quiet = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  };
  const code =
    (await runCommand('apt-get', ['update', '-qq'], quiet)) ||
    (await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], quiet));
  if (code !== 0) console.log('Its headless shell could not be installed.');
}
