import assert from 'node:assert/strict';
import { isProtocolError, type Privilege, type ProblemCode, type ProtocolError } from '@portico/protocol';
import { ANONYMOUS, type Subject } from '../../authenticate/subject.ts';
import { loadSite, type Site } from '../../config/load-site.ts';
import type { SiteConfig } from '../../config/site-config.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';
import type { WriteContext } from '../context.ts';
import type { Made, WritePlan, WriteStep } from '../plan.ts';

/** Record ids that tell in a failure what they stand for. */
export const ID = {
  ann: '00000000-0000-4000-8000-0000000000a1',
  bob: '00000000-0000-4000-8000-0000000000b1',
  acme: '00000000-0000-4000-8000-0000000000c1',
  one: '00000000-0000-4000-8000-000000000001',
  two: '00000000-0000-4000-8000-000000000002',
} as const;

export const NOW = '2026-01-02T03:04:05.006Z';

export const ann: Subject = {
  ...ANONYMOUS,
  key: 'issuer|ann',
  authenticated: true,
  contact: ID.ann,
  account: ID.acme,
  webRoles: new Set(['authenticated', 'customer']),
  displayName: 'Ann',
};

export const guest = ANONYMOUS;

/** A subject with no web role at all. */
export const nobody: Subject = { ...ANONYMOUS, webRoles: new Set() };

let made = 0;

/** One permission for everybody; whatever a test does not say grants nothing. */
export function permit(
  table: string,
  privileges: readonly Privilege[],
  rest: Partial<TablePermission> = {},
): TablePermission {
  made += 1;
  return {
    id: `${table} ${made}`,
    table,
    webRoles: ['anonymous', 'authenticated'],
    access: 'global',
    privileges,
    columns: {},
    ...rest,
  };
}

export function siteWith(tablePermissions: readonly TablePermission[], rest: Partial<SiteConfig> = {}): Site {
  return loadSite({
    site: { name: 'Test', locales: ['en'], origins: [] },
    webRoles: ['customer', 'moderator'],
    tablePermissions,
    ...rest,
  });
}

/** A context whose ids are counted: `…-0000000000f1`, `f2` and so on. */
export function context(rest: Partial<WriteContext> = {}): WriteContext {
  let count = 0;
  const newId = () => {
    count += 1;
    return `00000000-0000-4000-8000-0000000000f${count}`;
  };
  return { now: NOW, newId, ...rest };
}

/** The error a call is refused with; fails when it is not refused, or with another code. */
export function refused(code: ProblemCode, call: () => unknown): ProtocolError {
  try {
    call();
  } catch (error) {
    assert.ok(isProtocolError(error), `refused with ${String(error)}`);
    assert.equal(error.code, code);
    return error;
  }
  assert.fail(`not refused, but should be with ${code}`);
}

/** The paths of the issues a call is refused with. */
export function issuePaths(call: () => unknown): readonly string[] {
  return refused('invalid_values', call).issues.map((issue) => issue.path);
}

/** The step at a place of a plan, of the type that is expected there. */
export function stepAt<T extends WriteStep['type']>(
  plan: Made<WritePlan>,
  index: number,
  type: T,
): Extract<WriteStep, { readonly type: T }> {
  const step = plan.steps[index];
  assert.equal(step?.type, type);
  return step as Extract<WriteStep, { readonly type: T }>;
}
