import type { Grant, Projection } from '@portico/adapter/store';
import type { Parameters } from './parameters.ts';
/** The projection with slots in place of values. */
export declare function bindProjection(projection: Projection, parameters: Parameters): Projection;
export declare function bindGrants(grants: readonly Grant[], parameters: Parameters): Grant[];
/** All by which the SQL of one bound projection differs from that of another. */
export declare function projectionKey(projection: Projection): string;
export declare function grantsKey(grants: readonly Grant[]): string;
