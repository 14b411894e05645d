import type { Columns } from '../schema/table-definition.ts';

/** The columns of one address, alike in every table that has any. */
export function addressColumns(prefix: 'address1' | 'address2'): Columns {
  return {
    [`${prefix}_name`]: { type: 'text', maxLength: 200 },
    [`${prefix}_line1`]: { type: 'text', maxLength: 250 },
    [`${prefix}_line2`]: { type: 'text', maxLength: 250 },
    [`${prefix}_line3`]: { type: 'text', maxLength: 250 },
    [`${prefix}_city`]: { type: 'text', maxLength: 80 },
    [`${prefix}_stateorprovince`]: { type: 'text', maxLength: 50 },
    [`${prefix}_postalcode`]: { type: 'text', maxLength: 20 },
    [`${prefix}_country`]: { type: 'text', maxLength: 80 },
    [`${prefix}_telephone1`]: { type: 'text', maxLength: 50 },
  };
}
