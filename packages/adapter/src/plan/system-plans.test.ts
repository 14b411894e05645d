import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { and, EVERYTHING, eq, or, type RecordValues } from '@portico/protocol';
import type { FormConfig } from '../config/site-config.ts';
import { createPlanner } from './make-plan.ts';
import { context, ID, issuePaths, NOW, refused, siteWith, stepAt } from './testing/plan-site.ts';

/** Plans that go by a built-in permission: signing in, importing, and the receipt of a form. */
const site = siteWith([]);
const planner = createPlanner(site);
const person = {
  issuer: 'https://id.example.com',
  subject: 'sub-1',
  name: 'Ann Lee',
  email: 'ann@example.com',
};

describe('finding who someone is', () => {
  test('asks for one issuer and one subject', () => {
    const plan = planner.findIdentity('https://id.example.com', 'sub-1');
    assert.equal(plan.projection.table.name, 'identity');
    assert.deepEqual(plan.where, and(eq('issuer', 'https://id.example.com'), eq('subject', 'sub-1')));
    assert.equal(plan.limit, 1);
  });

  test('reads the contact and nothing else', () => {
    const { select, grants, lookups } = planner.findIdentity('i', 's').projection;
    assert.deepEqual(select, ['contact']);
    assert.deepEqual(
      grants.map((grant) => [grant.permission, [...grant.columns]]),
      [['system:identity', ['contact']]],
    );
    assert.deepEqual(lookups[0]?.grants, []);
  });

  test('by e-mail finds two where there are two, so that nobody is taken for another', () => {
    const plan = planner.findContactByEmail('Ann@Example.com');
    assert.equal(plan.limit, 2);
    assert.deepEqual(plan.where, or(eq('email', 'Ann@Example.com'), eq('email', 'ann@example.com')));
  });

  test('reads of a contact what a subject is made of', () => {
    const plan = planner.contactOf(ID.ann);
    assert.equal(plan.id, ID.ann);
    assert.deepEqual(plan.projection.select, ['name', 'display_name', 'email', 'account', 'locale']);
    assert.deepEqual(
      plan.projection.lookups.map(({ column, grants }) => [column, grants]),
      [['account', []]],
    );
  });
});

describe('registering', () => {
  test('makes a contact and ties the identity to it, both or neither', () => {
    const plan = planner.register(person, context());
    const contact = stepAt(plan, 0, 'create');
    const identity = stepAt(plan, 1, 'create');
    assert.deepEqual([contact.record.name, contact.record.email], ['Ann Lee', 'ann@example.com']);
    assert.equal(contact.record.account, null);
    assert.equal(identity.record.contact, contact.record.id);
    assert.deepEqual([identity.record.issuer, identity.record.subject], [person.issuer, 'sub-1']);
    assert.equal(identity.onDuplicate, 'refuse');
    assert.equal(plan.steps.length, 2);
  });

  test('is audited under a name of its own', () => {
    const { audit } = planner.register(person, context());
    assert.deepEqual(audit, {
      event: 'identity.register',
      contact: null,
      permission: 'system:identity',
      at: NOW,
    });
  });

  test('leaves out what a token says and a column cannot hold', () => {
    const contactOf = (rest: Partial<typeof person> | { name: null; email?: null }) =>
      stepAt(planner.register({ ...person, ...rest }, context()), 0, 'create').record;
    assert.equal(contactOf({ name: 'a\nb' }).name, 'ann@example.com');
    assert.equal(contactOf({ name: 'x'.repeat(201) }).name, 'ann@example.com');
    assert.equal(contactOf({ email: 'not an address' }).email, null);
    assert.equal(contactOf({ name: null, email: null }).name, 'Guest');
    assert.equal(contactOf({ name: null }).name, 'ann@example.com');
  });

  test('of a contact there is makes the tie alone', () => {
    const plan = planner.link({ ...person, contact: ID.ann }, context());
    assert.equal(plan.steps.length, 1);
    assert.equal(stepAt(plan, 0, 'create').record.contact, ID.ann);
    assert.equal(plan.audit.event, 'identity.link');
  });
});

describe('importing', () => {
  const importing = (table: string, ...values: RecordValues[]) =>
    planner.importRecords(
      table,
      values.map((one, index) => ({ id: index === 0 ? ID.one : ID.two, values: one })),
      context(),
    );

  test('makes one step a record, which takes the place of an earlier one', () => {
    const plan = importing('category', { name: 'A' }, { name: 'B' });
    assert.equal(plan.steps.length, 2);
    const first = stepAt(plan, 0, 'create');
    assert.deepEqual([first.record.id, first.onDuplicate, first.allowed], [ID.one, 'replace', EVERYTHING]);
    assert.deepEqual(plan.result, { table: 'category', id: ID.one });
  });

  test('is audited under a name of its own', () => {
    const { event, permission, contact } = importing('category', { name: 'A' }).audit;
    assert.deepEqual([event, permission, contact], ['category.import', 'system:import', null]);
  });

  test('may set what only the adapter sets otherwise', () => {
    const { record } = stepAt(
      importing('case', {
        title: 'T',
        description: 'D',
        number: 'CAS-00007',
        source: 'old:7',
        created_at: '2020-01-01T00:00:00+01:00',
      }),
      0,
      'create',
    );
    assert.deepEqual([record.number, record.source], ['CAS-00007', 'old:7']);
    assert.equal(record.created_at, '2019-12-31T23:00:00.000Z');
    assert.equal(record.updated_at, NOW);
  });

  test('checks and sanitizes as any other write does', () => {
    const { record } = stepAt(
      importing('article', { title: 'T', body: '<p onclick="x">B</p><script>x</script>' }),
      0,
      'create',
    );
    assert.equal(record.body, '<p>B</p>');
    assert.deepEqual(
      issuePaths(() => importing('article', { title: 'T' }, { title: 7, nope: 1 })),
      ['records[1].title', 'records[1].nope'],
    );
  });

  test('renders Markdown itself', () => {
    const thread = { forum: ID.two, title: 'T', body: '*B*' };
    assert.match(String(stepAt(importing('thread', thread), 0, 'create').record.body_html), /<em>B<\/em>/);
    assert.deepEqual(
      issuePaths(() => importing('thread', { ...thread, body_html: '<p>x</p>' })),
      ['records[0].body_html'],
    );
    assert.deepEqual(
      issuePaths(() => importing('thread', { ...thread, vote_count: 7 })),
      ['records[0].vote_count'],
    );
  });

  test('names nobody as the author', () => {
    const thread = { forum: ID.two, title: 'T', body: 'B' };
    assert.equal(stepAt(importing('thread', thread), 0, 'create').record.author_name, null);
    const named = { ...thread, author_name: 'Bob' };
    assert.equal(stepAt(importing('thread', named), 0, 'create').record.author_name, 'Bob');
  });

  test('takes ids of records only, and at least one record', () => {
    assert.deepEqual(
      issuePaths(() => planner.importRecords('category', [{ id: 'x', values: { name: 'A' } }], context())),
      ['records[0].id'],
    );
    assert.deepEqual(
      issuePaths(() => planner.importRecords('category', [], context())),
      ['records'],
    );
  });

  test('opens no internal table but that of identities', () => {
    for (const table of [
      'audit_entry',
      'consent',
      'idempotency_key',
      'outbox_message',
      'interaction',
      'nope',
    ])
      refused('not_found', () => importing(table, { event: 'x' }));
    const identity = { issuer: 'https://id.example.com', subject: 's', contact: ID.ann };
    assert.equal(stepAt(importing('identity', identity), 0, 'create').record.subject, 's');
  });
});

describe('the receipt of a form', () => {
  const form: FormConfig = {
    name: 'case',
    table: 'case',
    title: 'Case',
    fields: [],
    submitLabel: 'Send',
    success: { title: 'Thanks', message: '' },
  };

  test('reads the reference and nothing else', () => {
    const plan = planner.receipt({ ...form, reference: 'number' }, ID.one);
    assert.equal(plan.id, ID.one);
    assert.deepEqual(plan.projection.select, ['number']);
    assert.deepEqual(
      plan.projection.grants.map((grant) => [grant.permission, [...grant.columns]]),
      [['system:receipt', ['number']]],
    );
  });

  test('reads nothing when the form has no reference', () => {
    assert.deepEqual(planner.receipt(form, ID.one).projection.select, []);
  });
});
