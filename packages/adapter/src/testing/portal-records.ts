/** Ids that read well in a failing test: `id(7)`. */
export function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Who may sign in, by the subject of their token. */
export const PEOPLE = {
  ann: { contact: id(1), roles: ['customer'] },
  bob: { contact: id(2), roles: ['customer'] },
  mia: { contact: id(3), roles: ['moderator', 'made-up'] },
} as const;

type Values = Readonly<Record<string, unknown>>;

export const RECORDS: readonly (readonly [table: string, id: string, values: Values])[] = [
  ['account', id(10), { name: 'Acme', email: 'secret@acme.example' }],
  ['contact', id(1), { name: 'Ann Ash', display_name: 'Ann', email: 'ann@example.com', account: id(10) }],
  ['contact', id(2), { name: 'Bob Birch', display_name: 'Bob', email: 'bob@example.com' }],
  ['contact', id(3), { name: 'Mia Maple', display_name: 'Mia', email: 'mia@example.com' }],
  // Known to the company, not yet to its identity provider.
  ['contact', id(4), { name: 'Cleo Cedar', email: 'cleo@example.com', account: id(10) }],
  ['category', id(20), { name: 'Brakes' }],
  ...[1, 2, 3, 4, 5].map((number): readonly [string, string, Values] => [
    'article',
    id(100 + number),
    {
      title: `Brake article ${number}`,
      body: `<p>How to adjust the brake, part ${number}.</p>`,
      category: id(20),
      visibility: 'public',
      internal_note: 'canary-internal-note',
      source: `article-${number}`,
    },
  ]),
  [
    'article',
    id(190),
    {
      title: 'Canary draft about the brake',
      body: '<p>canary-draft</p>',
      visibility: 'draft',
      source: 'draft',
    },
  ],
  [
    'case',
    id(200),
    { title: 'Chain slips', description: 'Since Monday.', contact: id(1), internal_note: 'canary-note' },
  ],
  ['case', id(201), { title: 'Canary of Bob', description: 'canary-case', contact: id(2) }],
  ['forum', id(300), { name: 'Riding' }],
  ['thread', id(310), { title: 'Which chain?', body: 'Please **help**.', forum: id(300), author: id(1) }],
  ['snippet', id(400), { name: 'hours', locale: 'en', html: '<p>Nine to five.</p>', visibility: 'public' }],
  ['snippet', id(401), { name: 'hours', locale: 'de', html: '<p>Neun bis fünf.</p>', visibility: 'public' }],
  ['snippet', id(402), { name: 'offer', locale: 'en', html: '<p>canary-offer</p>', visibility: 'draft' }],
];
