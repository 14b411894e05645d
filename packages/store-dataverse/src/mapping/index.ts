/** What the store needs of the mapping: tables and columns, and values both ways. */
export { choiceOf, optionsRead } from './choice-options.ts';
export { MappingError } from './mapping-error.ts';
export type { MappingOverrides, TableOverride } from './mapping-overrides.ts';
export { mappingsFor } from './mappings-for.ts';
export { isRecord, lookupProperty, rawColumns, selectOf } from './raw-columns.ts';
export { standardMappings } from './standard-mappings.ts';
export type * from './table-mapping.ts';
export { changesToCreate, changesToUpdate } from './to-changes.ts';
export { type RawRow, toRow } from './to-row.ts';
export { toStored } from './to-stored.ts';
export { uniqueValue, uniqueValues } from './unique-values.ts';
