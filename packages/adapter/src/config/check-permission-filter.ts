import type { ColumnSchema, TableSchema } from '@portico/protocol';
import type { Report } from './config-error.ts';
import { columnOf } from './site.ts';

type Tables = ReadonlyMap<string, TableSchema>;

const KEYS: Readonly<Record<string, readonly string[]>> = {
  and: ['type', 'filters'],
  or: ['type', 'filters'],
  related: ['type', 'lookup', 'filter'],
  condition: ['type', 'column', 'operator', 'value'],
};

/**
 * A permission's own filter: `and`, `or`, `related`, and `eq` or `in` over id, lookup, choice and boolean
 * columns. No negation, order or text, so that null, case and collation never decide on access.
 */
export function checkPermissionFilter(
  filter: unknown,
  table: TableSchema,
  tables: Tables,
  path: string,
  report: Report,
): void {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) {
    report(path, 'must be a filter: and, or, related, or a condition');
    return;
  }
  const node = filter as Readonly<Record<string, unknown>>;
  const type = String(node.type);
  const keys = Object.hasOwn(KEYS, type) ? KEYS[type] : undefined;
  if (!keys) {
    report(`${path}.type`, `"${type}" may not be used in a permission; use and, or, related or condition`);
    return;
  }
  for (const key of Object.keys(node)) {
    if (!keys.includes(key)) report(`${path}.${key}`, `is not known in "${type}"; leave it out`);
  }
  if (type === 'condition') {
    checkCondition(node, table, path, report);
    return;
  }
  if (type === 'related') {
    const lookup = columnOf(table, String(node.lookup));
    const target = lookup?.type === 'lookup' ? tables.get(lookup.target) : undefined;
    if (!target) {
      report(`${path}.lookup`, `"${node.lookup}" is not a lookup of ${table.name}`);
      return;
    }
    checkPermissionFilter(node.filter, target, tables, `${path}.filter`, report);
    return;
  }
  const { filters } = node;
  if (!Array.isArray(filters) || filters.length === 0) {
    report(`${path}.filters`, `is empty; "${type}" needs at least one filter`);
    return;
  }
  for (const [index, part] of filters.entries())
    checkPermissionFilter(part, table, tables, `${path}.filters[${index}]`, report);
}

function checkCondition(
  node: Readonly<Record<string, unknown>>,
  table: TableSchema,
  path: string,
  report: Report,
): void {
  const { operator, value } = node;
  const name = String(node.column);
  const column = columnOf(table, name);
  if (name !== 'id' && !column) {
    report(`${path}.column`, `"${name}" is not a column of ${table.name}`);
    return;
  }
  if (column && !['lookup', 'choice', 'boolean'].includes(column.type)) {
    report(
      `${path}.column`,
      `"${name}" is ${column.type}; a permission may test id, lookup, choice and boolean columns`,
    );
    return;
  }
  if (operator !== 'eq' && operator !== 'in') {
    report(`${path}.operator`, `"${operator}" may not be used in a permission; use eq or in`);
    return;
  }
  if ((operator === 'in') !== Array.isArray(value)) {
    report(
      `${path}.value`,
      operator === 'in' ? 'must be a list of values' : 'must be one value; use "in" for a list',
    );
    return;
  }
  for (const entry of operator === 'in' ? (value as readonly unknown[]) : [value]) {
    if (!fits(entry, column))
      report(`${path}.value`, `${JSON.stringify(entry)} cannot be a value of "${name}"`);
  }
}

/** Null never fits: it equals nothing, so a condition with it would quietly cover no record. */
function fits(value: unknown, column: ColumnSchema | undefined): boolean {
  if (column?.type === 'boolean') return typeof value === 'boolean';
  if (column?.type === 'choice') return column.choices.some((choice) => choice.value === value);
  return typeof value === 'string' && value !== '';
}
