import { type Asserted, asserted } from '../access/asserted.ts';
import type { CheckContext } from '../context.ts';
import { describeRoles, listed } from '../describe-access.ts';
import type { Concern, Rule } from '../rule.ts';

export const assertions: Rule = {
  id: 'L30',
  level: 'warning',
  title: 'Assertions that fail, and web roles on tables of which none says what they may and may not',
  why: 'OpenFGA, SpiceDB and Cerbos test their policies; a change that opens too much then fails before it ships.',
  waivable: true,
  find: (context) => [...failed(context), ...uncovered(context)],
};

function failed({ site, config }: CheckContext): Concern[] {
  return (config.assertions ?? []).flatMap((assertion, index) => {
    const wrong = asserted(site, assertion).filter(({ holds, expected }) => holds !== expected);
    return [...Map.groupBy(wrong, ({ place }) => place).values()].map((same): Concern => {
      const one = same[0] as Asserted;
      const webRoles = same.map(({ webRole }) => webRole);
      const who = listed(
        webRoles.map((role, at) => (at === 0 ? describeRoles([role]) : inSentence(describeRoles([role])))),
        'and',
      );
      const permissions = [...new Set(same.flatMap((each) => each.permissions))];
      const what = `${deed(one)} ${assertion.table} records${BEYOND[assertion.records ?? 'any']}`;
      return {
        level: 'error',
        waivable: false,
        path: `assertions[${index}].${one.place}`,
        permission: permissions[0],
        table: assertion.table,
        webRoles,
        sentence: one.holds
          ? `${who} can ${what}, by ${listed(permissions, 'and')}; the assertion says they may not.`
          : `${who} cannot ${what}; the assertion says they may.`,
        fix: 'Mend the permission, or the assertion if it no longer says what is meant.',
      };
    });
  });
}

const inSentence = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

const BEYOND = { any: '', 'of-others': ' of others', 'of-other-accounts': ' of other accounts' } as const;

function deed({ right, column }: Asserted): string {
  const word = right.startsWith('action:') ? right.slice('action:'.length) : right.replace('_', ' ');
  return column === null ? word : `${word} ${column} of`;
}

/** Each web role on each table that a permission gives it something on: one thing it may, one it may not. */
function uncovered({ config, permissions }: CheckContext): Concern[] {
  const missing = new Map<string, { table: string; webRole: string; path: string; lacks: string[] }>();
  for (const { permission, path, table } of permissions) {
    for (const [at, webRole] of permission.webRoles.entries()) {
      const said = (config.assertions ?? []).filter(
        (assertion) => assertion.table === table.name && assertion.webRoles.includes(webRole),
      );
      const lacks = [
        ...(said.some(({ may }) => may) ? [] : ['may']),
        ...(said.some(({ mayNot }) => mayNot) ? [] : ['may not']),
      ];
      const key = `${table.name} ${webRole}`;
      if (lacks.length > 0 && !missing.has(key))
        missing.set(key, { table: table.name, webRole, path: `${path}.webRoles[${at}]`, lacks });
    }
  }
  const all = [...missing.values()];
  if (!config.assertions && all.length > 0) {
    return [
      {
        path: 'assertions',
        sentence: `Nobody would notice a permission that opens too much: there are no assertions, and ${all.length} pairs of web role and table could have one.`,
        fix: 'Add "assertions": for each web role and table one thing it may and one it may not.',
      },
    ];
  }
  return all.map(({ table, webRole, path, lacks }) => ({
    path,
    table,
    webRoles: [webRole],
    sentence: `Nobody would notice a change of what the web role ${webRole} may do with ${table}: no assertion says what it ${listed(lacks, 'and')}.`,
    fix: `Add { webRoles: ['${webRole}'], table: '${table}', … } to "assertions".`,
  }));
}
