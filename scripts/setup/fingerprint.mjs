import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', '.git', 'data']);

/**
 * A hash over the names and contents of files.
 *
 * @param {string} root
 * @param {readonly string[]} paths files and folders under the root; missing ones count as empty
 * @param {(path: string) => boolean} [wanted] told the path from the root
 */
export function fingerprint(root, paths, wanted = () => true) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => listFiles(join(root, path))).sort()) {
    const name = relative(root, file);
    if (!wanted(name)) continue;
    hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Every file under a path, without what is installed, built or recorded. */
export function listFiles(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .flatMap((entry) => listFiles(join(path, entry.name)));
}

export function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

export function writeStamp(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, value);
}
