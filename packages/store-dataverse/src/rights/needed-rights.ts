import type { Mappings } from '../mapping/table-mapping.ts';

/** What the application user needs on a table of Dataverse. */
export type NeededRight = 'Read' | 'Create' | 'Write' | 'Append' | 'Append To';

/**
 * What the adapter needs on each table of Dataverse, by the mappings: any of them may be written, if only by an import. A
 * row that points to another is appended (Append), the other one appended to (Append To). Deleting goes by the
 * permissions of the site.
 */
export function neededRights(mappings: Mappings): ReadonlyMap<string, readonly NeededRight[]> {
  const needed = new Map<string, Set<NeededRight>>();
  const rightsOn = (table: string) => {
    const rights = needed.get(table) ?? new Set<NeededRight>(['Read', 'Create', 'Write']);
    needed.set(table, rights);
    return rights;
  };
  for (const { table, columns } of Object.values(mappings)) {
    rightsOn(table);
    for (const column of Object.values(columns)) {
      const target = column.kind === 'lookup' ? mappings[column.target] : undefined;
      if (!target) continue;
      rightsOn(table).add('Append');
      rightsOn(target.table).add('Append To');
    }
  }
  return new Map([...needed].map(([table, rights]) => [table, ORDER.filter((right) => rights.has(right))]));
}

const ORDER: readonly NeededRight[] = ['Read', 'Create', 'Write', 'Append', 'Append To'];
