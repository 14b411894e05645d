import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/portico.js', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command as a user does, through its bin, which passes signals on. */
export function startPortico(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): ChildProcess {
  return start([BIN, ...args], cwd, env);
}

/** Runs the command to its end; without its bin, which does nothing then but start another process. */
export function runPortico(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return ended(start(['--conditions=portico-source', MAIN, ...args], cwd, env));
}

function start(parameters: readonly string[], cwd: string, env: NodeJS.ProcessEnv): ChildProcess {
  const { PORTICO_DATA: _data, PORT: _port, ...rest } = process.env;
  return spawn(process.execPath, parameters, {
    cwd,
    env: { ...rest, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** What a started command printed, and how it ended. */
export function ended(child: ChildProcess): Promise<Run> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
