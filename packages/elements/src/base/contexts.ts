import { createContext } from '@lit/context';
import type { PorticoClient, Session } from '@portico/client';

// Symbol.for: two copies of this package on one page share their providers.

/** The client that widgets send their calls through. */
export const clientContext = createContext<PorticoClient | undefined>(Symbol.for('portico-client'));

/** The visitor's session, for widgets that offer a sign-in or read again when it changes. */
export const sessionContext = createContext<Session | undefined>(Symbol.for('portico-session'));
