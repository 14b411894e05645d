import { parentPort, workerData } from 'node:worker_threads';
import type { SearchPlan } from '@portico/adapter/store';
import { connectSqlite } from '../dialect/connect-sqlite.ts';
import { openSqlite } from '../dialect/open-sqlite.ts';
import { sqliteTextComparison } from '../dialect/sqlite-text-comparison.ts';
import { inSnapshot } from '../read/in-snapshot.ts';
import { ftsFullText } from './fts-full-text.ts';
import { searchRecords } from './search-records.ts';
import type { SearchAnswer, SearchWorkerData } from './search-thread.ts';

/** The thread of {@link SearchThread}: answers plans from a connection of its own, which can only read. */
const { file, cacheKiB, tables } = workerData as SearchWorkerData;
const reader = connectSqlite(() => openSqlite(file, { cacheKiB, readOnly: true }));
const context = { dialect: sqliteTextComparison, tables, fullText: ftsFullText };

parentPort?.on('message', async ({ id, plan }: { readonly id: number; readonly plan: SearchPlan }) => {
  parentPort?.postMessage(await answer(id, plan));
});

async function answer(id: number, plan: SearchPlan): Promise<SearchAnswer> {
  try {
    return { id, result: await inSnapshot(reader, (database) => searchRecords(database, plan, context)) };
  } catch (error) {
    const { message, errcode } = error as Error & { readonly errcode?: number };
    return { id, error: { message, errcode } };
  }
}
