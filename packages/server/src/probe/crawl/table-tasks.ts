import { isLookupValue, PATHS, PRIVILEGES, type TableInfo, type TableSchema } from '@portico/protocol';
import { isDone } from '../http/heard.ts';
import { shownRecords } from '../judge/shown-records.ts';
import type { Crawl, Task } from './crawl.ts';
import { withParameters } from './request-for.ts';

/** Pages of a table that are looked through; the canaries are looked for besides. */
const PAGES = 3;

/** The privileges that have columns. */
const SET = ['read', 'create', 'write'] as const;

/** What every table says of itself, and its records, with whatever they lead to. */
export function tableTasks(crawl: Crawl): readonly Task[] {
  return [...crawl.options.tables.values()].flatMap((table) => [
    () => describeTable(crawl, table),
    () => listTable(crawl, table),
    ...optionTasks(crawl, table),
  ]);
}

/** `GET /v1/tables/{table}`: rights and columns, none of which may be more than the permissions list. */
async function describeTable(crawl: Crawl, { name: table }: TableSchema): Promise<void> {
  const { foresight } = crawl.options;
  const heard = await crawl.ask({ path: PATHS.table(table) });
  if (!isDone(heard) || !foresight) return;
  const info = heard.json as Partial<TableInfo>;
  if (!foresight.hasRight(table)) {
    const why = 'They hold no right on it, so it must not exist for them.';
    crawl.leak(heard, { rule: 'table-shown', table, came: `${heard.status}, and its columns`, why });
    return;
  }
  const privileges = foresight.privileges(table);
  const actions = foresight.actions(table);
  const granted = [
    ...PRIVILEGES.filter((name) => info.privileges?.includes(name) && !privileges.has(name)),
    ...(info.actions ?? []).filter((name) => !actions.has(name)),
  ];
  if (granted.length > 0) {
    const why = 'No permission they hold grants that.';
    crawl.leak(heard, {
      rule: 'table-shown',
      table,
      came: `${heard.status}, with ${granted.join(', ')} granted`,
      why,
    });
  }
  for (const [column, flags] of Object.entries(info.columns ?? {})) {
    const listed = SET.filter((privilege) => foresight.columns(table, privilege).has(column));
    const open = SET.filter((privilege) => flags[privilege] && !listed.includes(privilege));
    if (listed.length > 0 && open.length === 0) continue;
    const came = `${heard.status}, with ${column}${open.length > 0 ? ` open to ${open.join(', ')}` : ''}`;
    const why = 'No permission they hold lists it so.';
    crawl.leak(heard, { rule: 'column-shown', table, column, came, why });
  }
}

async function listTable(crawl: Crawl, schema: TableSchema): Promise<void> {
  const { name: table } = schema;
  const { foresight } = crawl.options;
  const columns = new Set<string>();
  let rows: number | null = null;
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const parameters = { limit: '100', count: 'true', ...(cursor !== null && { cursor }) };
    const heard = await crawl.ask({ path: withParameters(PATHS.records(table), parameters) });
    if (!isDone(heard)) {
      if (page === 0 && foresight?.reads(table))
        crawl.missing.push(`${table} cannot be read: ${heard.status}`);
      break;
    }
    if (page === 0 && foresight && !foresight.reads(table)) {
      const why = 'They hold no permission to read it, so it must be unknown to them.';
      crawl.leak(heard, { rule: 'table-shown', table, came: `${heard.status}, and a list of records`, why });
    }
    const found = heard.json as { count?: number; cursor?: string | null };
    rows ??= found.count === undefined ? null : found.count - visibleCanaries(crawl, table);
    for (const shown of shownRecords(heard).filter((one) => one.table === table))
      for (const column of shown.columns) columns.add(column);
    cursor = found.cursor ?? null;
    if (cursor === null) break;
  }
  if (rows === null) return;
  crawl.seen.push({
    table,
    rows,
    columns: [...columns].map((name) => ({ name, personal: isPersonal(schema, name) })),
  });
}

/** They are no rows of the site's own. */
function visibleCanaries(crawl: Crawl, table: string): number {
  return crawl.canariesOf(table).filter(({ id }) => crawl.options.foresight?.readable(table, id)).length;
}

/** Lookups expanded: each record behind them is watched as if it were asked for by id. */
function optionTasks(crawl: Crawl, schema: TableSchema): readonly Task[] {
  const { foresight } = crawl.options;
  const table = schema.name;
  return Object.entries(schema.columns).flatMap(([name, column]) => {
    if (column.type !== 'lookup' || (foresight && !foresight.knows(table, name))) return [];
    return [
      async () => {
        await crawl.ask({ path: withParameters(PATHS.records(table), { limit: '50', expand: name }) });
      },
    ];
  });
}

export function isPersonal({ columns }: TableSchema, name: string): boolean {
  const classification = Object.hasOwn(columns, name) ? columns[name]?.classification : undefined;
  return classification === 'personal' || classification === 'secret';
}

/** Whether a cell holds anything. */
export function isFilled(cell: unknown): boolean {
  if (cell === null || cell === undefined || cell === '') return false;
  return isLookupValue(cell as never) ? true : cell !== false;
}
