import { type Issue, ProtocolError } from '@portico/protocol';
import type { z } from 'zod';
import { DEFAULT_BODY_LIMIT, readBody } from './read-body.ts';
import { type JsonLimits, scanJson } from './scan-json.ts';

export interface ReadJsonOptions {
  /** Bytes. */
  readonly limit?: number;
  /** The problem of a body that does not fit its schema. */
  readonly code?: 'malformed_request' | 'invalid_values';
}

/**
 * The JSON body of a request as its schema says; otherwise `malformed_request`, or `invalid_values` for
 * bodies that people fill in, with an issue for each fault.
 */
export async function readJson<S extends z.ZodType>(
  request: Request,
  schema: S,
  { limit = DEFAULT_BODY_LIMIT, code = 'malformed_request' }: ReadJsonOptions = {},
): Promise<z.output<S>> {
  const value = parseJson(await readBody(request, 'application/json', limit));
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ProtocolError(code, '', { issues: issuesOf(parsed.error) });
  return parsed.data;
}

/** JSON from outside: scanned, then parsed. */
export function parseJson(text: string, limits: JsonLimits = {}): unknown {
  scanJson(text, limits);
  try {
    return JSON.parse(text);
  } catch {
    throw new ProtocolError('malformed_request', 'The body is not JSON.');
  }
}

/** Zod's issues by the path of the faulty value. No more than twenty: the sender has enough to do. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.join('.').slice(0, 200).toWellFormed(),
    message: messageOf(issue).slice(0, 200).toWellFormed(),
  }));
}

/** In the words of JSON, which knows no `undefined`. */
function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_type' ? `Takes a value of type ${issue.expected}.` : issue.message;
}
