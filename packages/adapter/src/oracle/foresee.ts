import type { Privilege } from '@portico/protocol';
import { covers } from './evaluate/covers.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { grantsOf, hasAnyRight } from './evaluate/grants.ts';
import { isKnownColumn, isReadableTable, readableColumns } from './evaluate/readable.ts';
import { recordOf, viewpointOf } from './evaluate/viewpoint.ts';
import type { Answer, Moment, Question } from './question.ts';
import type { Person, World } from './world.ts';

/**
 * What one person may see and do in a world, by docs/permissions.md and nothing of the adapter: what an adapter that
 * runs somewhere is held to, from outside.
 */
export interface Foresight {
  readonly person: Person;
  /** What must be answered. Records outside the world are not in it. */
  answer(question: Question): Answer;
  /** The columns that show in this very record, `id` among them; null where it is not visible or not of the world. */
  readable(table: string, id: string): ReadonlySet<string> | null;
  /** Whether the table can be read at all. */
  reads(table: string): boolean;
  /** Whether the column shows in some record there might be. */
  knows(table: string, column: string): boolean;
  /** Whether there is any right on the table. */
  hasRight(table: string): boolean;
  /** The privileges that some permission held grants on the table. */
  privileges(table: string): ReadonlySet<Privilege>;
  /** The columns that some permission held lists for this privilege. */
  columns(table: string, privilege: 'read' | 'create' | 'write'): ReadonlySet<string>;
  /** The actions that some permission held lists. */
  actions(table: string): ReadonlySet<string>;
  /** Whether an action on this record of the world is granted. */
  mayAct(table: string, id: string, action: string): boolean;
}

const MOMENT: Moment = { now: '2026-01-01T00:00:00.000Z', newId: '00000000-0000-8000-8000-000000000000' };

/** The world must not be changed afterwards: what was found out of it is remembered. */
export function foresee(world: World, person: Person): Foresight {
  const view = viewpointOf(world, person);
  const held = (table: string) => view.held.get(table) ?? [];
  return {
    person,
    answer: (question) => evaluate(world, person, question, MOMENT),
    readable: (table, id) => {
      const record = recordOf(view, table, id);
      return record ? readableColumns(view, { table, record }) : null;
    },
    reads: (table) => isReadableTable(view, table),
    knows: (table, column) => isKnownColumn(view, table, column),
    hasRight: (table) => view.tables.has(table) && hasAnyRight(view, table),
    privileges: (table) => new Set(held(table).flatMap(({ privileges }) => privileges)),
    columns: (table, privilege) =>
      new Set(grantsOf(view, table, privilege).flatMap(({ columns }) => columns[privilege] ?? [])),
    actions: (table) => new Set(held(table).flatMap(({ actions }) => actions ?? [])),
    mayAct: (table, id, action) => {
      const record = recordOf(view, table, id);
      if (!record) return false;
      return held(table).some(
        (permission) => permission.actions?.includes(action) && covers(view, permission, { table, record }),
      );
    },
  };
}
