import type { LookupTarget, TableDefinition } from '../schema/table-definition.ts';

const ABOUT = ['incident', 'knowledgearticle', 'lead', 'contact', 'account', 'msdyn_workorder'];

export const annotation: TableDefinition = {
  name: 'annotation',
  set: 'annotations',
  label: 'Note',
  key: 'annotationid',
  primaryName: 'subject',
  changeTracking: true,
  // A note has no state.
  status: {},
  columns: {
    subject: { type: 'text', maxLength: 500 },
    notetext: { type: 'memo', maxLength: 100_000 },
    filename: { type: 'text', maxLength: 255 },
    mimetype: { type: 'text', maxLength: 256 },
    documentbody: { type: 'memo', maxLength: 1_073_741_823 },
    filesize: { type: 'integer', readOnly: 'always' },
    isdocument: { type: 'boolean', readOnly: 'always' },
    langid: { type: 'text', maxLength: 2 },
    stepid: { type: 'text', maxLength: 32 },
    objectid: {
      type: 'lookup',
      targets: ABOUT.map(
        (table): LookupTarget => ({
          table,
          navigation: `objectid_${table}`,
          collection: `${table === 'incident' ? 'Incident' : table}_Annotation`.replace(
            /^(contact|account|lead)_/,
            (name) => `${name[0]!.toUpperCase()}${name.slice(1)}`,
          ),
          onDelete: 'cascade',
        }),
      ),
    },
    objecttypecode: { type: 'entityname', of: 'objectid', readOnly: 'always' },
  },
};
