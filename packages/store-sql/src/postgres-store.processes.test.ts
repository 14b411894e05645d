import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Store } from '@portico/adapter/store';
import { createPostgresStore } from './create-postgres-store.ts';
import { foundBy } from './testing/note-store.ts';
import { NOTE } from './testing/notes.ts';
import { postgresDatabase } from './testing/postgres-database.ts';
import { queryDatabase } from './testing/query-database.ts';
import { listAll } from './testing/read-plans.ts';

const WRITER = fileURLToPath(new URL('./testing/write-notes.ts', import.meta.url));

function startWriter(url: string, name: string, count: number) {
  const flags = ['--conditions=portico-source', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, WRITER, url, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  return { child, said, lines, ended: Promise.all([once(child, 'exit'), once(lines, 'close')]) };
}

async function opened(t: { after(end: () => Promise<void>): void }, url: string): Promise<Store> {
  const store = createPostgresStore({ url, poolSize: 2 });
  t.after(() => store.close());
  await store.open([NOTE]);
  return store;
}

test('two processes that open and write one new database at the same time lose and repeat nothing', async (t) => {
  const url = await postgresDatabase(t);
  const writers = ['one', 'two'].map((name) => startWriter(url, name, 100));
  for (const { ended } of writers) assert.equal((await ended)[0][0], 0);
  const notes = await queryDatabase(url, 'select id, number from note');
  assert.deepEqual(new Set(notes.map(({ id }) => id)), new Set(writers.flatMap(({ said }) => said)));
  assert.equal(notes.length, 200);
  assert.equal(new Set(notes.map(({ number }) => number)).size, 200, 'every number is given once');
  const numbers = notes.map(({ number }) => Number(String(number).slice(2)));
  assert.equal(Math.max(...numbers), 200, 'and none is left out');
  assert.equal((await queryDatabase(url, 'select id from audit_entry')).length, 200);
  const found = await queryDatabase(
    url,
    `select 1 from "_fts__note__public" where terms @@ '''0:on'' | ''0:two'''::tsquery`,
  );
  assert.ok(found.length >= 100, `${found.length}`);
});

test('of two processes that are after one title or one key, one gets it, and the other is told', async (t) => {
  const url = await postgresDatabase(t);
  const writers = [1, 2].map(() => startWriter(url, 'race', 60));
  for (const { ended } of writers) assert.equal((await ended)[0][0], 0);
  const answers = new Map<string, string[]>();
  for (const line of writers.flatMap(({ said }) => said)) {
    const [outcome = '', ...title] = line.split(' ');
    const key = title.join(' ');
    answers.set(key, [...(answers.get(key) ?? []), outcome]);
  }
  assert.equal(answers.size, 60);
  const notes = await queryDatabase(url, 'select id, title from note');
  assert.equal(notes.length, 60);
  for (const { id, title } of notes) {
    const told = answers.get(String(title)) ?? [];
    const withKey = Number(String(title).split(' ')[1]) % 2 === 0;
    // With a key both are told of the same record; without, the second is a duplicate.
    assert.deepEqual(told.toSorted(), [id, withKey ? id : 'duplicate_record'].toSorted(), String(title));
  }
  const keys = await queryDatabase(url, 'select record from idempotency_key');
  assert.equal(keys.length, 30);
});

test('what was acknowledged is there after its process was killed, with audit entry and index', async (t) => {
  const url = await postgresDatabase(t);
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const writer = startWriter(url, `round ${round}`, 100_000);
    // Killed at a different point of its work each time.
    while (writer.said.length < 20 + round * 17) await once(writer.lines, 'line');
    writer.child.kill('SIGKILL');
    await writer.ended;
    acknowledged.push(...writer.said);
  }
  const store = await opened(t, url);
  const { count } = await store.list(listAll(NOTE));
  const kept = new Set((await queryDatabase(url, 'select id from note')).map(({ id }) => id));
  assert.equal(kept.size, count);
  assert.deepEqual(
    acknowledged.filter((id) => !kept.has(id)),
    [],
  );
  assert.equal((await queryDatabase(url, 'select id from audit_entry')).length, kept.size);
  assert.equal((await queryDatabase(url, 'select 1 from "_fts__note__public"')).length, kept.size);
  assert.equal((await foundBy(store, 'round')).length, Math.min(50, kept.size));
});
