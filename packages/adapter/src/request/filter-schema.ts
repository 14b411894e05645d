import { type Filter, OPERATORS, type Operator } from '@portico/protocol';
import { z } from 'zod';

/** Values in one `in` list, and parts of one `and` or `or`. */
const MAX_LIST = 100;
const MAX_TEXT = 1000;

const value = z.union([z.string().max(MAX_TEXT), z.number(), z.boolean(), z.null()]);
const name = z.string().max(63);

/** The shape of a visitor's filter. Whether its columns take its operators and values: `checkFilter`. */
export const filterSchema: z.ZodType<Filter> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('everything') }),
      z.strictObject({ type: z.literal('nothing') }),
      z.strictObject({ type: z.literal('and'), filters: z.array(filterSchema).max(MAX_LIST) }),
      z.strictObject({ type: z.literal('or'), filters: z.array(filterSchema).max(MAX_LIST) }),
      z.strictObject({ type: z.literal('not'), filter: filterSchema }),
      z.strictObject({ type: z.literal('related'), lookup: name, filter: filterSchema }),
      z.strictObject({
        type: z.literal('condition'),
        column: name,
        operator: z.enum(OPERATORS as readonly [Operator, ...Operator[]]),
        value: z.union([value, z.array(value).max(MAX_LIST)]),
      }),
    ]),
  )
  .meta({ id: 'Filter' });
