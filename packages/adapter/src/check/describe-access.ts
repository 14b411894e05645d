import type { Filter, StoredValue, TableSchema } from '@portico/protocol';
import { type Conjunct, conjunctsOf, isExistence, ownPath } from './access/conjuncts.ts';
import { OWN_ACCOUNT, OWN_CONTACT } from './access/symbolic-subject.ts';
import { within } from './access/within.ts';

/**
 * The records of a table that a filter covers, in words: "every article", "cases of their own (contact)", "notes of their
 * own (case.contact) with visibility customer". The filter is one compiled for a {@link symbolicSubject}.
 */
export function describeRecords(table: TableSchema, filter: Filter): string {
  const conjuncts = conjunctsOf(filter);
  if (!conjuncts) return `some ${nounOf(table)}`;
  return describeConjuncts(table, conjuncts);
}

export function describeConjuncts(table: TableSchema, conjuncts: readonly Conjunct[]): string {
  if (conjuncts.length === 0) return `no ${table.label.toLowerCase()}`;
  // What another alternative covers already is not worth a word.
  const telling = conjuncts.filter(
    (one) =>
      !conjuncts.some(
        (other) => other !== one && within([one], [other]) === 'yes' && within([other], [one]) !== 'yes',
      ),
  );
  const words = [...new Set(telling.map((conjunct) => describeConjunct(table, conjunct)))];
  return words.sort().join('; or ');
}

/** Who has these web roles, as the subject of a sentence. */
export function describeRoles(webRoles: readonly string[]): string {
  if (webRoles.includes('anonymous')) return 'Anyone on the internet';
  const named = webRoles.filter((role) => role !== 'authenticated');
  if (named.length === 0) return 'Everyone who signed in';
  return `Everyone with the web role${named.length > 1 ? 's' : ''} ${listed(named, 'and')}`;
}

/** `a, b and c`. */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

function describeConjunct(table: TableSchema, conjunct: Conjunct): string {
  if (conjunct.size === 0) return `every ${table.label.toLowerCase()}`;
  const own: string[] = [];
  const conditions: string[] = [];
  for (const [key, values] of conjunct) {
    const path = ownPath(key) ?? key;
    if (isExistence(key) || conjunct.has(`${path}.id${key === path ? '' : '@'}`)) continue;
    if (values.has(OWN_CONTACT)) own.push(path === 'id' ? 'themselves' : `of their own (${path})`);
    else if (values.has(OWN_ACCOUNT)) own.push(path === 'id' ? 'itself' : `of their account (${path})`);
    else conditions.push(`${path} ${listed([...values].map(shown), 'or')}`);
  }
  const noun = own.includes('themselves')
    ? 'their own contact'
    : own.includes('itself')
      ? 'their own account'
      : nounOf(table);
  const whose = own.filter((words) => words.startsWith('of'));
  const where = conditions.length > 0 ? [`with ${listed(conditions, 'and')}`] : [];
  const linked = [...conjunct.keys()].filter(isExistence).map((path) => path.slice(0, path.lastIndexOf('.')));
  const bare = linked.filter((lookup) => ![...conjunct.keys()].some((path) => isBehind(path, lookup)));
  const has = bare.length > 0 ? [`that have a ${listed(bare, 'and')}`] : [];
  return [noun, ...whose, ...where, ...has].join(' ');
}

function isBehind(path: string, lookup: string): boolean {
  return !isExistence(path) && path.startsWith(`${lookup}.`);
}

function nounOf(table: TableSchema): string {
  return table.pluralLabel.toLowerCase();
}

function shown(value: StoredValue): string {
  return typeof value === 'string' ? value : String(value);
}
