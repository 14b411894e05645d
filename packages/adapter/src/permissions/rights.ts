import type { Filter } from '@portico/protocol';
import type { Subject } from '../authenticate/subject.ts';
import type { Site } from '../config/site.ts';
import type { Grant } from '../plan/plan.ts';
import { compileGrants, type Right } from './compile.ts';
import { coveredBy } from './readable-where.ts';

/** What one subject may do on one site, compiled when first asked. Lives for one request, never shared. */
export interface Rights {
  readonly subject: Subject;
  grants(table: string, right: Right): readonly Grant[];
  /** Records any grant covers; `nothing` without grants. */
  where(table: string, right: Right): Filter;
}

export function rightsOf(site: Site, subject: Subject): Rights {
  const compiled = new Map<string, readonly Grant[]>();
  const grants = (table: string, right: Right): readonly Grant[] => {
    const key = `${table} ${right}`;
    let found = compiled.get(key);
    if (!found) {
      found = compileGrants(site, subject, table, right);
      compiled.set(key, found);
    }
    return found;
  };
  return { subject, grants, where: (table, right) => coveredBy(grants(table, right)) };
}
