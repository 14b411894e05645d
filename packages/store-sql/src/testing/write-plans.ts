import type { CreateStep, Made, WritePlan, WriteStep } from '@portico/adapter/store';
import {
  EVERYTHING,
  isStored,
  type StoredRecord,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';

export const AT = '2026-01-01T00:00:00.000Z';

/** A record with every stored column of its table, null where nothing is given. */
export function recordOf(
  table: TableSchema,
  values: Record<string, StoredValue> & { id: string },
): StoredRecord {
  const columns = Object.entries(table.columns).filter(([, column]) => isStored(column));
  return { ...Object.fromEntries(columns.map(([name]) => [name, null])), ...values };
}

export function createStep(
  table: TableSchema,
  values: Record<string, StoredValue> & { id: string },
  rest: Partial<CreateStep> = {},
): CreateStep {
  return {
    type: 'create',
    table,
    record: recordOf(table, values),
    allowed: EVERYTHING,
    references: [],
    onDuplicate: 'refuse',
    ...rest,
  };
}

/** A plan such as the planner would make, about the record of its first step. */
export function writePlan(
  steps: readonly [WriteStep, ...WriteStep[]],
  idempotency?: WritePlan['idempotency'],
): Made<WritePlan> {
  const [first] = steps;
  const plan: WritePlan = {
    type: 'write',
    steps,
    result: { table: first.table.name, id: idOfStep(first) },
    audit: { event: 'test', contact: null, permission: null, at: AT },
    ...(idempotency && { idempotency }),
  };
  return plan as Made<WritePlan>;
}

function idOfStep(step: WriteStep): string {
  switch (step.type) {
    case 'create':
      return step.record.id;
    case 'require':
      return step.id;
    default:
      return 'id' in step.target ? step.target.id : '';
  }
}

/** The UUID that ends in this number. */
export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
