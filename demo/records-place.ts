import { join } from 'node:path';

/** Where the adapter keeps the records, as a terminal may show it: without user, password and parameters. */
export function recordsPlace(data: string, { PORTICO_STORE: store }: NodeJS.ProcessEnv): string {
  if (!store) return join(data, 'portico.db');
  if (!URL.canParse(store) || !new URL(store).host) return store.replace(/^sqlite:/, '');
  const { protocol, host, pathname } = new URL(store);
  return `${protocol}//${host}${pathname}`;
}
