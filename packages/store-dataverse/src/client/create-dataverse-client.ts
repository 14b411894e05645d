import type { Logger } from '@portico/adapter';
import { isSuccess } from './answer.ts';
import { createReadCoalescer } from './coalesce-reads.ts';
import { createConcurrencyGate } from './concurrency-gate.ts';
import { createSend } from './create-send.ts';
import type { DataverseClient, RowQuery } from './dataverse-client.ts';
import { DataverseError } from './dataverse-error.ts';
import { type ClientLimits, DEFAULT_LIMITS } from './limits.ts';
import { readChanges } from './read-changes.ts';
import { readBody, readPage, readRow, untrusted } from './read-rows.ts';
import { queryString, rowPath, setPath } from './request-path.ts';
import { serviceOrigin } from './service-address.ts';
import { createTokenCache } from './token-cache.ts';
import { createWebApi } from './web-api.ts';
import { writeChanges } from './write-changes.ts';

export interface DataverseClientOptions {
  /** The environment: `https://<org>.crm.dynamics.com`; http for this machine only. */
  readonly url: string;
  /** Of the app registration whose application user reads and writes. */
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where tokens come from; default `https://login.microsoftonline.com`. Sovereign clouds have their own. */
  readonly authority?: string;
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Requests in flight at once; default 20, at most the 52 that Dataverse takes. */
  readonly concurrency?: number;
  readonly limits?: Partial<ClientLimits>;
  readonly log?: Pick<Logger, 'warn'>;
}

const MAX_CONCURRENCY = 52;
/** What a row's lookups point to, and whether a count is whole; labels of values would double every answer. */
const ANNOTATIONS =
  'odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname,Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"';

/**
 * A client of the Dataverse Web API, version 9.2.
 *
 * @throws TypeError for an address that is not https, an empty credential, or a concurrency out of bounds.
 */
export function createDataverseClient(options: DataverseClientOptions): DataverseClient {
  const { now = Date.now, concurrency = 20, log } = options;
  const origin = serviceOrigin(options.url, 'url');
  const authority = serviceOrigin(options.authority ?? 'https://login.microsoftonline.com', 'authority');
  for (const name of ['tenantId', 'clientId', 'clientSecret'] as const) {
    if (!options[name]) throw new TypeError(`${name} is empty`);
  }
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > MAX_CONCURRENCY) {
    throw new TypeError(`concurrency must be from 1 to ${MAX_CONCURRENCY}`);
  }
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const common = { fetch: options.fetch ?? fetch, limits, now, ...(log ? { log } : {}) };
  const tokens = createTokenCache(
    {
      tokenUrl: `${authority}/${encodeURIComponent(options.tenantId)}/oauth2/v2.0/token`,
      clientId: options.clientId,
      clientSecret: options.clientSecret,
      scope: `${origin}/.default`,
    },
    createSend({ ...common, gate: (task) => task() }),
    now,
  );
  const gate = createConcurrencyGate(concurrency, limits.queue);
  const api = createWebApi(origin, createSend({ ...common, gate, tokens }), now);
  const reads = createReadCoalescer();

  function readList(url: string, query: RowQuery) {
    const prefer = preferences(query);
    return reads.read(`${prefer} ${url}`, () =>
      api.read(url, { headers: { Prefer: prefer }, read: (answer) => readPage(answer, query) }),
    );
  }

  return {
    async list(set, query) {
      return readList(api.base + setPath(set) + queryString(query), query);
    },

    async follow(next, query) {
      return readList(api.resolve(next), query);
    },

    async get(set, id, query) {
      const url = api.base + rowPath(set, id) + queryString(query);
      return reads.read(url, () =>
        orNull(api.read(url, { headers: { Prefer: ANNOTATIONS }, read: readRow })),
      );
    },

    async write(changes) {
      await reads.write(() => writeChanges(api, changes, now));
    },

    async changes(set, { select, since, pageSize }) {
      const first = api.base + setPath(set) + queryString({ select });
      const preference = preferences({ select, ...(pageSize === undefined ? {} : { pageSize }) });
      return api.read(since === null ? first : api.resolve(since), {
        headers: { Prefer: `odata.track-changes,${preference}` },
        read: readChanges,
      });
    },

    async read(path) {
      // Without this Dataverse may describe its tables as they were a while ago.
      const headers = { Consistency: 'Strong' };
      return orNull(
        api.read(api.resolve(path), { headers, mayBeMissing: true, read: readBody }),
        // Here the segments of the address are the question, so a missing one is the answer.
        ({ kind, status }) => kind === 'refused' && status === 404,
      );
    },

    async post(path, body) {
      await reads.write(() =>
        api.send({
          method: 'POST',
          url: api.resolve(path),
          headers: { 'Content-Type': 'application/json; charset=utf-8' },
          body: JSON.stringify(body),
          repeatable: false,
          attempt: limits.metadata,
          read: (answer) => {
            if (!isSuccess(answer)) throw untrusted(answer.status);
          },
        }),
      );
    },
  };
}

function preferences({ pageSize }: RowQuery): string {
  return pageSize === undefined ? ANNOTATIONS : `odata.maxpagesize=${pageSize},${ANNOTATIONS}`;
}

async function orNull<T>(
  read: Promise<T>,
  alsoMissing: (error: DataverseError) => boolean = () => false,
): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof DataverseError && (error.kind === 'missing' || alsoMissing(error))) return null;
    throw error;
  }
}
