import { type PorticoClient, PorticoError, type PorticoErrorCode, type SearchRequest } from '@portico/client';
import {
  ACTIONS,
  type CellValue,
  type FormDefinition,
  type FormReceipt,
  type FormSubmission,
  foldText,
  type RecordPage,
  type RecordQuery,
  type RecordValues,
  type SearchHit,
  type SearchPage,
  type SessionInfo,
  type SiteInfo,
  STANDARD_TABLES,
  type Suggestions,
  type TableInfo,
  type TableRecord,
  type TextSegment,
  type WrittenRecord,
} from '@portico/protocol';
import { fakeAct } from './fake-actions.ts';
import { fakeMatches } from './fake-matches.ts';

type Method = keyof PorticoClient;

/** A call that was made, with its arguments as they came. */
export interface FakeCall {
  readonly method: Method;
  readonly args: readonly unknown[];
}

/** What a test may set up beforehand; everything may be changed later through the fields of {@link FakeClient}. */
export interface FakeClientOptions {
  /** By table; each needs an `id`, everything else is as read. */
  readonly records?: Readonly<
    Record<string, readonly ({ readonly id: string } & Record<string, CellValue>)[]>
  >;
  readonly forms?: readonly FormDefinition[];
  readonly session?: Partial<SessionInfo>;
  readonly site?: Partial<SiteInfo>;
  /** HTML of content snippets, by name. */
  readonly snippets?: Readonly<Record<string, string>>;
}

/**
 * An adapter in memory, without permissions: what is put in can be read. Lookups written as ids are read as lookup
 * values when the table is known. Calls are logged, can be made to fail, and can be held open.
 */
export class FakeClient implements PorticoClient {
  readonly calls: FakeCall[] = [];
  readonly tables = new Map<string, Map<string, TableRecord>>();
  readonly forms = new Map<string, FormDefinition>();
  readonly snippets = new Map<string, string>();
  sessionInfo: SessionInfo;
  siteInfo: SiteInfo;
  readonly #failures = new Map<Method, PorticoError[]>();
  readonly #gates = new Map<Method, Promise<void>>();
  readonly #created = new Map<string, TableRecord>();
  #counter = 0;

  constructor(options: FakeClientOptions = {}) {
    for (const [table, records] of Object.entries(options.records ?? {}))
      for (const record of records) this.put(table, record);
    for (const form of options.forms ?? []) this.forms.set(form.name, form);
    for (const [name, html] of Object.entries(options.snippets ?? {})) this.snippets.set(name, html);
    this.sessionInfo = { ...ANONYMOUS, ...options.session };
    this.siteInfo = { ...SITE, forms: [...this.forms.keys()], ...options.site };
  }

  /** Stores a record as it will be read. */
  put(table: string, record: { readonly id: string } & Record<string, CellValue>): TableRecord {
    const stored: TableRecord = { etag: `"${++this.#counter}"`, ...record } as TableRecord;
    const records = this.tables.get(table) ?? new Map<string, TableRecord>();
    this.tables.set(table, records.set(record.id, { ...stored, etag: `"${++this.#counter}"` }));
    return records.get(record.id) as TableRecord;
  }

  /** Makes the next call of `method` fail, once for each time this is said. */
  failNext(
    method: Method,
    code: PorticoErrorCode,
    options: ConstructorParameters<typeof PorticoError>[2] = {},
  ): void {
    this.#failures.set(method, [
      ...(this.#failures.get(method) ?? []),
      new PorticoError(code, code, options),
    ]);
  }

  /** Holds calls of `method` open until the returned function is called: for tests of loading states. */
  hold(method: Method): () => void {
    const gate = Promise.withResolvers<void>();
    this.#gates.set(method, gate.promise);
    return () => {
      this.#gates.delete(method);
      gate.resolve();
    };
  }

  /** The calls of one method. */
  callsOf(method: Method): FakeCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  async site(): Promise<SiteInfo> {
    await this.#begin('site', []);
    return this.siteInfo;
  }

  async session(): Promise<SessionInfo> {
    await this.#begin('session', []);
    return this.sessionInfo;
  }

  async search(...args: Parameters<PorticoClient['search']>): Promise<SearchPage> {
    await this.#begin('search', args);
    const hits = this.#hits(args[0]);
    const from = args[0].cursor ? Number(args[0].cursor) : 0;
    const to = from + (args[0].limit ?? 20);
    return {
      hits: hits.slice(from, to),
      count: hits.length,
      facets: [],
      correctedQuery: null,
      cursor: to < hits.length ? String(to) : null,
    };
  }

  async suggest(...args: Parameters<PorticoClient['suggest']>): Promise<Suggestions> {
    await this.#begin('suggest', args);
    const hits = this.#hits({ q: args[0] }).slice(0, 5);
    return { completions: [], hits };
  }

  async table(...args: Parameters<PorticoClient['table']>): Promise<TableInfo> {
    await this.#begin('table', args);
    const schema = STANDARD_TABLES.find((table) => table.name === args[0]);
    if (!schema) throw new PorticoError('not_found', '', { status: 404 });
    const all = { read: true, create: true, write: true };
    return {
      name: schema.name,
      label: schema.label,
      pluralLabel: schema.pluralLabel,
      title: schema.title,
      columns: Object.fromEntries(
        Object.entries(schema.columns).map(([name, column]) => [name, { schema: column, ...all }]),
      ),
      privileges: ['read', 'create', 'write'],
      actions: schema.name in ACTIONS ? ACTIONS[schema.name as keyof typeof ACTIONS] : [],
    };
  }

  async list(table: string, query: RecordQuery = {}, options = {}): Promise<RecordPage> {
    await this.#begin('list', [table, query, options]);
    const { filter, sort = [], limit = 20, cursor } = query;
    const records = [...(this.tables.get(table)?.values() ?? [])]
      .filter((record) => !filter || fakeMatches(filter, record, this.#find))
      .sort((a, b) => {
        for (const { column, direction } of sort) {
          const order = String(a[column] ?? '').localeCompare(String(b[column] ?? ''));
          if (order !== 0) return direction === 'desc' ? -order : order;
        }
        return 0;
      });
    const from = cursor ? Number(cursor) : 0;
    const end = from + limit;
    return {
      records: records.slice(from, end),
      cursor: end < records.length ? String(end) : null,
      ...(query.count ? { count: records.length } : {}),
    };
  }

  async get(...args: Parameters<PorticoClient['get']>): Promise<TableRecord> {
    await this.#begin('get', args);
    return this.#require(args[0], args[1]);
  }

  async create(...args: Parameters<PorticoClient['create']>): Promise<WrittenRecord> {
    await this.#begin('create', args);
    const [table, values, options] = args;
    return written(this.#once(options?.idempotencyKey, () => this.#insert(table, values)));
  }

  async update(...args: Parameters<PorticoClient['update']>): Promise<WrittenRecord> {
    await this.#begin('update', args);
    const [table, id, changes, options] = args;
    const record = this.#require(table, id);
    if (options?.etag && options.etag !== record.etag)
      throw new PorticoError('etag_mismatch', '', { status: 412 });
    return written(this.put(table, { ...record, ...this.#readable(table, changes) }));
  }

  async delete(...args: Parameters<PorticoClient['delete']>): Promise<void> {
    await this.#begin('delete', args);
    this.#require(args[0], args[1]);
    this.tables.get(args[0])?.delete(args[1]);
  }

  act: PorticoClient['act'] = async (table, id, action, input, options) => {
    await this.#begin('act', [table, id, action, input, options]);
    const changes = fakeAct(
      table,
      action,
      input as Readonly<Record<string, unknown>>,
      this.#require(table, id),
      this.sessionInfo,
    );
    return { record: this.put(table, { ...this.#require(table, id), ...changes }) };
  };

  async form(...args: Parameters<PorticoClient['form']>): Promise<FormDefinition> {
    await this.#begin('form', args);
    const form = this.forms.get(args[0]);
    if (!form) throw new PorticoError('not_found', '', { status: 404 });
    return form;
  }

  async submit(...args: Parameters<PorticoClient['submit']>): Promise<FormReceipt> {
    await this.#begin('submit', args);
    const [name, submission, options] = args;
    const form = this.forms.get(name);
    if (!form) throw new PorticoError('not_found', '', { status: 404 });
    requireValues(form, submission);
    const record = this.#once(options?.idempotencyKey, () => this.#insert(form.table, submission.values));
    const reference = typeof record.number === 'string' ? record.number : null;
    return { id: record.id, reference, ...form.success };
  }

  async content(...args: Parameters<PorticoClient['content']>) {
    await this.#begin('content', args);
    const html = this.snippets.get(args[0]);
    if (html === undefined) throw new PorticoError('not_found', '', { status: 404 });
    return { name: args[0], locale: args[1] ?? 'en', html };
  }

  async #begin(method: Method, args: readonly unknown[]): Promise<void> {
    this.calls.push({ method, args });
    await this.#gates.get(method);
    const signal = args.map((arg) => (arg as { signal?: AbortSignal } | undefined)?.signal).find(Boolean);
    signal?.throwIfAborted();
    const failure = this.#failures.get(method)?.shift();
    if (failure) throw failure;
  }

  readonly #find = (table: string, id: string): TableRecord | undefined => this.tables.get(table)?.get(id);

  #require(table: string, id: string): TableRecord {
    const record = this.#find(table, id);
    if (!record) throw new PorticoError('not_found', '', { status: 404 });
    return record;
  }

  #once(key: string | undefined, create: () => TableRecord): TableRecord {
    const known = key === undefined ? undefined : this.#created.get(key);
    const record = known ?? create();
    if (key !== undefined) this.#created.set(key, record);
    return record;
  }

  #insert(table: string, values: RecordValues): TableRecord {
    const number = `CAS-${String(++this.#counter).padStart(5, '0')}`;
    return this.put(table, {
      id: crypto.randomUUID(),
      created_at: new Date().toISOString(),
      author_name: this.sessionInfo.displayName,
      ...(table === 'case' ? { number, status: 'open' } : {}),
      ...this.#readable(table, values),
    });
  }

  /** Bare ids of lookup columns as they are read. */
  #readable(table: string, values: RecordValues): Record<string, CellValue> {
    const schema = STANDARD_TABLES.find((one) => one.name === table);
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const column = schema?.columns[name];
        if (column?.type !== 'lookup' || typeof value !== 'string') return [name, value];
        const target = this.#find(column.target, value);
        return [name, { id: value, table: column.target, label: String(target?.title ?? '') || null }];
      }),
    );
  }

  #hits({ q, tables }: SearchRequest): SearchHit[] {
    const words = foldText(q).split(/\s+/).filter(Boolean);
    return [...this.tables]
      .filter(([table]) => tables?.includes(table) ?? (table === 'article' || table === 'thread'))
      .flatMap(([table, records]) => [...records.values()].map((record) => ({ table, record })))
      .filter(({ record }) => {
        const text = foldText(Object.values(record).join(' '));
        return words.length > 0 && words.every((word) => text.includes(word));
      })
      .map(({ table, record }) => ({
        table,
        id: record.id,
        title: segments(String(record.title ?? ''), words[0] ?? ''),
        excerpt: segments(
          String(record.summary ?? record.body ?? '').replace(/<[^>]*>/g, ''),
          words[0] ?? '',
        ),
        values: record,
      }));
  }
}

const ANONYMOUS: SessionInfo = {
  authenticated: false,
  displayName: null,
  webRoles: ['anonymous'],
  contact: null,
  account: null,
  expiresAt: null,
};

const SITE: SiteInfo = {
  name: 'Test site',
  locales: ['en'],
  sdk: '1.0.0',
  forms: [],
  uploads: { maxBytes: 0, types: [] },
};

function requireValues(form: FormDefinition, submission: FormSubmission): void {
  const missing = form.fields.filter((field) => field.required && !submission.values[field.name]);
  const unticked = form.consents.filter(
    (consent) => consent.required && !submission.consents?.[consent.name],
  );
  const issues = [...missing, ...unticked].map(({ name }) => ({ path: name, message: 'Is required.' }));
  if (issues.length > 0) throw new PorticoError('invalid_values', '', { status: 422, issues });
}

function written(record: TableRecord): WrittenRecord {
  return { id: record.id, record };
}

function segments(text: string, word: string): TextSegment[] {
  const at = word === '' ? -1 : foldText(text).indexOf(word);
  if (at < 0) return [{ text, match: false }];
  return [
    { text: text.slice(0, at), match: false },
    { text: text.slice(at, at + word.length), match: true },
    { text: text.slice(at + word.length), match: false },
  ].filter((segment) => segment.text !== '');
}
