import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { BUILD_STAMP, PINNED_NODE, pinnedEnvironment, ROOT } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const SOURCES = [
  'packages',
  'rollup.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  'scripts/build.mjs',
  'scripts/generate.mjs',
  'scripts/generate',
];
const OUTPUTS = [
  'packages/protocol/dist',
  'packages/elements/dist/sdk',
  'packages/elements/dist/react',
  'packages/server/dist',
];

/** Builds the packages and the browser files, unless their sources are those of the last build. */
export async function buildWhenChanged() {
  const wanted = sourcesFingerprint();
  if (outputsExist() && readStamp(BUILD_STAMP) === wanted) return;
  const code = await runCommand(PINNED_NODE, ['scripts/build.mjs'], { env: pinnedEnvironment() });
  if (code !== 0) throw new SetupError('The build failed; see above.');
}

export function outputsExist() {
  return OUTPUTS.every((path) => existsSync(join(ROOT, path)));
}

/** Called by the build at its end. */
export function stampBuild(value) {
  writeStamp(BUILD_STAMP, value);
}

/** Tests and prose do not change what is built. */
export function sourcesFingerprint() {
  return fingerprint(ROOT, SOURCES, (path) => !/\.test\.(ts|tsx|mjs)$|\.md$|\.tsbuildinfo$/.test(path));
}
