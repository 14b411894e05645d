import {
  createClient,
  HostSession,
  type HostSessionOptions,
  OidcSession,
  type PorticoClient,
  type Session,
} from '@portico/client';

/** A client and the session whose access tokens it sends. */
export interface Connection {
  readonly client: PorticoClient;
  readonly session: Session;
}

/**
 * Connects to an adapter. With `host`, the visitor's sign-in is the page's; without, it is the site's identity
 * provider by redirect, coming back to `callback`.
 */
export function connect(options: {
  readonly adapter: string;
  /** Absolute URL. */
  readonly callback: string;
  readonly host?: HostSessionOptions | undefined;
}): Connection {
  const { adapter, callback, host } = options;
  const session: Session = host
    ? new HostSession(host)
    : new OidcSession({ adapter, callback, identity: async () => (await client.site()).identity });
  const client = createClient({ adapter, session });
  return { client, session };
}
