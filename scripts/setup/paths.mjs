import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Programs of the installed packages, among them the Node version that the project pins. */
export const BIN = join(ROOT, 'node_modules', '.bin');
export const PINNED_NODE = join(BIN, 'node');

/** Stamps live where a fresh install wipes them, so none outlives what it vouches for. */
export const INSTALL_STAMP = join(ROOT, 'node_modules', '.portico-install');
export const BUILD_STAMP = join(ROOT, 'node_modules', '.portico-build');

/** Runs packages from their sources, without a build. */
export const SOURCE_CONDITION = '--conditions=portico-source';

/** What Node made of modules it has read: hundreds of processes of one `npm test` read the same TypeScript. */
const COMPILE_CACHE = join(ROOT, 'node_modules', '.portico-compiled');

/** The environment with the pinned Node first on the path, for everything run after the install. */
export function pinnedEnvironment() {
  return {
    ...process.env,
    PATH: [BIN, process.env.PATH].join(delimiter),
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? COMPILE_CACHE,
  };
}

/** The environment without this project's programs: npm may replace them while it runs. */
export function bareEnvironment() {
  const outside = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(ROOT));
  return { ...process.env, PATH: outside.join(delimiter) };
}
