import { ProtocolError } from '@portico/protocol';
import { z } from 'zod';
import type { Position } from '../plan/plan.ts';
import { digest, fromBase64Url, toBase64Url } from './digest.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const positionSchema = z.strictObject({
  query: z.string(),
  values: z.array(value).max(16),
  id: z.string().max(100),
});
const offsetSchema = z.strictObject({ query: z.string(), offset: z.int().min(1).max(1000) });

/**
 * What a cursor belongs to: the table or the search, and all that decides which record comes next. Page
 * size, columns and count may differ from page to page.
 */
export async function queryFingerprint(of: string, decisive: readonly unknown[]): Promise<string> {
  return (await digest(JSON.stringify([of, decisive]))).slice(0, 22);
}

/** A place in a list. It holds nothing but values its reader was shown, so it is neither secret nor signed. */
export function formatCursor(query: string, position: Position): string {
  return encode({ query, values: position.values, id: position.id });
}

/** Throws `invalid_cursor` for anything but a cursor of this very query. */
export function parseCursor(query: string, cursor: string): Position {
  const { values, id } = decode(query, cursor, positionSchema);
  return { values, id };
}

/** A place in search results, which have no order that could be resumed by value. */
export function formatOffset(query: string, offset: number): string {
  return encode({ query, offset });
}

export function parseOffset(query: string, cursor: string): number {
  return decode(query, cursor, offsetSchema).offset;
}

function encode(content: object): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(content)));
}

function decode<T extends { readonly query: string }>(
  query: string,
  cursor: string,
  schema: z.ZodType<T>,
): T {
  const bytes = fromBase64Url(cursor);
  const parsed = bytes && schema.safeParse(parseOrNull(bytes));
  if (!parsed?.success || parsed.data.query !== query) throw new ProtocolError('invalid_cursor');
  return parsed.data;
}

function parseOrNull(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
