export { compileFilter, rowFilter } from './compile-filter.ts';
export { standardMappings } from './mapping/standard-mappings.ts';
export type { ColumnMapping, Mappings, TableMapping } from './mapping/table-mapping.ts';
export { UnsupportedFilterError } from './unsupported-filter-error.ts';
