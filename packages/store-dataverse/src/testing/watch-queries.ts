import { matchAbnf } from './abnf/match-abnf.ts';
import { NO_ODATA_GRAMMAR, odataGrammar } from './odata-grammar.ts';

/** What the grammar of OASIS has rules for, of all that the client sends. */
const OPTION = /^\$(select|filter|orderby|expand|count|top)=/;

/** A `fetch` for a client under test, which holds every query that goes out against the grammar. */
export interface QueryWatch {
  readonly fetch: typeof fetch;
  /** Query options that the grammar does not take. */
  readonly faults: readonly string[];
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
      if (rule === undefined || checked.has(option)) continue;
      checked.add(option);
      const isOption = rule === 'count' ? option === '$count=true' : matchAbnf(odataGrammar(), rule, option);
      if (!isOption) faults.push(decodeURIComponent(option));
    }
  }

  return {
    faults,
    checked,
    fetch: (input, init) => {
      if (!NO_ODATA_GRAMMAR) {
        check(String(input));
        for (const [, url] of String(init?.body ?? '').matchAll(/^GET (\S+) HTTP/gm)) if (url) check(url);
      }
      return fetch(input, init);
    },
  };
}
