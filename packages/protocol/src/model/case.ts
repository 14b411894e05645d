import type { TableSchema } from '../schema.ts';
import { choices, lookup, source, text, timestamps } from './columns.ts';

export const supportCase: TableSchema = {
  name: 'case',
  label: 'Case',
  pluralLabel: 'Cases',
  title: 'title',
  columns: {
    /** `CAS-00000`, counted by the store. */
    number: text('Case number', 20, 'internal', {
      readOnly: true,
      numbering: 'CAS-',
    }),
    title: text('Title', 200, 'personal', { required: true }),
    description: text('Description', 20_000, 'personal', {
      format: 'multiline',
      required: true,
    }),
    status: {
      type: 'choice',
      label: 'Status',
      classification: 'internal',
      choices: choices(
        ['open', 'Open'],
        ['waiting', 'Waiting for you'],
        ['resolved', 'Resolved'],
        ['cancelled', 'Cancelled'],
      ),
      default: 'open',
    },
    priority: {
      type: 'choice',
      label: 'Priority',
      classification: 'internal',
      choices: choices(['low', 'Low'], ['normal', 'Normal'], ['high', 'High']),
      default: 'normal',
    },
    kind: {
      type: 'choice',
      label: 'Kind',
      classification: 'internal',
      choices: choices(['question', 'Question'], ['problem', 'Problem'], ['request', 'Request']),
      default: 'question',
    },
    product: text('Product', 120, 'internal'),
    contact: lookup('Contact', 'contact', 'personal'),
    account: lookup('Account', 'account', 'internal'),
    guest_name: text('Name', 200, 'personal', { autocomplete: 'name' }),
    guest_email: text('Email', 254, 'personal', {
      format: 'email',
      autocomplete: 'email',
    }),
    resolution: text('Resolution', 4000, 'personal', { format: 'multiline' }),
    resolved_at: {
      type: 'datetime',
      label: 'Resolved',
      classification: 'internal',
      readOnly: true,
    },
    internal_note: text('Internal note', 4000, 'internal', {
      format: 'multiline',
    }),
    source,
    ...timestamps,
  },
  unique: [['source'], ['number']],
};
