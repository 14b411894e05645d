import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type {
  DeleteStep,
  Grant,
  Made,
  SearchPlan,
  SearchTablePlan,
  Store,
  UpdateStep,
} from '@portico/adapter/store';
import { EVERYTHING, isProtocolError, type StoredValue, type TableSchema } from '@portico/protocol';
import { createSqliteStore } from '../create-sqlite-store.ts';
import { NOTE } from './notes.ts';
import { listAll } from './read-plans.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { createStep, idOf, writePlan } from './write-plans.ts';

/** A store of notes, in memory or in a file of its own; closed after the test. */
export async function openNotes(
  test: TestContext,
  kind: 'memory' | 'file' = 'memory',
): Promise<{ readonly store: Store; readonly file: string }> {
  const file = kind === 'memory' ? ':memory:' : join(await temporaryFolder(test), 'notes.db');
  const store = createSqliteStore({ file });
  test.after(() => store.close());
  await store.open([NOTE]);
  return { store, file };
}

type NoteValues = Readonly<Record<string, StoredValue>>;

/** A step that creates the note with this number. */
export function newNote(at: number, values: NoteValues, rest: Parameters<typeof createStep>[2] = {}) {
  return createStep(NOTE, { id: idOf(at), ...values }, rest);
}

export function changeNote(at: number, changes: NoteValues, rest: Partial<UpdateStep> = {}): UpdateStep {
  return {
    type: 'update',
    table: NOTE,
    target: { id: idOf(at) },
    changes,
    before: EVERYTHING,
    after: EVERYTHING,
    readable: EVERYTHING,
    when: EVERYTHING,
    references: [],
    ...rest,
  };
}

export function deleteNote(at: number, rest: Partial<DeleteStep> = {}): DeleteStep {
  return {
    type: 'delete',
    table: NOTE,
    target: { id: idOf(at) },
    before: EVERYTHING,
    readable: EVERYTHING,
    ...rest,
  };
}

/** Writes notes, each as a request of its own. */
export async function writeNotes(
  store: Store,
  ...steps: readonly (ReturnType<typeof newNote> | UpdateStep | DeleteStep)[]
): Promise<void> {
  for (const step of steps) await store.write(writePlan([step]));
}

/** All titles, in the order of the ids. */
export async function titlesIn(store: Store, table: TableSchema = NOTE): Promise<readonly unknown[]> {
  const { records } = await store.list(listAll(table));
  return records.map(({ title }) => title);
}

const GRANT: Grant = {
  permission: 'all',
  filter: EVERYTHING,
  columns: new Set(['title', 'visibility', 'amount']),
};

export interface NoteSearch
  extends Partial<Pick<SearchPlan, 'limit' | 'offset' | 'prefix' | 'correct' | 'completions'>> {
  /** Default: both. */
  readonly classes?: readonly string[];
  readonly table?: Partial<SearchTablePlan>;
  readonly grants?: readonly Grant[];
  /** Whether the searcher may read all there is in the classes; default true. */
  readonly whole?: boolean;
}

/** A search of notes by somebody who may read these visibility classes, with counts by visibility. */
export function noteSearch(text: string, options: NoteSearch = {}): Made<SearchPlan> {
  const { classes = ['public', 'staff'], table = {}, grants = [GRANT], whole = true, ...rest } = options;
  const plan: SearchPlan = {
    type: 'search',
    text,
    tables: [
      {
        projection: { table: NOTE, grants, select: ['title', 'visibility'], lookups: [], counts: [] },
        columns: ['title'],
        classes: classes.map((visibility) => ({ visibility, grants, whole })),
        where: EVERYTHING,
        facets: ['visibility'],
        ...table,
      },
    ],
    limit: 50,
    offset: 0,
    prefix: false,
    correct: false,
    completions: 0,
    ...rest,
  };
  return plan as Made<SearchPlan>;
}

/** Titles of what a search finds, in alphabetical order. */
export async function foundBy(
  store: Store,
  text: string,
  options: NoteSearch = {},
): Promise<readonly unknown[]> {
  const { hits } = await store.search(noteSearch(text, options));
  return hits.map(({ record }) => record.title).sort();
}

/** The code of the problem a promise is refused with; the word `done` when it is not. */
export function outcomeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'done',
    (error: unknown) => (isProtocolError(error) ? error.code : String(error)),
  );
}
