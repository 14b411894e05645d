import { type Answer, isSuccess } from './answer.ts';
import { DataverseError } from './dataverse-error.ts';
import { errorOfAnswer } from './error-of-answer.ts';
import { type PartRequest, readParts, writeParts } from './multipart.ts';
import { untrusted } from './read-rows.ts';
import type { Send } from './send.ts';

export interface WebApi {
  /** Ends with a slash. */
  readonly base: string;
  /** A read; as a batch of one when its address is longer than Dataverse takes. */
  read<T>(url: string, options: ReadOptions<T>): Promise<T>;
  /** A request as it stands, with the headers every request has. */
  send: Send;
  /** Several requests in one; `body` is multipart. */
  batch<T>(body: string, boundary: string, options: BatchOptions<T>): Promise<T>;
  /** `url` as an absolute address of the same Web API; throws for any other. */
  resolve(url: string): string;
}

interface ReadOptions<T> {
  readonly headers?: Readonly<Record<string, string>>;
  readonly read: (answer: Answer) => T;
  readonly mayBeMissing?: boolean;
}

interface BatchOptions<T> {
  readonly repeatable: boolean;
  readonly read: (parts: readonly Answer[]) => T;
  readonly onLost?: () => void;
}

/** Bytes of an address; "Compose HTTP requests", 32 KB and 64 KB inside a batch. */
const MAX_URL = 32_000;
const MAX_URL_IN_BATCH = 64_000;

const READ_HEADERS = { Accept: 'application/json', 'If-None-Match': 'null' };

/** The Web API of one environment: its addresses and the headers it asks for. */
export function createWebApi(origin: string, plainSend: Send, now: () => number): WebApi {
  const base = `${origin}/api/data/v9.2/`;

  const send: Send = (request) =>
    plainSend({
      ...request,
      headers: {
        Accept: 'application/json',
        'OData-MaxVersion': '4.0',
        'OData-Version': '4.0',
        'x-ms-client-request-id': crypto.randomUUID(),
        ...request.headers,
      },
    });

  const api: WebApi = {
    base,
    send,

    read(url, { headers = {}, read, mayBeMissing = false }) {
      const all = { ...READ_HEADERS, ...headers };
      if (url.length <= MAX_URL) {
        return send({ method: 'GET', url, headers: all, repeatable: true, mayBeMissing, read });
      }
      if (url.length > MAX_URL_IN_BATCH) {
        return Promise.reject(new DataverseError('refused', { reason: 'query is too long' }));
      }
      const boundary = newBoundary();
      const part: PartRequest = { method: 'GET', url, headers: all };
      return api.batch(writeParts([part], boundary, false), boundary, {
        repeatable: true,
        read: ([answer, ...more]) => {
          if (!answer || more.length > 0) throw untrusted(200);
          if (!isSuccess(answer)) throw errorOfAnswer(answer, now());
          return read(answer);
        },
      });
    },

    batch(body, boundary, { repeatable, read, onLost }) {
      return send({
        method: 'POST',
        url: `${base}$batch`,
        headers: { 'Content-Type': `multipart/mixed; boundary=${boundary}` },
        body,
        repeatable,
        read: (answer) => read(readParts(answer)),
        ...(onLost ? { onLost } : {}),
      });
    },

    resolve(url) {
      const absolute = URL.canParse(url, base) ? new URL(url, base).href : '';
      if (!absolute.startsWith(base)) throw new DataverseError('refused', { reason: 'link leads elsewhere' });
      return absolute;
    },
  };
  return api;
}

export function newBoundary(): string {
  return `portico_${crypto.randomUUID()}`;
}
