import { STANDARD_TABLES, type TableSchema } from '@portico/protocol';

/** The longest text a column of a standard table holds, in UTF-16 code units. */
export function maxLengthOf(table: string, column: string): number {
  const schema = columnOf(table, column);
  if (schema?.type !== 'text') throw new TypeError(`${table}.${column} is not a text column`);
  return schema.maxLength;
}

/** The values a choice column of a standard table takes. */
export function choicesOf(table: string, column: string): readonly string[] {
  const schema = columnOf(table, column);
  if (schema?.type !== 'choice') throw new TypeError(`${table}.${column} is not a choice column`);
  return schema.choices.map((choice) => choice.value);
}

function columnOf(table: string, column: string): TableSchema['columns'][string] | undefined {
  return STANDARD_TABLES.find((schema) => schema.name === table)?.columns[column];
}
