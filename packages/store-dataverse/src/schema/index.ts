/** What the store needs to know of the tables that Dataverse has. */
export { checkTables, type MetadataClient, type TablesReport } from './check-tables.ts';
export { checkTablesToRead } from './check-tables-to-read.ts';
export { provisionTables } from './provision-tables.ts';
