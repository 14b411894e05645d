import { PorticoError } from './errors.ts';
import { withRetries } from './retries.ts';
import { sendRequest, type TransportRequest } from './send-request.ts';
import type { Session } from './session.ts';
import { withinTime } from './time-limit.ts';

/** Sends one call to the adapter and answers its JSON; throws `PorticoError`, or what its signal was aborted with. */
export type Transport = (path: string, request?: TransportRequest) => Promise<unknown>;

const ATTEMPT_TIME = 15_000;
const TOTAL_TIME = 45_000;

/** HTTP over `fetch`: time limits, retries of what is safe to repeat, the access token and its one renewal. */
export function createTransport(options: {
  readonly adapter: string;
  readonly session: Session;
  readonly fetch?: typeof globalThis.fetch | undefined;
}): Transport {
  const { session } = options;
  const base = options.adapter.replace(/\/+$/, '');

  const send = (path: string, request: TransportRequest, token: string | null, signal: AbortSignal) => {
    const attempt = () =>
      withinTime(ATTEMPT_TIME, signal, (limited) =>
        sendRequest(options.fetch ?? globalThis.fetch, base + path, request, token, limited),
      );
    return isRepeatable(request) ? withRetries(signal, attempt) : attempt();
  };

  return (path, request = {}) =>
    withinTime(TOTAL_TIME, request.signal, async (signal) => {
      const wasSignedIn = session.state.status === 'signed_in';
      const token = await session.accessToken();
      // Someone who signed in never becomes anonymous by the way: what they send would not be theirs.
      if (!token && wasSignedIn) throw new PorticoError('invalid_token', '', { status: 401 });
      try {
        return await send(path, request, token, signal);
      } catch (error) {
        if (!token || !(error instanceof PorticoError) || error.code !== 'invalid_token') throw error;
        const renewed = await session.accessToken({ renew: true });
        if (!renewed || renewed === token) throw error;
        return send(path, request, renewed, signal);
      }
    });
}

/** What may arrive twice and is done once: by its method, its idempotency key, or the etag it starts from. */
function isRepeatable({ method = 'GET', idempotencyKey, etag }: TransportRequest): boolean {
  return method === 'GET' || method === 'HEAD' || Boolean(idempotencyKey ?? etag);
}
