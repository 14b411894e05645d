/** Assertions of the store contract, so that it needs no test library of any runtime. */
export function assertSame(actual: unknown, expected: unknown, about: string): void {
  const [found, wanted] = [canonical(actual), canonical(expected)];
  if (found !== wanted) throw new Error(`${about}\n  expected: ${cut(wanted)}\n  actual:   ${cut(found)}`);
}

export function assertTrue(condition: boolean, about: string): asserts condition {
  if (!condition) throw new Error(about);
}

/** JSON with sorted keys, so that key order does not matter; an absent key is not a null one. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
}

function cut(text: string): string {
  return text?.length > 2000 ? `${text.slice(0, 2000)}… (${text.length} characters)` : text;
}
