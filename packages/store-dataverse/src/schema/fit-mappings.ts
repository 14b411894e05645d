import type { ColumnMapping, Mappings, TableMapping } from '../mapping/table-mapping.ts';
import type { TableDefinition } from './definition.ts';

/**
 * The mappings as this Dataverse has the tables: names of entity sets, lengths of text columns, which an organization may
 * have changed, and navigation properties, whose case only metadata knows.
 */
export function fitMappings(mappings: Mappings, definitions: ReadonlyMap<string, TableDefinition>): Mappings {
  return Object.fromEntries(
    Object.entries(mappings).map(([name, mapping]) => {
      const definition = definitions.get(mapping.table);
      return [name, definition ? fitTable(mapping, definition, mappings) : mapping];
    }),
  );
}

function fitTable(mapping: TableMapping, definition: TableDefinition, mappings: Mappings): TableMapping {
  return {
    ...mapping,
    entitySet: definition.entitySet || mapping.entitySet,
    columns: Object.fromEntries(
      Object.entries(mapping.columns).map(([name, column]) => [
        name,
        fitColumn(column, mapping, definition, mappings),
      ]),
    ),
  };
}

function fitColumn(
  column: ColumnMapping,
  mapping: TableMapping,
  definition: TableDefinition,
  mappings: Mappings,
): ColumnMapping {
  const lengthOf = (name: string) => definition.columns.get(name)?.maxLength;
  switch (column.kind) {
    case 'text':
      // A column by the convention is as long as ours says, even where Dataverse would hold more.
      return mapping.custom ? column : { ...column, maxLength: lengthOf(column.name) ?? column.maxLength };
    case 'full_name': {
      const parts = [lengthOf(column.first), lengthOf(column.last)].filter((one) => one !== undefined);
      return { ...column, maxLength: Math.min(...(parts.length > 0 ? parts : [column.maxLength])) };
    }
    case 'marked_text':
    case 'packed':
      return { ...column, maxLength: lengthOf(column.name) ?? column.maxLength };
    case 'lookup': {
      const navigation = (target: string | undefined) =>
        definition.lookups.find((one) => one.column === column.name && one.target === target)?.navigation;
      const { required } = column;
      const otherwise = required?.otherwise;
      const other = otherwise && mapping.columns[otherwise.column];
      const otherTarget = other?.kind === 'lookup' ? mappings[other.target]?.table : undefined;
      return {
        ...column,
        navigation: navigation(mappings[column.target]?.table) || column.navigation,
        ...(required &&
          otherwise && {
            required: {
              ...required,
              otherwise: { ...otherwise, navigation: navigation(otherTarget) || otherwise.navigation },
            },
          }),
      };
    }
    default:
      return column;
  }
}
