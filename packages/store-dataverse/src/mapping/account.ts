import type { TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

/** The account that stands for guests where Dataverse requires a customer. It is no account of ours. */
export const GUEST_ACCOUNT = '8b0f6a3e-5d0c-4c1b-9e57-706f72746963';

/** The country stays a custom column: ours is a code of two letters, `address1_country` is free text. */
export const account = {
  table: 'account',
  entitySet: 'accounts',
  key: 'accountid',
  rows: [{ name: 'accountid', operator: 'ne', value: GUEST_ACCOUNT, type: 'id' }],
  columns: {
    name: { kind: 'text', name: 'name', maxLength: 160 },
    number: { kind: 'text', name: 'accountnumber', maxLength: 20 },
    email: { kind: 'text', name: 'emailaddress1', maxLength: 100 },
    phone: { kind: 'text', name: 'telephone1', maxLength: 50 },
    website: { kind: 'text', name: 'websiteurl', maxLength: 200 },
    city: { kind: 'text', name: 'address1_city', maxLength: 80 },
    ...timestamps,
  },
} as const satisfies TableMapping;
