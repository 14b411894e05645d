import type { TableMapping } from './table-mapping.ts';

export const account: TableMapping = {
  table: 'account',
  entitySet: 'accounts',
  key: 'accountid',
  columns: {
    name: { kind: 'text', name: 'name' },
    number: { kind: 'text', name: 'accountnumber' },
    email: { kind: 'text', name: 'emailaddress1' },
    phone: { kind: 'text', name: 'telephone1' },
    website: { kind: 'text', name: 'websiteurl' },
    city: { kind: 'text', name: 'address1_city' },
    created_at: { kind: 'datetime', name: 'createdon' },
    updated_at: { kind: 'datetime', name: 'modifiedon' },
  },
};
