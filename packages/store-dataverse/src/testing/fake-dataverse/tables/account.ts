import type { TableDefinition } from '../schema/table-definition.ts';
import { addressColumns } from './address-columns.ts';

export const account: TableDefinition = {
  name: 'account',
  set: 'accounts',
  label: 'Account',
  key: 'accountid',
  primaryName: 'name',
  changeTracking: true,
  columns: {
    name: { type: 'text', maxLength: 160, required: true },
    accountnumber: { type: 'text', maxLength: 20 },
    emailaddress1: { type: 'text', maxLength: 100 },
    telephone1: { type: 'text', maxLength: 50 },
    fax: { type: 'text', maxLength: 50 },
    websiteurl: { type: 'text', maxLength: 200 },
    description: { type: 'memo', maxLength: 2000 },
    numberofemployees: { type: 'integer', min: 0, max: 1_000_000_000 },
    revenue: { type: 'money', min: 0 },
    creditonhold: { type: 'boolean', default: false },
    ...addressColumns('address1'),
    primarycontactid: {
      type: 'lookup',
      targets: [{ table: 'contact', navigation: 'primarycontactid', collection: 'account_primary_contact' }],
    },
    parentaccountid: {
      type: 'lookup',
      targets: [{ table: 'account', navigation: 'parentaccountid', collection: 'account_parent_account' }],
    },
  },
};
