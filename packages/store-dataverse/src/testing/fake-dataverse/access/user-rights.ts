/** What the application user may do, as far as it can be asked: the fake itself refuses nothing for want of a privilege. */
export interface UserRights {
  /** Names of its security roles. */
  readonly roles: readonly string[];
  /**
   * Names of privileges, such as `prvReadIncident`; `all`: every one there is; `service`: what a customer service needs,
   * which is to read all tables, and to create, write and append rows of its own.
   */
  readonly privileges: readonly string[] | 'all' | 'service';
}

/** The application user as its operator should have made it: what it is until a test says otherwise. */
export const ORDINARY: UserRights = { roles: ['Portico'], privileges: 'service' };

/** What it should not be, and often is. */
export const ADMINISTRATOR: UserRights = { roles: ['System Administrator'], privileges: 'all' };
