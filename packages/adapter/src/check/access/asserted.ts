import type { AssertedRights, Assertion } from '../../config/assertion.ts';
import type { Site } from '../../config/site.ts';
import { compileGrants, type Right } from '../../permissions/compile.ts';
import { reachOf } from './reach.ts';
import { symbolicSubject } from './symbolic-subject.ts';

/** One thing an assertion says, and whether it is so. */
export interface Asserted {
  /** From the assertion on, as in `mayNot.read[0]`. */
  readonly place: string;
  readonly webRole: string;
  readonly right: Right;
  readonly column: string | null;
  readonly expected: boolean;
  readonly holds: boolean;
  /** The permissions that grant it. */
  readonly permissions: readonly string[];
}

/** Everything an assertion says, for each of its web roles, held against the compiled grants. */
export function asserted(site: Site, assertion: Assertion): readonly Asserted[] {
  return assertion.webRoles.flatMap((webRole) => [
    ...statements(assertion.may, 'may').map((statement) => judge(site, assertion, webRole, statement, true)),
    ...statements(assertion.mayNot, 'mayNot').map((statement) =>
      judge(site, assertion, webRole, statement, false),
    ),
  ]);
}

interface Statement {
  readonly place: string;
  readonly right: Right;
  readonly column: string | null;
}

function statements(rights: AssertedRights | undefined, key: 'may' | 'mayNot'): readonly Statement[] {
  return Object.entries(rights ?? {}).flatMap(([name, said]): Statement[] => {
    const place = `${key}.${name}`;
    if (said === true) return [{ place, right: name as Right, column: null }];
    return (said as readonly string[]).map((word, index) =>
      name === 'actions'
        ? { place: `${place}[${index}]`, right: `action:${word}`, column: null }
        : { place: `${place}[${index}]`, right: name as Right, column: word },
    );
  });
}

function judge(
  site: Site,
  { table, records = 'any' }: Assertion,
  webRole: string,
  { place, right, column }: Statement,
  expected: boolean,
): Asserted {
  const granting = compileGrants(site, symbolicSubject([webRole]), table, right).filter((grant) => {
    if (column !== null && column !== 'id' && !grant.columns.has(column)) return false;
    const reach = reachOf(grant.filter);
    if (records === 'of-others') return reach !== 'own' && reach !== 'none';
    return records === 'of-other-accounts' ? reach === 'every' || reach === 'some' : reach !== 'none';
  });
  return {
    place,
    webRole,
    right,
    column,
    expected,
    holds: granting.length > 0,
    permissions: granting.map(({ permission }) => permission),
  };
}
