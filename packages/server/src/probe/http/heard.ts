/** A request to the adapter. Nothing in it is secret but `token`, which no report shows. */
export interface Sent {
  /** Default GET. */
  readonly method?: string;
  /** From the adapter's root on, sent letter by letter as it stands here. */
  readonly path: string;
  readonly token?: string | null;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

/** What came back. */
export interface Heard {
  readonly sent: Sent;
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  /** Names in lower case, in the order in which they came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

export function headerOf({ headers }: Heard, wanted: string): string | undefined {
  return headers.find(([name]) => name === wanted)?.[1];
}

/** The code of a problem; null where the answer is none. */
export function problemCodeOf({ status, json }: Heard): string | null {
  if (status < 400 || typeof json !== 'object' || json === null || !('code' in json)) return null;
  return String(json.code);
}

export function isDone({ status }: Heard): boolean {
  return status >= 200 && status < 300;
}

/** `GET https://…/v1/…`, as a report names it. */
export function nameOf({ sent, url }: Pick<Heard, 'sent' | 'url'>): string {
  return `${sent.method ?? 'GET'} ${url}`;
}
