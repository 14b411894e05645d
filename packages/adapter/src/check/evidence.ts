/**
 * What only a running store can tell, for the rules that a configuration alone does not answer. Each part is absent
 * where nobody asked; the rule then says nothing.
 */
export interface Evidence {
  readonly sqlite?: {
    /** `PRAGMA synchronous`: 0 off, 1 normal, 2 full, 3 extra. */
    readonly synchronous: number;
  };
  readonly postgres?: {
    /** `current_user`. */
    readonly role: string;
    readonly superuser: boolean;
    /** `rolbypassrls`. */
    readonly bypassRowSecurity: boolean;
    /** May make databases or roles. */
    readonly createsRoles: boolean;
    /** The server is reached by loopback or a socket, as that of somebody who tries or develops. */
    readonly onThisMachine: boolean;
  };
  readonly dataverse?: {
    /** The application user that `WhoAmI` names. */
    readonly user: string;
    /** Names of its security roles. */
    readonly roles: readonly string[];
    /** From `RetrieveUserPrivileges`. */
    readonly privileges: readonly DataversePrivilege[];
  };
}

export interface DataversePrivilege {
  /** As Dataverse names it, `prvDeleteIncident`. */
  readonly name: string;
  /** The tables of this site that are kept where it applies, two in one place at times; none for every other entity. */
  readonly tables: readonly string[];
  /** `impersonate`: to act as any other user. */
  readonly right:
    | 'create'
    | 'read'
    | 'write'
    | 'delete'
    | 'append'
    | 'append_to'
    | 'assign'
    | 'share'
    | 'impersonate';
  /** The command of Dataverse that the store gives and that asks for it, such as `CloseIncident`; else null. */
  readonly neededBy: string | null;
}
