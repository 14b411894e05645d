import type { PermissionFilter, Privilege } from '@portico/protocol';

/**
 * Which records a permission covers:
 * - `global`: all of them;
 * - `contact`: those whose `via` path ends at the subject's contact;
 * - `account`: those whose `via` path ends at the subject's account;
 * - `self`: the subject's own contact record, on the table `contact` only;
 * - `parent`: those whose `via` lookup points to a record that the permission `parent` covers.
 */
export type AccessType = 'global' | 'contact' | 'account' | 'self' | 'parent';

/** One row of the permission table, as an operator writes it. Permissions grant; none denies. */
export interface TablePermission {
  /** Stable; named by explain, audit and check. */
  readonly id: string;
  readonly table: string;
  /** Web roles that hold it; `anonymous` and `authenticated` are built in. */
  readonly webRoles: readonly string[];
  readonly access: AccessType;
  /**
   * A path of lookups joined by dots, `case.contact`, that ends at a contact or account; for `parent`
   * access one lookup, to the parent record. Absent for `global` and `self`, and where the record itself is
   * the contact or account: `account` access on the table `account` covers the subject's own.
   */
  readonly via?: string;
  /** For `parent` access: the id of the permission on the parent's table that is followed, to any depth. */
  readonly parent?: string;
  /** A further condition on the record. */
  readonly where?: PermissionFilter;
  readonly privileges: readonly Privilege[];
  /** Columns per privilege. An absent list covers no column: there is no wildcard. */
  readonly columns: {
    readonly read?: readonly string[];
    readonly create?: readonly string[];
    readonly write?: readonly string[];
  };
  /** Named commands the subject may give to covered records: `close`, `vote`… */
  readonly actions?: readonly string[];
  /**
   * Why a wide grant is wanted, for the people who check: at least 20 characters and three words. It answers findings of
   * `portico check`, which are listed with it.
   */
  readonly reason?: string;
}
