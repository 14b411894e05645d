import type { Columns, TableDefinition } from '../schema/table-definition.ts';

/** A table that is little more than a name, for lookups to point at. */
const plain = (
  name: string,
  set: string,
  label: string,
  primaryName: string,
  columns: Columns = {},
): TableDefinition => ({
  name,
  set,
  label,
  key: `${name}id`,
  primaryName,
  columns: { [primaryName]: { type: 'text', maxLength: 200 }, ...columns },
});

export const subject = plain('subject', 'subjects', 'Subject', 'title', {
  description: { type: 'memo', maxLength: 100_000 },
  featuremask: { type: 'integer' },
  parentsubject: {
    type: 'lookup',
    targets: [{ table: 'subject', navigation: 'parentsubject', collection: 'subject_parent_subject' }],
  },
});
export const category = plain('category', 'categories', 'Category', 'title', {
  categorynumber: { type: 'text', maxLength: 100 },
  description: { type: 'memo', maxLength: 2000 },
  sequencenumber: { type: 'integer', min: 0 },
  parentcategoryid: {
    type: 'lookup',
    targets: [{ table: 'category', navigation: 'parentcategoryid', collection: 'category_parent_category' }],
  },
});
export const languageLocale = plain('languagelocale', 'languagelocale', 'Language', 'name', {
  code: { type: 'text', maxLength: 20 },
  language: { type: 'text', maxLength: 100 },
  localeid: { type: 'integer', min: 0 },
  region: { type: 'text', maxLength: 100 },
});
export const bookableResource = plain('bookableresource', 'bookableresources', 'Bookable Resource', 'name', {
  contactid: {
    type: 'lookup',
    targets: [
      { table: 'contact', navigation: 'ContactId', collection: 'bookableresource_contact_ContactId' },
    ],
  },
  userid: {
    type: 'lookup',
    targets: [
      { table: 'systemuser', navigation: 'UserId', collection: 'systemuser_bookableresource_UserId' },
    ],
  },
});
export const workOrderType = plain(
  'msdyn_workordertype',
  'msdyn_workordertypes',
  'Work Order Type',
  'msdyn_name',
);
export const businessUnit = plain('businessunit', 'businessunits', 'Business Unit', 'name');
export const systemUser = plain('systemuser', 'systemusers', 'User', 'fullname', {
  firstname: { type: 'text', maxLength: 256 },
  lastname: { type: 'text', maxLength: 256 },
  internalemailaddress: { type: 'text', maxLength: 100 },
  domainname: { type: 'text', maxLength: 1024 },
  azureactivedirectoryobjectid: { type: 'guid' },
  isdisabled: { type: 'boolean', default: false },
});
