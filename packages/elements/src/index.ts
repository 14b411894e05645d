/** What a page with a bundler needs beside the elements, each of which is a module: `@portico/elements/portico-search`. */
export { clientContext, sessionContext } from './base/contexts.ts';
export * from './base/events.ts';
export type { PorticoGlobal } from './cdn/loader.ts';
