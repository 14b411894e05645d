import { ANONYMOUS, type Subject } from '../../authenticate/subject.ts';

/** Contacts and accounts of the contract's people. */
export const PEOPLE = {
  ann: '00000000-0000-4000-8000-00000000000a',
  bob: '00000000-0000-4000-8000-00000000000b',
  eve: '00000000-0000-4000-8000-00000000000e',
} as const;

export const ACCOUNTS = {
  acme: '00000000-0000-4000-8000-0000000000ac',
  other: '00000000-0000-4000-8000-0000000000ad',
} as const;

function signedIn(role: string, contact: string | null, account: string | null): Subject {
  return {
    ...ANONYMOUS,
    key: `${role} ${contact}`,
    authenticated: true,
    contact,
    account,
    webRoles: new Set(['authenticated', role]),
    displayName: role,
  };
}

export const SUBJECTS = {
  full: signedIn('full', null, null),
  striped: signedIn('striped', null, null),
  ann: signedIn('person', PEOPLE.ann, ACCOUNTS.acme),
  bob: signedIn('person', PEOPLE.bob, null),
  member: signedIn('member', null, null),
  reader: signedIn('reader', null, null),
  anonymous: ANONYMOUS,
} as const satisfies Readonly<Record<string, Subject>>;
