import { constantOf } from '../odata/bind-comparison.ts';
import { isGuid } from '../odata/guid.ts';
import { takeLiteral } from '../odata/literals.ts';
import { Reader } from '../odata/reader.ts';
import { splitOutside } from '../odata/split.ts';
import { badQuery, Fault } from '../request/fault.ts';
import type { StoredRow, StoredValue, StoredValues, Table } from '../world/table.ts';

/** The row that stands between parentheses in a URL, if there is one, and what a row made for it would hold. */
export interface KeyPredicate {
  readonly row: StoredRow | null;
  /** Null for an alternate key: the id is then made up. */
  readonly id: string | null;
  readonly values: StoredValues;
}

/** Reads `<guid>`, `contactid=<guid>` or the columns of an alternate key: `name='A',number=2`. */
export function readKeyPredicate(table: Table, text: string): KeyPredicate {
  if (isGuid(text)) return byId(table, text.toLowerCase());
  const values: Record<string, StoredValue> = {};
  for (const part of splitOutside(text, ',')) {
    const [, name, literal] = /^([\p{L}\p{Nd}_]+)=(.+)$/su.exec(part) ?? [];
    if (name === undefined || literal === undefined) throw malformed(text);
    const column = /^_(.+)_value$/.exec(name)?.[1] ?? name;
    if (!table.column(column)) throw unknownKey(table);
    values[column] = literalValue(literal, text);
  }
  const id = values[table.definition.key];
  if (Object.keys(values).length === 1 && typeof id === 'string') return byId(table, id);
  const row = table.byKey(values);
  if (row === undefined) throw unknownKey(table);
  return { row, id: null, values };
}

const byId = (table: Table, id: string): KeyPredicate => ({
  row: table.rows.get(id) ?? null,
  id,
  values: {},
});

function literalValue(literal: string, text: string): StoredValue {
  const reader = new Reader(literal);
  const expression = takeLiteral(reader);
  if (!expression || !reader.atEnd()) throw malformed(text);
  const { value } = constantOf(expression);
  if (value === null) throw malformed(text);
  return value;
}

const malformed = (text: string): Fault => badQuery(`The key '${text}' in the URI is not valid.`);

const unknownKey = (table: Table): Fault =>
  new Fault(
    400,
    '0x80060890',
    `The specified key attributes are not a defined key for the ${table.name} entity`,
  );
