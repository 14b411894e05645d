import type { ColumnSchema } from '@portico/protocol';
import type { CheckContext } from '../context.ts';
import type { Concern, Rule } from '../rule.ts';

const PERSONAL =
  /(^|_)(e?mail|phone|mobile|fax|first_name|last_name|surname|full_name|birth|birthday|birthdate|date_of_birth|dob|gender|religion|nationality|home_address|street|passport|iban|bic|tax_id|ssn|social_security|national_id|salary|diagnosis|health)(_|$)/;
const SECRET =
  /(^|_)(password|passwd|pwd|passphrase|secret|token|api_key|private_key|pin|cvv|cvc|card_number|password_hash)(_|$)/;
/** HTML autocomplete tokens that stand for a person: the browser would fill in the visitor's own. */
const PERSONAL_TOKEN = /^(name|given-name|family-name|email|tel|street-address|postal-code|bday|sex|cc-.*)$/;

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
  if (PERSONAL.test(name)) return true;
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
