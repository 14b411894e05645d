/** A request as the fake adapter saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly search: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
  readonly signal: AbortSignal;
}

export type Answer = (request: SeenRequest) => Response | Promise<Response>;

/** A `fetch` that answers from memory, in the order of `answers`; the last one answers all further requests. */
export class FakeAdapter {
  readonly requests: SeenRequest[] = [];
  readonly #answers: Answer[];

  constructor(...answers: Answer[]) {
    this.#answers = answers;
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const url = new URL(request.url);
    const text = await request.text();
    const seen: SeenRequest = {
      method: request.method,
      path: url.pathname,
      search: url.searchParams,
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
      signal: request.signal,
    };
    this.requests.push(seen);
    const answer = this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
    if (!answer) throw new Error('The fake adapter has no answer.');
    return answer(seen);
  };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return () => Response.json(body, { status, headers });
}

export function problem(
  status: number,
  code: string,
  extra: object = {},
  headers: Record<string, string> = {},
): Answer {
  return () =>
    new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, ...extra }), {
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
    });
}

/** What `fetch` does when nothing is listening. */
export const unreachable: Answer = () => {
  throw new TypeError('fetch failed');
};

/** Accepts the request and says nothing, for as long as anyone waits. */
export const silent: Answer = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

/** Sends `text`, and then loses the connection. */
export function cutOff(text: string, status = 200): Answer {
  return () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        controller.error(new TypeError('terminated'));
      },
    });
    return new Response(body, { status });
  };
}
