/** Larger answers than this, in bytes, are not read. */
const MAX_BYTES = 1_000_000;
/** How long, in milliseconds, an answer is still used that can no longer be fetched. */
const MAX_AGE = 24 * 60 * 60 * 1000;

/** A `fetch` that falls back on the last good answer when the identity provider does not answer. */
export interface LastGoodFetch {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The latest answer was an old one, or none: a key missing from it may well exist by now. */
  readonly stale: () => boolean;
}

export interface LastGoodFetchOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Whether this JSON object is what was asked for. */
  readonly accept: (body: Readonly<Record<string, unknown>>) => boolean;
  readonly now: () => Date;
  /** Milliseconds after a failure in which nothing is asked, so that tokens of strangers are no load on a provider. */
  readonly pause: number;
}

/**
 * Keeps people who are signed in working while their identity provider is down. An answer is good when it
 * is a 200 whose body, read up to a limit and not further, is a JSON object that `accept` approves. Where there was
 * none within 24 hours, throws what went wrong last.
 */
export function createLastGoodFetch({ fetch, accept, now, pause }: LastGoodFetchOptions): LastGoodFetch {
  let kept: { readonly body: string; readonly at: number } | null = null;
  let failed: { readonly error: unknown; readonly at: number } | null = null;

  const ask = async (url: string, init: RequestInit): Promise<void> => {
    try {
      const body = await readBounded(await fetch(url, init));
      const value: unknown = JSON.parse(body);
      if (typeof value !== 'object' || value === null || !accept(value as Record<string, unknown>)) {
        throw new TypeError('The identity provider answered with something else.');
      }
      kept = { body, at: now().getTime() };
      failed = null;
    } catch (error) {
      failed = { error, at: now().getTime() };
    }
  };

  return {
    stale: () => failed !== null,
    fetch: async (url, init) => {
      // A clock that was set back does not make it pause for longer.
      if (failed === null || Math.abs(now().getTime() - failed.at) >= pause) await ask(url, init);
      if (kept === null || (failed !== null && now().getTime() - kept.at > MAX_AGE)) throw failed?.error;
      return new Response(kept.body, { status: 200, headers: { 'content-type': 'application/json' } });
    },
  };
}

async function readBounded(response: Response): Promise<string> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new TypeError(`The identity provider answered with status ${response.status}.`);
  }
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // Counts bytes after decompression, so a small answer cannot unfold into a large one.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new TypeError('The identity provider answered with too much.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
