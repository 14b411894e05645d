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
  };
  readonly dataverse?: {
    /** The application user, from `WhoAmI`. */
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
  /** The table of this site that it is on; null for every other entity. */
  readonly table: string | null;
  readonly right: 'create' | 'read' | 'write' | 'delete' | 'append' | 'append_to' | 'assign' | 'share';
}
