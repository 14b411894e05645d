import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { listFiles } from '../setup/fingerprint.mjs';
import { checkElements } from './check-elements.mjs';
import { ELEMENTS, makeManifest } from './make-manifest.mjs';
import { readElements } from './read-elements.mjs';

/**
 * The manifest of the elements as their sources are now, what the writers need of it, and what is not told in it.
 *
 * @param {string} [folder] the package
 */
export async function describeElements(folder = ELEMENTS) {
  const manifest = await makeManifest(folder);
  const elements = readElements(manifest);
  return { manifest, elements, faults: checkElements(elements, readSources(folder), eventTagsOf(manifest)) };
}

function readSources(folder) {
  return new Map(
    listFiles(join(folder, 'src'))
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  );
}

/** The tag of each event class, which the configuration of the analyzer left at the class. */
function eventTagsOf(manifest) {
  return new Map(
    manifest.modules
      .flatMap(({ declarations }) => declarations)
      .filter(({ eventName }) => eventName)
      .map(({ name, eventName }) => [name, eventName]),
  );
}
