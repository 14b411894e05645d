import type { TableDefinition } from '../schema/table-definition.ts';

export const feedback: TableDefinition = {
  name: 'feedback',
  // Singular, in Dataverse too.
  set: 'feedback',
  label: 'Feedback',
  key: 'feedbackid',
  primaryName: 'title',
  changeTracking: true,
  status: { 0: [1, 2], 1: [3, 4] },
  columns: {
    title: { type: 'text', maxLength: 155, required: true },
    comments: { type: 'memo', maxLength: 2000 },
    rating: { type: 'integer', min: -100_000_000, max: 100_000_000 },
    minrating: { type: 'integer', min: -100_000_000, max: 100_000_000 },
    maxrating: { type: 'integer', min: -100_000_000, max: 100_000_000 },
    normalizedrating: { type: 'decimal', min: 0, max: 1, readOnly: 'always' },
    source: { type: 'choice', options: { 0: 'Internal', 1: 'Portal' }, default: 0 },
    statecode: { type: 'state', options: { 0: 'Open', 1: 'Closed' }, label: 'Status' },
    statuscode: {
      type: 'status',
      options: { 1: 'Proposed', 2: 'Accepted', 3: 'Closed', 4: 'Rejected' },
      label: 'Status Reason',
    },
    regardingobjectid: {
      type: 'lookup',
      targets: [
        {
          table: 'knowledgearticle',
          navigation: 'regardingobjectid_knowledgearticle',
          collection: 'KnowledgeArticle_Feedback',
        },
        { table: 'incident', navigation: 'regardingobjectid_incident', collection: 'Incident_Feedback' },
        { table: 'contact', navigation: 'regardingobjectid_contact', collection: 'Contact_Feedback' },
        { table: 'account', navigation: 'regardingobjectid_account', collection: 'Account_Feedback' },
      ],
    },
    createdbycontact: {
      type: 'lookup',
      targets: [
        { table: 'contact', navigation: 'CreatedByContact', collection: 'lk_contact_feedback_createdby' },
      ],
    },
    adx_approved: { type: 'boolean', default: false },
    adx_contactemail: { type: 'text', maxLength: 100 },
    adx_contactusername: { type: 'text', maxLength: 100 },
    adx_authorurl: { type: 'text', maxLength: 100 },
    /** A name, not a lookup. */
    adx_createdbycontact: { type: 'text', maxLength: 100 },
  },
};
