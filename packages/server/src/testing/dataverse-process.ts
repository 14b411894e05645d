import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(
  new URL('../../../store-dataverse/src/testing/fake-dataverse/main.ts', import.meta.url),
);

/** Starts the fake Dataverse as `npm run fake-dataverse` does, on a free port; answers what it says to set. */
export async function startDataverse(test: TestContext): Promise<Readonly<Record<string, string>>> {
  const child = spawn(process.execPath, ['--conditions=portico-source', MAIN, '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  test.after(async () => {
    const end = once(child, 'exit');
    if (child.exitCode === null && child.kill()) await end;
  });
  let said = '';
  for await (const text of child.stdout) {
    said += String(text);
    if (said.includes('makes it misbehave')) break;
  }
  return Object.fromEntries(
    [...said.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
}
