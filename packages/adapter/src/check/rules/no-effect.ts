import type { TablePermission } from '../../permissions/table-permission.ts';
import type { CheckContext } from '../context.ts';
import { describeRoles } from '../describe-access.ts';
import type { Concern, Rule } from '../rule.ts';
import { sameValue } from './same-value.ts';

export const noEffect: Rule = {
  id: 'L27',
  level: 'warning',
  title: 'Permissions and web roles without effect: dead, shadowed, unused, or on names that do not exist',
  why: 'What has no effect today hides what was meant, and takes effect with the next change.',
  waivable: true,
  find: (context) => [...deadForRole(context), ...shadowed(context), ...unusedRoles(context)],
};

function deadForRole(context: CheckContext): Concern[] {
  const linked = new Set(context.permissions.map(({ permission }) => permission.parent));
  return context.permissions.flatMap(({ permission, path, table, holdings }) =>
    holdings.flatMap(({ webRole, reach }, index) => {
      if (reach !== 'none' || reachableTogether(context, permission, webRole)) return [];
      const why =
        webRole === 'anonymous' && permission.access !== 'parent'
          ? `access "${permission.access}" needs somebody who signed in`
          : `they never hold the parent permission "${permission.parent}"`;
      return [
        {
          path: `${path}.webRoles[${index}]`,
          permission: permission.id,
          table: table.name,
          webRoles: [webRole],
          sentence: `${describeRoles([webRole])} gets nothing from "${permission.id}"${linked.has(permission.id) ? ' or what follows it' : ''}: ${why}.`,
          fix: `Take "${webRole}" out of its web roles, or give it what it lacks.`,
        },
      ];
    }),
  );
}

/** People with this web role and another one reach it: that is L21's to tell. */
function reachableTogether(
  { permissions, config }: CheckContext,
  permission: TablePermission,
  webRole: string,
): boolean {
  if (webRole === 'anonymous' || permission.access !== 'parent') return false;
  const roles = new Set([webRole, 'authenticated', ...config.webRoles]);
  for (let at: TablePermission | undefined = permission; at; ) {
    if (!at.webRoles.some((role) => roles.has(role))) return false;
    const { parent }: TablePermission = at;
    at = permissions.find((other) => other.permission.id === parent)?.permission;
  }
  return true;
}

function shadowed({ permissions }: CheckContext): Concern[] {
  return permissions.flatMap(({ permission, path, table }, index) => {
    const other = permissions.find(
      (candidate, at) =>
        at !== index &&
        covers(candidate.permission, permission) &&
        // Of two that are the same, the later one is told of.
        (at < index || !covers(permission, candidate.permission)),
    );
    const isParent = permissions.some((child) => child.permission.parent === permission.id);
    if (!other || isParent) return [];
    return [
      {
        path,
        permission: permission.id,
        table: table.name,
        webRoles: permission.webRoles,
        sentence: `"${permission.id}" gives ${describeRoles(permission.webRoles).toLowerCase()} nothing that "${other.permission.id}" does not give them already.`,
        fix: 'Remove it, or narrow the other one if that was meant.',
      },
    ];
  });
}

/** Whether the first gives everything that the second does, to all who have the second. */
function covers(first: TablePermission, second: TablePermission): boolean {
  if (first.table !== second.table) return false;
  const sameScope =
    (first.access === 'global' && first.where === undefined) ||
    (first.access === second.access &&
      first.via === second.via &&
      first.parent === second.parent &&
      (first.where === undefined || sameValue(first.where, second.where)));
  const within = (few: readonly string[] = [], many: readonly string[] = []) =>
    few.every((name) => many.includes(name));
  const roles = (role: string) =>
    first.webRoles.includes(role) || (role !== 'anonymous' && first.webRoles.includes('authenticated'));
  return (
    sameScope &&
    second.webRoles.every(roles) &&
    within(second.privileges, first.privileges) &&
    within(second.actions, first.actions) &&
    (['read', 'create', 'write'] as const).every((privilege) =>
      within(second.columns[privilege], first.columns[privilege]),
    )
  );
}

function unusedRoles({ config }: CheckContext): Concern[] {
  const mapped = new Set(
    (config.identity?.issuers ?? []).flatMap(({ claims }) => Object.values(claims.roles?.webRoles ?? {})),
  );
  return config.webRoles.flatMap((role, index) => {
    const used = config.tablePermissions.some(({ webRoles }) => webRoles.includes(role));
    const given = !config.identity || mapped.has(role);
    if (used && given) return [];
    return [
      {
        path: `webRoles[${index}]`,
        webRoles: [role],
        sentence: used
          ? `Nobody can have the web role ${role}: no issuer maps a name to it.`
          : `The web role ${role} gives nobody anything: no table permission names it.`,
        fix: used
          ? 'Map a name to it under identity.issuers[].claims.roles, or remove it.'
          : 'Remove it, or add the permission that was meant.',
      },
    ];
  });
}
