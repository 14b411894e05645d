import type { TableSchema } from '../schema.ts';
import { choices, lookup, source, text, timestamps } from './columns.ts';

export const workOrder: TableSchema = {
  name: 'work_order',
  label: 'Work order',
  pluralLabel: 'Work orders',
  title: 'title',
  columns: {
    number: text('Number', 20, 'internal', {
      readOnly: true,
      numbering: 'WO-',
    }),
    title: text('Title', 200, 'internal', { required: true }),
    instructions: text('Instructions', 20_000, 'internal', {
      format: 'multiline',
    }),
    status: {
      type: 'choice',
      label: 'Status',
      classification: 'internal',
      choices: choices(
        ['scheduled', 'Scheduled'],
        ['in_progress', 'In progress'],
        ['completed', 'Completed'],
        ['cancelled', 'Cancelled'],
      ),
      default: 'scheduled',
    },
    starts_at: {
      type: 'datetime',
      label: 'Starts',
      classification: 'internal',
    },
    ends_at: { type: 'datetime', label: 'Ends', classification: 'internal' },
    technician: lookup('Technician', 'contact', 'internal'),
    account: lookup('Account', 'account', 'internal'),
    case: lookup('Case', 'case', 'internal'),
    address: text('Address', 500, 'personal', { format: 'multiline' }),
    report: text('Report', 20_000, 'internal', { format: 'multiline' }),
    source,
    ...timestamps,
  },
  unique: [['source'], ['number']],
};
