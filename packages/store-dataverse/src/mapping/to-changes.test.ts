import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { INTERNAL_TABLES, isProtocolError, STANDARD_TABLES, type StoredRecord } from '@portico/protocol';
import type { RowChange } from '../client/dataverse-client.ts';
import { GUEST_ACCOUNT } from './account.ts';
import { changesToCreate, changesToUpdate, mappingsFor } from './index.ts';

const NOW = '2026-06-01T12:00:00.250Z';
const ID = '7f0c3d54-9a0e-4c53-8a7e-0f6f3a1d2b10';
const ANN = '11111111-1111-4111-8111-111111111111';
const ACME = '22222222-2222-4222-8222-222222222222';
const tables = [...STANDARD_TABLES, ...INTERNAL_TABLES];
const mappings = mappingsFor(tables);

/** A record with every stored column empty but these. */
function record(
  table: string,
  values: Readonly<Record<string, string | number | boolean | null>>,
): StoredRecord {
  const columns = Object.keys(mappings[table]!.columns);
  return { ...Object.fromEntries(columns.map((name) => [name, null])), id: ID, ...values } as StoredRecord;
}

const create = (table: string, values: Parameters<typeof record>[1]) =>
  changesToCreate(record(table, values), table, mappings, NOW);
const update = (table: string, before: Parameters<typeof record>[1], changes: Parameters<typeof record>[1]) =>
  changesToUpdate(record(table, before), changes, table, mappings, 'W/"7"');

function valuesOf(change: RowChange | undefined): Readonly<Record<string, unknown>> {
  assert.ok(change && 'values' in change);
  return change.values;
}

const CASE = {
  title: 'Fan',
  description: 'Loud',
  status: 'open',
  priority: 'normal',
  kind: 'problem',
} as const;

describe('a new case', () => {
  test('goes as one row, with its origin and the ids bare in its lookups', async () => {
    const changes = await create('case', {
      ...CASE,
      contact: ANN,
      account: ACME,
      created_at: NOW,
      updated_at: NOW,
    });
    assert.deepEqual(changes, [
      {
        type: 'create',
        set: 'incidents',
        id: ID,
        values: {
          caseorigincode: 3,
          title: 'Fan',
          description: 'Loud',
          statuscode: 1,
          prioritycode: 2,
          casetypecode: 2,
          'primarycontactid@odata.bind': `/contacts(${ANN})`,
          'customerid_account@odata.bind': `/accounts(${ACME})`,
        },
      },
    ]);
  });

  test('of a contact without an account has the contact as its customer', async () => {
    const values = valuesOf((await create('case', { ...CASE, contact: ANN }))[0]);
    assert.equal(values['customerid_contact@odata.bind'], `/contacts(${ANN})`);
    assert.equal('customerid_account@odata.bind' in values, false);
  });

  test('of a guest has the account that stands for guests', async () => {
    const values = valuesOf((await create('case', { ...CASE, guest_name: 'Bo' }))[0]);
    assert.equal(values['customerid_account@odata.bind'], `/accounts(${GUEST_ACCOUNT})`);
    assert.equal(values.portico_guest_name, 'Bo');
  });

  test('that is resolved already is closed by the command, not by its state', async () => {
    const [row, action, ...rest] = await create('case', {
      ...CASE,
      status: 'resolved',
      resolution: 'Oiled.',
    });
    assert.deepEqual(rest, []);
    assert.equal('statuscode' in valuesOf(row), false);
    assert.equal('statecode' in valuesOf(row), false);
    assert.deepEqual(action, {
      type: 'action',
      name: 'CloseIncident',
      parameters: {
        IncidentResolution: {
          '@odata.type': 'Microsoft.Dynamics.CRM.incidentresolution',
          subject: 'Oiled.',
          'incidentid@odata.bind': `/incidents(${ID})`,
          description: 'Oiled.',
        },
        Status: 5,
      },
    });
  });

  test('that is cancelled gets its state by a change that follows', async () => {
    const [row, later] = await create('case', { ...CASE, status: 'cancelled' });
    assert.equal('statecode' in valuesOf(row), false);
    assert.deepEqual(later, {
      type: 'update',
      set: 'incidents',
      id: ID,
      values: { statecode: 2, statuscode: 6 },
      etag: '*',
    });
  });

  test('that is imported keeps its day; a moment ago is now', async () => {
    const old = valuesOf((await create('case', { ...CASE, created_at: '2020-02-29T23:59:59.999Z' }))[0]);
    assert.equal(old.overriddencreatedon, '2020-02-29T23:59:59Z');
    const now = valuesOf((await create('case', { ...CASE, created_at: NOW, updated_at: NOW }))[0]);
    for (const name of ['overriddencreatedon', 'createdon', 'modifiedon']) assert.equal(name in now, false);
  });

  test('without a priority says so, where Dataverse has a default', async () => {
    assert.equal(valuesOf((await create('case', { ...CASE, priority: null }))[0]).prioritycode, null);
  });

  test('with a text that does not fit keeps it whole beside', async () => {
    const description = `${'long '.repeat(500)}`;
    const values = valuesOf((await create('case', { ...CASE, description }))[0]);
    assert.equal(values.description, description.slice(0, 2000).trimEnd());
    assert.equal(values.portico_description, description);
  });
});

describe('a change to a case', () => {
  test('sends what changes and nothing else, guarded by what was read', async () => {
    assert.deepEqual(await update('case', CASE, { priority: 'high', updated_at: NOW }), [
      { type: 'update', set: 'incidents', id: ID, values: { prioritycode: 1 }, etag: 'W/"7"' },
    ]);
  });

  test('that closes it gives the command after the rest', async () => {
    const changes = await update('case', CASE, {
      status: 'resolved',
      resolution: 'Oiled.',
      resolved_at: NOW,
    });
    assert.deepEqual(
      changes.map((change) => change.type),
      ['update', 'action'],
    );
    assert.deepEqual(valuesOf(changes[0]), {
      adx_resolution: 'Oiled.',
      portico_resolution: null,
      adx_resolutiondate: '2026-06-01T12:00:00Z',
    });
  });

  test('that is closed already does not close it again', async () => {
    const closed = { ...CASE, status: 'resolved' };
    assert.equal((await update('case', closed, { status: 'resolved', title: 'x' })).length, 1);
  });

  test('that opens it again sets state and status together', async () => {
    const [change] = await update(
      'case',
      { ...CASE, status: 'resolved' },
      { status: 'open', resolved_at: null },
    );
    assert.deepEqual(valuesOf(change), { statecode: 0, statuscode: 1, adx_resolutiondate: null });
  });

  test('that takes the account away leaves the contact as the customer', async () => {
    const [change] = await update('case', { ...CASE, account: ACME, contact: ANN }, { account: null });
    assert.deepEqual(valuesOf(change), { 'customerid_contact@odata.bind': `/contacts(${ANN})` });
  });

  test('of the contact alone changes the customer where that stood in', async () => {
    const [change] = await update('case', { ...CASE, contact: null }, { contact: ANN });
    assert.deepEqual(valuesOf(change), {
      'primarycontactid@odata.bind': `/contacts(${ANN})`,
      'customerid_contact@odata.bind': `/contacts(${ANN})`,
    });
  });
});

describe('an article', () => {
  const visible = async (visibility: string) => await create('article', { title: 'T', visibility });

  test('begins as a draft, and is published by a change that follows', async () => {
    const [row, later] = await visible('internal');
    assert.deepEqual(valuesOf(row), { title: 'T', isinternal: true });
    assert.deepEqual(valuesOf(later), { statecode: 3, statuscode: 7 });
    assert.equal((await visible('draft')).length, 1);
  });

  test('that is for everybody says so in the column of its own', async () => {
    const [row] = await visible('public');
    assert.equal(valuesOf(row).isinternal, false);
    assert.equal(typeof valuesOf(row).portico_own_audience, 'number');
  });

  test('without a visibility is refused rather than left to a default', async () => {
    await assert.rejects(create('article', { title: 'T', visibility: null }), isProtocolError);
  });

  test('keeps its source unique by a digest', async () => {
    const [first] = await create('article', { title: 'T', visibility: 'draft', source: 'kb/1' });
    const [second] = await create('article', { title: 'T', visibility: 'draft', source: 'KB/1' });
    const digest = valuesOf(first).portico_own_unique_source;
    assert.match(String(digest), /^[0-9a-f]{64}$/);
    assert.notEqual(valuesOf(second).portico_own_unique_source, digest);
    const [none] = await update(
      'article',
      { title: 'T', visibility: 'draft', source: 'kb/1' },
      { source: null },
    );
    assert.equal(valuesOf(none).portico_own_unique_source, null);
  });
});

describe('a note', () => {
  const NOTE = { case: ACME, text: 'Hello', visibility: 'customer', kind: 'note', author: ANN } as const;

  test('for the customer begins with the marker, and says in its subject what has no column', async () => {
    const [row] = await create('case_note', { ...NOTE, from_staff: false });
    assert.deepEqual(valuesOf(row), {
      'objectid_incident@odata.bind': `/incidents(${ACME})`,
      notetext: '*WEB*Hello',
      subject: `Portico [contact:${ANN}] [kind:note] [staff:false]`,
    });
  });

  test('that becomes internal loses the marker', async () => {
    const [change] = await update('case_note', NOTE, { visibility: 'internal' });
    assert.deepEqual(valuesOf(change), { notetext: 'Hello' });
  });

  test('that is internal cannot begin with the marker, which would open it', async () => {
    for (const text of ['*WEB*', '*WEB* psst']) {
      await assert.rejects(
        create('case_note', { ...NOTE, visibility: 'internal', text }),
        (error) => isProtocolError(error) && error.issues[0]?.path === 'text',
      );
      await assert.rejects(
        update('case_note', { ...NOTE, text }, { visibility: 'internal' }),
        isProtocolError,
      );
    }
  });

  test('refuses what its subject has no room for', async () => {
    await assert.rejects(
      create('case_note', { ...NOTE, source: '['.repeat(300) }),
      (error) => isProtocolError(error) && error.issues.some(({ path }) => path === 'source'),
    );
  });
});

test('a file belongs to a case or to an article', async () => {
  const [row] = await create('file', {
    name: 'a.png',
    media_type: 'image/png',
    size: 7,
    article: ACME,
    case_note: ANN,
  });
  assert.deepEqual(valuesOf(row), {
    filename: 'a.png',
    mimetype: 'image/png',
    'objectid_knowledgearticle@odata.bind': `/knowledgearticles(${ACME})`,
    subject: `Portico [note:${ANN}]`,
  });
  await assert.rejects(
    create('file', { name: 'a.png', media_type: 'image/png', article: ACME, case: ANN }),
    (error) => isProtocolError(error) && error.issues.length === 2,
  );
});

test('a lead is qualified by the command, which makes nothing else', async () => {
  const [row, action] = await update(
    'lead',
    { topic: 'T', last_name: 'Li', status: 'new' },
    { status: 'qualified' },
  );
  assert.deepEqual(valuesOf(row), {});
  assert.deepEqual(action, {
    type: 'action',
    name: `leads(${ID})/Microsoft.Dynamics.CRM.QualifyLead`,
    parameters: { CreateAccount: false, CreateContact: false, CreateOpportunity: false, Status: 3 },
  });
});

describe('the name of a contact', () => {
  const nameOf = async (name: string) => {
    const { firstname, lastname } = valuesOf((await create('contact', { name }))[0]);
    return [firstname, lastname];
  };

  test('is parted at its last blank', async () => {
    assert.deepEqual(await nameOf('Ann Mary Li'), ['Ann Mary', 'Li']);
    assert.deepEqual(await nameOf('Li'), [undefined, 'Li']);
  });

  test('is parted where both parts fit', async () => {
    const [given, family] = ['x'.repeat(40), 'y'.repeat(30)];
    assert.deepEqual(await nameOf(`${given} ${family} z`), [given, `${family} z`]);
    await assert.rejects(nameOf('x'.repeat(51)), isProtocolError);
  });

  test('is not parted where a blank would be lost', async () => {
    assert.deepEqual(await nameOf('Ann  Li'), [undefined, 'Ann  Li']);
  });
});
