import { badQuery, notModelled } from './fault.ts';

/** The options of a query, decoded, by name with `$`. */
export interface QueryOptions {
  readonly get: (name: string) => string | undefined;
  /** `@p1` and its text. */
  readonly alias: (name: string) => string | undefined;
  readonly names: readonly string[];
}

const KNOWN = new Set([
  '$select',
  '$expand',
  '$filter',
  '$orderby',
  '$top',
  '$count',
  '$apply',
  '$skiptoken',
  '$deltatoken',
]);
const NOT_MODELLED = new Set(['$apply', 'fetchXml', 'savedQuery', 'userQuery']);
/** Passed to plug-ins: Microsoft Learn, "Add a shared variable to the plugin execution context". */
const PASSED_OVER = new Set(['tag']);

/** Takes a query string apart; refuses what Dataverse does not support, such as `$skip`, `$search` and `$format`. */
export function readQueryOptions(query: string, allowed: ReadonlySet<string> = KNOWN): QueryOptions {
  const found = new Map<string, string>();
  for (const part of query === '' ? [] : query.split('&')) {
    const equals = part.indexOf('=');
    if (equals === -1) throw badQuery(`The query part '${part}' has no value.`);
    const name = decode(part.slice(0, equals));
    if (PASSED_OVER.has(name)) continue;
    if (NOT_MODELLED.has(name)) throw notModelled(name);
    if (!name.startsWith('@') && !(KNOWN.has(name) && allowed.has(name))) {
      throw badQuery(`The query parameter ${name} is not supported`);
    }
    if (found.has(name)) throw badQuery(`Query option '${name}' was specified more than once.`);
    found.set(name, decode(part.slice(equals + 1)));
  }
  return {
    get: (name) => found.get(name),
    alias: (name) => (name.startsWith('@') ? found.get(name) : undefined),
    names: [...found.keys()],
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badQuery(
      'The query is not well-formed: a percent sign must be followed by two hexadecimal digits.',
    );
  }
}
