/**
 * How fast one adapter answers on this machine. Starts `portico serve` with the customer starter on a new SQLite
 * file, imports articles (default: the demo's), and asks for each of some paths for five seconds over ten
 * connections. Numbers are for comparing two states of the code on one machine.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildWhenChanged } from '../setup/build-when-changed.mjs';
import { PINNED_NODE, pinnedEnvironment, ROOT, SOURCE_CONDITION } from '../setup/paths.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { endOnSetupError, SetupError } from '../setup/setup-error.mjs';

const PORTICO = [SOURCE_CONDITION, join(ROOT, 'packages/server/src/main.ts')];
const SECONDS = 5;
const CONNECTIONS = 10;
const START_TIMEOUT = 30_000;
const PATHS = [
  '/healthz',
  '/v1/site',
  '/v1/tables/article/records?limit=20&sort=title',
  '/v1/tables/article/records?limit=20&count=true',
  '/v1/search?q=battery+charging&facets=true',
  '/v1/suggest?q=batt',
];

await buildWhenChanged().catch(endOnSetupError);
const { default: autocannon } = await import('autocannon');

const articles = resolve(process.argv[2] ?? join(ROOT, 'demo/content/articles'));
const folder = mkdtempSync(join(tmpdir(), 'portico-bench-'));
const port = await freePort();
const env = { ...pinnedEnvironment(), PORTICO_DATA: folder, PORT: String(port) };
// In a folder of its own, so that no portico.config.ts of this one is taken.
const options = { cwd: folder, env };
let server;
try {
  if ((await runCommand(PINNED_NODE, [...PORTICO, 'import', 'articles', articles], options)) !== 0) {
    throw new SetupError('The import failed; see above.');
  }
  server = spawn(PINNED_NODE, [...PORTICO, 'serve'], { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  const origin = `http://localhost:${port}`;
  await untilReady(origin);
  console.log(
    `\n${'path'.padEnd(56)}${'requests/s'.padStart(12)}${'p50 ms'.padStart(9)}${'p99 ms'.padStart(9)}  failed`,
  );
  for (const path of PATHS) console.log(formatRow(path, await measure(origin + path)));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
} finally {
  await stop(server);
  rmSync(folder, { recursive: true });
}

function measure(url) {
  return autocannon({ url, connections: CONNECTIONS, duration: SECONDS });
}

function formatRow(path, { requests, latency, non2xx, errors }) {
  const numbers = [Math.round(requests.average), latency.p50, latency.p99];
  return [
    path.padEnd(56),
    ...numbers.map((number, index) => String(number).padStart(index === 0 ? 12 : 9)),
    `  ${non2xx + errors}`,
  ].join('');
}

async function untilReady(origin) {
  const end = Date.now() + START_TIMEOUT;
  while (Date.now() < end) {
    const response = await fetch(`${origin}/readyz`).catch(() => null);
    if (response?.ok) return;
    if (server.exitCode !== null) break;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new SetupError('The adapter did not start; see above.');
}

function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, () => {
      const { port: free } = probe.address();
      probe.close(() => found(free));
    });
  });
}

function stop(child) {
  if (!child || child.exitCode !== null) return undefined;
  return new Promise((stopped) => {
    child.once('exit', stopped);
    child.kill();
  });
}
