import type { ColumnSchema, StoredValue } from '@portico/protocol';

/** `[key:value]`, the value percent-encoded where it must be. Power Pages writes `[contact:<id>]` the same. */
const CELL = /\[([a-z][a-z0-9_]*):([^[\]]*)\]/g;

/** Cells of one text, in the order given; empty ones are left out. `head` is for people. */
export function packText(head: string, cells: Iterable<readonly [key: string, value: StoredValue]>): string {
  const packed = [...cells]
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `[${key}:${encodeCell(String(value))}]`);
  return [head, ...packed].join(' ');
}

/** The last cell of this key, if it is of the column's type. What people write before it is not read. */
export function packedCell(text: string | null, key: string, schema: ColumnSchema): StoredValue {
  const found = [...(text ?? '').matchAll(CELL)].findLast((match) => match[1] === key)?.[2];
  if (found === undefined) return null;
  const value = decodeCell(found);
  return value === null ? null : typed(value, schema);
}

function typed(value: string, schema: ColumnSchema): StoredValue {
  switch (schema.type) {
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : null;
    case 'integer':
    case 'decimal': {
      const number = value === '' ? Number.NaN : Number(value);
      return Number.isFinite(number) ? number : null;
    }
    case 'choice':
      return schema.choices.some((choice) => choice.value === value) ? value : null;
    case 'lookup':
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value.toLowerCase() : null;
    case 'datetime':
    case 'date':
      return /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\.\d{3}Z)?$/.test(value) ? value : null;
    default:
      return value === '' ? null : value;
  }
}

function encodeCell(value: string): string {
  return value.replace(/[%[\]]/g, (character) => encodeURIComponent(character));
}

function decodeCell(value: string): string | null {
  try {
    return decodeURIComponent(value.replace(/%(?![0-9A-Fa-f]{2})/g, '%25'));
  } catch {
    return null;
  }
}
