export { clientContext, sessionContext } from './base/contexts.ts';
export * from './base/events.ts';
