import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import type { TestContext } from 'node:test';
import { ended, type Run, startPortico } from './run-portico.ts';

/** `portico serve` as a process of its own. */
export interface Serving {
  /** `http://localhost:…`, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Asks it to stop, and waits until it has. */
  stop(signal?: NodeJS.Signals): Promise<Run>;
  /** How it ended, whoever ended it. */
  readonly ended: Promise<Run>;
  /** Resolves when the log has a line with this message. */
  logged(message: string): Promise<void>;
}

/** Starts `portico serve` on a free port and waits until it listens; it is stopped after the test. */
export async function startServing(
  test: TestContext,
  folder: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Serving> {
  const child = startPortico(['serve', '--port', '0', ...args], folder, env);
  const end = ended(child);
  // Not SIGKILL: the bin would die and the server behind it live on.
  test.after(() => stopped(child, end));
  let log = '';
  const listeners = new Set<() => void>();
  child.stdout?.on('data', (text: string) => {
    log += text;
    for (const listener of listeners) listener();
  });
  const seen = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(log);
        if (!match) return;
        listeners.delete(look);
        resolve(match);
      };
      listeners.add(look);
      look();
      end.then((run) => reject(new Error(`ended with ${run.code}: ${run.stderr}${run.stdout}`)), reject);
    });
  const url = (await seen(/"url":"([^"]+)"/))[1] as string;
  return {
    url,
    port: Number(new URL(url).port),
    child,
    ended: end,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return end;
    },
    logged: async (message) => {
      await seen(new RegExp(`"msg":"${message}"`));
    },
  };
}

function stopped(child: ChildProcess, end: Promise<Run>): Promise<Run> {
  if (child.exitCode === null) child.kill('SIGTERM');
  return end;
}

/** The lines of a log, each of which must be JSON. */
export function logLines(stdout: string): readonly Record<string, unknown>[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const value: unknown = JSON.parse(line);
      assert.ok(typeof value === 'object' && value !== null, line);
      return value as Record<string, unknown>;
    });
}
