import { formatNumber } from '@portico/adapter/store';
import { isStored, type StoredRecord, type StoredValue } from '@portico/protocol';
import type { ColumnMapping } from '../mapping/table-mapping.ts';
import type { Tables } from '../read/tables.ts';
import { derivedId } from './derived-id.ts';
import type { DraftTables } from './draft.ts';
import { counterName } from './number-counter.ts';

/** What drafts need to know, worked out once when the store is opened. */
export async function createDraftTables(tables: Tables): Promise<DraftTables> {
  const counters = new Map<string, string>();
  const numbered = new Set<string>();
  for (const schema of tables.all()) {
    // Dataverse numbers the rows of its own tables, in a form that the company has chosen.
    if (!tables.mappingOf(schema.name).custom) continue;
    for (const [column, { type, ...rest }] of Object.entries(schema.columns)) {
      const name = counterName(schema.name, column);
      if (type !== 'text' || !('numbering' in rest)) continue;
      counters.set(name, await derivedId('number_counter', name));
      numbered.add(schema.name);
    }
  }
  const along = [...tables.all()].flatMap(({ name: table }) =>
    Object.entries<ColumnMapping>(tables.mappingOf(table).columns).flatMap(([column, mapping]) =>
      mapping.kind === 'lookup' && mapping.deletedAlong ? [{ table, column, target: mapping.target }] : [],
    ),
  );
  return {
    targets: tables.targets,
    schemaOf: tables.schemaOf,
    counterId: (table, column) => counters.get(counterName(table, column)) ?? null,

    numbers: (table) => numbered.has(table),

    deletedAlong: (table) => along.filter(({ target }) => target === table),

    asKept(table, record) {
      const kept: { id: string; [column: string]: StoredValue } = { id: record.id };
      const { columns } = tables.mappingOf(table);
      for (const [name, schema] of Object.entries(tables.schemaOf(table).columns)) {
        const mapping = Object.hasOwn(columns, name) ? columns[name] : undefined;
        if (!isStored(schema) || !mapping) continue;
        const unnumbered =
          schema.type === 'text' &&
          schema.numbering !== undefined &&
          !counters.has(counterName(table, name)) &&
          record[name] === formatNumber(schema.numbering, 0);
        kept[name] = unnumbered ? null : cellAsKept(record[name] ?? null, mapping);
      }
      return kept satisfies StoredRecord;
    },
  };
}

/** Dataverse keeps no empty text and no fractions of a second; who stands for nobody is read as nobody. */
function cellAsKept(value: StoredValue, mapping: ColumnMapping): StoredValue {
  if (value === '') return null;
  if (mapping.kind === 'lookup' && value === mapping.required?.placeholder) return null;
  return mapping.kind === 'datetime' && typeof value === 'string' ? `${value.slice(0, 19)}.000Z` : value;
}
