/** A request of the Web API, alone or inside a batch. */
export interface ApiRequest {
  readonly method: string;
  /** Segments after `/api/data/v9.2/`, decoded. */
  readonly segments: readonly string[];
  /** As sent, without the question mark. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** `http://127.0.0.1:1234/api/data/v9.2/` */
  readonly root: string;
  /** Rows made earlier in the same change set, by `Content-ID`. */
  readonly contentIds?: ReadonlyMap<string, string>;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is when it is a string; nothing when undefined. */
  readonly body?: unknown;
  /** The URL of the row written, for references to it within a change set. */
  readonly entity?: string;
}

/** The body as a JSON object. */
export type Json = Readonly<Record<string, unknown>>;
