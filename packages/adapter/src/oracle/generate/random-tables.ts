import { type ColumnSchema, STANDARD_TABLES, type TableSchema } from '@portico/protocol';
import type { Random } from '../../store/contract/random.ts';

type Columns = TableSchema['columns'];

export interface RandomTables {
  /** The site's own. */
  readonly own: readonly TableSchema[];
  /** Added to `contact` and `account`. */
  readonly added: Readonly<Record<'contact' | 'account', Columns>>;
  /** All that the world uses, as the site will merge them. */
  readonly all: ReadonlyMap<string, TableSchema>;
}

const NAMES = ['alpha', 'beta', 'gamma', 'delta'] as const;
const open = { classification: 'public' } as const;

/** Tables with columns of every type, pointing at one another and at contacts and accounts. */
export function randomTables(random: Random): RandomTables {
  const names = NAMES.slice(0, 2 + random.below(NAMES.length - 1));
  const added = {
    contact: { level: choice(random, 'Level'), mentor: lookup('contact', 'Mentor') },
    account: { tier: choice(random, 'Tier'), keeper: lookup('contact', 'Keeper') },
  };
  const drafts = names.map((name) => randomTable(random, name, names));
  const own = drafts.map((table) => ({
    ...table,
    columns: { ...table.columns, ...countsOf(random, table, drafts) },
  }));
  const standard = (['contact', 'account'] as const).map((name): TableSchema => {
    const table = STANDARD_TABLES.find((candidate) => candidate.name === name) as TableSchema;
    return { ...table, columns: { ...added[name], ...table.columns } };
  });
  return { own, added, all: new Map([...standard, ...own].map((table) => [table.name, table])) };
}

function randomTable(random: Random, name: string, names: readonly string[]): TableSchema {
  const searched = random.chance(0.45);
  const columns: Record<string, ColumnSchema> = {
    name: {
      type: 'text',
      label: 'Name',
      maxLength: 100,
      ...open,
      ...(random.chance(0.3) && { required: true }),
    },
    ...Object.fromEntries(random.some(Object.entries(someColumns(random)), 0.55)),
    ...lookups(random, names),
    ...(searched && { visibility: visibility(random) }),
  };
  const unique = uniqueSets(random, columns);
  return {
    name,
    label: name,
    pluralLabel: name,
    title: 'name',
    columns,
    ...(unique.length > 0 && { unique }),
    ...(searched && { search: searchOf(random, columns) }),
  };
}

function someColumns(random: Random): Columns {
  return {
    memo: { type: 'text', label: 'Memo', maxLength: 2000, format: 'multiline', ...open },
    code: { type: 'text', label: 'Code', maxLength: 60, classification: 'personal' },
    mail: { type: 'text', label: 'Mail', maxLength: 120, format: 'email', classification: 'personal' },
    phone: { type: 'text', label: 'Phone', maxLength: 40, format: 'phone', classification: 'personal' },
    site: { type: 'text', label: 'Site', maxLength: 200, format: 'url', ...open },
    page: { type: 'html', label: 'Page', maxLength: 2000, ...open },
    size: { type: 'integer', label: 'Size', ...open, ...(random.chance(0.3) && { min: -1, max: 10 }) },
    ratio: { type: 'decimal', label: 'Ratio', ...open },
    active: { type: 'boolean', label: 'Active', ...open, ...(random.chance(0.3) && { default: true }) },
    day: { type: 'date', label: 'Day', ...open },
    moment: { type: 'datetime', label: 'Moment', ...open },
    state: { ...choice(random, 'State'), ...(random.chance(0.4) && { default: 'a' }) } as ColumnSchema,
    kind: choice(random, 'Kind'),
    marked: { type: 'boolean', label: 'Marked', readOnly: true, ...open },
    secret: { type: 'text', label: 'Secret', maxLength: 100, classification: 'secret' },
    created_at: { type: 'datetime', label: 'Created', readOnly: true, ...open },
    updated_at: { type: 'datetime', label: 'Changed', readOnly: true, ...open },
  };
}

/** At least one, so that every table has records of somebody's or children of something. */
function lookups(random: Random, names: readonly string[]): Columns {
  const all: Columns = {
    owner: lookup('contact', 'Owner'),
    firm: lookup('account', 'Firm'),
    helper: lookup('contact', 'Helper'),
    ...Object.fromEntries(names.map((name) => [`to_${name}`, lookup(name, `To ${name}`)])),
  };
  const some = random.some(Object.entries(all), 0.45);
  return Object.fromEntries(some.length > 0 ? some : [random.pick(Object.entries(all))]);
}

/** Count columns, for those tables that others point to. */
function countsOf(random: Random, table: TableSchema, tables: readonly TableSchema[]): Columns {
  const counts: Record<string, ColumnSchema> = {};
  for (const other of tables) {
    for (const [name, column] of Object.entries(other.columns)) {
      if (column.type !== 'lookup' || column.target !== table.name || !random.chance(0.6)) continue;
      counts[`count_${other.name}`] = {
        type: 'count',
        label: 'Count',
        of: other.name,
        lookup: name,
        ...open,
      };
    }
  }
  return counts;
}

function uniqueSets(random: Random, columns: Columns): string[][] {
  const sets = [['code'], ['owner', 'day'], ['size']].filter((set) =>
    set.every((name) => Object.hasOwn(columns, name)),
  );
  return random.some(sets, 0.3);
}

function searchOf(random: Random, columns: Columns): NonNullable<TableSchema['search']> {
  const texts = ['memo', 'page', 'code'].filter((name) => Object.hasOwn(columns, name));
  const indexed = ['name', ...random.some(texts, 0.7)];
  const facets = ['kind', 'state', 'owner', 'firm'].filter((name) => Object.hasOwn(columns, name));
  return {
    weights: Object.fromEntries(indexed.map((name, index) => [name, 5 - index])),
    visibility: 'visibility',
    excerpt: random.pick(indexed),
    facets: random.some(facets, 0.7),
  };
}

function visibility(random: Random): ColumnSchema {
  const choices = ['public', 'members', 'staff'].map((value) => ({ value, label: value.toUpperCase() }));
  return {
    type: 'choice',
    label: 'Visible to',
    choices,
    ...open,
    ...(random.chance(0.3) && { default: 'public' }),
  };
}

function choice(random: Random, label: string): ColumnSchema {
  const values = ['a', 'b', 'c', 'd'].slice(0, 2 + random.below(3));
  return {
    type: 'choice',
    label,
    choices: values.map((value) => ({ value, label: value.toUpperCase() })),
    ...open,
  };
}

function lookup(target: string, label: string): ColumnSchema {
  return { type: 'lookup', label, target, ...open };
}
