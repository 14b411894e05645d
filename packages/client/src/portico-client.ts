import {
  type ActionInputs,
  type ActionName,
  type ActionResult,
  type ActionTable,
  type Filter,
  type FormDefinition,
  type FormReceipt,
  type FormSubmission,
  formatRecordQuery,
  PATHS,
  type RecordPage,
  type RecordQuery,
  type RecordValues,
  type SearchPage,
  type SessionInfo,
  type SiteInfo,
  type Snippet,
  type Suggestions,
  type TableInfo,
  type TableRecord,
  type WrittenRecord,
} from '@portico/protocol';
import { AnonymousSession, type Session } from './session.ts';
import { createTransport } from './transport.ts';

export interface CallOptions {
  /** Aborting rejects the call at once, with the signal's reason: an `AbortError` unless another was given. */
  readonly signal?: AbortSignal | undefined;
}

export interface SearchRequest {
  readonly q: string;
  /** Tables to search; absent: all searchable ones. */
  readonly tables?: readonly string[];
  readonly limit?: number;
  readonly cursor?: string;
  readonly facets?: boolean;
  readonly filter?: Filter;
}

export interface GetOptions extends CallOptions {
  readonly select?: readonly string[];
  readonly expand?: readonly string[];
}

export interface CreateOptions extends CallOptions {
  /** One key per thing to create; sending it again creates no second one. See {@link newIdempotencyKey}. */
  readonly idempotencyKey?: string;
}

export interface ChangeOptions extends CallOptions {
  /** Refuses with `etag_mismatch` when the record was changed since it was read. */
  readonly etag?: string;
}

/**
 * A Portico adapter, as calls. Every call sends the session's access token if there is one; what comes back is what
 * that subject may see. Failures are `PorticoError`s.
 */
export interface PorticoClient {
  /** Name, locales, identity provider and forms of the site. Fetched once. */
  site(): Promise<SiteInfo>;
  /** Who the adapter takes the visitor for. Fetched once per sign-in. */
  session(): Promise<SessionInfo>;
  search(request: SearchRequest, options?: CallOptions): Promise<SearchPage>;
  suggest(q: string, options?: CallOptions): Promise<Suggestions>;
  table(table: string, options?: CallOptions): Promise<TableInfo>;
  list(table: string, query?: RecordQuery, options?: CallOptions): Promise<RecordPage>;
  get(table: string, id: string, options?: GetOptions): Promise<TableRecord>;
  /** The new record's id, and the record itself unless its writer may not read it. */
  create(table: string, values: RecordValues, options?: CreateOptions): Promise<WrittenRecord>;
  /** As {@link PorticoClient.create}; `record` is null also when the change took the record out of sight. */
  update(table: string, id: string, changes: RecordValues, options?: ChangeOptions): Promise<WrittenRecord>;
  delete(table: string, id: string, options?: ChangeOptions): Promise<void>;
  act<T extends ActionTable, A extends ActionName<T> & keyof ActionInputs[T]>(
    table: T,
    id: string,
    action: A,
    input: ActionInputs[T][A],
    options?: CallOptions,
  ): Promise<ActionResult>;
  form(name: string, options?: CallOptions): Promise<FormDefinition>;
  submit(form: string, submission: FormSubmission, options?: CreateOptions): Promise<FormReceipt>;
  /** A content snippet in `locale` (BCP 47), or the site's nearest. */
  content(snippet: string, locale?: string, options?: CallOptions): Promise<Snippet>;
}

export interface ClientOptions {
  /** Base URL of the adapter, such as `https://help.example.com`. */
  readonly adapter: string;
  /** Default: everyone is anonymous. */
  readonly session?: Session;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
}

/** A client of the adapter at `options.adapter`. Nothing is sent until a method is called. */
export function createClient(options: ClientOptions): PorticoClient {
  const session = options.session ?? new AnonymousSession();
  const send = createTransport({ ...options, session });
  const site = remembered(
    () => send(PATHS.site()),
    () => 0,
  );
  const subject = remembered(
    () => send(PATHS.session()),
    () => session.state.revision,
  );
  const calls = {
    site,
    session: subject,
    search: ({ tables, filter, ...rest }: SearchRequest, { signal }: CallOptions = {}) =>
      send(PATHS.search(), {
        search: { ...rest, tables: tables?.join(','), filter: filter && JSON.stringify(filter) },
        signal,
      }),
    suggest: (q: string, { signal }: CallOptions = {}) => send(PATHS.suggest(), { search: { q }, signal }),
    table: (table: string, { signal }: CallOptions = {}) => send(PATHS.table(table), { signal }),
    list: (table: string, query: RecordQuery = {}, { signal }: CallOptions = {}) =>
      send(PATHS.records(table), { search: formatRecordQuery(query), signal }),
    get: (table: string, id: string, { select, expand, signal }: GetOptions = {}) =>
      send(PATHS.record(table, id), {
        search: { select: select?.join(','), expand: expand?.join(',') },
        signal,
      }),
    create: (table: string, json: RecordValues, options: CreateOptions = {}) =>
      send(PATHS.records(table), { method: 'POST', json, ...options }),
    update: (table: string, id: string, json: RecordValues, options: ChangeOptions = {}) =>
      send(PATHS.record(table, id), { method: 'PATCH', json, ...options }),
    delete: (table: string, id: string, options: ChangeOptions = {}) =>
      send(PATHS.record(table, id), { method: 'DELETE', ...options }),
    act: (table: string, id: string, action: string, json: unknown, { signal }: CallOptions = {}) =>
      send(PATHS.action(table, id, action), { method: 'POST', json, signal }),
    form: (name: string, { signal }: CallOptions = {}) => send(PATHS.form(name), { signal }),
    submit: (form: string, json: FormSubmission, options: CreateOptions = {}) =>
      send(PATHS.submissions(form), { method: 'POST', json, ...options }),
    content: (snippet: string, locale?: string, { signal }: CallOptions = {}) =>
      send(PATHS.content(snippet), { search: { locale }, signal }),
  };
  // The one place where the adapter is taken at its word: its answers have the types of the protocol.
  return calls as unknown as PorticoClient;
}

/** Asks once per version; a failure is not remembered. */
function remembered(ask: () => Promise<unknown>, version: () => number): () => Promise<unknown> {
  let known: { readonly version: number; readonly answer: Promise<unknown> } | null = null;
  return () => {
    if (known?.version === version()) return known.answer;
    const answer = ask();
    const entry = { version: version(), answer };
    known = entry;
    answer.catch(() => {
      if (known === entry) known = null;
    });
    return answer;
  };
}
