import type { TableSchema } from '../schema.ts';
import { source, text, timestamps } from './columns.ts';

export const account: TableSchema = {
  name: 'account',
  label: 'Account',
  pluralLabel: 'Accounts',
  title: 'name',
  columns: {
    name: text('Name', 200, 'internal', {
      required: true,
      autocomplete: 'organization',
    }),
    number: text('Account number', 40, 'internal'),
    email: text('Email', 254, 'personal', { format: 'email' }),
    phone: text('Phone', 40, 'personal', { format: 'phone' }),
    website: text('Website', 500, 'internal', { format: 'url' }),
    city: text('City', 120, 'internal'),
    country: text('Country', 2, 'internal'),
    source,
    ...timestamps,
  },
};
