import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FormSubmission } from '@portico/protocol';
import type { Subject } from '../authenticate/subject.ts';
import type { FormConfig } from '../config/site-config.ts';
import type { TablePermission } from '../permissions/table-permission.ts';
import { createPlanner } from './make-plan.ts';
import {
  ann,
  context,
  guest,
  ID,
  issuePaths,
  NOW,
  nobody,
  permit,
  refused,
  siteWith,
  stepAt,
} from './testing/plan-site.ts';

const form: FormConfig = {
  name: 'contact-us',
  table: 'lead',
  title: 'Contact us',
  fields: [
    { column: 'topic', maxLength: 20 },
    { column: 'last_name' },
    { column: 'email', required: true },
    { column: 'message' },
  ],
  consents: [
    { name: 'contact', text: 'You may answer me.', required: true },
    { name: 'news', text: 'Send me news.', required: false },
  ],
  fixed: { status: 'contacted', country: 'DE' },
  campaign: { source: 'campaign_source', landingPage: 'landing_page' },
  submitLabel: 'Send',
  success: { title: 'Thank you', message: 'We will answer.' },
};

const createLead = permit('lead', ['create'], {
  columns: { create: ['topic', 'last_name', 'email', 'message', 'phone'] },
});
const VALUES = { topic: 'Bikes', last_name: 'Lee', email: 'lee@example.com' };
const answer: FormSubmission = { values: VALUES, consents: { contact: true } };

function submit(
  submission: FormSubmission,
  {
    rest = {},
    permissions = [createLead],
    subject = guest as Subject,
    locale = 'de' as string | null,
  } = {} as {
    rest?: Partial<FormConfig>;
    permissions?: TablePermission[];
    subject?: Subject;
    locale?: string | null;
  },
) {
  const config = { ...form, ...rest };
  const planner = createPlanner(siteWith(permissions, { forms: [config] }));
  return planner.submission(subject, config, submission, {
    ...context(),
    origin: 'https://www.example.com',
    locale,
  });
}

const recordOf = (...call: Parameters<typeof submit>) => stepAt(submit(...call), 0, 'create').record;

describe('an answer to a form', () => {
  test('becomes one record', () => {
    const record = recordOf(answer);
    assert.equal(record.topic, 'Bikes');
    assert.equal(record.email, 'lee@example.com');
    assert.equal(record.created_at, NOW);
  });

  test('is made under the create permission of the sender', () => {
    refused('permission_denied', () => submit(answer, { permissions: [] }));
    refused('permission_denied', () => submit(answer, { subject: nobody }));
    const reads = permit('lead', ['read'], { columns: { read: ['topic'] } });
    refused('permission_denied', () => submit(answer, { permissions: [reads] }));
  });

  test('sets no column that the sender may not set, though the form has a field for it', () => {
    const narrow = permit('lead', ['create'], { columns: { create: ['topic', 'last_name'] } });
    assert.deepEqual(
      issuePaths(() => submit(answer, { permissions: [narrow] })),
      ['email'],
    );
  });

  test('sets no column that the form has no field for, though the sender might elsewhere', () => {
    assert.deepEqual(
      issuePaths(() => submit({ ...answer, values: { ...VALUES, phone: '+1 555 0100' } })),
      ['phone'],
    );
  });

  test('must satisfy the permission’s condition as it is stored', () => {
    const narrow = {
      ...createLead,
      where: { type: 'condition', column: 'status', operator: 'eq', value: 'new' },
    } as const;
    const step = stepAt(submit(answer, { permissions: [narrow] }), 0, 'create');
    assert.deepEqual(step.allowed, narrow.where);
  });

  test('is audited under the form’s name', () => {
    assert.equal(submit(answer).audit.event, 'form.contact-us');
    assert.equal(submit(answer).audit.contact, null);
    assert.equal(submit(answer, { subject: ann }).audit.contact, ID.ann);
  });

  test('is about the record, not its consents', () => {
    const plan = submit(answer);
    assert.deepEqual(plan.result, { table: 'lead', id: stepAt(plan, 0, 'create').record.id });
  });
});

describe('fields', () => {
  test('may be required though their column is not', () => {
    assert.deepEqual(
      issuePaths(() => submit({ ...answer, values: { topic: 'x', last_name: 'y' } })),
      ['email'],
    );
    assert.deepEqual(
      issuePaths(() => submit({ ...answer, values: { ...VALUES, email: ' ' } })),
      ['email'],
    );
  });

  test('are required when their column is', () => {
    assert.deepEqual(
      issuePaths(() => submit({ ...answer, values: { email: 'a@b.c' } })),
      ['topic', 'last_name'],
    );
  });

  test('may be shorter than their column', () => {
    assert.deepEqual(
      issuePaths(() => submit({ ...answer, values: { ...VALUES, topic: 'x'.repeat(21) } })),
      ['topic'],
    );
    assert.equal(recordOf({ ...answer, values: { ...VALUES, topic: 'x'.repeat(20) } }).topic, 'x'.repeat(20));
  });

  test('are named once, however many things are wrong with them', () => {
    assert.deepEqual(
      issuePaths(() => submit({ ...answer, values: { ...VALUES, email: 'no' } })),
      ['email'],
    );
  });

  test('may have narrower numbers, and boxes that must be ticked', () => {
    const order: Partial<FormConfig> = {
      table: 'case_note',
      fields: [{ column: 'text' }, { column: 'from_staff', required: true }],
      consents: [],
      fixed: { case: ID.one },
      campaign: {},
    };
    const permissions = [permit('case_note', ['create'], { columns: { create: ['text', 'from_staff'] } })];
    const ticked = { values: { text: 'x', from_staff: true } };
    assert.equal(recordOf(ticked, { rest: order, permissions }).case, ID.one);
    const unticked = { values: { text: 'x', from_staff: false } };
    assert.deepEqual(
      issuePaths(() => submit(unticked, { rest: order, permissions })),
      ['from_staff'],
    );

    const file: Partial<FormConfig> = {
      ...order,
      table: 'file',
      fields: [{ column: 'name' }, { column: 'media_type' }, { column: 'size', min: 5, max: 9 }],
      fixed: {},
    };
    const may = [permit('file', ['create'], { columns: { create: ['name', 'media_type', 'size'] } })];
    const sized = (size: number) => ({ values: { name: 'a', media_type: 'b', size } });
    for (const size of [4, 10])
      assert.deepEqual(
        issuePaths(() => submit(sized(size), { rest: file, permissions: may })),
        ['size'],
      );
    assert.equal(recordOf(sized(7), { rest: file, permissions: may }).size, 7);
  });
});

describe('values the operator sets', () => {
  test('need no column permission and no append', () => {
    const record = recordOf(answer);
    assert.deepEqual([record.status, record.country], ['contacted', 'DE']);
  });

  test('cannot be sent', () => {
    assert.deepEqual(
      issuePaths(() => submit({ ...answer, values: { ...VALUES, status: 'qualified' } })),
      ['status'],
    );
  });

  test('win over stamps', () => {
    const caseForm: Partial<FormConfig> = {
      table: 'case',
      fields: [{ column: 'title' }, { column: 'description' }],
      fixed: { contact: ID.bob },
      campaign: {},
      consents: [],
    };
    const own = permit('case', ['create'], {
      access: 'contact',
      via: 'contact',
      columns: { create: ['title', 'description'] },
    });
    const submission = { values: { title: 'T', description: 'D' } };
    const record = recordOf(submission, { rest: caseForm, permissions: [own], subject: ann });
    assert.equal(record.contact, ID.bob);
  });
});

describe('campaign values', () => {
  const campaign = (values: Record<string, unknown>) => recordOf({ ...answer, campaign: values as never });

  test('are kept in the columns the form names', () => {
    const record = campaign({ source: 'mail', landingPage: 'https://www.example.com/a?b' });
    assert.deepEqual([record.campaign_source, record.landing_page], ['mail', 'https://www.example.com/a?b']);
  });

  test('the form does not name are not kept', () => {
    assert.equal(campaign({ medium: 'mail' }).campaign_medium, null);
  });

  test('are cut rather than refused, so that no answer is lost', () => {
    assert.equal(campaign({ source: 'x'.repeat(500) }).campaign_source, 'x'.repeat(200));
    assert.equal(campaign({ source: ' a\u0000b\r\nc ' }).campaign_source, 'a b c');
    const cut = campaign({ source: `${'x'.repeat(199)}😀` }).campaign_source;
    assert.ok(typeof cut === 'string' && cut.isWellFormed() && cut.length <= 200);
  });

  test('of other types are left out', () => {
    for (const source of [7, null, {}, ['x'], '', '  ', '\u0000'])
      assert.equal(campaign({ source }).campaign_source, null);
  });
});

describe('consents', () => {
  const consents = (...call: Parameters<typeof submit>) =>
    submit(...call)
      .steps.slice(1)
      .map((step) => (step.type === 'create' ? step.record : null));

  test('are kept in the words that were shown, given or not', () => {
    const plan = submit(answer);
    const kept = consents(answer);
    assert.equal(kept.length, 2);
    const { id: _, ...first } = kept[0] ?? { id: '' };
    assert.deepEqual(first, {
      form: 'contact-us',
      name: 'contact',
      text: 'You may answer me.',
      given: true,
      table: 'lead',
      record: plan.result.id,
      locale: 'de',
      origin: 'https://www.example.com',
      created_at: NOW,
    });
    assert.equal(kept[1]?.given, false);
  });

  test('that are required must be given', () => {
    for (const given of [undefined, {}, { contact: false }, { news: true }])
      assert.deepEqual(
        issuePaths(() =>
          submit({ values: VALUES, ...(given && { consents: given as Record<string, boolean> }) }),
        ),
        ['consents.contact'],
      );
  });

  test('are given by true and nothing like it', () => {
    for (const given of ['true', 1, {}, 'on'])
      assert.deepEqual(
        issuePaths(() => submit({ values: VALUES, consents: { contact: given as never } })),
        ['consents.contact'],
      );
  });

  test('the form does not ask for are refused', () => {
    const extra = { contact: true, tracking: true };
    assert.deepEqual(
      issuePaths(() => submit({ values: VALUES, consents: extra })),
      ['consents.tracking'],
    );
  });

  test('are not taken from what every object has', () => {
    const inherited = { name: 'constructor', text: 'x', required: true };
    assert.deepEqual(
      issuePaths(() => submit({ values: VALUES, consents: {} }, { rest: { consents: [inherited] } })),
      ['consents.constructor'],
    );
  });

  test('are kept without a language when there is none', () => {
    assert.equal(consents(answer, { locale: null })[0]?.locale, null);
    assert.equal(consents(answer, { locale: 'x'.repeat(50) })[0]?.locale, 'x'.repeat(35));
  });

  test('and fields are complained about together', () => {
    assert.deepEqual(
      issuePaths(() => submit({ values: { topic: 'x', last_name: 'y' } })),
      ['email', 'consents.contact'],
    );
  });
});
