/** What the store needs to know of the tables that Dataverse has. */
export { checkTables, type MetadataClient, type TablesReport } from './check-tables.ts';
export { provisionTables } from './provision-tables.ts';
