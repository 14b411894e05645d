import type { Issue, StoredRecord, StoredValue } from '@portico/protocol';
import type {
  ColumnMapping,
  LookupMapping,
  MarkedTextMapping,
  MarkerMapping,
  PackedMapping,
} from './column-mapping.ts';
import { packText } from './packed-text.ts';
import type { Mappings, RawValue, TableMapping } from './table-mapping.ts';

/** The kinds that a column of Dataverse may hold several of. */
type SharedMapping = LookupMapping | MarkedTextMapping | MarkerMapping | PackedMapping;
type Entry<C> = readonly [column: string, mapping: C];

/** Columns that are written with their record, since several of them may be one in Dataverse. */
export function isShared(column: ColumnMapping): column is SharedMapping {
  return ['lookup', 'marked_text', 'marker', 'packed'].includes(column.kind);
}

/** Columns of ours that are one column in Dataverse: written whole as soon as one of them changes. */
export function writeShared(
  record: StoredRecord,
  names: ReadonlySet<string>,
  mapping: TableMapping,
  mappings: Mappings,
  issues: Issue[],
): Record<string, RawValue> {
  const row: Record<string, RawValue> = {};
  const refuse = (path: string, message: string) => issues.push({ path, message });
  for (const group of groups(mapping)) {
    if (!group.some(([name, column]) => names.has(name) || dependsOn(column, names))) continue;
    const [, first] = group[0] as Entry<SharedMapping>;
    if (first.kind === 'lookup')
      Object.assign(row, bindLookup(record, group as Entry<LookupMapping>[], mapping, mappings, refuse));
    else if (first.kind === 'packed') {
      const cells = group.flatMap(([name, one]) =>
        one.kind === 'packed' ? [[one.key, record[name] ?? null] as const] : [],
      );
      const text = packText('Portico', cells);
      if (text.length <= first.maxLength) row[first.name] = text;
      else
        for (const [name] of group.filter(([one]) => names.has(one)))
          refuse(name, 'There is no room for a value of this length.');
    } else row[first.name] = markText(record, group, refuse);
  }
  return row;
}

/** The columns that are written with a record, by the column of Dataverse they share. */
function groups(mapping: TableMapping): Entry<SharedMapping>[][] {
  const byName = new Map<string, Entry<SharedMapping>[]>();
  for (const [name, column] of Object.entries(mapping.columns))
    if (isShared(column)) byName.set(column.name, [...(byName.get(column.name) ?? []), [name, column]]);
  return [...byName.values()];
}

function dependsOn(column: SharedMapping, names: ReadonlySet<string>): boolean {
  return column.kind === 'lookup' && names.has(column.required?.otherwise?.column ?? '');
}

/** The one of these lookups that is set; where none is and Dataverse requires one, what stands in for it. */
function bindLookup(
  record: StoredRecord,
  group: readonly Entry<LookupMapping>[],
  mapping: TableMapping,
  mappings: Mappings,
  refuse: (path: string, message: string) => void,
): Record<string, RawValue> {
  const bind = (navigation: string, target: string, id: StoredValue) => ({
    [`${navigation}@odata.bind`]: id === null ? null : `/${mappings[target]?.entitySet}(${id})`,
  });
  const set = group.filter(([name]) => (record[name] ?? null) !== null);
  if (set.length > 1) {
    for (const [name] of set) refuse(name, 'Only one of these records can be named.');
    return {};
  }
  const [name, column] = (set[0] ?? group[0]) as Entry<LookupMapping>;
  const id = record[name] ?? null;
  const { required } = column;
  if (id !== null || !required) return bind(column.navigation, column.target, id);
  const { otherwise, placeholder } = required;
  const substitute = otherwise && mapping.columns[otherwise.column];
  const other = otherwise ? (record[otherwise.column] ?? null) : null;
  return otherwise && substitute?.kind === 'lookup' && other !== null
    ? bind(otherwise.navigation, substitute.target, other)
    : bind(column.navigation, column.target, placeholder);
}

/** The text behind its marker. Text that looks marked by itself would open what is closed. */
function markText(
  record: StoredRecord,
  group: readonly Entry<SharedMapping>[],
  refuse: (path: string, message: string) => void,
): string | null {
  const [name, text] = group.find(([, one]) => one.kind === 'marked_text') as Entry<MarkedTextMapping>;
  const [by, marker] = group.find(([, one]) => one.kind === 'marker') as Entry<MarkerMapping>;
  const words = String(record[name] ?? '');
  const value = record[by] ?? null;
  if (value !== marker.marked && value !== marker.unmarked) refuse(by, 'Choose one of the listed values.');
  const marked = value === marker.marked;
  if (!marked && words.startsWith(marker.marker))
    refuse(name, `Text that is not for everybody cannot begin with ${marker.marker}.`);
  if (words.length > text.maxLength - marker.marker.length)
    refuse(name, `Enter at most ${text.maxLength - marker.marker.length} characters.`);
  return (marked ? marker.marker : '') + words || null;
}
