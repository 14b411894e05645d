import { type ColumnSchema, STANDARD_TABLES, type StoredValue } from '@portico/protocol';

/**
 * What Dataverse keeps as it is, by its documentation and not by our mappings: so a value that the store wrongly refuses, or
 * changes, stays in the records that it is proved with, and is seen.
 *
 * Columns: learn.microsoft.com/power-apps/developer/data-platform/webapi/reference and …/reference/entities (MaxLength);
 * types: …/power-apps/maker/data-platform/types-of-fields.
 */
export function dataverseKeeps(name: string, column: ColumnSchema, value: StoredValue): boolean {
  // The system's own.
  if (name === 'updated_at') return false;
  switch (column.type) {
    case 'text':
    case 'html':
      // There is no empty text beside the empty cell.
      return value !== '' && fits(column, column.maxLength, String(value));
    case 'integer':
      return Math.abs(Number(value)) <= (isWhole(column) ? WHOLE : WIDE);
    case 'decimal':
      return Math.abs(Number(value)) <= WIDE && digitsAfterPoint(Number(value)) <= 10;
    case 'datetime':
      return /^(175[3-9]|17[6-9]\d|1[89]\d\d|[2-9]\d{3})-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/.test(String(value));
    case 'date':
      return /^(175[3-9]|17[6-9]\d|1[89]\d\d|[2-9]\d{3})-/.test(String(value));
    default:
      return true;
  }
}

/** Of whole number and decimal number columns, either way. */
const WHOLE = 2_147_483_647;
const WIDE = 100_000_000_000;

/** Columns that are delivered shorter than those of Portico, with no room beside them; in characters. */
const LENGTHS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  account: { name: 160, number: 20, email: 100, website: 200, city: 80 },
  contact: { email: 100, job_title: 100 },
  lead: { first_name: 50, last_name: 50, email: 100, company: 100, job_title: 100 },
};

/** Of `firstname` and of `lastname`, which is all there is of a contact's name. */
const NAME = 50;

/** By the columns themselves: a table made up at random may have one of the same name. */
const SHORTER = new Map(
  STANDARD_TABLES.flatMap(({ name: table, columns }) =>
    Object.entries(LENGTHS[table] ?? {}).map(([name, length]) => [columns[name], length] as const),
  ),
);
const CONTACT_NAME = STANDARD_TABLES.find(({ name }) => name === 'contact')?.columns.name;

function fits(column: ColumnSchema, maxLength: number, text: string): boolean {
  if (column === CONTACT_NAME) return fitsTwoNames(text);
  return text.length <= (SHORTER.get(column) ?? maxLength);
}

/** Whole, or in two parts that one blank puts together again. */
function fitsTwoNames(name: string): boolean {
  const parts = name.split(' ');
  return parts.some((_, at) => {
    const [first, last] = [parts.slice(0, at).join(' '), parts.slice(at).join(' ')];
    return (
      first.length <= NAME &&
      last.length <= NAME &&
      first === first.trim() &&
      (at === 0 || last === last.trim())
    );
  });
}

/** A column that may leave 32 bits is made as a decimal one. */
function isWhole({
  min,
  max,
}: {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}): boolean {
  return (
    Math.abs(min ?? Number.POSITIVE_INFINITY) <= WHOLE && Math.abs(max ?? Number.POSITIVE_INFINITY) <= WHOLE
  );
}

function digitsAfterPoint(number: number): number {
  const [, digits = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number)) ?? [];
  return Math.max(0, digits.length - Number(exponent));
}
