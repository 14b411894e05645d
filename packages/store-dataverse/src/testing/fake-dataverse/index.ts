export type { Misbehaviour, MisbehaviourOptions } from './behaviour/misbehaviour.ts';
export type { Limits } from './behaviour/service-protection.ts';
export type {
  AlternateKey,
  ColumnDefinition,
  Columns,
  LookupTarget,
  TableDefinition,
} from './schema/table-definition.ts';
export { type FakeDataverse, type FakeDataverseOptions, startFakeDataverse } from './start-fake-dataverse.ts';
export { STANDARD_TABLES } from './tables/standard-tables.ts';
