import { posix } from 'node:path';
import { withoutComments } from '../check/imports.mjs';

const IMPORT =
  /(?:^|[;\s])(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s*)?'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'/g;
/** Renders by itself, in a shadow root of its own. */
const WIDGET = /^src\/widgets\/(portico-[\w-]+)\/\1\.ts$/;

/**
 * The code a widget is made of: its file and all it imports for its values, now or later, without other widgets.
 *
 * @param {string} path within the package
 * @param {ReadonlyMap<string, string>} sources texts by path
 * @returns {string[]} texts without comments
 */
export function reachableFrom(path, sources) {
  const seen = new Map();
  const follow = (file) => {
    if (seen.has(file) || !sources.has(file) || (file !== path && WIDGET.test(file))) return;
    const code = withoutComments(sources.get(file));
    seen.set(file, code);
    for (const [, now, later] of code.matchAll(IMPORT)) follow(posix.join(posix.dirname(file), now ?? later));
  };
  follow(path);
  return [...seen.values()];
}
