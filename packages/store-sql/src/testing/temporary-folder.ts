import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the files of one test; removed when the test ends. */
export async function temporaryFolder(test: { after(end: () => Promise<void>): void }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-store-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
