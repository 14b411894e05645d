import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createPlanner, loadSite, type SiteConfig } from '@portico/adapter';
import { createDataverseClient, createDataverseStore } from '@portico/store-dataverse';
import { startFakeDataverse } from '@portico/store-dataverse/testing/fake-dataverse';
import { createSqliteStore } from '@portico/store-sql';
import { mapFor } from './import-kind.ts';
import { ImportTally } from './import-tally.ts';
import { presentRecords } from './present-records.ts';
import { RecordWriter } from './record-writer.ts';

const CONFIG: SiteConfig = {
  site: { name: 'Test', locales: ['en'], origins: [] },
  webRoles: [],
  tablePermissions: [],
};

it('brings the notes of a portal to a Dataverse as the portal had them, however often', async (t) => {
  const site = loadSite(CONFIG);
  const fake = await startFakeDataverse();
  const store = createDataverseStore({
    client: createDataverseClient(fake),
    index: createSqliteStore({ file: ':memory:' }),
    provision: true,
  });
  t.after(async () => {
    await store.close();
    await fake.stop();
  });
  await store.open(site.storeTables);
  const tables = new Map(site.storeTables.map((table) => [table.name, table]));
  const texts = ['*WEB*Sent.', 'Rude.', '*WEB**WEB*Sent.'];
  const byRecords = mapFor({ kind: 'records', table: 'case_note' }, tables);
  const byCases = mapFor({ kind: 'cases' }, tables);

  for (const _time of ['first', 'again']) {
    const tally = new ImportTally(({ place, reason }) => assert.fail(`${place}: ${reason}`));
    const readPresent = presentRecords(CONFIG, store);
    const writer = new RecordWriter({ tables, planner: createPlanner(site), store, readPresent, tally });
    const notes = texts.map((text, id) => ({ id, text }));
    await writer.write(byCases({ id: 'c1', title: 'Fan', notes }, 'case'));
    for (const [index, text] of texts.entries())
      await writer.write(byRecords({ source: `r${index}`, case: { source: 'c1' }, text }, `record ${index}`));
    const kept = fake.rows('annotation').map(({ notetext }) => notetext);
    assert.deepEqual(kept.sort(), [...texts, ...texts].sort());
  }
});
