import { GUEST_ACCOUNT } from './account.ts';
import type { TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

/**
 * A work order of Dynamics 365 Field Service. The technician is a contact in a custom column, since there it is a booking
 * of a resource. Dataverse requires a type and a price list, which the operator names under `fixed`.
 */
export const workOrder = {
  table: 'msdyn_workorder',
  entitySet: 'msdyn_workorders',
  key: 'msdyn_workorderid',
  fixed: { msdyn_taxable: false },
  columns: {
    number: { kind: 'text', name: 'msdyn_name', maxLength: 100, numbered: true },
    title: { kind: 'text', name: 'msdyn_workordersummary', maxLength: 2000 },
    instructions: {
      kind: 'text',
      name: 'msdyn_instructions',
      maxLength: 2000,
      overflow: 'portico_instructions',
    },
    status: {
      kind: 'choice',
      name: 'msdyn_systemstatus',
      options: {
        scheduled: 690970001,
        in_progress: 690970002,
        completed: 690970003,
        cancelled: 690970005,
      },
      // Unscheduled; posted.
      reads: { scheduled: [690970000], completed: [690970004] },
    },
    starts_at: { kind: 'datetime', name: 'msdyn_timefrompromised' },
    ends_at: { kind: 'datetime', name: 'msdyn_timetopromised' },
    account: {
      kind: 'lookup',
      name: 'msdyn_serviceaccount',
      navigation: 'msdyn_serviceaccount',
      target: 'account',
      required: { placeholder: GUEST_ACCOUNT },
    },
    case: {
      kind: 'lookup',
      name: 'msdyn_servicerequest',
      navigation: 'msdyn_servicerequest',
      target: 'case',
    },
    ...timestamps,
  },
} as const satisfies TableMapping;
