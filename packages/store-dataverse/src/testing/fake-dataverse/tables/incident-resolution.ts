import type { TableDefinition } from '../schema/table-definition.ts';

/** The activity CloseIncident makes. */
export const incidentResolution: TableDefinition = {
  name: 'incidentresolution',
  set: 'incidentresolutions',
  label: 'Case Resolution',
  key: 'activityid',
  primaryName: 'subject',
  columns: {
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
