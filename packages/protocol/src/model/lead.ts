import type { TableSchema } from '../schema.ts';
import { choices, source, text, timestamps } from './columns.ts';

export const lead: TableSchema = {
  name: 'lead',
  label: 'Lead',
  pluralLabel: 'Leads',
  title: 'topic',
  columns: {
    topic: text('Topic', 300, 'internal', { required: true }),
    first_name: text('First name', 100, 'personal', {
      autocomplete: 'given-name',
    }),
    last_name: text('Last name', 100, 'personal', {
      required: true,
      autocomplete: 'family-name',
    }),
    email: text('Email', 254, 'personal', {
      format: 'email',
      autocomplete: 'email',
    }),
    phone: text('Phone', 40, 'personal', {
      format: 'phone',
      autocomplete: 'tel',
    }),
    company: text('Company', 200, 'personal', { autocomplete: 'organization' }),
    job_title: text('Job title', 120, 'personal', {
      autocomplete: 'organization-title',
    }),
    country: text('Country', 60, 'personal', { autocomplete: 'country-name' }),
    message: text('Message', 10_000, 'personal', { format: 'multiline' }),
    status: {
      type: 'choice',
      label: 'Status',
      classification: 'internal',
      choices: choices(
        ['new', 'New'],
        ['contacted', 'Contacted'],
        ['qualified', 'Qualified'],
        ['disqualified', 'Disqualified'],
      ),
      default: 'new',
    },
    campaign_source: text('Campaign source', 200, 'internal'),
    campaign_medium: text('Campaign medium', 200, 'internal'),
    campaign_name: text('Campaign', 200, 'internal'),
    campaign_term: text('Campaign term', 200, 'internal'),
    campaign_content: text('Campaign content', 200, 'internal'),
    landing_page: text('Landing page', 2000, 'internal'),
    referrer: text('Referrer', 2000, 'internal'),
    source,
    ...timestamps,
  },
};
