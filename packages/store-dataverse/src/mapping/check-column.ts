import type { ColumnSchema } from '@portico/protocol';
import { checkChoice, checkPattern } from './check-choice.ts';
import type { ColumnMapping, LookupMapping } from './column-mapping.ts';
import { isDenied } from './denied-names.ts';
import type { Mappings, TableMapping } from './table-mapping.ts';
import { writtenNames } from './written-names.ts';

const LOGICAL = /^[a-z_][a-z0-9_]{0,127}$/;
const NAVIGATION = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Longest text of a memo column; the content of an article alone goes further. */
const LONGEST = 1_073_741_823;

/** The kinds that keep a type of ours without loss. Packed cells keep any. */
const KINDS: Readonly<Record<ColumnSchema['type'], readonly ColumnMapping['kind'][]>> = {
  text: ['text', 'full_name', 'marked_text', 'packed'],
  html: ['text', 'packed'],
  integer: ['integer', 'decimal', 'packed'],
  decimal: ['decimal', 'packed'],
  boolean: ['boolean', 'packed'],
  datetime: ['datetime', 'packed'],
  date: ['date', 'packed'],
  choice: ['choice', 'pattern', 'marker', 'packed'],
  lookup: ['lookup', 'packed'],
  count: [],
};

/** Reports what is wrong with the mapping of one column. */
export function checkColumn(
  schema: ColumnSchema | undefined,
  column: ColumnMapping,
  table: TableMapping,
  mappings: Mappings,
  report: (fault: string) => void,
): void {
  for (const name of namesOf(column)) {
    if (isDenied(name)) report(`"${name}" belongs to how people sign in and is never mapped`);
  }
  for (const name of writtenNames(column))
    if (!LOGICAL.test(name)) report(`"${name}" is no logical name of Dataverse`);
  if (!schema) return;
  if (!KINDS[schema.type].includes(column.kind)) {
    report(`is of type ${schema.type}, which a mapping of kind ${column.kind} cannot keep`);
    return;
  }
  switch (column.kind) {
    case 'text':
    case 'full_name':
    case 'packed':
      checkLength(column.maxLength, report);
      break;
    case 'marked_text':
      checkLength(column.maxLength - column.marker.length, report);
      if (column.marker === '') report('has an empty marker');
      checkPartner(column.name, column.marker, 'marker', table, report);
      break;
    case 'choice':
    case 'pattern':
    case 'marker':
      if (schema.type !== 'choice') break;
      if (column.kind === 'choice') checkChoice(schema, column, report);
      else if (column.kind === 'pattern') checkPattern(schema, column, report);
      else {
        const values = schema.choices.map(({ value }) => value).sort();
        if (values.join() !== [column.marked, column.unmarked].sort().join())
          report(`a marker tells two values; these are ${values.join(', ')}`);
        checkPartner(column.name, column.marker, 'marked_text', table, report);
      }
      break;
    case 'lookup':
      if (!NAVIGATION.test(column.navigation)) report(`"${column.navigation}" is no navigation property`);
      if (schema.type === 'lookup' && schema.target !== column.target)
        report(`points to ${schema.target}, its mapping to ${column.target}`);
      if (!Object.hasOwn(mappings, column.target)) report(`the table ${column.target} is not mapped`);
      if (column.required) checkRequired(column.required, table, report);
      break;
  }
}

/** Names in any role, navigation properties among them. */
function namesOf(column: ColumnMapping): readonly string[] {
  if (column.kind !== 'lookup') return writtenNames(column);
  return [
    column.name,
    column.navigation,
    ...(column.required?.otherwise ? [column.required.otherwise.navigation] : []),
  ];
}

function checkLength(length: number, report: (fault: string) => void): void {
  if (!Number.isInteger(length) || length < 1 || length > LONGEST) report(`has no usable length, ${length}`);
}

function checkPartner(
  name: string,
  marker: string,
  kind: 'marker' | 'marked_text',
  table: TableMapping,
  report: (fault: string) => void,
): void {
  const partners = Object.values(table.columns).filter(
    (one) => one.kind === kind && one.name === name && one.marker === marker,
  );
  if (partners.length !== 1) report(`needs one column of kind ${kind} over ${name} with the same marker`);
}

function checkRequired(
  { otherwise, placeholder }: NonNullable<LookupMapping['required']>,
  table: TableMapping,
  report: (fault: string) => void,
): void {
  if (otherwise && table.columns[otherwise.column]?.kind !== 'lookup')
    report(`"${otherwise.column}" is no lookup of this table`);
  if (otherwise && !NAVIGATION.test(otherwise.navigation))
    report(`"${otherwise.navigation}" is no navigation property`);
  if (!GUID.test(placeholder)) report(`"${placeholder}" is no id in lower case`);
}
