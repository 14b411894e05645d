import type { TableMapping } from './table-mapping.ts';

/** The account is the parent customer; Dataverse lets that be a contact too, which maps to no account. */
export const contact: TableMapping = {
  table: 'contact',
  entitySet: 'contacts',
  key: 'contactid',
  columns: {
    name: { kind: 'text', name: 'fullname' },
    email: { kind: 'text', name: 'emailaddress1' },
    phone: { kind: 'text', name: 'telephone1' },
    job_title: { kind: 'text', name: 'jobtitle' },
    account: {
      kind: 'lookup',
      name: 'parentcustomerid',
      navigation: 'parentcustomerid_account',
      target: 'account',
    },
    created_at: { kind: 'datetime', name: 'createdon' },
    updated_at: { kind: 'datetime', name: 'modifiedon' },
  },
};
