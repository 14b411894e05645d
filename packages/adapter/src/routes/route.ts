import type { ProblemCode } from '@portico/protocol';
import type { z } from 'zod';
import type { Subject } from '../authenticate/subject.ts';
import type { Site } from '../config/site.ts';
import type { Logger } from '../logger.ts';
import type { Planner } from '../plan/make-plan.ts';
import type { Store } from '../store/store.ts';
import type { RequestCounts } from './request-counts.ts';

/** What routes work with; the same for every request. */
export interface Services {
  readonly site: Site;
  readonly planner: Planner;
  readonly store: Store;
  readonly now: () => Date;
  readonly newId: () => string;
  /** The version of the browser files served beside the adapter. */
  readonly sdkVersion: string;
  readonly logger: Logger;
  readonly counts: RequestCounts;
  /** The OpenAPI document of the routes that are served. */
  readonly openapi: () => object;
}

/** One request on its way through the pipeline, its sender known. */
export interface Exchange extends Services {
  readonly request: Request;
  readonly url: URL;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly subject: Subject;
  readonly requestId: string;
}

/** An answer that is not a problem. */
export interface Answer {
  readonly status: number;
  readonly description: string;
  /** By media type. */
  readonly content?: Readonly<Record<string, z.ZodType>>;
}

/** What a route takes and gives, as the OpenAPI document tells it; requests are validated by the same schemas. */
export interface RouteDescription {
  readonly summary: string;
  readonly parameters?: z.ZodObject;
  readonly headers?: readonly ('If-Match' | 'Idempotency-Key')[];
  /** By media type. */
  readonly body?: Readonly<Record<string, z.ZodType>>;
  readonly answers: readonly Answer[];
  readonly problems: readonly ProblemCode[];
}

export interface Route {
  /** Name of the operation, also in metrics. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With parameters in braces: `/v1/forms/{form}`. */
  readonly path: string;
  /** Answers before anyone is authenticated: for machines that watch the adapter, and documentation. */
  readonly open?: boolean;
  /** Only served where the option of this name is on. */
  readonly option?: 'metrics';
  readonly description: RouteDescription;
  readonly handle: (exchange: Exchange) => Promise<Response> | Response;
}
