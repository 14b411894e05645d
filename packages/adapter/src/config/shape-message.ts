/** As zod hands it to an error map; the fields of one code are absent in the others. */
export interface ShapeIssue {
  readonly code?: string | undefined;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/**
 * What is wrong with a value of a configuration, for people who do not think in types: "is missing", not "expected
 * string, received undefined". `undefined` leaves the message to the shape.
 */
export function shapeMessage({ code, input, expected, values }: ShapeIssue): string | undefined {
  if (input === undefined) return 'is missing';
  if (code === 'invalid_value' && values) return `must be one of ${values.join(', ')}`;
  const words = TYPE_WORDS[String(expected)];
  return code === 'invalid_type' && words ? `must be ${words}` : undefined;
}
