import {
  EVERYTHING,
  type Filter,
  type Issue,
  ProtocolError,
  type StoredRecord,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import { columnOf } from '../../config/site.ts';
import { completeRecord } from '../complete-record.ts';
import type { WriteContext } from '../context.ts';
import { normalizeText } from '../normalize-text.ts';
import type { CreateStep, RequireStep, UpdateStep } from '../plan.ts';
import { type Planning, tableNamed } from '../planning.ts';
import { refuseIssues } from '../read-values.ts';

/** One named command on one record, as its planner gets it. */
export interface ActionRequest<Input> {
  readonly planning: Planning;
  readonly table: TableSchema;
  readonly id: string;
  readonly action: string;
  readonly input: Input;
  readonly context: WriteContext;
}

/** What the record must satisfy for the command, and what decides between 403 and 404 when it does not. */
export function accessOf<Input>({ planning, table, action }: ActionRequest<Input>): {
  readonly before: Filter;
  readonly readable: Filter;
} {
  return {
    before: planning.rights.where(table.name, `action:${action}`),
    readable: planning.rights.where(table.name, 'read'),
  };
}

export function requireRecord<Input>(request: ActionRequest<Input>, when: Filter = EVERYTHING): RequireStep {
  return { type: 'require', table: request.table, id: request.id, ...accessOf(request), when };
}

/** Changes the command's own record. What a command sets is its meaning, so no column permission is asked. */
export function changeRecord<Input>(
  request: ActionRequest<Input>,
  changes: Readonly<Record<string, StoredValue>>,
  rest: Partial<Pick<UpdateStep, 'when' | 'references'>> = {},
): UpdateStep {
  return {
    type: 'update',
    table: request.table,
    target: { id: request.id },
    changes: { ...changes, updated_at: request.context.now },
    ...accessOf(request),
    after: EVERYTHING,
    when: EVERYTHING,
    references: [],
    ...rest,
  };
}

/** A record that the command makes beside; granted by the action itself. */
export function sideRecord<Input>(
  { planning, context }: ActionRequest<Input>,
  tableName: string,
  values: Readonly<Record<string, StoredValue>>,
  onDuplicate: CreateStep['onDuplicate'] = 'refuse',
): CreateStep {
  const table = tableNamed(planning.site, tableName);
  const issues: Issue[] = [];
  const record: StoredRecord = completeRecord(
    table,
    new Map(Object.entries(values)),
    { id: context.newId(), now: context.now, displayName: planning.subject.displayName },
    issues,
  );
  refuseIssues(issues);
  return { type: 'create', table, record, allowed: EVERYTHING, references: [], onDuplicate };
}

/** Text of a command's input, held to the limits of the column it is kept in. */
export function inputText<Input>(
  { planning }: ActionRequest<Input>,
  path: string,
  text: string | undefined,
  kept: { readonly table: string; readonly column: string },
): string | null {
  if (text === undefined) return null;
  const column = columnOf(tableNamed(planning.site, kept.table), kept.column);
  if (column?.type !== 'text') throw new Error(`${kept.table}.${kept.column} is not a text column.`);
  const normalized = normalizeText(text, column);
  if (!normalized.ok) refuseIssues([{ path, message: normalized.message }]);
  return normalized.ok ? (normalized.value as string | null) : null;
}

/** The subject's contact, for commands that are kept in a person's name. */
export function ownContact<Input>({ planning }: ActionRequest<Input>): string {
  const { contact } = planning.subject;
  if (contact === null) throw new ProtocolError('permission_denied', 'Sign in to do this.');
  return contact;
}
