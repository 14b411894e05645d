/** Privileges to hold to, and the columns they concern. `true` is "at all", whatever the columns. */
export interface AssertedRights {
  readonly read?: true | readonly string[];
  readonly create?: true | readonly string[];
  readonly write?: true | readonly string[];
  readonly delete?: true;
  readonly append?: true;
  readonly append_to?: true;
  readonly actions?: readonly string[];
}

/**
 * What must stay true of the table permissions, whoever edits them. Each web role is looked at alone; one that people
 * have besides `authenticated` is looked at together with it.
 */
export interface Assertion {
  readonly webRoles: readonly string[];
  readonly table: string;
  /**
   * Which records are spoken of: `any` (the default); `of-others`, those that are not tied to the person's own contact; or
   * `of-other-accounts`, those tied to neither the person nor their account.
   */
  readonly records?: 'any' | 'of-others' | 'of-other-accounts';
  readonly may?: AssertedRights;
  readonly mayNot?: AssertedRights;
}
