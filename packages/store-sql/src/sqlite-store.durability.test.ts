import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSqliteStore } from './create-sqlite-store.ts';
import { NOTE } from './testing/notes.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const WRITER = fileURLToPath(new URL('./testing/write-notes.ts', import.meta.url));

function startWriter(file: string, name: string, count: number) {
  const child = spawn(
    process.execPath,
    [
      '--conditions=portico-source',
      '--disable-warning=ExperimentalWarning',
      WRITER,
      file,
      name,
      String(count),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout }).on('line', (id) => acknowledged.push(id));
  return { child, acknowledged, lines, ended: Promise.all([once(child, 'exit'), once(lines, 'close')]) };
}

function read(file: string, query: string): Record<string, unknown>[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(query).all();
  } finally {
    database.close();
  }
}

test('two processes that open and write one file at the same time lose and repeat nothing', async (t) => {
  const file = join(await temporaryFolder(t), 'shared.db');
  const writers = ['one', 'two'].map((name) => startWriter(file, name, 100));
  for (const { ended } of writers) assert.equal((await ended)[0][0], 0);
  const notes = read(file, 'select id, number from note');
  assert.equal(notes.length, 200);
  assert.deepEqual(
    new Set(notes.map(({ id }) => id)),
    new Set(writers.flatMap(({ acknowledged }) => acknowledged)),
  );
  assert.equal(new Set(notes.map(({ number }) => number)).size, 200, 'every number is given once');
  assert.equal(read(file, 'select id from audit_entry').length, 200);
});

test('what was acknowledged is there after the process was killed, with its audit entry and index', async (t) => {
  const file = join(await temporaryFolder(t), 'killed.db');
  const acknowledged: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const writer = startWriter(file, `round ${round}`, 100_000);
    // Killed at a different point of its work each time.
    while (writer.acknowledged.length < 20 + round * 17) await once(writer.lines, 'line');
    writer.child.kill('SIGKILL');
    await writer.ended;
    acknowledged.push(...writer.acknowledged);
  }
  const store = createSqliteStore({ file });
  await store.open([NOTE]);
  await store.close();
  const kept = new Set(read(file, 'select id from note').map(({ id }) => id));
  assert.deepEqual(
    acknowledged.filter((id) => !kept.has(id)),
    [],
  );
  assert.equal(read(file, 'select id from audit_entry').length, kept.size);
  const [indexed] = read(
    file,
    `select count(*) as count from "_fts__note__public" where "_fts__note__public" match 'round'`,
  );
  assert.equal(indexed?.count, kept.size);
  assert.deepEqual({ ...read(file, 'pragma integrity_check')[0] }, { integrity_check: 'ok' });
});
