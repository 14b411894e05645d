import { ContextProvider } from '@lit/context';
import { finishRedirect, type HostSessionOptions, type Session } from '@portico/client';
import { connect } from '../base/connect.ts';
import { clientContext, sessionContext } from '../base/contexts.ts';
import { PAGE_CONFIG, type PageConfig } from './page-config.ts';

// Runs once, before the first widget of the page is defined, so that none asks for a client in vain.

const page = (globalThis as { Portico?: { [PAGE_CONFIG]?: PageConfig } }).Portico?.[PAGE_CONFIG];
const root = document.documentElement;
const first = page && connect(page);
const client = new ContextProvider(root, { context: clientContext, initialValue: first?.client });
const session = new ContextProvider(root, { context: sessionContext, initialValue: first?.session });

/** Replaces the session by the page's own; all widgets read again. */
export function useHostSession(host: HostSessionOptions): Session {
  if (page && page.host !== host) {
    const next = connect({ ...page, host });
    session.setValue(next.session);
    client.setValue(next.client);
  }
  return session.value as Session;
}

/** On the callback page: ends the sign-in and goes back to where it began. */
export async function finishSignIn(): Promise<void> {
  location.replace(await finishRedirect(location.href));
}
