import type { TableMapping } from './table-mapping.ts';
import type { RawRow } from './to-row.ts';

/**
 * A row begins in its first state, 0. What belongs to another one is set by a change that follows; the state itself is
 * never sent with a new row.
 */
export function splitState(
  row: Readonly<RawRow>,
  mapping: TableMapping,
): { readonly first: RawRow; readonly later: RawRow | null } {
  const first: RawRow = { ...row };
  const later: RawRow = {};
  for (const column of Object.values(mapping.columns)) {
    const [state, ...rest] =
      column.kind === 'pattern'
        ? column.state
        : column.kind === 'choice' && column.state
          ? [column.state.name, column.name]
          : [];
    if (state === undefined || first[state] === undefined) continue;
    const begun = first[state] === 0;
    for (const name of [state, ...rest]) {
      const value = first[name];
      if (value === undefined) continue;
      if (!begun) later[name] = value;
      if (!begun || name === state) delete first[name];
    }
  }
  return { first, later: Object.keys(later).length > 0 ? later : null };
}
