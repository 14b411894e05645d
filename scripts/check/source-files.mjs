import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { listFiles } from '../setup/fingerprint.mjs';
import { ROOT } from '../setup/paths.mjs';

/**
 * A file of code, and what kind it is: `source`; `test`, which counts as test lines; `tool`, the configuration of
 * a tool, and `generated`, which count as neither. The store contract and the oracle are published test suites: their
 * lengths are held to the budgets of sources, their lines count as tests.
 *
 * @typedef {{ path: string, text: string, lines: number, kind: 'source' | 'test' | 'tool' | 'generated' }} SourceFile
 */

const CODE = /\.(ts|mjs)$/;
const TEST =
  /\.test\.(ts|mjs)$|^demo\/e2e\/|\/testing\/|\/store\/(store-contract[^/]*\.ts$|contract\/)|^packages\/adapter\/src\/oracle\//;
const TOOL = /\.config\.mjs$/;
const GENERATED = /^\/\/ Generated\b|^\/\*\* ?Generated\b/;

/** @returns {SourceFile[]} every file of code of the packages, the demo and the scripts */
export function readSourceFiles(root = ROOT) {
  return ['packages', 'demo', 'scripts', 'rollup.config.mjs']
    .flatMap((folder) => listFiles(join(root, folder)))
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((path) => CODE.test(path) && !path.endsWith('.d.ts'))
    .map((path) => toSourceFile(path, readFileSync(join(root, path), 'utf8')));
}

/** @param {string} path from the root, with slashes @param {string} text @returns {SourceFile} */
export function toSourceFile(path, text) {
  const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
  return { path, text, lines, kind: kindOf(path, text) };
}

function kindOf(path, text) {
  if (TEST.test(path)) return 'test';
  if (TOOL.test(path)) return 'tool';
  return GENERATED.test(text) ? 'generated' : 'source';
}
