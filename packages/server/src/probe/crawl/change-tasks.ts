import type { Question } from '@portico/adapter/oracle';
import {
  ACTIONS,
  type ActionTable,
  isStored,
  PATHS,
  type RecordValues,
  type TableSchema,
} from '@portico/protocol';
import { cellOf } from '../canary/cell-of.ts';
import { type Heard, isDone } from '../http/heard.ts';
import type { Crawl, Task } from './crawl.ts';
import { requestFor } from './request-for.ts';

/** The least that each action takes. */
const INPUTS: Readonly<Record<string, unknown>> = {
  rate: { helpful: true },
  close: {},
  reopen: {},
  vote: { on: true },
  subscribe: { on: true },
  'accept-answer': { post: null },
  moderate: { visibility: 'hidden' },
};

/** Canaries of one table that are tried in every column; of the others it is one column. */
const IN_EVERY_COLUMN = 1;
const TARGETS = 2;

/**
 * Changes that the configuration refuses, and no others: to canaries, of canaries and onto canaries. That one is taken is
 * the leak; afterwards the canaries are compared with what was planted.
 */
export function changeTasks(crawl: Crawl): readonly Task[] {
  if (!crawl.options.foresight) return [];
  return [...crawl.options.tables.values()].flatMap((table) => [
    ...updateTasks(crawl, table),
    ...deleteTasks(crawl, table),
    ...actionTasks(crawl, table),
    ...createTasks(crawl, table),
    ...submissionTasks(crawl, table),
  ]);
}

function updateTasks(crawl: Crawl, table: TableSchema): readonly Task[] {
  const { name, columns } = table;
  const hasRight = crawl.options.foresight?.hasRight(name) ?? false;
  return crawl.canariesOf(name).flatMap(({ id }, index) =>
    Object.entries(columns)
      .filter(([column]) => column === table.title || (index < IN_EVERY_COLUMN && hasRight))
      .flatMap(([column, schema]) => {
        if (!isStored(schema)) return [];
        const value =
          schema.type === 'lookup' ? (crawl.canariesOf(schema.target)[0]?.id ?? null) : cellOf(schema)?.value;
        if (value === undefined) return [];
        return [refused(crawl, { type: 'update', table: name, id, changes: { [column]: value } }, column)];
      }),
  );
}

function deleteTasks(crawl: Crawl, { name: table }: TableSchema): readonly Task[] {
  const kept = crawl
    .canariesOf(table)
    .filter(({ id }) => crawl.options.foresight?.answer({ type: 'delete', table, id }).type === 'problem');
  return [
    ...kept.map(({ id }) => refused(crawl, { type: 'delete', table, id }, null)),
    ...kept.slice(0, 1).map(({ id }) => overridden(crawl, table, id)),
  ];
}

/** Methods that the adapter has not, and headers by which proxies and frameworks turn one method into another. */
function overridden(crawl: Crawl, table: string, id: string): Task {
  return async () => {
    const path = PATHS.record(table, id);
    const headers = { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' };
    await crawl.ask({ path, headers });
    for (const sent of [
      { path, method: 'POST', headers },
      { path, method: 'PUT', json: {} },
    ]) {
      const heard = await crawl.ask(sent);
      if (isDone(heard)) taken(crawl, heard, table, null);
    }
  };
}

function actionTasks(crawl: Crawl, { name: table }: TableSchema): readonly Task[] {
  if (!Object.hasOwn(ACTIONS, table)) return [];
  return crawl.canariesOf(table).flatMap(({ id }) =>
    ACTIONS[table as ActionTable].flatMap((action) => {
      if (crawl.options.foresight?.mayAct(table, id, action)) return [];
      return [
        async () => {
          const heard = await crawl.ask({
            path: PATHS.action(table, id, action),
            method: 'POST',
            json: INPUTS[action],
          });
          if (isDone(heard)) taken(crawl, heard, table, null);
        },
      ];
    }),
  );
}

function createTasks(crawl: Crawl, { name: table, columns }: TableSchema): readonly Task[] {
  const granted = crawl.options.foresight?.columns(table, 'create') ?? new Set<string>();
  const least = valuesOf(columns, (column) => granted.has(column));
  const lookups = Object.entries(columns).flatMap(([column, schema]) =>
    schema.type === 'lookup'
      ? crawl
          .canariesOf(schema.target)
          .slice(0, TARGETS)
          .map(({ id }) => ({ [column]: id }))
      : [],
  );
  const create = (values: RecordValues, column: string | null) =>
    refused(crawl, { type: 'create', table, values }, column);
  if (granted.size === 0)
    return [
      create(
        valuesOf(columns, () => true),
        null,
      ),
    ];
  const closed = Object.keys(valuesOf(columns, (column) => !granted.has(column)));
  return [
    ...closed.map((column) => create({ ...least, ...valuesOf(columns, (one) => one === column) }, column)),
    ...lookups.map((lookup) => create({ ...least, ...lookup }, Object.keys(lookup)[0] ?? null)),
  ];
}

/** A form makes records under the permissions of whoever sends it: without one to create, it takes nothing. */
function submissionTasks(crawl: Crawl, { name: table, columns }: TableSchema): readonly Task[] {
  const { site, foresight } = crawl.options;
  if (foresight?.privileges(table).has('create')) return [];
  return [...(site?.forms.values() ?? [])].flatMap((form) => {
    if (form.table !== table) return [];
    const values = valuesOf(columns, (column) => form.fields.some((field) => field.column === column));
    const consents = Object.fromEntries((form.consents ?? []).map(({ name }) => [name, true]));
    return [
      async () => {
        const sent = { path: PATHS.submissions(form.name), method: 'POST', json: { values, consents } };
        const heard = await crawl.ask(sent);
        if (isDone(heard)) taken(crawl, heard, table, null);
      },
    ];
  });
}

/** New text for these columns; lookups are left out. */
function valuesOf(columns: TableSchema['columns'], chosen: (column: string) => boolean): RecordValues {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, schema]) => {
      const cell = chosen(name) && !(schema.readOnly ?? false) ? cellOf(schema) : undefined;
      return cell ? [[name, cell.value]] : [];
    }),
  );
}

/** Asks for a change only where the configuration refuses it: what it grants is nobody's leak, and would stay. */
function refused(crawl: Crawl, question: Question & { readonly table: string }, column: string | null): Task {
  return async () => {
    if (crawl.options.foresight?.answer(question).type !== 'problem') return;
    const heard = await crawl.ask(requestFor(question));
    if (isDone(heard)) taken(crawl, heard, question.table, column);
    else crawl.compare(question, heard);
  };
}

function taken(crawl: Crawl, heard: Heard, table: string, column: string | null): void {
  const what = heard.sent.method ?? 'GET';
  const came = `${heard.status}: the ${what} was taken`;
  crawl.leak(heard, { rule: 'change-taken', table, column, came, why: 'No permission they hold grants it.' });
  const { id } = (heard.json ?? {}) as { id?: unknown };
  const isNew = what === 'POST' && typeof id === 'string';
  if (isNew) crawl.made.set(table, [...(crawl.made.get(table) ?? []), id]);
}
