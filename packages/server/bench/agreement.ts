import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@portico/adapter/store';
import { createDataverseClient, createDataverseStore } from '@portico/store-dataverse';
import { startFakeDataverse } from '@portico/store-dataverse/testing/fake-dataverse';
import { createPostgresStore, createSqliteStore } from '@portico/store-sql';
import { startPostgresServer } from '@portico/store-sql/testing/postgres-server';
import { communitySite, hasData, importData } from '../src/testing/import-data.ts';
import { type SearchAnswer, searchAnswers } from '../src/testing/search-answers.ts';

/**
 * Measures whether the stores answer searches alike: imports the articles and threads beside the checkout into each, asks
 * each the same real queries, and prints how many answers are those of SQLite, with the queries of those that are
 * not. Argument: only every so manieth article and thread.
 */
const PARTS = ['hits', 'count', 'facets', 'corrected', 'completions'] as const;
const site = communitySite();
const step = Number(process.argv[2] ?? 1);

if (!hasData()) {
  console.log('The articles and threads of ../shared are not there.');
} else {
  const folder = mkdtempSync(join(tmpdir(), 'portico-agreement-'));
  const postgres = await startPostgresServer();
  const fake = await startFakeDataverse();
  try {
    const expected = await ask('sqlite', createSqliteStore({ file: join(folder, 'records.db') }));
    const url = await postgres.createDatabase();
    report(await ask('postgres', createPostgresStore({ url })), expected);
    const index = createSqliteStore({ file: join(folder, 'index.db') });
    const client = createDataverseClient(fake);
    const dataverse = createDataverseStore({ client, index, provision: true });
    report(await ask('dataverse', dataverse), expected);
  } finally {
    await fake.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true });
  }
}

async function ask(name: string, store: Store): Promise<readonly SearchAnswer[]> {
  const begun = performance.now();
  const refused = await importData(store, site, step);
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const answers = await searchAnswers(store, site);
  await store.close();
  console.log(`${name}: imported in ${seconds} s, ${refused} records refused`);
  return answers;
}

function report(answers: readonly SearchAnswer[], expected: readonly SearchAnswer[]): void {
  for (const mode of ['search', 'suggest'] as const) {
    const asked = answers.flatMap((answer, at) => {
      const right = expected[at];
      return answer.mode === mode && right ? [{ answer, right }] : [];
    });
    const figures = PARTS.map((part) => {
      const same = asked.filter(({ answer, right }) => answer[part] === right[part]).length;
      return `${part} ${same}/${asked.length}`;
    });
    console.log(`  ${mode}: as on SQLite: ${figures.join(', ')}`);
    for (const { answer, right } of asked)
      if (PARTS.some((part) => answer[part] !== right[part])) console.log(`    not "${answer.text}"`);
  }
}
