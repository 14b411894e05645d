import {
  type ColumnSchema,
  type Issue,
  isStored,
  type StoredRecord,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import { columnOf } from '../config/site.ts';
import { renderMarkdown } from '../html/render-markdown.ts';
import type { Values } from './read-values.ts';

export interface Stamps {
  readonly id: string;
  readonly now: string;
  /** What others see as the author; null leaves such columns empty. */
  readonly displayName: string | null;
  /** What issue paths start with. */
  readonly path?: string;
}

/**
 * A new record as a store keeps it: every stored column present, given values first, then stamps and
 * defaults, rendered HTML beside its Markdown. Numbered columns stay null for the store to count.
 */
export function completeRecord(
  table: TableSchema,
  given: Values,
  stamps: Stamps,
  issues: Issue[],
): StoredRecord {
  const record: { id: string; [column: string]: StoredValue } = { id: stamps.id };
  for (const [name, column] of Object.entries(table.columns)) {
    if (!isStored(column)) continue;
    record[name] = given.get(name) ?? stampOf(name, column, stamps) ?? defaultOf(column);
  }
  Object.assign(record, renderedFrom(table, record));
  for (const [name, column] of Object.entries(table.columns)) {
    const path = (stamps.path ?? '') + name;
    // A value that was refused is missing too; one word about it is enough.
    if (column.required && record[name] === null && !issues.some((issue) => issue.path === path))
      issues.push({ path, message: 'A value is required.' });
  }
  return record;
}

/** The HTML columns that are rendered from the Markdown among these values. */
export function renderedFrom(
  table: TableSchema,
  values: Readonly<Record<string, StoredValue>>,
): Record<string, StoredValue> {
  const rendered: Record<string, StoredValue> = {};
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.type !== 'html' || column.rendersFrom === undefined) continue;
    if (!Object.hasOwn(values, column.rendersFrom)) continue;
    const markdown = values[column.rendersFrom];
    rendered[name] = typeof markdown === 'string' ? renderMarkdown(markdown) : null;
  }
  return rendered;
}

/** When the record of a table that keeps it was changed. */
export function changedAt(table: TableSchema, now: string): Readonly<Record<string, StoredValue>> {
  return columnOf(table, 'updated_at') ? { updated_at: now } : {};
}

function stampOf(name: string, column: ColumnSchema, stamps: Stamps): StoredValue | undefined {
  if (name === 'created_at' || name === 'updated_at') return stamps.now;
  if (column.type !== 'text' || !column.stamp) return undefined;
  // Names come from tokens; what a column cannot hold is left out.
  return stamps.displayName?.toWellFormed().slice(0, column.maxLength).toWellFormed();
}

function defaultOf(column: ColumnSchema): StoredValue {
  return 'default' in column && column.default !== undefined ? column.default : null;
}
