import type { ColumnMapping, TableMapping } from './table-mapping.ts';

/** What an operator says differently of one table. What is not said stays as it is. */
export type TableOverride = Partial<Omit<TableMapping, 'columns' | 'unique' | 'custom' | 'extensible'>> & {
  /** By our column; each replaces the whole mapping of its column. `custom` takes the convention instead. */
  readonly columns?: Readonly<Record<string, ColumnMapping | 'custom'>>;
  /** Leave the standard mapping aside, and keep the table as a custom one. */
  readonly custom?: true;
};

/** By our table. */
export type MappingOverrides = Readonly<Record<string, TableOverride>>;
