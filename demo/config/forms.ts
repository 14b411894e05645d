import type { FormConfig } from 'portico';

const QUESTION: FormConfig['fields'] = [
  {
    column: 'title',
    label: 'What is it about?',
    required: true,
    placeholder: 'The brake squeals when it rains',
    hint: 'While you type we look for an answer you can have right away.',
  },
  { column: 'kind', label: 'Kind', width: 'half' },
  { column: 'product', label: 'Bike or part', width: 'half', placeholder: 'Punt, Keel 750 …' },
  {
    column: 'frame_number',
    width: 'half',
    placeholder: 'WW-23-04711',
    hint: 'On the plate under the bottom bracket, if it is at hand.',
  },
  {
    column: 'description',
    label: 'What happens?',
    required: true,
    hint: 'When it began, what you have tried, what the display says.',
  },
];

const deflect: NonNullable<FormConfig['deflect']> = { field: 'title', tables: ['article', 'thread'] };

/** The forms of the website, by the name a tag gives: `<portico-case-form form="case">`. */
export const forms: readonly FormConfig[] = [
  {
    name: 'case',
    table: 'case',
    title: 'Ask the workshop',
    intro: 'A mechanic reads every message. Most are answered within one working day.',
    fields: QUESTION,
    fixed: { channel: 'support' },
    submitLabel: 'Send to the workshop',
    success: {
      title: 'It is on the bench.',
      message: 'We answer within one working day. You find the case and its notes under “My cases”.',
    },
    reference: 'number',
    deflect,
  },
  {
    name: 'case-guest',
    table: 'case',
    title: 'Ask the workshop',
    intro: 'No account needed. A mechanic reads every message; most are answered within one working day.',
    fields: [
      { column: 'guest_name', label: 'Your name', required: true, width: 'half' },
      {
        column: 'guest_email',
        label: 'E-mail',
        required: true,
        width: 'half',
        hint: 'For the answer, nothing else.',
      },
      ...QUESTION,
    ],
    fixed: { channel: 'support' },
    submitLabel: 'Send to the workshop',
    success: {
      title: 'It is on the bench.',
      message: 'We answer by e-mail within one working day. Please keep the number below.',
    },
    reference: 'number',
    deflect,
  },
  {
    name: 'dealer-case',
    table: 'case',
    title: 'Dealer desk',
    intro: 'Parts, warranty and diagnosis. Everyone at your shop sees the case and may add to it.',
    fields: QUESTION,
    fixed: { channel: 'dealer' },
    submitLabel: 'Send to the dealer desk',
    success: { title: 'The dealer desk has it.', message: 'We answer on the same working day until 16:00.' },
    reference: 'number',
    deflect,
  },
  {
    name: 'helpdesk',
    table: 'case',
    title: 'Helpdesk',
    intro: 'Keys, laptops, tools, the coffee machine.',
    fields: [
      { column: 'title', label: 'What do you need?', required: true, placeholder: 'A second screen' },
      { column: 'kind', label: 'Kind', width: 'half' },
      { column: 'priority', label: 'How urgent', width: 'half' },
      { column: 'description', label: 'Tell us more', required: true },
    ],
    fixed: { channel: 'helpdesk' },
    submitLabel: 'Ask the helpdesk',
    success: { title: 'Noted.', message: 'The helpdesk looks at new requests at 9, 12 and 15 o’clock.' },
    reference: 'number',
    deflect: { field: 'title', tables: ['article'] },
  },
  {
    name: 'contact',
    table: 'lead',
    title: 'Tell us what you carry',
    intro: 'We suggest a bike and a day to try it.',
    fields: [
      { column: 'first_name', required: true, width: 'half' },
      { column: 'last_name', required: true, width: 'half' },
      { column: 'email', label: 'E-mail', required: true, width: 'half' },
      { column: 'phone', width: 'half', hint: 'If you would rather be called.' },
      { column: 'interest', label: 'What brings you here?', width: 'half' },
      { column: 'company', width: 'half' },
      {
        column: 'message',
        label: 'What would you carry?',
        placeholder: 'Two children of three and five, and the shopping on Saturdays.',
      },
    ],
    consents: [
      {
        name: 'answer',
        text: 'Wherrywright may keep these details to answer my enquiry. They are deleted after twelve months without contact.',
        required: true,
      },
      {
        name: 'letter',
        text: 'Send me the workshop letter, four times a year. I can end it at any time.',
        required: false,
      },
    ],
    fixed: { topic: 'Enquiry from the website' },
    submitLabel: 'Send',
    success: {
      title: 'Thank you.',
      message: 'Someone from the workshop writes back within two working days, with a day for a ride.',
    },
    campaign: {
      source: 'campaign_source',
      medium: 'campaign_medium',
      name: 'campaign_name',
      term: 'campaign_term',
      content: 'campaign_content',
      landingPage: 'landing_page',
      referrer: 'referrer',
    },
  },
];
