import { ProtocolError } from '@portico/protocol';
import { createAuthenticate } from './authenticate/authenticate.ts';
import { ANONYMOUS } from './authenticate/subject.ts';
import { evidenceOfStore } from './check/evidence-of-store.ts';
import { refuseRisks } from './check/refuse-risks.ts';
import { loadSite } from './config/load-site.ts';
import type { Site } from './config/site.ts';
import type { SiteConfig } from './config/site-config.ts';
import { type Logger, SILENT } from './logger.ts';
import { openapiDocument } from './openapi/openapi-document.ts';
import { createPlanner } from './plan/make-plan.ts';
import { problemResponse } from './problem-response.ts';
import { checkOrigin } from './request/check-origin.ts';
import { isPreflight, preflight } from './request/cors.ts';
import { noParameters, readParameters } from './request/read-parameters.ts';
import { secured } from './respond.ts';
import { createRouter, type Found } from './routes/create-router.ts';
import { createRequestCounts } from './routes/request-counts.ts';
import type { Route, Services } from './routes/route.ts';
import { ROUTES } from './routes/routes.ts';
import type { Store } from './store/store.ts';

export interface AdapterOptions {
  readonly site: SiteConfig;
  /** Opened by `createAdapter`; closing it is its owner's task. */
  readonly store: Store;
  /** Default: the clock. */
  readonly now?: () => Date;
  /** Ids of new records and of requests; default: random UUIDs. */
  readonly newId?: () => string;
  /** For the identity provider's keys; default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Default: nothing is logged. */
  readonly logger?: Logger;
  /** Version of the browser files served beside the adapter, told by `/v1/site`; default `1.0.0`. */
  readonly sdkVersion?: string;
  /** Serve counts of requests at `/metrics`; default false. */
  readonly metrics?: boolean;
}

/** A handler of web-standard requests, for any server or edge runtime. */
export interface Adapter {
  /** Never rejects: whatever happens, there is an answer. */
  fetch(request: Request): Promise<Response>;
}

/**
 * Makes the adapter of a site over a store. Throws a `ConfigError` that lists every fault of the
 * configuration, and every error of `portico check` that it does not acknowledge, those of `check --live` included:
 * the store is asked for them once it is open. What starts, serves.
 */
export async function createAdapter(options: AdapterOptions): Promise<Adapter> {
  const site = loadSite(options.site);
  const services = createServices(site, options);
  refuseRisks(site, services.now());
  await services.store.open(site.storeTables);
  const evidence = await evidenceOfStore(services.store, site.storeTables, services.logger);
  refuseRisks(site, services.now(), evidence);
  const { logger, counts, newId } = services;
  const { origins } = site.config.site;
  const findRoute = createRouter(services.routes);
  const authenticate = createAuthenticate(site.config.identity, {
    ...services,
    fetch: options.fetch ?? globalThis.fetch,
  });

  // The pipeline: authenticate → read request → permissions → plan → store → respond. A route reads the
  // request, has the planner put the subject's permissions into a plan, and hands the plan to the store.
  const serve = async (request: Request, { route, params, allow }: Found, requestId: string) => {
    if (isPreflight(request)) return preflight(request, origins);
    if (!route) throw new ProtocolError(allow.length > 0 ? 'method_not_allowed' : 'not_found');
    checkOrigin(request, origins);
    const subject = route.open ? ANONYMOUS : await authenticate(request);
    const url = new URL(request.url);
    if (!route.open && !route.description.parameters) readParameters(url, noParameters);
    return route.handle({ ...services, request, url, params, subject, requestId });
  };

  return {
    async fetch(request) {
      const requestId = newId();
      const found = findRoute(request.method, new URL(request.url).pathname);
      const response = await serve(request, found, requestId).catch((error: unknown) =>
        problemResponse(error, { requestId, logger, allow: found.allow }),
      );
      counts.add(found.route?.operation ?? 'none', response.status);
      return secured(response, request, { requestId, origins });
    },
  };
}

function createServices(
  site: Site,
  options: AdapterOptions,
): Services & { readonly routes: readonly Route[] } {
  const routes = ROUTES.filter(({ option }) => option === undefined || options[option] === true);
  const version = options.sdkVersion ?? '1.0.0';
  const document = openapiDocument(routes, { title: site.config.site.name, version });
  return {
    site,
    routes,
    planner: createPlanner(site),
    store: options.store,
    now: options.now ?? (() => new Date()),
    newId: options.newId ?? (() => crypto.randomUUID()),
    logger: options.logger ?? SILENT,
    counts: createRequestCounts(),
    sdkVersion: version,
    openapi: () => document,
  };
}
