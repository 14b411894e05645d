import type { Evidence } from '@portico/adapter/check';
import { sql } from 'kysely';
import { onThisMachine } from './on-this-machine.ts';
import type { Database } from './tables.ts';

interface RoleRow {
  readonly role: string;
  readonly superuser: boolean;
  readonly bypass: boolean;
  readonly creates: boolean;
}

/** What the role that the adapter works as may do besides: `pg_roles` is readable by every role. */
export async function postgresEvidence(reader: Database, url: string): Promise<Evidence> {
  const { rows } = await sql<RoleRow>`
    select rolname as role, rolsuper as superuser, rolbypassrls as bypass, rolcreaterole or rolcreatedb as creates
    from pg_roles where rolname = current_user`.execute(reader);
  const [row] = rows;
  if (!row) return {};
  return {
    postgres: {
      role: row.role,
      superuser: row.superuser,
      bypassRowSecurity: row.bypass,
      createsRoles: row.creates,
      onThisMachine: onThisMachine(url),
    },
  };
}
