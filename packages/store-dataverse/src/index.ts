export {
  createDataverseClient,
  type DataverseClientOptions,
} from './client/create-dataverse-client.ts';
export type { DataverseClient } from './client/dataverse-client.ts';
export { createDataverseStore, type DataverseStoreOptions } from './dataverse-store.ts';
export {
  type ColumnMapping,
  MappingError,
  type MappingOverrides,
  type Mappings,
  mappingsFor,
  standardMappings,
  type TableMapping,
  type TableOverride,
} from './mapping/index.ts';
