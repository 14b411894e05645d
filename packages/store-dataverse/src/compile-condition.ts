import { type Condition, RECORD_ID, type StoredValue } from '@portico/protocol';
import { optionsRead } from './mapping/choice-options.ts';
import { lookupProperty } from './mapping/raw-columns.ts';
import type {
  ChoiceMapping,
  ColumnMapping,
  LookupMapping,
  Mappings,
  PatternMapping,
  RowCondition,
  TableMapping,
} from './mapping/table-mapping.ts';
import { UnsupportedFilterError } from './unsupported-filter-error.ts';

/** One condition as part of `$filter`. @throws UnsupportedFilterError where it cannot be said exactly. */
export function compileCondition(
  condition: Condition,
  table: TableMapping,
  mappings: Mappings,
  path: string,
): string {
  const never = `${path}${table.key} eq null`;
  if (condition.column === 'id') return compileId(condition, path + table.key, [], never);
  const column = mappedColumn(table, condition.column);
  switch (column.kind) {
    case 'choice':
      return compileChoice(condition, Object.keys(column.options), never, (values) =>
        hasOption(column, values, path),
      );
    case 'pattern':
      return compilePattern(condition, column, path, never);
    case 'lookup':
      return compileId(condition, path + idProperty(column, mappings), placeholders(column), never);
    case 'marker':
    case 'packed':
      throw new UnsupportedFilterError(`${condition.column} is part of a text`);
    default:
      return compileScalar(condition, column, path + column.name, never);
  }
}

export function mappedColumn(table: TableMapping, name: string): ColumnMapping {
  const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (!column) throw new UnsupportedFilterError(`${table.table} has no mapping for column ${name}`);
  return column;
}

export function targetOf(column: LookupMapping, mappings: Mappings): TableMapping {
  const target = Object.hasOwn(mappings, column.target) ? mappings[column.target] : undefined;
  if (!target) throw new UnsupportedFilterError(`no mapping for table ${column.target}`);
  return target;
}

export function rawLiteral({ value, type }: RowCondition): string {
  return typeof value === 'string' && type !== 'id' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** A lookup to several tables is compared by the key behind the navigation to ours, so other tables count as empty. */
function idProperty(column: LookupMapping, mappings: Mappings): string {
  if (!column.polymorphic) return lookupProperty(column.name);
  return `${column.navigation}/${targetOf(column, mappings).key}`;
}

function placeholders(column: LookupMapping): readonly string[] {
  return column.required ? [column.required.placeholder] : [];
}

/** `nobody`: ids that stand for an empty cell. */
function compileId(condition: Condition, name: string, nobody: readonly string[], never: string): string {
  const somebody = [`${name} ne null`, ...nobody.map((id) => `${name} ne ${id}`)].join(' and ');
  const wanted = given(condition).map((id) => {
    if (typeof id !== 'string' || !RECORD_ID.test(id))
      throw new UnsupportedFilterError(`not an id: ${condition.column}`);
    return id;
  });
  switch (condition.operator) {
    case 'is_null':
      return condition.value === true
        ? nobody.length === 0
          ? `${name} eq null`
          : `not (${somebody})`
        : somebodyOnly(somebody, nobody);
    case 'eq':
    case 'in': {
      const tests = wanted.filter((id) => !nobody.includes(id)).map((id) => `${name} eq ${id}`);
      return tests.length === 0 ? never : `(${name} ne null and ${alternatives(tests, condition)})`;
    }
    case 'ne':
      return wanted.length === 0
        ? never
        : `(${somebody} and ${wanted.map((id) => `${name} ne ${id}`).join(' and ')})`;
    default:
      // Dataverse orders GUIDs by bytes, not as text.
      throw new UnsupportedFilterError(`ids have no order: ${condition.column}`);
  }
}

function somebodyOnly(somebody: string, nobody: readonly string[]): string {
  return nobody.length === 0 ? somebody : `(${somebody})`;
}

/**
 * Choices are compared by the integers that are mapped: one that is not reads as an empty cell, and so satisfies
 * neither `eq` nor `ne`.
 */
function compileChoice(
  condition: Condition,
  known: readonly string[],
  never: string,
  hasOneOf: (values: readonly string[]) => string,
): string {
  const anyOf = (values: readonly string[]) => (values.length === 0 ? never : hasOneOf(values));
  const wanted = given(condition).map((value) => {
    if (typeof value !== 'string' || !known.includes(value))
      throw new UnsupportedFilterError(`not a mapped value: ${condition.column}`);
    return value;
  });
  switch (condition.operator) {
    case 'is_null':
      return condition.value === true ? `not ${anyOf(known)}` : anyOf(known);
    case 'eq':
    case 'in':
      return anyOf([...new Set(wanted)]);
    case 'ne':
      return wanted.length === 0 ? never : anyOf(known.filter((value) => !wanted.includes(value)));
    default:
      throw new UnsupportedFilterError(`choices have no order: ${condition.column}`);
  }
}

function hasOption(column: ChoiceMapping, values: readonly string[], path: string): string {
  const name = path + column.name;
  const tests = values.flatMap((value) => optionsRead(column, value)).map((option) => `${name} eq ${option}`);
  return `(${name} ne null and ${tests.length === 1 ? tests[0] : `(${tests.join(' or ')})`})`;
}

function compilePattern(condition: Condition, column: PatternMapping, path: string, never: string): string {
  const { value: otherwise } = column.otherwise;
  const patterned = Object.keys(column.patterns);
  // The row has a value whatever its cells are: no pattern means the closed one.
  if (condition.operator === 'is_null') return condition.value === true ? never : `not (${never})`;
  return compileChoice(condition, [...patterned, otherwise], never, (values) => {
    const tests = values.map((value) =>
      value === otherwise ? `not ${fitsOne(column, patterned, path)}` : fitsOne(column, [value], path),
    );
    return tests.length === 1 ? (tests[0] as string) : `(${tests.join(' or ')})`;
  });
}

function fitsOne(column: PatternMapping, values: readonly string[], path: string): string {
  const tests = values.flatMap((value) => column.patterns[value] ?? []).map((pattern) => fits(pattern, path));
  return `(${tests.join(' or ')})`;
}

function fits(pattern: Readonly<Record<string, unknown>>, path: string): string {
  const tests = Object.entries(pattern).map(([name, value]) =>
    value === null
      ? `${path}${name} eq null`
      : `${path}${name} ne null and ${path}${name} eq ${String(value)}`,
  );
  return `(${tests.join(' and ')})`;
}

function compileScalar(condition: Condition, column: ColumnMapping, name: string, never: string): string {
  const { operator, value } = condition;
  if (operator === 'is_null') return `${name} ${value === true ? 'eq' : 'ne'} null`;
  if (column.kind === 'text' || column.kind === 'full_name' || column.kind === 'marked_text')
    throw new UnsupportedFilterError(`text is compared loosely: ${condition.column}`);
  if (operator === 'contains' || operator === 'starts_with')
    throw new UnsupportedFilterError(`${operator} needs text: ${condition.column}`);
  const wanted = given(condition).map((one) => literal(column, one, condition.column));
  if (wanted.length === 0) return never;
  if (operator === 'in')
    return `(${name} ne null and (${wanted.map((one) => `${name} eq ${one}`).join(' or ')}))`;
  return `(${name} ne null and ${name} ${operator} ${wanted[0]})`;
}

/** The values compared with; null equals nothing. */
function given({ operator, value }: Condition): readonly StoredValue[] {
  if (operator === 'is_null') return [];
  const values: readonly StoredValue[] =
    operator === 'in'
      ? Array.isArray(value)
        ? value
        : []
      : Array.isArray(value)
        ? []
        : [value as StoredValue];
  return values.filter((one) => one !== null);
}

function alternatives(tests: readonly string[], { operator }: Condition): string {
  return operator === 'in' ? `(${tests.join(' or ')})` : (tests[0] as string);
}

function literal(column: ColumnMapping, value: StoredValue, name: string): string {
  switch (column.kind) {
    case 'boolean':
      if (typeof value === 'boolean') return String(value);
      break;
    case 'integer':
    case 'decimal':
      if (typeof value === 'number' && Number.isFinite(value)) return String(value);
      break;
    case 'datetime':
      if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return value;
      break;
    case 'date':
      if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
      break;
  }
  throw new UnsupportedFilterError(`not a ${column.kind} value for ${name}`);
}
