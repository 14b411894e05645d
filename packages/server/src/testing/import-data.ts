import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createPlanner, loadSite, type Site } from '@portico/adapter';
import type { Store } from '@portico/adapter/store';
import { type ImportKind, mapFor } from '../import/import-kind.ts';
import { ImportTally } from '../import/import-tally.ts';
import { openSource } from '../import/open-source.ts';
import { presentRecords } from '../import/present-records.ts';
import { RecordWriter } from '../import/record-writer.ts';
import { runImport } from '../import/run-import.ts';
import community from '../starters/community.ts';

/** Where the data lies beside a checkout; it is no part of the project. */
export const DATA = fileURLToPath(new URL('../../../../../shared/data/dev', import.meta.url));
const ARTICLES = `${DATA}/kb/articles.jsonl.gz`;
const THREADS = `${DATA}/forum/sumo-thunderbird-threads.jsonl.gz`;

export function hasData(): boolean {
  return existsSync(ARTICLES) && existsSync(THREADS);
}

/** The community starter: everybody may search its articles and threads. */
export function communitySite(): Site {
  const { store: _store, ...config } = community;
  return loadSite(config);
}

/**
 * Opens a store and brings in help articles and forum threads with their replies, as `portico import` does. `step`: only
 * every so manieth of them. Answers how many records failed.
 */
export async function importData(store: Store, site: Site, step = 1): Promise<number> {
  await store.open(site.storeTables);
  const articles = await importFile(store, site, ARTICLES, { kind: 'articles', visibility: 'public' }, step);
  return articles + (await importFile(store, site, THREADS, { kind: 'threads', forumBy: 'product' }, step));
}

async function importFile(
  store: Store,
  site: Site,
  path: string,
  kind: ImportKind,
  step: number,
): Promise<number> {
  const tables = new Map(site.storeTables.map((table) => [table.name, table]));
  const readPresent = presentRecords(site.config, store);
  const tally = new ImportTally();
  const writer = new RecordWriter({ tables, planner: createPlanner(site), store, readPresent, tally });
  const map = mapFor(kind, tables);
  let items = 0;
  await runImport({
    source: openSource(path, kind.kind === 'articles'),
    map: (value, place) => (items++ % step === 0 ? map(value, place) : []),
    write: (drafts) => writer.write(drafts),
    tally,
  });
  return tally.failed;
}
