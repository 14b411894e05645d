import type { TableSchema } from '../schema.ts';
import { lookup, source, text, timestamps } from './columns.ts';

export const contact: TableSchema = {
  name: 'contact',
  label: 'Contact',
  pluralLabel: 'Contacts',
  title: 'name',
  columns: {
    name: text('Name', 200, 'personal', {
      required: true,
      autocomplete: 'name',
    }),
    /** What others see beside posts; never the e-mail address. */
    display_name: text('Display name', 80, 'public'),
    email: text('Email', 254, 'personal', {
      format: 'email',
      autocomplete: 'email',
    }),
    phone: text('Phone', 40, 'personal', {
      format: 'phone',
      autocomplete: 'tel',
    }),
    job_title: text('Job title', 120, 'personal', {
      autocomplete: 'organization-title',
    }),
    account: lookup('Account', 'account', 'internal'),
    locale: text('Language', 35, 'internal'),
    source,
    ...timestamps,
  },
};
