/**
 * Where random tests start from: the same commit tries the same cases, so a failure can be looked at again.
 * `PORTICO_SEED=<another number> npm test` tries others.
 */
export const PROPERTY_SEED = Number(process.env.PORTICO_SEED ?? 20261123);
