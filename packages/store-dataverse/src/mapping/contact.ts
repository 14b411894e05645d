import type { TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

/** The account is the parent customer; Dataverse lets that be a contact too, which maps to no account. */
export const contact = {
  table: 'contact',
  entitySet: 'contacts',
  key: 'contactid',
  columns: {
    name: { kind: 'full_name', name: 'fullname', first: 'firstname', last: 'lastname', maxLength: 50 },
    email: { kind: 'text', name: 'emailaddress1', maxLength: 100 },
    phone: { kind: 'text', name: 'telephone1', maxLength: 50 },
    job_title: { kind: 'text', name: 'jobtitle', maxLength: 100 },
    account: {
      kind: 'lookup',
      name: 'parentcustomerid',
      navigation: 'parentcustomerid_account',
      target: 'account',
      polymorphic: true,
    },
    ...timestamps,
  },
} as const satisfies TableMapping;
