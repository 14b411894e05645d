import type { StoredValue, Table } from '../world/table.ts';

type Values = Record<string, StoredValue | null | undefined>;

/** Columns the platform works out from others, by table. */
const COMPUTED: Readonly<Record<string, (values: Values) => void>> = {
  contact: fullName,
  lead: fullName,
  systemuser: fullName,
  annotation: (values) => {
    const about = values.objectid;
    values.objecttypecode = typeof about === 'object' && about ? about.table : null;
    const body = values.documentbody;
    values.isdocument = typeof body === 'string';
    values.filesize = typeof body === 'string' ? Buffer.from(body, 'base64').length : 0;
  },
};

/** Fills in the computed columns of a row about to be written. */
export function computeColumns(table: Table, values: Values): void {
  COMPUTED[table.name]?.(values);
}

function fullName(values: Values): void {
  const parts = [values.firstname, values.lastname].filter((part) => typeof part === 'string');
  values.fullname = parts.length > 0 ? parts.join(' ') : null;
}
