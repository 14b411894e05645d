import type { TableDefinition } from '../schema/table-definition.ts';

/** The activity CloseIncident makes. */
export const incidentResolution: TableDefinition = {
  name: 'incidentresolution',
  set: 'incidentresolutions',
  label: 'Case Resolution',
  key: 'activityid',
  primaryName: 'subject',
  status: { 0: [1], 1: [2], 2: [3] },
  columns: {
    statecode: { type: 'state', options: { 0: 'Open', 1: 'Closed', 2: 'Canceled' }, label: 'Status' },
    statuscode: {
      type: 'status',
      options: { 1: 'Open', 2: 'Closed', 3: 'Canceled' },
      label: 'Status Reason',
    },
    subject: { type: 'text', maxLength: 200 },
    description: { type: 'memo', maxLength: 100_000 },
    timespent: { type: 'integer', min: 0, max: 2_147_483_647 },
    incidentid: {
      type: 'lookup',
      required: true,
      targets: [
        {
          table: 'incident',
          navigation: 'incidentid',
          collection: 'Incident_IncidentResolutions',
          onDelete: 'cascade',
        },
      ],
    },
  },
};
