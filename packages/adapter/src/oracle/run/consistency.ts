import { isLookupValue, PATHS, type RecordPage, type SearchPage, type TableRecord } from '@portico/protocol';
import { WORDS } from '../generate/cell-values.ts';
import { listedColumns, tablesWith } from '../generate/held.ts';
import type { Person, World } from '../world.ts';
import type { At, Handler } from './handler.ts';
import { isSame } from './same-answer.ts';

/**
 * Whether all ways to a record agree: it can be read by its id exactly where the list has it, the list counts it,
 * a search finds no other, and expanded it is the same record. Returns how many records were compared.
 *
 * @throws at the first contradiction.
 */
export async function checkConsistency(
  handler: Handler,
  world: World,
  person: Person,
  at: At,
): Promise<number> {
  const ask = async <T>(path: string): Promise<T | null> => {
    const { status, text } = await handler.send(person, { path }, at);
    return status === 200 ? JSON.parse(text) : null;
  };
  const known = new Map<string, TableRecord>();
  let compared = 0;
  for (const [table, records] of world.records) {
    const page = await ask<RecordPage>(`${PATHS.records(table)}?limit=100&count=true`);
    const listed = new Map((page?.records ?? []).map((record) => [record.id, record]));
    insist(
      page === null || page.count === listed.size,
      `${table} has ${listed.size} records and counts ${page?.count}`,
    );
    for (const { id } of records) {
      const record = await ask<TableRecord>(PATHS.record(table, id));
      compared++;
      insist(isSame(record, listed.get(id) ?? null), `${table} ${id} by id is not as in the list`);
      if (record) known.set(id, record);
    }
    insist(
      [...listed.keys()].every((id) => known.has(id)),
      `the list of ${table} has a record that is not there`,
    );
  }
  for (const table of tablesWith(world, person, 'read')) {
    const lookups = listedColumns(world, person, table).filter(([, { type }]) => type === 'lookup');
    const expand = lookups.map(([name]) => name).join(',');
    const page = expand && (await ask<RecordPage>(`${PATHS.records(table.name)}?limit=100&expand=${expand}`));
    for (const record of page ? page.records : []) checkExpanded(world, record, known);
  }
  for (const word of WORDS.slice(0, 3)) {
    const page = await ask<SearchPage>(
      `${PATHS.search()}?q=${encodeURIComponent(word)}&limit=50&facets=true`,
    );
    for (const { id, values } of page?.hits ?? []) {
      const record = known.get(id);
      insist(record !== undefined, `the search for ${word} found ${id}, which cannot be read`);
      for (const [column, cell] of Object.entries(values))
        insist(isSame(cell, record[column]), `${column} of ${id} is another one in the search`);
    }
  }
  return compared;
}

function checkExpanded(
  { tables }: World,
  record: TableRecord,
  known: ReadonlyMap<string, TableRecord>,
): void {
  for (const [column, cell] of Object.entries(record)) {
    if (!isLookupValue(cell)) continue;
    const target = known.get(cell.id);
    const counts = Object.entries(tables.get(cell.table)?.columns ?? {}).filter(
      ([, { type }]) => type === 'count',
    );
    const gone = new Set(counts.map(([name]) => name));
    const plain = target && Object.fromEntries(Object.entries(target).filter(([name]) => !gone.has(name)));
    insist(isSame(cell.record, plain), `${column} of ${record.id}, expanded, is not as by its id`);
    const title = target?.[tables.get(cell.table)?.title ?? ''] ?? null;
    insist(
      cell.label === (title === null ? null : String(title)),
      `${column} of ${record.id} has another label`,
    );
  }
}

function insist(holds: boolean, about: string): asserts holds {
  if (!holds) throw new Error(`${about}.`);
}
