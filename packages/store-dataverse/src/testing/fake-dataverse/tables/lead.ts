import type { TableDefinition } from '../schema/table-definition.ts';
import { addressColumns } from './address-columns.ts';

const DO_NOT = { type: 'boolean', default: false, labels: ['Allow', 'Do Not Allow'] } as const;

export const lead: TableDefinition = {
  name: 'lead',
  set: 'leads',
  label: 'Lead',
  key: 'leadid',
  primaryName: 'fullname',
  changeTracking: true,
  status: { 0: [1, 2], 1: [3], 2: [4, 5, 6, 7] },
  columns: {
    subject: { type: 'text', maxLength: 300, required: true },
    firstname: { type: 'text', maxLength: 50 },
    lastname: { type: 'text', maxLength: 50, required: true },
    fullname: { type: 'text', maxLength: 160, readOnly: 'always' },
    companyname: { type: 'text', maxLength: 100 },
    emailaddress1: { type: 'text', maxLength: 100 },
    telephone1: { type: 'text', maxLength: 50 },
    mobilephone: { type: 'text', maxLength: 20 },
    jobtitle: { type: 'text', maxLength: 100 },
    websiteurl: { type: 'text', maxLength: 200 },
    description: { type: 'memo', maxLength: 2000 },
    numberofemployees: { type: 'integer', min: 0, max: 1_000_000 },
    revenue: { type: 'money', min: 0 },
    budgetamount: { type: 'money', min: 0 },
    statecode: { type: 'state', options: { 0: 'Open', 1: 'Qualified', 2: 'Disqualified' }, label: 'Status' },
    statuscode: {
      type: 'status',
      options: {
        1: 'New',
        2: 'Contacted',
        3: 'Qualified',
        4: 'Lost',
        5: 'Cannot Contact',
        6: 'No Longer Interested',
        7: 'Canceled',
      },
      label: 'Status Reason',
    },
    leadsourcecode: {
      type: 'choice',
      options: {
        1: 'Advertisement',
        2: 'Employee Referral',
        3: 'External Referral',
        4: 'Partner',
        5: 'Public Relations',
        6: 'Seminar',
        7: 'Trade Show',
        8: 'Web',
        9: 'Word of Mouth',
        10: 'Other',
      },
    },
    leadqualitycode: { type: 'choice', options: { 1: 'Hot', 2: 'Warm', 3: 'Cold' }, default: 2 },
    preferredcontactmethodcode: {
      type: 'choice',
      options: { 1: 'Any', 2: 'Email', 3: 'Phone', 4: 'Fax', 5: 'Mail' },
      default: 1,
    },
    budgetstatus: {
      type: 'choice',
      options: { 0: 'No Committed Budget', 1: 'May Buy', 2: 'Can Buy', 3: 'Will Buy' },
    },
    need: { type: 'choice', options: { 0: 'Must have', 1: 'Should have', 2: 'Good to have', 3: 'No need' } },
    purchasetimeframe: {
      type: 'choice',
      options: { 0: 'Immediate', 1: 'This Quarter', 2: 'Next Quarter', 3: 'This Year', 4: 'Unknown' },
    },
    purchaseprocess: { type: 'choice', options: { 0: 'Individual', 1: 'Committee', 2: 'Unknown' } },
    donotemail: DO_NOT,
    donotbulkemail: DO_NOT,
    donotphone: DO_NOT,
    donotsendmm: { type: 'boolean', default: false, labels: ['Send', 'Do Not Send'] },
    ...addressColumns('address1'),
    address1_name: { type: 'text', maxLength: 100 },
    parentaccountid: {
      type: 'lookup',
      targets: [{ table: 'account', navigation: 'parentaccountid', collection: 'lead_parent_account' }],
    },
    parentcontactid: {
      type: 'lookup',
      targets: [{ table: 'contact', navigation: 'parentcontactid', collection: 'lead_parent_contact' }],
    },
  },
};
