import { join } from 'node:path';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { ROOT } from '../setup/paths.mjs';

export const ELEMENTS = join(ROOT, 'packages/elements');

/**
 * The custom-elements manifest (https://github.com/webcomponents/custom-elements-manifest) of the elements' sources,
 * as the package's custom-elements-manifest.config.mjs wants it. Writes nothing.
 *
 * @param {string} [folder] the package
 */
export function makeManifest(folder = ELEMENTS) {
  return cli({ argv: ['analyze'], cwd: folder, noWrite: true });
}
