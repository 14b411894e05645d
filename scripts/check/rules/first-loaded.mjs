import { posix } from 'node:path';
import { staticImportsOf } from '../imports.mjs';

const LOADS = /^(node:|\.{1,2}\/.*\.mjs$)/;

/**
 * The scripts of package.json are started by whatever Node a machine has, before any package is there; they then
 * install both and start again. All they import at once must load there: Node's own modules and `.mjs` files, no
 * TypeScript and no package. What needs those is imported after `underPinnedNode()`, by `import()`.
 *
 * @param {readonly import('../source-files.mjs').SourceFile[]} files
 */
export function checkFirstLoaded(files) {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const starts = files.filter(({ text }) => staticImportsOf(text).includes('./setup/under-pinned-node.mjs'));
  const loaded = new Set(starts.map(({ path }) => path));
  const faults = [];
  // A Set gives what is added while it is walked, too.
  for (const path of loaded) {
    for (const specifier of staticImportsOf(byPath.get(path)?.text ?? '')) {
      if (!LOADS.test(specifier)) {
        faults.push(
          `${path} imports ${specifier} at once; it is loaded before the pinned Node and packages.`,
        );
      } else if (specifier.startsWith('.')) {
        loaded.add(posix.join(posix.dirname(path), specifier));
      }
    }
  }
  return { facts: `${loaded.size} files that any Node loads before there are packages`, faults };
}
