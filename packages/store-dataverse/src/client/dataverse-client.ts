/** A row as it came: JSON with its annotations and `@odata.etag`. */
export type Row = Readonly<Record<string, unknown>>;

export interface RowQuery {
  readonly select: readonly string[];
  readonly filter?: string;
  /** `createdon desc`; the caller ends it with the primary key, or pages may repeat rows. */
  readonly orderBy?: readonly string[];
  /** `primarycontactid($select=fullname)`; at most 15. */
  readonly expand?: readonly string[];
  readonly count?: boolean;
  /** Rows of a page, at most 5,000. */
  readonly pageSize?: number;
  /** Rows in all; not together with `pageSize`. */
  readonly top?: number;
}

export interface RowPage {
  readonly rows: readonly Row[];
  /** The opaque link to the next page; pages go forward only. */
  readonly next: string | null;
  /** Null when it was not asked for, and when Dataverse capped it at 5,000. */
  readonly count: number | null;
}

/** `values` are as Dataverse writes them, with `nav@odata.bind` for lookups. `set` is the entity set. */
export type RowChange =
  | { readonly type: 'create'; readonly set: string; readonly id: string; readonly values: Row }
  | {
      readonly type: 'update';
      readonly set: string;
      readonly id: string;
      readonly values: Row;
      /** Of the row as it was read; `*` where any version will do. */
      readonly etag: string;
    }
  | { readonly type: 'delete'; readonly set: string; readonly id: string; readonly etag: string }
  /** An unbound action, such as `CloseIncident`. */
  | { readonly type: 'action'; readonly name: string; readonly parameters: Row };

/** A page of what changed in a table since a moment. */
export interface RowChanges {
  /** Rows made or changed, as they are now. */
  readonly rows: readonly Row[];
  /** Ids of rows that are no more. */
  readonly removed: readonly string[];
  /** Stands for the moment of the answer, or for the next page; opaque, and good for some days. */
  readonly since: string;
  /** More is known already: ask again at once. */
  readonly more: boolean;
}

/** The Dataverse Web API, as much of it as Portico speaks. Failures are `DataverseError`s. */
export interface DataverseClient {
  list(set: string, query: RowQuery): Promise<RowPage>;
  /**
   * The page behind `next`; the query is sent along, for its headers must be the same again. A link that
   * leads anywhere but to the same Web API is refused. It must come from a page, never from a visitor.
   */
  follow(next: string, query: RowQuery): Promise<RowPage>;
  /** Null when there is no such row. */
  get(set: string, id: string, query: Pick<RowQuery, 'select' | 'expand'>): Promise<Row | null>;
  /**
   * One change as a plain request, several as one change set (at most 1,000): all or none. When a reply is
   * lost, what can be repeated is, and rows to be created are looked for, so that a write that was done counts
   * as done. That needs one id among the created that nobody else can have chosen. Where it stays open, the
   * error is `uncertain`.
   */
  write(changes: readonly RowChange[]): Promise<void>;
  /** One page by change tracking; `since` null begins with every row. `expired` when it must begin so again. */
  changes(
    set: string,
    query: { readonly select: readonly string[]; readonly since: string | null; readonly pageSize?: number },
  ): Promise<RowChanges>;
  /** Reads of metadata, such as `EntityDefinitions(LogicalName='incident')?$select=…`, and of functions. */
  read(path: string): Promise<Row | null>;
  /** Writes of metadata. */
  post(path: string, body: Row): Promise<void>;
}
