/** What is wrong, as a program may read it. */
export type LeakRule =
  | 'secret-shown'
  | 'record-shown'
  | 'column-shown'
  | 'table-shown'
  | 'form-shown'
  | 'role-given'
  | 'personal-shown'
  | 'question-tells'
  | 'change-taken'
  | 'parameter-ignored'
  | 'file-served'
  | 'origin-allowed'
  | 'kept-by-caches'
  | 'internals-told';

/** What to do about it. */
export const FIXES: Readonly<Record<LeakRule, string>> = {
  'secret-shown':
    'Find what answers here: another configuration, a changed adapter, or a proxy or cache before it. portico explain says which permission would show the cell.',
  'record-shown':
    'Compare the configuration that the adapter was started with (portico diff); if it is this one, a proxy or cache answers for it, or the adapter has a fault: report it.',
  'column-shown':
    'Compare the configuration that the adapter was started with (portico diff), above all columns.read of this table.',
  'table-shown': 'Compare the configuration that the adapter was started with (portico diff).',
  'form-shown': 'Compare the forms of the configuration that the adapter was started with.',
  'role-given':
    'Compare identity.issuers[].claims.roles of the configuration that the adapter was started with, and whether a cache gives answers to others.',
  'personal-shown':
    'Take these columns out of columns.read of whatever permission strangers hold, or narrow its records; portico check says which.',
  'question-tells':
    'Compare the configuration that the adapter was started with (portico diff). If it is this one, the adapter answers questions about what it hides: report it.',
  'change-taken':
    'Compare the configuration that the adapter was started with (portico diff), and look in the audit trail for who used it.',
  'parameter-ignored':
    'Look for a proxy that rewrites queries; the adapter itself refuses what it does not know.',
  'file-served': 'Have the web server or proxy pass on nothing but the paths of the adapter.',
  'origin-allowed':
    'Let no proxy add CORS headers; the adapter sends them for the origins of its configuration.',
  'kept-by-caches': 'Have proxies and CDNs heed Cache-Control, and add none of their own to /v1.',
  'internals-told': 'Look in the log of the adapter for the request, and have no proxy add such headers.',
};

/** Something that must not be so, with an example and how often it was seen besides. */
export interface Leak {
  readonly rule: LeakRule;
  readonly view: string;
  readonly table: string | null;
  readonly column: string | null;
  /** Method and URL. */
  readonly asked: string;
  /** What came, without any secret. */
  readonly came: string;
  /** Why that is a leak. */
  readonly why: string;
  readonly fix: string;
  /** Further answers that show the same. */
  readonly more: number;
}

export type NewLeak = Pick<Leak, 'rule' | 'view' | 'asked' | 'came' | 'why'> &
  Partial<Pick<Leak, 'table' | 'column'>>;

/** Rules of which each path is a leak of its own. */
const BY_PATH: ReadonlySet<LeakRule> = new Set(['question-tells', 'file-served']);

/** Leaks as they are found: one for each rule, view, table and column; of some, one for each path, too. */
export class LeakBook {
  readonly #leaks = new Map<string, Leak>();
  readonly #clean: (text: string) => string;

  /** @param clean takes secrets and tokens out of what came, before it is kept */
  constructor(clean: (text: string) => string = (text) => text) {
    this.#clean = clean;
  }

  add({ table = null, column = null, ...dirty }: NewLeak): void {
    const leak = { ...dirty, came: this.#clean(dirty.came) };
    const way = BY_PATH.has(leak.rule) ? pathOf(leak.asked) : table === null ? leak.came : '';
    const key = [leak.rule, leak.view, table, column, way].join('\n');
    const known = this.#leaks.get(key);
    const fix = FIXES[leak.rule];
    this.#leaks.set(
      key,
      known ? { ...known, more: known.more + 1 } : { ...leak, table, column, fix, more: 0 },
    );
  }

  get all(): readonly Leak[] {
    return [...this.#leaks.values()];
  }
}

/** Without parameters and ids. */
function pathOf(asked: string): string {
  return asked.replace(/\?.*/s, '').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}');
}
