import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { originAt, type Ports, portVariables } from './config/ports.ts';
import type { RunningServer } from './listen.ts';
import { readableLogLine } from './readable-log-line.ts';

const CONFIG = join(import.meta.dirname, 'portico.config.ts');
/** The command sits beside the module that `import 'portico'` means: sources in the workspace, else the build. */
const MODULE = fileURLToPath(import.meta.resolve('portico'));
const COMMAND = MODULE.replace(/index\.(ts|js)$/, 'main.$1');
/** A Dataverse that lacks Portico's tables gets them at the first start, one column after the other. */
const READY_WITHIN = 20 * 60_000;
/** When to say what takes so long. */
const PATIENCE = 15_000;

export interface CommandOptions {
  readonly ports: Ports;
  /** `PORTICO_DATA` of the command. */
  readonly data: string;
  /** The environment of the command but for what is named above; default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Receives what the command prints, line by line. */
  readonly print: (line: string) => void;
}

function portico(
  args: readonly string[],
  { ports, data, env = process.env, print }: CommandOptions,
): ChildProcess {
  const child = spawn(process.execPath, [...conditions(), COMMAND, ...args, '--config', CONFIG], {
    env: { ...env, ...portVariables(ports), PORT: String(ports.adapter), PORTICO_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Out of the terminal's process group: Ctrl-C reaches the demo, which stops the command in its own time.
    detached: true,
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('close', () => process.off('exit', endWithUs));
  const say = (line: string) => {
    const words = readableLogLine(line);
    if (words !== null) print(words);
  };
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split(/[\r\n]+/);
      rest = lines.pop() ?? '';
      for (const line of lines) say(line);
    });
    stream?.on('end', () => say(rest));
  }
  return child;
}

/** The child finds the packages as this process does. */
function conditions(): readonly string[] {
  return process.execArgv.filter((argument) => argument.startsWith('--conditions'));
}

/** Runs one `portico` command to its end. Rejects when it fails. */
export function runPortico(args: readonly string[], options: CommandOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = portico(args, options);
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`portico ${args.join(' ')} ended with ${code}.`)),
    );
  });
}

export interface RunningAdapter extends RunningServer {
  /** Settles when the process ends, asked or not. */
  readonly ended: Promise<void>;
}

/** Starts `portico serve` as a process of its own and waits until it answers. Rejects when it does not. */
export async function startAdapter(options: CommandOptions): Promise<RunningAdapter> {
  const origin = originAt(options.ports.adapter);
  const child = portico(['serve'], options);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const close = async () => {
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(force);
  };
  const started = Date.now();
  let told = false;
  while (!(await answers(`${origin}/readyz`))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error('The adapter stopped before it was ready; what it said is above.');
    const waited = Date.now() - started;
    if (waited > READY_WITHIN) {
      await close();
      throw new Error(`The adapter did not answer on ${origin} within ${READY_WITHIN / 60_000} minutes.`);
    }
    if (waited > PATIENCE && !told) {
      told = true;
      options.print(
        'The adapter is not ready yet. On a new Dataverse it makes its tables, which takes minutes.',
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { origin, close, ended };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  );
}
