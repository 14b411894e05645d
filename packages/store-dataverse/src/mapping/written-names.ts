import type { ColumnMapping } from './column-mapping.ts';

/** Kinds that may share a column of Dataverse: lookups to several tables, marked text and its marker, packed cells. */
export const SHARED_KINDS: Readonly<
  Partial<Record<ColumnMapping['kind'], readonly ColumnMapping['kind'][]>>
> = {
  lookup: ['lookup'],
  marked_text: ['marker'],
  marker: ['marked_text'],
  packed: ['packed'],
};

/** Every column of Dataverse that a column of ours reads or writes, by its logical name. */
export function writtenNames(column: ColumnMapping): readonly string[] {
  switch (column.kind) {
    case 'text':
      return column.overflow === undefined ? [column.name] : [column.name, column.overflow];
    case 'full_name':
      return [column.name, column.first, column.last];
    case 'datetime':
      return typeof column.writtenAs === 'string' ? [column.name, column.writtenAs] : [column.name];
    case 'choice':
      return column.state ? [column.name, column.state.name] : [column.name];
    case 'pattern':
      return [
        ...new Set(
          [
            ...Object.values(column.patterns).flat(),
            column.otherwise.written,
            ...Object.values(column.also ?? {}),
          ].flatMap((pattern) => Object.keys(pattern)),
        ),
      ];
    default:
      return [column.name];
  }
}
