import type { TableMapping } from './table-mapping.ts';

/** Status values are those of `statuscode`; the state follows from them. */
export const supportCase: TableMapping = {
  table: 'incident',
  entitySet: 'incidents',
  key: 'incidentid',
  columns: {
    number: { kind: 'text', name: 'ticketnumber' },
    title: { kind: 'text', name: 'title' },
    description: { kind: 'text', name: 'description' },
    status: {
      kind: 'choice',
      name: 'statuscode',
      options: { open: 1, waiting: 3, resolved: 5, cancelled: 6 },
    },
    priority: { kind: 'choice', name: 'prioritycode', options: { high: 1, normal: 2, low: 3 } },
    kind: { kind: 'choice', name: 'casetypecode', options: { question: 1, problem: 2, request: 3 } },
    contact: {
      kind: 'lookup',
      name: 'primarycontactid',
      navigation: 'primarycontactid',
      target: 'contact',
    },
    account: { kind: 'lookup', name: 'customerid', navigation: 'customerid_account', target: 'account' },
    resolution: { kind: 'text', name: 'adx_resolution' },
    resolved_at: { kind: 'datetime', name: 'adx_resolutiondate' },
    created_at: { kind: 'datetime', name: 'createdon' },
    updated_at: { kind: 'datetime', name: 'modifiedon' },
  },
};
