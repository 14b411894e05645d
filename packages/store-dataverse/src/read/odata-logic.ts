/** A test in OData; `true` and `false` are the tests that always and never hold. */
export type Test = string | boolean;

/**
 * Conjunction. A test that is unknown, as SQL has it where a cell is null, counts like one that does not hold: that is
 * so while tests are joined by `and` and `or` alone, and this file has no negation.
 */
export function all(tests: readonly Test[]): Test {
  if (tests.includes(false)) return false;
  return join(tests, 'and') ?? true;
}

/** Disjunction. */
export function any(tests: readonly Test[]): Test {
  if (tests.includes(true)) return true;
  return join(tests, 'or') ?? false;
}

function join(tests: readonly Test[], word: 'and' | 'or'): string | null {
  const parts = [...new Set(tests.filter((test) => typeof test === 'string'))];
  if (parts.length === 0) return null;
  return parts.length === 1 ? (parts[0] as string) : `(${parts.join(` ${word} `)})`;
}
