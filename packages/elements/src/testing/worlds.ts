import type { FormDefinition } from '@portico/protocol';
import { FakeClient } from './fake-client.ts';
import { contactForm } from './fixtures.ts';

/** A record id of one digit. */
export const recordId = (digit: number): string => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;

export const ADA = { id: recordId(8), table: 'contact', label: 'Ada Rider' };
export const BO = { id: recordId(9), table: 'contact', label: 'Bo Walker' };

const STAMPS = { created_at: '2026-01-05T08:00:00.000Z', updated_at: '2026-02-05T08:00:00.000Z' };

/** A case form whose title is looked up while it is typed. */
export const caseForm: FormDefinition = {
  name: 'case',
  table: 'case',
  title: 'Ask the workshop',
  intro: 'We answer within a day.',
  fields: [
    { name: 'title', label: 'What is it about?', input: 'text', required: true, maxLength: 200 },
    { name: 'description', label: 'What happens?', input: 'multiline', required: true },
  ],
  consents: [],
  submitLabel: 'Send to the workshop',
  success: { title: 'It is on the bench.', message: 'We answer soon.' },
  deflect: { field: 'title', tables: ['article'] },
};

/** The same for who has no account. */
export const guestCaseForm: FormDefinition = {
  ...caseForm,
  name: 'case-guest',
  fields: [
    { name: 'guest_email', label: 'E-mail', input: 'email', required: true, autocomplete: 'email' },
    ...caseForm.fields,
  ],
};

/** What every free text of a {@link makeWorld} says; also what is searched for in it. */
export const WORLD_TEXT = 'The bell does not ring';

/**
 * An adapter with one of everything a widget can show: case 1 with notes, thread 2 with replies, article 3, a forum,
 * forms. Every text in it that a person or a company wrote is `text`. Signed in is Ada, unless `contact` is null.
 */
export function makeWorld(text: string = WORLD_TEXT, contact: string | null = ADA.id): FakeClient {
  const someone = { ...ADA, label: text };
  const html = `<p>${text}</p><table><tr><td>${text}</td></tr></table>`;
  const product = { id: recordId(7), table: 'product', label: text };
  const forum = { id: recordId(4), table: 'forum', label: text };
  const worded = (form: FormDefinition): FormDefinition => ({
    ...form,
    title: text,
    intro: text,
    submitLabel: text,
    success: { title: text, message: text },
    fields: form.fields.map((field) => ({
      ...field,
      label: text,
      ...(field.hint ? { hint: text } : {}),
      ...(field.choices ? { choices: field.choices.map((choice) => ({ ...choice, label: text })) } : {}),
    })),
    consents: form.consents.map((consent) => ({ ...consent, text })),
  });
  const forms = [contactForm, caseForm, guestCaseForm];
  return new FakeClient({
    session: { authenticated: contact !== null, contact, displayName: contact === null ? null : text },
    site: { name: text },
    forms: text === WORLD_TEXT ? forms : forms.map(worded),
    records: {
      case: [
        {
          id: recordId(1),
          number: 'CAS-00001',
          title: text,
          description: text,
          status: 'open',
          product: text,
          contact: someone,
          ...STAMPS,
        },
      ],
      case_note: [5, 6].map((digit) => ({
        id: recordId(digit),
        case: recordId(1),
        text,
        kind: 'note',
        from_staff: digit === 6,
        author: { ...BO, label: text },
        ...STAMPS,
      })),
      forum: [
        { id: recordId(4), name: text, position: 1 },
        { id: recordId(5), name: `${text} 2`, position: 2 },
      ],
      thread: [
        {
          id: recordId(2),
          title: text,
          body: text,
          body_html: html,
          forum,
          product,
          author: someone,
          author_name: text,
          accepted_post: null,
          locked: false,
          visibility: 'public',
          reply_count: 1,
          vote_count: 3,
          ...STAMPS,
        },
      ],
      post: [
        {
          id: recordId(6),
          thread: { id: recordId(2), table: 'thread', label: text },
          body: text,
          body_html: html,
          author: BO,
          author_name: text,
          vote_count: 1,
          ...STAMPS,
        },
      ],
      article: [
        {
          id: recordId(3),
          title: text,
          summary: text,
          body: html,
          product: text,
          category: { id: recordId(7), table: 'category', label: text },
          ...STAMPS,
        },
      ],
    },
  });
}

/** A widget and how it shows something of {@link makeWorld}. */
export interface WidgetScene {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** In its shadow root once it shows what it was asked for. */
  readonly ready: string;
  /** What it asks the adapter first. */
  readonly asks: 'list' | 'get' | 'form' | 'search' | 'site';
  /** True where what it shows belongs to one visitor. */
  readonly personal: boolean;
}

/** Every widget that asks the adapter something; import the widgets beside it. */
export const SCENES: readonly WidgetScene[] = [
  {
    tag: 'portico-search',
    attributes: { query: 'The bell' },
    ready: '[part="results"]',
    asks: 'search',
    personal: true,
  },
  {
    tag: 'portico-article',
    attributes: { record: recordId(3) },
    ready: '.prose p',
    asks: 'get',
    personal: true,
  },
  {
    tag: 'portico-case-form',
    attributes: {},
    ready: '[part="submit"]',
    asks: 'form',
    personal: false,
  },
  { tag: 'portico-case-list', attributes: {}, ready: '[part="list"]', asks: 'list', personal: true },
  {
    tag: 'portico-case',
    attributes: { record: recordId(1) },
    ready: '[part="timeline"]',
    asks: 'get',
    personal: true,
  },
  {
    tag: 'portico-lead-form',
    attributes: {},
    ready: '[part="submit"]',
    asks: 'form',
    personal: false,
  },
  { tag: 'portico-forum', attributes: {}, ready: '[part="list"]', asks: 'list', personal: true },
  {
    tag: 'portico-thread',
    attributes: { record: recordId(2) },
    ready: '.prose p',
    asks: 'get',
    personal: true,
  },
  { tag: 'portico-sign-in', attributes: {}, ready: '[part="name"]', asks: 'site', personal: true },
];
