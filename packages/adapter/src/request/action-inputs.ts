import { ACTIONS, type ActionName, type ActionTable, RECORD_ID } from '@portico/protocol';
import { z } from 'zod';

const reason = z.string().max(4000).optional();
const switched = z.strictObject({ on: z.boolean() });
const visibility = z.enum(['public', 'hidden']);

type Inputs = {
  readonly [T in ActionTable]: { readonly [A in ActionName<T>]: z.ZodType };
};

/** The input of each named command, as `ActionInputs` describes it. */
export const ACTION_INPUTS = {
  article: { rate: z.strictObject({ helpful: z.boolean(), comment: z.string().max(2000).optional() }) },
  case: {
    close: z.strictObject({ resolution: z.string().max(4000).optional() }),
    reopen: z.strictObject({ reason }),
  },
  thread: {
    vote: switched,
    subscribe: switched,
    'accept-answer': z.strictObject({ post: z.string().regex(RECORD_ID).nullable() }),
    moderate: z.strictObject({ visibility: visibility.optional(), locked: z.boolean().optional(), reason }),
  },
  post: { vote: switched, moderate: z.strictObject({ visibility, reason }) },
} as const satisfies Inputs;

/** The schema of an action's input; undefined when the table has no such action. */
export function actionInput(table: string, action: string): z.ZodType | undefined {
  if (!Object.hasOwn(ACTIONS, table)) return undefined;
  const inputs: Readonly<Record<string, z.ZodType>> = ACTION_INPUTS[table as ActionTable];
  return Object.hasOwn(inputs, action) ? inputs[action] : undefined;
}
