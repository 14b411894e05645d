export { isPorticoError, PorticoError, type PorticoErrorCode } from './errors.ts';
export { HostSession, type HostSessionOptions } from './host-session.ts';
export { finishRedirect, OidcSession, type OidcSessionOptions } from './oidc-session.ts';
export {
  type CallOptions,
  type ChangeOptions,
  type ClientOptions,
  type CreateOptions,
  createClient,
  type GetOptions,
  type PorticoClient,
  type SearchRequest,
} from './portico-client.ts';
export { randomKey as newIdempotencyKey } from './random-key.ts';
export {
  AnonymousSession,
  ObservableSession,
  type Session,
  type SessionState,
  type SignInOptions,
} from './session.ts';
