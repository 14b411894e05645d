import { ProtocolError } from '@portico/protocol';
import { z } from 'zod';
import { issuesOf } from './read-json.ts';

/** A whole number as a parameter: digits only, within bounds. */
export function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,8})$/, `A whole number from ${min} to ${max}.`)
    .transform(Number)
    .pipe(z.int().min(min).max(max));
}

/** `true` or `false`. */
export function flag() {
  return z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .pipe(z.boolean());
}

/**
 * The parameters of a URL as their schema says. Unknown and repeated ones are refused, never ignored: a
 * parameter nobody reads is how filters get lost. Throws `invalid_parameter`, or `malformed_request` for
 * percent-encoded bytes that are no UTF-8.
 */
export function readParameters<S extends z.ZodObject>(url: URL, schema: S): z.output<S> {
  checkEncoding(url.search);
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of url.searchParams) {
    if (!Object.hasOwn(schema.shape, name)) {
      throw new ProtocolError('invalid_parameter', 'A parameter is unknown.', {
        issues: [{ path: name.slice(0, 100), message: 'This parameter is unknown here.' }],
      });
    }
    if (name in values) {
      throw new ProtocolError('invalid_parameter', '', {
        issues: [{ path: name, message: 'This parameter comes twice.' }],
      });
    }
    values[name] = value;
  }
  const parsed = schema.safeParse({ ...values });
  if (!parsed.success) throw new ProtocolError('invalid_parameter', '', { issues: issuesOf(parsed.error) });
  return parsed.data;
}

/** `URLSearchParams` turns invalid bytes into U+FFFD without a word. */
function checkEncoding(search: string): void {
  try {
    decodeURIComponent(search);
  } catch {
    throw new ProtocolError('malformed_request', 'The query is not UTF-8.');
  }
}

/** For routes that take no parameters. */
export const noParameters = z.strictObject({});
