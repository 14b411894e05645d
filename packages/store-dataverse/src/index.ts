export { compileFilter, UnsupportedFilterError } from './compile-filter.ts';
export { standardMappings } from './mapping/standard-mappings.ts';
export type { ColumnMapping, Mappings, TableMapping } from './mapping/table-mapping.ts';
