import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Finding, findingsOf } from '@portico/adapter/check';
import { createMemoryStore } from '@portico/adapter/store';
import { createDataverseClient } from './client/create-dataverse-client.ts';
import { createDataverseStore } from './dataverse-store.ts';
import { mappingsFor } from './mapping/index.ts';
import { commandPrivileges } from './rights/command-privileges.ts';
import { neededRights } from './rights/needed-rights.ts';
import { ADMINISTRATOR } from './testing/fake-dataverse/access/user-rights.ts';
import { type FakeDataverse, startFakeDataverse } from './testing/fake-dataverse/index.ts';
import { supportSite } from './testing/support-site.ts';
import { NUMBER_COUNTER } from './write/number-counter.ts';

const site = supportSite();
const mappings = mappingsFor([...site.storeTables, NUMBER_COUNTER]);

let fake: FakeDataverse;
before(async () => {
  fake = await startFakeDataverse();
  // The tables of the site are made.
  const store = newStore();
  await store.open(site.storeTables);
  await store.close();
});
after(() => fake.stop());
beforeEach(() => fake.reset());

function newStore() {
  const client = createDataverseClient(fake);
  return createDataverseStore({ client, index: createMemoryStore(), provision: true });
}

const evidenceOf = () => newStore().evidence?.(site.storeTables);

/** Names of privileges as the fake's metadata has them: what a person would tick in a security role. */
async function privilegeNames(table: string, rights: readonly string[]): Promise<string[]> {
  const row = await createDataverseClient(fake).read(
    `EntityDefinitions(LogicalName='${table}')?$select=Privileges`,
  );
  const all = row?.Privileges as readonly { readonly Name: string; readonly PrivilegeType: string }[];
  const types = rights.map((right) => right.replace(' ', ''));
  return all.filter(({ PrivilegeType }) => types.includes(PrivilegeType)).map(({ Name }) => Name);
}

/** A security role with what the documentation lists, and no more. */
async function narrow(): Promise<string[]> {
  const onTables = await Promise.all(
    [...neededRights(mappings)].map(([table, rights]) => privilegeNames(table, rights)),
  );
  return [...onTables.flat(), ...commandPrivileges(mappings).keys(), 'prvOverrideCreatedOnCreatedBy'];
}

async function found(): Promise<readonly Finding[]> {
  const evidence = await evidenceOf();
  return findingsOf(site, { today: '2026-11-23', ...(evidence && { evidence }) }).filter(
    // What only imports need is noted, of the documented role too.
    ({ rule, level }) => rule === 'L28' && level !== 'note',
  );
}

describe('evidence of a Dataverse', () => {
  it('names the user, its roles, and what it may do on which of our tables', async () => {
    fake.allow({
      roles: ['Portico'],
      privileges: ['prvReadNote', 'prvDeleteQueueItem', 'prvWriteUser', 'prvExportToExcel'],
    });
    const evidence = await evidenceOf();
    assert.deepEqual(evidence?.dataverse, {
      user: fake.userId,
      roles: ['Portico'],
      privileges: [
        { name: 'prvReadNote', tables: ['case_note', 'file'], right: 'read', neededBy: null },
        { name: 'prvDeleteQueueItem', tables: [], right: 'delete', neededBy: 'CloseIncident' },
        { name: 'prvWriteUser', tables: [], right: 'write', neededBy: null },
      ],
    });
  });

  it('only reads, from a store that nobody has opened', async () => {
    const earlier = fake.requests.length;
    await evidenceOf();
    const methods = new Set(fake.requests.slice(earlier).map(({ method }) => method));
    assert.deepEqual([...methods], ['GET']);
  });

  it('leaves nothing to say of a user with what the mappings need', async () => {
    fake.allow({ roles: ['Portico'], privileges: await narrow() });
    assert.deepEqual(await found(), []);
  });

  it('gives away every privilege beyond', async () => {
    const basis = await narrow();
    const wide = [
      'prvDeleteIncident',
      'prvAssignContact',
      'prvShareKnowledgeArticle',
      'prvDeleteActivity',
      'prvCreateUser',
      'prvWriteOrganization',
      'prvActOnBehalfOfAnotherUser',
      'prvDeleteportico_number_counter',
    ];
    for (const name of wide) {
      fake.allow({ roles: ['Portico'], privileges: [...basis, name] });
      const [finding, ...others] = await found();
      assert.equal(others.length, 0);
      assert.match(finding?.sentence ?? '', new RegExp(`no permission here grants: ${name}\\.`));
    }
  });

  it('gives away an administrator', async () => {
    fake.allow(ADMINISTRATOR);
    assert.match((await found())[0]?.sentence ?? '', /its user \S+ is System Administrator/);
  });

  it('has no opinion where Dataverse does not answer as one', async () => {
    for (const answer of [{ RolePrivileges: 'all' }, { RolePrivileges: [{ PrivilegeId: 'x' }] }, {}]) {
      const elsewhere: typeof fetch = async (input, init) =>
        String(input).includes('RetrieveUserPrivileges') ? Response.json(answer) : fetch(input, init);
      const client = createDataverseClient({ ...fake, fetch: elsewhere });
      const store = createDataverseStore({ client, index: createMemoryStore() });
      await assert.rejects(async () => store.evidence?.(site.storeTables), { code: 'store_unavailable' });
    }
  });
});
