export { compileFilter, rowFilter } from './compile-filter.ts';
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
export { UnsupportedFilterError } from './unsupported-filter-error.ts';
