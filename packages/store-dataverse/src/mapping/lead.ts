import type { TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

/** A lead is qualified by `QualifyLead`, which here makes no further records. */
export const lead = {
  table: 'lead',
  entitySet: 'leads',
  key: 'leadid',
  // Source: Web.
  fixed: { leadsourcecode: 8 },
  columns: {
    topic: { kind: 'text', name: 'subject', maxLength: 300, overflow: 'portico_topic' },
    first_name: { kind: 'text', name: 'firstname', maxLength: 50 },
    last_name: { kind: 'text', name: 'lastname', maxLength: 50 },
    email: { kind: 'text', name: 'emailaddress1', maxLength: 100 },
    phone: { kind: 'text', name: 'telephone1', maxLength: 50 },
    company: { kind: 'text', name: 'companyname', maxLength: 100 },
    job_title: { kind: 'text', name: 'jobtitle', maxLength: 100 },
    country: { kind: 'text', name: 'address1_country', maxLength: 80 },
    message: { kind: 'text', name: 'description', maxLength: 2000, overflow: 'portico_message' },
    status: {
      kind: 'choice',
      name: 'statuscode',
      options: { new: 1, contacted: 2, qualified: 3, disqualified: 4 },
      // Cannot contact, no longer interested, cancelled.
      reads: { disqualified: [5, 6, 7] },
      state: { name: 'statecode', of: { new: 0, contacted: 0, qualified: 1, disqualified: 2 } },
      commands: { qualified: 'QualifyLead' },
    },
    ...timestamps,
  },
} as const satisfies TableMapping;
