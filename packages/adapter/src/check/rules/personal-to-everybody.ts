import { compileFilter } from '../../permissions/compile.ts';
import { isWide, reachOf } from '../access/reach.ts';
import { symbolicSubject } from '../access/symbolic-subject.ts';
import { type CheckContext, columnsIn, isPersonal, mostExposed, staffReasonOf } from '../context.ts';
import { describeRecords, describeRoles } from '../describe-access.ts';
import type { Concern, Rule } from '../rule.ts';

export const personalToEverybody: Rule = {
  id: 'L21',
  level: 'error',
  title: 'Web roles that add up: everybody’s personal columns, or records that only two roles together reach',
  why: 'Rights are cumulative and nothing subtracts; what a person sees is the union of all roles they have.',
  waivable: true,
  find: (context) => [...personalInAll(context), ...onlyTogether(context)],
};

function personalInAll({ permissions }: CheckContext): Concern[] {
  return permissions.flatMap((placed) => {
    const { permission, path, table, holdings } = placed;
    const columns = columnsIn(placed, 'read', isPersonal);
    // What anonymous visitors read is L01's. Where the parent permission keeps them out, others may come in.
    const isPublic = holdings.some(({ webRole, reach }) => webRole === 'anonymous' && reach !== 'none');
    if (columns.length === 0 || isPublic) return [];
    const wide = mostExposed(holdings.filter(({ reach }) => isWide(reach)));
    if (!wide) return [];
    return [
      {
        path: `${path}.columns.read`,
        permission: permission.id,
        table: table.name,
        columns,
        webRoles: [wide.webRole],
        answer: staffReasonOf(placed, wide.webRole),
        sentence: `${describeRoles([wide.webRole])} can read {columns} of ${describeRecords(table, wide.filter)}, not only of their own.`,
        fix: 'Use access "contact", "account" or "parent"; or, for a web role that only staff has, say in "reason" why they need it.',
      },
    ];
  });
}

/** A child and its parent held by different web roles: neither role reaches the child, both together do. */
function onlyTogether({ site, config, permissions }: CheckContext): Concern[] {
  return permissions.flatMap(({ permission, path, table, holdings }) => {
    if (permission.access !== 'parent' || holdings.some(({ reach }) => reach !== 'none')) return [];
    const webRoles = config.webRoles.find((role) =>
      permission.webRoles.some((own) => reachOf(filterFor([own, role])) !== 'none'),
    );
    if (webRoles === undefined) return [];
    const own = permission.webRoles.find((role) => reachOf(filterFor([role, webRoles])) !== 'none') as string;
    return [
      {
        level: 'warning' as const,
        path: `${path}.webRoles`,
        permission: permission.id,
        table: table.name,
        webRoles: [own, webRoles],
        sentence: `${describeRoles([own, webRoles])} together can reach ${describeRecords(table, filterFor([own, webRoles]))}, which none of these roles gives alone.`,
        fix: 'Give this permission and its parent to the same web roles.',
      },
    ];

    function filterFor(roles: readonly string[]) {
      if (roles.includes('anonymous')) return compileFilter(site, symbolicSubject(['anonymous']), permission);
      return compileFilter(site, symbolicSubject(roles), permission);
    }
  });
}
