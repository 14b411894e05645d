import { INTERNAL_TABLES } from '@portico/protocol';
/** The tables a store writes by itself, in every transaction that asks for it. */
export const AUDIT_ENTRY = internal('audit_entry');
export const IDEMPOTENCY_KEY = internal('idempotency_key');
function internal(name) {
  const table = INTERNAL_TABLES.find((candidate) => candidate.name === name);
  if (!table) throw new Error(`The protocol has no table ${name}.`);
  return table;
}
//# sourceMappingURL=internal-tables.js.map
