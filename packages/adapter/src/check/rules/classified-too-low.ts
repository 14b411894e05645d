import { type ColumnSchema, STANDARD_TABLES } from '@portico/protocol';
import { type CheckContext, isPersonal } from '../context.ts';
import type { Concern, Rule } from '../rule.ts';

/** Words that stand for somebody wherever they are in a name. */
const PERSONAL =
  /(^|_)(e?mail|phone|mobile|fax|birth|birthday|birthdate|date_of_birth|dob|gender|religion|nationality|address|street|post_?code|postal_code|zip|zip_?code|ip|ip_?address|ip_?addr|passport|iban|bic|tax_id|ssn|social_security|national_id|salary|diagnosis|health)(_|$)/;
/** The name of a person, and only where the name ends with it: `contact_name_format` is none. */
const NAME_OF_A_PERSON =
  /(^|_)(first|last|full|given|family|middle|maiden|birth|nick|customer|contact|client|patient|guest|visitor|person|user|owner|employee|recipient|sender|author)_?name$|(^|_)surname$/;
const SECRET =
  /(^|_)(password|passwd|pwd|passphrase|secret|token|api_key|private_key|pin|cvv|cvc|card_number|password_hash)(_|$)/;
/** HTML autocomplete tokens that stand for a person: the browser would fill in the visitor's own. */
const PERSONAL_TOKEN =
  /^(name|given-name|additional-name|family-name|nickname|username|email|tel(-.*)?|street-address|address-(line|level)\d|postal-code|bday(-.*)?|sex|cc-.*)$/;

/** Names under which every standard table that has such a column keeps something personal: `guest_name`, `message`. */
const PERSONAL_IN_STANDARD: ReadonlySet<string> = new Set(
  STANDARD_TABLES.flatMap(({ columns }) => Object.entries(columns))
    .filter(([, column]) => column.type === 'text' && isPersonal(column))
    .map(([name]) => name)
    .filter((name) =>
      STANDARD_TABLES.every(({ columns }) => {
        const column = columns[name];
        return column === undefined || isPersonal(column);
      }),
    ),
);

export const classifiedTooLow: Rule = {
  id: 'L03',
  level: 'error',
  title: 'A column without classification, or classified lower than its name says',
  why: 'Every other rule goes by classification, so a wrong one hides the mistake from all of them.',
  waivable: true,
  find: (context) =>
    addedColumns(context).flatMap(({ table, name, column, path }) => {
      const looks = SECRET.test(name) ? 'secret' : looksPersonal(name, column) ? 'personal' : null;
      const low = looks === 'secret' ? column.classification !== 'secret' : isOpen(column);
      if (looks === null || !low) return [];
      const concern: Concern = {
        path: `${path}.classification`,
        table,
        columns: [{ name, path: `${path}.classification` }],
        sentence: `{columns} of ${table} is classified ${column.classification}, but its name or format says ${looks}; no rule guards it as that.`,
        fix: `Classify it "${looks}", or give it a name that says what it holds.`,
      };
      return [concern];
    }),
};

function isOpen(column: ColumnSchema): boolean {
  return column.classification === 'public' || column.classification === 'internal';
}

function looksPersonal(name: string, column: ColumnSchema): boolean {
  if (column.type === 'count' || column.type === 'boolean') return false;
  if (PERSONAL.test(name) || NAME_OF_A_PERSON.test(name) || PERSONAL_IN_STANDARD.has(name)) return true;
  if (column.type !== 'text') return false;
  return (
    column.format === 'email' ||
    column.format === 'phone' ||
    (column.autocomplete !== undefined && PERSONAL_TOKEN.test(column.autocomplete))
  );
}

function addedColumns({ config }: CheckContext) {
  const standard = Object.entries(config.columns ?? {}).flatMap(([table, columns]) =>
    Object.entries(columns).map(([name, column]) => ({
      table,
      name,
      column,
      path: `columns.${table}.${name}`,
    })),
  );
  const own = (config.tables ?? []).flatMap((table, index) =>
    Object.entries(table.columns).map(([name, column]) => ({
      table: table.name,
      name,
      column,
      path: `tables[${index}].columns.${name}`,
    })),
  );
  return [...standard, ...own];
}
