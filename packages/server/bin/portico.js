#!/usr/bin/env node
// Starts the command on a Node that can run it. Plain JavaScript without dependencies, because the Node
// that reads this file may be too old for the rest.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The first Node that has `node:sqlite` and reads `portico.config.ts` without flags. */
const OLDEST = [22, 18];

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, '../src/main.ts');
const built = join(here, '../dist/main.js');
const inClone = existsSync(source);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isNewEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);

if (!inClone && !existsSync(built)) {
  fail(`The portico package is incomplete: ${built} is missing. Install it again.`);
} else if (!inClone && isNewEnough) {
  await import(pathToFileURL(built).href);
} else {
  const node = isNewEnough ? process.execPath : findNode();
  if (node === null) {
    fail(
      `portico needs Node ${OLDEST.join('.')} or newer; this is Node ${process.versions.node}.\n` +
        'Install a newer Node, or put one beside portico with: npm install --save-dev node@24',
    );
  } else {
    run(node, inClone ? ['--conditions=portico-source', source] : [built]);
  }
}

/** The npm package `node` puts a Node of its own into the nearest `node_modules`. */
function findNode() {
  for (const start of [here, process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      const candidate = join(folder, 'node_modules/.bin/node');
      if (existsSync(candidate)) return candidate;
      if (dirname(folder) === folder) break;
    }
  }
  return null;
}

function run(node, args) {
  const child = spawn(node, [...args, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child as well; sent twice it would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`Cannot start ${node}: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
    process.exit();
  });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
