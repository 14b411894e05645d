import assert from 'node:assert/strict';
import { matchAbnf } from './abnf/match-abnf.ts';
import { NO_ODATA_GRAMMAR, odataGrammar } from './odata-grammar.ts';

/** What the grammar of OASIS has rules for, of all that the client sends. */
const OPTION = /^\$(select|filter|orderby|expand|count|top)=/;

/** Different query options that one watch holds against it: of thousands, later ones have the shapes of earlier ones. */
const MOST = 150;
/** Characters of an option that is held against it: a longer one takes so long to read that its request would time out. */
const LONGEST = 3_000;

/** A `fetch` for a client under test, which holds every query that goes out against the grammar. */
export interface QueryWatch {
  readonly fetch: typeof fetch;
  /** Query options that the grammar does not take. */
  readonly faults: readonly string[];
  /** @throws AssertionError when the grammar did not take one of them. */
  assertGrammar(): void;
  /** Different query options held against it; none where there is no `../shared`. */
  readonly checked: ReadonlySet<string>;
}

export function watchQueries(): QueryWatch {
  const faults: string[] = [];
  const checked = new Set<string>();

  function check(url: string): void {
    // Links of the server's own making have options the client never writes.
    if (/[?&]\$(skip|delta)token=/.test(url)) return;
    for (const option of url.split('?', 2)[1]?.split('&') ?? []) {
      const [, rule] = OPTION.exec(option) ?? [];
      if (rule === undefined || checked.has(option) || checked.size >= MOST) continue;
      if (option.length > LONGEST) continue;
      checked.add(option);
      const isOption = rule === 'count' ? option === '$count=true' : matchAbnf(odataGrammar(), rule, option);
      if (!isOption) faults.push(decodeURIComponent(option));
    }
  }

  return {
    faults,
    checked,
    assertGrammar: () => assert.deepEqual(faults, [], 'queries out of the grammar of OData'),
    fetch: (input, init) => {
      if (!NO_ODATA_GRAMMAR) {
        check(shortened(String(input)));
        for (const [, url] of String(init?.body ?? '').matchAll(/^GET (\S+) HTTP/gm))
          if (url) check(shortened(url));
      }
      return fetch(input, init);
    },
  };
}

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const ONE = '00000000-0000-4000-8000-000000000000';
const LIST = new RegExp(`('|%27)${ONE}\\1(?:,\\1${ONE}\\1)+`, 'g');
const EITHER = new RegExp(`([\\w/]+%20eq%20${ONE})(?:%20or%20\\1)+`, 'g');

/** With one id for all, and one in place of many: to the grammar a long list is no other, and it takes long to read. */
function shortened(url: string): string {
  return url
    .replace(GUID, ONE)
    .replace(LIST, (_, quote: string) => `${quote}${ONE}${quote}`)
    .replace(EITHER, '$1');
}
