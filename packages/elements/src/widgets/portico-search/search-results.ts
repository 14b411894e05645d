import type { Facet, SearchPage } from '@portico/protocol';
import { PagesController } from '../../controllers/pages-controller.ts';
import { QueryController, type QueryHost } from '../../controllers/query-controller.ts';
import {
  type FacetChoice,
  type Narrowing,
  NOT_NARROWED,
  type SearchScope,
  searchNarrowed,
  searchRequest,
  tablesFound,
  withChoice,
} from './narrowing.ts';

/** The answer to a search and what the visitor has narrowed it down to. */
export class SearchResults {
  readonly query: QueryController<SearchPage>;
  readonly pages: PagesController<SearchPage>;
  readonly #host: QueryHost;
  readonly #scope: () => SearchScope;
  #narrowing = NOT_NARROWED;
  #unfolded: ReadonlySet<string> = new Set();
  #kinds: readonly string[] = [];
  #last: { readonly q: string; readonly revision: number; readonly page: SearchPage } | undefined;

  /** Nothing is asked while the scope's query is empty. `answered` hears of each first page. */
  constructor(host: QueryHost, scope: () => SearchScope, answered: (page: SearchPage) => void) {
    this.#host = host;
    this.#scope = scope;
    this.query = new QueryController(host, {
      args: () => {
        const { q, tables, filter } = scope();
        return q ? [q, tables?.join(), filter, this.#narrowing] : null;
      },
      query: async (client, _, signal) => {
        const asked = scope();
        const { revision } = this.query.visitor.state;
        const page = await searchNarrowed(client, asked, this.#narrowing, signal);
        if (signal.aborted) return page;
        if (this.#narrowing.table === null) this.#kinds = tablesFound(page);
        this.#last = { q: asked.q, revision, page };
        answered(page);
        return page;
      },
    });
    this.pages = new PagesController(host, this.query, {
      next: (client, cursor) => client.search({ ...searchRequest(scope(), this.#narrowing), cursor }),
      join: (before, after) => ({ ...before, hits: [...before.hits, ...after.hits], cursor: after.cursor }),
    });
  }

  /**
   * What to show: the answer, or while the next narrowing is awaited, the last answer to the same query of the same
   * visitor.
   */
  get page(): SearchPage | undefined {
    const { value, state } = this.query;
    if (value || state === 'denied' || state === 'error') return value;
    const { revision } = this.query.visitor.state;
    return this.#last?.q === this.#scope().q && this.#last.revision === revision
      ? this.#last.page
      : undefined;
  }

  get narrowing(): Narrowing {
    return this.#narrowing;
  }

  /** The tables in which the query found something before it was narrowed. */
  get kinds(): readonly string[] {
    return this.#kinds;
  }

  /** Columns whose facet shows all its values. */
  get unfolded(): ReadonlySet<string> {
    return this.#unfolded;
  }

  /** For another query. */
  readonly reset = (): void => {
    this.#unfolded = new Set();
    this.#narrow(NOT_NARROWED);
  };

  readonly chooseTable = (table: string | null): void => this.#narrow({ ...NOT_NARROWED, table });

  readonly choose = (facet: Facet, choice: FacetChoice, on: boolean): void =>
    this.#narrow(withChoice(this.#narrowing, facet, choice, on));

  readonly clearChoices = (): void => this.#narrow(NOT_NARROWED);

  readonly unfold = (column: string): void => {
    this.#unfolded = new Set([...this.#unfolded, column]);
    this.#host.requestUpdate();
  };

  #narrow(narrowing: Narrowing): void {
    this.#narrowing = narrowing;
    this.#host.requestUpdate();
  }
}
