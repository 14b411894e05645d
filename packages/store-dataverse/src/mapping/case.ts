import { GUEST_ACCOUNT } from './account.ts';
import type { TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

/**
 * Status values are those of `statuscode`; the state follows from them. A case is resolved by `CloseIncident`, not by
 * a change of state. Dataverse requires a customer: the account, else the contact, else the account that
 * stands for guests.
 */
export const supportCase = {
  table: 'incident',
  entitySet: 'incidents',
  key: 'incidentid',
  // Origin: Web.
  fixed: { caseorigincode: 3 },
  columns: {
    number: { kind: 'text', name: 'ticketnumber', maxLength: 100, numbered: true },
    title: { kind: 'text', name: 'title', maxLength: 200 },
    description: { kind: 'text', name: 'description', maxLength: 2000, overflow: 'portico_description' },
    status: {
      kind: 'choice',
      name: 'statuscode',
      options: { open: 1, waiting: 3, resolved: 5, cancelled: 6 },
      // On hold, researching; information provided; merged.
      reads: { open: [2, 4], resolved: [1000], cancelled: [2000] },
      state: { name: 'statecode', of: { open: 0, waiting: 0, resolved: 1, cancelled: 2 } },
      commands: { resolved: 'CloseIncident' },
    },
    priority: { kind: 'choice', name: 'prioritycode', options: { high: 1, normal: 2, low: 3 } },
    kind: { kind: 'choice', name: 'casetypecode', options: { question: 1, problem: 2, request: 3 } },
    contact: {
      kind: 'lookup',
      name: 'primarycontactid',
      navigation: 'primarycontactid',
      target: 'contact',
    },
    account: {
      kind: 'lookup',
      name: 'customerid',
      navigation: 'customerid_account',
      target: 'account',
      polymorphic: true,
      required: {
        otherwise: { column: 'contact', navigation: 'customerid_contact' },
        placeholder: GUEST_ACCOUNT,
      },
    },
    resolution: { kind: 'text', name: 'adx_resolution', maxLength: 2000, overflow: 'portico_resolution' },
    resolved_at: { kind: 'datetime', name: 'adx_resolutiondate' },
    ...timestamps,
  },
} as const satisfies TableMapping;
