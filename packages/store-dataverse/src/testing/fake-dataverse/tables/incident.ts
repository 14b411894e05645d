import type { LookupTarget, TableDefinition } from '../schema/table-definition.ts';

const SLA_STATUS = { 1: 'In Progress', 2: 'Nearing Noncompliance', 3: 'Succeeded', 4: 'Noncompliant' };
const caseTarget = (navigation: string, collection: string): readonly LookupTarget[] => [
  { table: 'incident', navigation, collection },
];

export const incident: TableDefinition = {
  name: 'incident',
  set: 'incidents',
  label: 'Case',
  key: 'incidentid',
  primaryName: 'title',
  changeTracking: true,
  status: { 0: [1, 2, 3, 4], 1: [5, 1000], 2: [6, 2000] },
  columns: {
    title: { type: 'text', maxLength: 200, required: true },
    ticketnumber: { type: 'text', maxLength: 100, readOnly: 'update', autoNumber: 'CAS-' },
    description: { type: 'memo', maxLength: 2000 },
    emailaddress: { type: 'text', maxLength: 100 },
    productserialnumber: { type: 'text', maxLength: 100 },
    statecode: { type: 'state', options: { 0: 'Active', 1: 'Resolved', 2: 'Cancelled' }, label: 'Status' },
    statuscode: {
      type: 'status',
      options: {
        1: 'In Progress',
        2: 'On Hold',
        3: 'Waiting for Details',
        4: 'Researching',
        5: 'Problem Solved',
        1000: 'Information Provided',
        6: 'Canceled',
        2000: 'Merged',
      },
      label: 'Status Reason',
    },
    prioritycode: { type: 'choice', options: { 1: 'High', 2: 'Normal', 3: 'Low' }, default: 2 },
    casetypecode: { type: 'choice', options: { 1: 'Question', 2: 'Problem', 3: 'Request' } },
    caseorigincode: {
      type: 'choice',
      options: { 1: 'Phone', 2: 'Email', 3: 'Web', 2483: 'Facebook', 3986: 'Twitter', 700610000: 'IoT' },
    },
    severitycode: { type: 'choice', options: { 1: 'Default Value' }, default: 1 },
    customersatisfactioncode: {
      type: 'choice',
      options: {
        5: 'Very Satisfied',
        4: 'Satisfied',
        3: 'Neutral',
        2: 'Dissatisfied',
        1: 'Very Dissatisfied',
      },
    },
    contractservicelevelcode: { type: 'choice', options: { 1: 'Gold', 2: 'Silver', 3: 'Bronze' } },
    firstresponseslastatus: { type: 'choice', options: SLA_STATUS },
    resolvebyslastatus: { type: 'choice', options: SLA_STATUS },
    isescalated: { type: 'boolean', default: false },
    escalatedon: { type: 'datetime', readOnly: 'always' },
    followupby: { type: 'datetime' },
    resolveby: { type: 'datetime' },
    responseby: { type: 'datetime' },
    customerid: {
      type: 'lookup',
      required: true,
      targets: [
        { table: 'account', navigation: 'customerid_account', collection: 'incident_customer_accounts' },
        { table: 'contact', navigation: 'customerid_contact', collection: 'incident_customer_contacts' },
      ],
    },
    primarycontactid: {
      type: 'lookup',
      targets: [
        {
          table: 'contact',
          navigation: 'primarycontactid',
          collection: 'contact_as_primary_contact',
        },
      ],
    },
    responsiblecontactid: {
      type: 'lookup',
      targets: [
        {
          table: 'contact',
          navigation: 'responsiblecontactid',
          collection: 'contact_as_responsible_contact',
        },
      ],
    },
    subjectid: {
      type: 'lookup',
      targets: [{ table: 'subject', navigation: 'subjectid', collection: 'subject_incidents' }],
    },
    parentcaseid: { type: 'lookup', targets: caseTarget('parentcaseid', 'incident_parent_incident') },
    existingcase: { type: 'lookup', targets: caseTarget('existingcase', 'incident_existingcase') },
    masterid: {
      type: 'lookup',
      readOnly: 'always',
      targets: caseTarget('masterid', 'incident_master_incident'),
    },
    adx_publishtoweb: { type: 'boolean', default: false },
    adx_resolution: { type: 'memo', maxLength: 2000 },
    adx_resolutiondate: { type: 'datetime' },
    adx_stepstoreproduce: { type: 'memo', maxLength: 2000 },
    adx_createdbyusername: { type: 'text', maxLength: 100 },
    adx_createdbyipaddress: { type: 'text', maxLength: 100 },
  },
};
