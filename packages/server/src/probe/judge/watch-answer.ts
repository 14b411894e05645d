import type { Foresight } from '@portico/adapter/oracle';
import type { TableSchema } from '@portico/protocol';
import type { Canary } from '../canary/canary.ts';
import { type Heard, headerOf, isDone, nameOf } from '../http/heard.ts';
import type { LeakBook, NewLeak } from './leak.ts';
import type { Secrets } from './secrets.ts';
import { shownRecords } from './shown-records.ts';

export interface Watching {
  readonly view: string;
  /** Null without a configuration: then nothing is known of what may show. */
  readonly foresight: Foresight | null;
  readonly tables: ReadonlyMap<string, TableSchema>;
  readonly canaries: ReadonlyMap<string, Canary>;
  readonly secrets: Secrets;
  readonly leaks: LeakBook;
}

/** Holds one answer, whatever it was asked for, to all that must be true of every answer. */
export function watchAnswer(watching: Watching, heard: Heard): void {
  const tell = (leak: Pick<NewLeak, 'rule' | 'came' | 'why' | 'table' | 'column'>) =>
    watching.leaks.add({ ...leak, view: watching.view, asked: nameOf(heard) });
  watchSecrets(watching, heard, tell);
  watchRecords(watching, heard, tell);
  watchCaching(heard, tell);
  watchInternals(heard, tell);
}

type Tell = (leak: Pick<NewLeak, 'rule' | 'came' | 'why' | 'table' | 'column'>) => void;

function watchSecrets({ secrets, foresight, tables }: Watching, heard: Heard, tell: Tell): void {
  for (const { canary, cell, name } of secrets.in(heard)) {
    const { table, id } = canary;
    if (!foresight) continue;
    const readable = foresight.readable(table, id);
    const shows = sameText(tables.get(table), cell.column).some((column) => readable?.has(column));
    if (shows) continue;
    tell({
      rule: 'secret-shown',
      table,
      column: cell.column,
      came: `${heard.status}, and in it the secret in ${cell.column} of ${name}`,
      why: readable
        ? `The configuration shows ${name} to them, but not this column.`
        : `The configuration does not show ${name} to them.`,
    });
  }
}

/** A column, and those that are rendered from it: what it holds shows there, too. */
function sameText(table: TableSchema | undefined, name: string): readonly string[] {
  const rendered = Object.entries(table?.columns ?? {}).flatMap(([other, column]) =>
    column.type === 'html' && column.rendersFrom === name ? [other] : [],
  );
  return [name, ...rendered];
}

function watchRecords({ foresight, canaries, tables }: Watching, heard: Heard, tell: Tell): void {
  if (!foresight) return;
  for (const { table, id, columns } of shownRecords(heard)) {
    const came = `${heard.status}, with the record ${id} of ${table}`;
    if (!tables.has(table) || !foresight.reads(table)) {
      tell({ rule: 'record-shown', table, came, why: `They hold no permission to read ${table}.` });
      continue;
    }
    const isCanary = canaries.get(id)?.table === table;
    const readable = isCanary ? foresight.readable(table, id) : foresight.columns(table, 'read');
    if (!readable) {
      tell({ rule: 'record-shown', table, came, why: 'No permission they hold covers this record.' });
      continue;
    }
    for (const column of columns)
      if (!readable.has(column))
        tell({
          rule: 'column-shown',
          table,
          column,
          came: `${came}, and ${column} in it`,
          why: isCanary
            ? 'No permission they hold covers both this record and this column.'
            : 'No permission they hold lists this column.',
        });
  }
}

/** What is answered to one person may be nobody else's. */
function watchCaching(heard: Heard, tell: Tell): void {
  if (!heard.sent.token || !heard.sent.path.startsWith('/v1/')) return;
  const control = headerOf(heard, 'cache-control') ?? '';
  if (/\b(no-store|private)\b/i.test(control)) return;
  tell({
    rule: 'kept-by-caches',
    came: `Cache-Control: ${control || 'nothing'}`,
    why: 'A cache may keep what was answered to one person, and give it to another.',
  });
}

const INTERNALS: readonly (readonly [RegExp, string])[] = [
  [/\bat [^\n"]{1,200}\.[cm]?[jt]s:\d+/, 'a stack of calls'],
  [/node_modules\//, 'paths of packages'],
  [/\bSQLITE_[A-Z]+\b|\bsyntax error at or near\b|\bpg_catalog\b/, 'words of the database'],
  [/\bECONNREFUSED\b|\bENOENT\b/, 'words of the operating system'],
];

/** Of answers that are no records: what people write may well look like this. */
function watchInternals(heard: Heard, tell: Tell): void {
  if (isDone(heard)) return;
  const text = [heard.statusText, ...heard.headers.flat(), heard.body].join('\n');
  for (const [pattern, what] of INTERNALS)
    if (pattern.test(text))
      tell({
        rule: 'internals-told',
        came: `${heard.status}, with ${what}`,
        why: 'It helps nobody but attackers.',
      });
  if (heard.status === 500)
    tell({
      rule: 'internals-told',
      came: '500',
      why: 'The adapter fails on this question, so it cannot be said that it guards it.',
    });
}
