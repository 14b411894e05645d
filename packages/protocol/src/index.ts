export {
  ACTIONS,
  type ActionInputs,
  type ActionName,
  type ActionTable,
} from './actions.ts';
export * from './endpoints.ts';
export {
  and,
  type Condition,
  EVERYTHING,
  eq,
  type Filter,
  foldText,
  NOTHING,
  not,
  OPERATORS,
  type Operator,
  oneOf,
  or,
  type PermissionFilter,
  related,
} from './filter.ts';
export { INTERNAL_TABLES, STANDARD_TABLES } from './model/standard-tables.ts';
export {
  type Issue,
  isProtocolError,
  PROBLEMS,
  type Problem,
  type ProblemCode,
  ProtocolError,
} from './problem.ts';
export {
  DEFAULT_LIMIT,
  formatRecordQuery,
  MAX_LIMIT,
  parseNames,
  parseSort,
  type RecordQuery,
  type Sort,
} from './query.ts';
export {
  type CellValue,
  isLookupValue,
  type LookupValue,
  type RecordValues,
  type StoredRecord,
  type StoredValue,
  type TableRecord,
} from './record.ts';
export * from './schema.ts';
