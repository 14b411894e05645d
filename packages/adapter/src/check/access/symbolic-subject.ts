import { ANONYMOUS, type Subject } from '../../authenticate/subject.ts';

/** Stand for whatever contact and account the person has; no record id looks like them. */
export const OWN_CONTACT = '$contact';
export const OWN_ACCOUNT = '$account';

/**
 * Anyone with these web roles, as a subject that permissions can be compiled for. `authenticated` comes with every web
 * role but `anonymous`, as it does at a sign-in.
 */
export function symbolicSubject(webRoles: readonly string[]): Subject {
  if (webRoles.includes('anonymous')) return ANONYMOUS;
  return {
    ...ANONYMOUS,
    key: 'anyone',
    authenticated: true,
    contact: OWN_CONTACT,
    account: OWN_ACCOUNT,
    webRoles: new Set(['authenticated', ...webRoles]),
  };
}
