import type { CellValue, StoredValue, TableRecord } from './record.ts';
import type { ColumnSchema } from './schema.ts';

/** Every path of the wire, relative to the adapter's base URL. Segments are encoded here and nowhere else. */
export const PATHS = {
  site: () => '/v1/site',
  session: () => '/v1/session',
  search: () => '/v1/search',
  suggest: () => '/v1/suggest',
  table: (table: string) => `/v1/tables/${encodeURIComponent(table)}`,
  records: (table: string) => `/v1/tables/${encodeURIComponent(table)}/records`,
  record: (table: string, id: string) =>
    `/v1/tables/${encodeURIComponent(table)}/records/${encodeURIComponent(id)}`,
  action: (table: string, id: string, action: string) =>
    `/v1/tables/${encodeURIComponent(table)}/records/${encodeURIComponent(id)}/${encodeURIComponent(action)}`,
  form: (form: string) => `/v1/forms/${encodeURIComponent(form)}`,
  submissions: (form: string) => `/v1/forms/${encodeURIComponent(form)}/submissions`,
  content: (snippet: string) => `/v1/content/${encodeURIComponent(snippet)}`,
} as const;

/** `GET /v1/site`: what a page may know before anyone signs in. */
export interface SiteInfo {
  readonly name: string;
  readonly locales: readonly string[];
  /** The version of the browser files this adapter serves. */
  readonly sdk: string;
  /** Absent when the site has no sign-in. `redirectUri` is where the identity provider returns to. */
  readonly identity?: {
    readonly issuer: string;
    readonly clientId: string;
    readonly scope: string;
  };
  /** Names of the forms this site offers. */
  readonly forms: readonly string[];
  readonly uploads: {
    readonly maxBytes: number;
    readonly types: readonly string[];
  };
}

/** `GET /v1/session`: who the adapter takes the caller for. */
export interface SessionInfo {
  readonly authenticated: boolean;
  readonly displayName: string | null;
  readonly webRoles: readonly string[];
  /** The caller's own contact and account, to tell own records from others'. */
  readonly contact: string | null;
  readonly account: string | null;
  /** When the access token expires, UTC; null for anonymous callers. */
  readonly expiresAt: string | null;
}

/** A piece of text; `match` marks what the query found. Never HTML. */
export interface TextSegment {
  readonly text: string;
  readonly match: boolean;
}

export interface SearchHit {
  readonly table: string;
  readonly id: string;
  readonly title: readonly TextSegment[];
  readonly excerpt: readonly TextSegment[];
  /** Further columns of the hit that the reader may read: the facet columns, and dates. */
  readonly values: Readonly<Record<string, CellValue>>;
}

export interface FacetValue {
  readonly value: StoredValue;
  readonly label: string;
  readonly count: number;
}

export interface Facet {
  readonly table: string;
  readonly column: string;
  readonly label: string;
  readonly values: readonly FacetValue[];
}

/** `GET /v1/search`. */
export interface SearchPage {
  readonly hits: readonly SearchHit[];
  /** Exact number of matching records the caller may read. */
  readonly count: number;
  readonly facets: readonly Facet[];
  /** The query that was answered instead, when the one asked for finds nothing as it is spelt. */
  readonly correctedQuery: string | null;
  readonly cursor: string | null;
}

/** `GET /v1/suggest`: completions of the query, and the best hits so far. */
export interface Suggestions {
  readonly completions: readonly string[];
  readonly hits: readonly SearchHit[];
}

/** `GET /v1/tables/{table}/records`. */
export interface RecordPage {
  readonly records: readonly TableRecord[];
  /** Null on the last page. */
  readonly cursor: string | null;
  /** Only when the request asked for it. */
  readonly count?: number;
}

/** `POST /v1/tables/{table}/records` and `PATCH` of one: the record afterwards; null when its writer may not read it. */
export interface WrittenRecord {
  readonly id: string;
  readonly record: TableRecord | null;
}

/** `GET /v1/tables/{table}`: the schema as the caller may use it. */
export interface TableInfo {
  readonly name: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly title: string;
  readonly columns: Readonly<Record<string, ColumnInfo>>;
  /** What the caller may do with at least some records. */
  readonly privileges: readonly Privilege[];
  readonly actions: readonly string[];
}

export interface ColumnInfo {
  readonly schema: ColumnSchema;
  readonly read: boolean;
  readonly create: boolean;
  readonly write: boolean;
}

/** What a table permission may grant. `append` is on the record that carries a lookup, `append_to` on the record it points to. */
export type Privilege = 'read' | 'create' | 'write' | 'delete' | 'append' | 'append_to';

export const PRIVILEGES: readonly Privilege[] = ['read', 'create', 'write', 'delete', 'append', 'append_to'];

/** One input of a form. `hidden` fields are filled by the page, not by the person. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly input:
    | 'text'
    | 'multiline'
    | 'email'
    | 'phone'
    | 'url'
    | 'number'
    | 'date'
    | 'datetime'
    | 'choice'
    | 'checkbox'
    | 'hidden';
  readonly required: boolean;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly {
    readonly value: string;
    readonly label: string;
  }[];
  readonly autocomplete?: string;
  readonly placeholder?: string;
  readonly hint?: string;
  readonly width?: 'half' | 'full';
}

/** Consent is asked for in words kept with the answer. Never pre-ticked. */
export interface FormConsent {
  readonly name: string;
  readonly text: string;
  readonly required: boolean;
}

/** `GET /v1/forms/{form}`. */
export interface FormDefinition {
  readonly name: string;
  readonly table: string;
  readonly title: string;
  readonly intro: string;
  readonly fields: readonly FormField[];
  readonly consents: readonly FormConsent[];
  readonly submitLabel: string;
  readonly success: {
    readonly title: string;
    readonly message: string;
    readonly redirect?: string;
  };
  /** Whether a search for answers is offered while this field is typed. */
  readonly deflect?: {
    readonly field: string;
    readonly tables: readonly string[];
  };
}

/** `POST /v1/forms/{form}/submissions`, as JSON. */
export interface FormSubmission {
  /** By field name; everything a person typed, as the column's type asks. */
  readonly values: Readonly<Record<string, StoredValue>>;
  /** By consent name. */
  readonly consents?: Readonly<Record<string, boolean>>;
  /** Where the visitor came from; kept with a lead. */
  readonly campaign?: Campaign;
}

/** `utm_*` parameters of the visit and the page and referrer they were seen on. */
export interface Campaign {
  readonly source?: string;
  readonly medium?: string;
  readonly name?: string;
  readonly term?: string;
  readonly content?: string;
  readonly landingPage?: string;
  readonly referrer?: string;
}

/** The answer to a submission: 201, or 200 when an idempotency key replays it. */
export interface FormReceipt {
  readonly id: string;
  /** A number a person can quote, such as a case number; null when the record has none. */
  readonly reference: string | null;
  readonly title: string;
  readonly message: string;
  readonly redirect?: string;
}

/** `POST /v1/tables/{table}/records/{id}/{action}`: the record afterwards, as the caller may read it; null when no longer readable. */
export interface ActionResult {
  readonly record: TableRecord | null;
}

/** `GET /v1/content/{snippet}`. */
export interface Snippet {
  readonly name: string;
  readonly locale: string;
  /** Sanitized. */
  readonly html: string;
}
