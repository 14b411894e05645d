import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';
/** Bytes; far more than a run was seen to hold there at once (some hundred megabytes). */
const ROOM = 4 * 1024 ** 3;

/**
 * Makes a folder for all that a run of tests writes and throws away, and makes it the one for temporary files of this
 * process and those it starts. It is in memory where there is room, as hundreds of databases are made and dropped, and
 * else among the other temporary files. It is gone when this process ends, however that ends, but for a kill.
 */
export function openScratchFolder() {
  const folder = inMemory() ?? mkdtempSync(join(tmpdir(), 'portico-tests-'));
  // PostgreSQL, run as somebody else, has to get through.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));
}

function inMemory() {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    if (Math.min(bavail * bsize, freemem()) < ROOM) return null;
    const folder = mkdtempSync(join(IN_MEMORY, 'portico-tests-'));
    if (runsPrograms(folder)) return folder;
    rmSync(folder, { recursive: true });
  } catch {
    // No such folder, or not for us.
  }
  return null;
}

/** Containers often forbid it there; PostgreSQL is started from a copy when root runs the tests. */
function runsPrograms(folder) {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o700 });
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 0;
}
