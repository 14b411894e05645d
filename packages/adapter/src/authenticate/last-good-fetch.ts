/** Larger key sets than this are not read. */
const MAX_BYTES = 1_000_000;
/** How long keys that can no longer be fetched are still trusted. */
const MAX_AGE = 24 * 60 * 60 * 1000;

/** A `fetch` that falls back on the last good answer when the identity provider does not answer. */
export interface LastGoodFetch {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The latest answer was an old one: a key missing from it may well exist by now. */
  readonly stale: () => boolean;
}

/**
 * Keeps people who are signed in working while their identity provider is down. An answer is good when it
 * is a 200 whose body, read up to a limit and not further, is a JSON object that `accept` approves.
 */
export function createLastGoodFetch(
  fetch: typeof globalThis.fetch,
  accept: (body: Readonly<Record<string, unknown>>) => boolean,
): LastGoodFetch {
  let kept: { readonly body: string; readonly at: number } | null = null;
  let stale = false;
  return {
    stale: () => stale,
    fetch: async (url, init) => {
      try {
        const body = await readBounded(await fetch(url, init));
        const value: unknown = JSON.parse(body);
        if (typeof value !== 'object' || value === null || !accept(value as Record<string, unknown>)) {
          throw new TypeError('The identity provider answered with something else.');
        }
        kept = { body, at: Date.now() };
        stale = false;
      } catch (error) {
        stale = true;
        if (kept === null || Date.now() - kept.at > MAX_AGE) throw error;
      }
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
