/** The two built-in web roles together: every caller, signed in or not. */
export const EVERYONE = ['anonymous', 'authenticated'] as const;

/** Holds where a column has this value; the only conditions the demo's permissions need. */
export function is(column: string, value: string | boolean) {
  return { type: 'condition', column, operator: 'eq', value } as const;
}
