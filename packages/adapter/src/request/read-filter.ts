import { type Filter, isProtocolError, ProtocolError } from '@portico/protocol';
import { filterSchema } from './filter-schema.ts';
import { issuesOf, parseJson } from './read-json.ts';

/** UTF-16 code units of the JSON; filters within filters; filters in all. */
const MAX_LENGTH = 8192;
const MAX_DEPTH = 8;
const MAX_NODES = 100;

/** A filter as a visitor sends it, as JSON. Throws `invalid_filter`. */
export function readFilter(text: string): Filter {
  if (text.length > MAX_LENGTH) throw refused(`A filter is limited to ${MAX_LENGTH} characters.`);
  const parsed = filterSchema.safeParse(parseFilterJson(text));
  if (!parsed.success) {
    throw new ProtocolError('invalid_filter', '', { issues: issuesOf(parsed.error) });
  }
  if (countNodes(parsed.data, 1) > MAX_NODES) throw refused(`A filter is limited to ${MAX_NODES} parts.`);
  return parsed.data;
}

function parseFilterJson(text: string): unknown {
  try {
    // Each filter within a filter costs two levels of JSON at most; one more for a list of values.
    return parseJson(text, { depth: 2 * MAX_DEPTH + 1, keys: 4 * MAX_NODES });
  } catch (error) {
    if (isProtocolError(error)) throw refused(error.message);
    throw error;
  }
}

function countNodes(filter: Filter, depth: number): number {
  if (depth > MAX_DEPTH) throw refused(`A filter is limited to ${MAX_DEPTH} levels.`);
  switch (filter.type) {
    case 'and':
    case 'or':
      return filter.filters.reduce((sum, part) => sum + countNodes(part, depth + 1), 1);
    case 'not':
    case 'related':
      return 1 + countNodes(filter.filter, depth + 1);
    default:
      return 1;
  }
}

function refused(detail: string): ProtocolError {
  return new ProtocolError('invalid_filter', detail);
}
