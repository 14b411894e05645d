/** What the application user may do, as far as it can be asked: the fake itself refuses nothing for want of a privilege. */
export interface UserRights {
  /** Names of its security roles. */
  readonly roles: readonly string[];
  /** Names of privileges, such as `prvReadIncident`; `all`: every one there is. */
  readonly privileges: readonly string[] | 'all';
}

/** An administrator, until a test says otherwise. */
export const ADMINISTRATOR: UserRights = { roles: ['System Administrator'], privileges: 'all' };
