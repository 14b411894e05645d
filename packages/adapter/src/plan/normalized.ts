import type { StoredValue } from '@portico/protocol';

/** A value as it is stored, or why it cannot be, in words for the person who typed it. */
export type Normalized =
  | { readonly ok: true; readonly value: StoredValue }
  | { readonly ok: false; readonly message: string };

export function accept(value: StoredValue): Normalized {
  return { ok: true, value };
}

export function refuse(message: string): Normalized {
  return { ok: false, message };
}
