import type { TableDefinition } from '../schema/table-definition.ts';

export const workOrder: TableDefinition = {
  name: 'msdyn_workorder',
  set: 'msdyn_workorders',
  label: 'Work Order',
  key: 'msdyn_workorderid',
  primaryName: 'msdyn_name',
  changeTracking: true,
  columns: {
    msdyn_name: { type: 'text', maxLength: 100, readOnly: 'update', autoNumber: 'WO-' },
    msdyn_workordersummary: { type: 'memo', maxLength: 1_048_576 },
    msdyn_instructions: { type: 'memo', maxLength: 5000 },
    msdyn_primaryincidentdescription: { type: 'memo', maxLength: 4000 },
    msdyn_bookingsummary: { type: 'memo', maxLength: 1_048_576 },
    msdyn_systemstatus: {
      type: 'choice',
      options: {
        690970000: 'Open - Unscheduled',
        690970001: 'Open - Scheduled',
        690970002: 'Open - In Progress',
        690970003: 'Open - Completed',
        690970004: 'Closed - Posted',
        690970005: 'Closed - Canceled',
      },
      default: 690970000,
    },
    msdyn_worklocation: {
      type: 'choice',
      options: { 690970000: 'Onsite', 690970001: 'Facility', 690970002: 'Location Agnostic' },
    },
    msdyn_taxable: { type: 'boolean', default: false },
    msdyn_timewindowstart: { type: 'datetime' },
    msdyn_timewindowend: { type: 'datetime' },
    msdyn_datewindowstart: { type: 'date' },
    msdyn_datewindowend: { type: 'date' },
    msdyn_timefrompromised: { type: 'datetime' },
    msdyn_timetopromised: { type: 'datetime' },
    msdyn_timeclosed: { type: 'datetime' },
    msdyn_latitude: { type: 'double', min: -90, max: 90, precision: 5 },
    msdyn_longitude: { type: 'double', min: -180, max: 180, precision: 5 },
    msdyn_address1: { type: 'text', maxLength: 250 },
    msdyn_address2: { type: 'text', maxLength: 250 },
    msdyn_city: { type: 'text', maxLength: 80 },
    msdyn_postalcode: { type: 'text', maxLength: 20 },
    msdyn_country: { type: 'text', maxLength: 80 },
    msdyn_totalamount: { type: 'money' },
    msdyn_serviceaccount: {
      type: 'lookup',
      required: true,
      targets: [
        {
          table: 'account',
          navigation: 'msdyn_serviceaccount',
          collection: 'msdyn_account_msdyn_workorder_ServiceAccount',
        },
      ],
    },
    msdyn_billingaccount: {
      type: 'lookup',
      targets: [
        {
          table: 'account',
          navigation: 'msdyn_billingaccount',
          collection: 'msdyn_account_msdyn_workorder_BillingAccount',
        },
      ],
    },
    msdyn_servicerequest: {
      type: 'lookup',
      targets: [
        {
          table: 'incident',
          navigation: 'msdyn_servicerequest',
          collection: 'msdyn_incident_msdyn_workorder_ServiceRequest',
        },
      ],
    },
    msdyn_reportedbycontact: {
      type: 'lookup',
      targets: [
        {
          table: 'contact',
          navigation: 'msdyn_reportedbycontact',
          collection: 'msdyn_contact_msdyn_workorder_ReportedByContact',
        },
      ],
    },
    msdyn_preferredresource: {
      type: 'lookup',
      targets: [
        {
          table: 'bookableresource',
          navigation: 'msdyn_preferredresource',
          collection: 'msdyn_bookableresource_msdyn_workorder_PreferredResource',
        },
      ],
    },
    msdyn_workordertype: {
      type: 'lookup',
      targets: [
        {
          table: 'msdyn_workordertype',
          navigation: 'msdyn_workordertype',
          collection: 'msdyn_msdyn_workordertype_msdyn_workorder_WorkOrderType',
        },
      ],
    },
    msdyn_parentworkorder: {
      type: 'lookup',
      targets: [
        {
          table: 'msdyn_workorder',
          navigation: 'msdyn_parentworkorder',
          collection: 'msdyn_msdyn_workorder_msdyn_workorder_ParentWorkOrder',
        },
      ],
    },
  },
};
