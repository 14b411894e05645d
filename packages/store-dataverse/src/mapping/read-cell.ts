import type { ColumnSchema, StoredValue } from '@portico/protocol';
import { choiceOf } from './choice-options.ts';
import type { ColumnMapping, Pattern, PatternMapping, TextMapping } from './column-mapping.ts';
import { beginningOf } from './cut-text.ts';
import { packedCell } from './packed-text.ts';
import { lookupProperty } from './raw-columns.ts';
import type { Mappings } from './table-mapping.ts';

type Cells = Readonly<Record<string, unknown>>;

const LOGICAL_NAME = '@Microsoft.Dynamics.CRM.lookuplogicalname';

/** One cell of a record, read from its row. What is not of the column's type, or not mapped, is an empty cell. */
export function readCell(
  row: Cells,
  schema: ColumnSchema,
  column: ColumnMapping,
  mappings: Mappings,
): StoredValue {
  if (column.kind === 'pattern') return readPattern(row, column);
  const cell = row[column.name] ?? null;
  switch (column.kind) {
    case 'text':
      return readText(row, column);
    case 'full_name':
      return textOf(cell);
    case 'integer':
    case 'decimal':
      return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
    case 'boolean':
      return typeof cell === 'boolean' ? cell : null;
    case 'datetime':
      return readMoment(cell);
    case 'date':
      return typeof cell === 'string' && /^\d{4}-\d\d-\d\d/.test(cell) ? cell.slice(0, 10) : null;
    case 'choice':
      return choiceOf(column, cell);
    case 'lookup':
      return readLookup(row, column, mappings);
    case 'marked_text': {
      const text = textOf(cell);
      return textOf(text?.startsWith(column.marker) ? text.slice(column.marker.length) : text);
    }
    case 'marker':
      return textOf(cell)?.startsWith(column.marker) ? column.marked : column.unmarked;
    case 'packed':
      return packedCell(textOf(cell), column.key, schema);
  }
}

/** Whether a row fits a pattern: the value is the same, and null is a value here. */
export function fitsPattern(row: Cells, pattern: Pattern): boolean {
  return Object.entries(pattern).every(([name, value]) => (row[name] ?? null) === value);
}

function readText(row: Cells, column: TextMapping): string | null {
  const text = textOf(row[column.name]);
  const whole = column.overflow === undefined ? null : textOf(row[column.overflow]);
  return whole !== null && (beginningOf(whole, column.maxLength) || null) === text ? whole : text;
}

function readPattern(row: Cells, column: PatternMapping): string {
  for (const [value, patterns] of Object.entries(column.patterns))
    if (patterns.some((pattern) => fitsPattern(row, pattern))) return value;
  return column.otherwise.value;
}

function readLookup(
  row: Cells,
  column: Extract<ColumnMapping, { kind: 'lookup' }>,
  mappings: Mappings,
): string | null {
  const property = lookupProperty(column.name);
  const id = textOf(row[property])?.toLowerCase() ?? null;
  if (id === null || id === column.required?.placeholder) return null;
  // Without the annotation nobody can tell which table it is; then it is no record of ours.
  if (column.polymorphic && row[property + LOGICAL_NAME] !== mappings[column.target]?.table) return null;
  return id;
}

function readMoment(cell: unknown): string | null {
  if (typeof cell !== 'string') return null;
  const time = new Date(cell);
  if (Number.isNaN(time.getTime())) return null;
  time.setUTCMilliseconds(0);
  return time.toISOString();
}

function textOf(cell: unknown): string | null {
  return typeof cell === 'string' && cell !== '' ? cell : null;
}
