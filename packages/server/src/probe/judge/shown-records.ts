import type { Heard } from '../http/heard.ts';

/** A record as it stands somewhere in an answer. */
export interface Shown {
  readonly table: string;
  readonly id: string;
  /** Names of its cells; `id` and `etag` are none. */
  readonly columns: readonly string[];
  readonly cells: Readonly<Record<string, unknown>>;
}

type Members = Readonly<Record<string, unknown>>;

/** Every record in an answer: of lists, alone, expanded, as a hit, after a write. */
export function shownRecords({ sent, json }: Heard): readonly Shown[] {
  const shown: Shown[] = [];
  const [, named] = /^\/v1\/tables\/([^/?]+)/.exec(sent.path) ?? [];
  walk(json, named === undefined ? null : decoded(named), shown);
  return shown;
}

function walk(value: unknown, table: string | null, shown: Shown[]): void {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, table, shown);
    return;
  }
  if (!isObject(value)) return;
  const named = typeof value.table === 'string' ? value.table : null;
  if (typeof value.id === 'string') {
    if (typeof value.etag === 'string' && table !== null) {
      const { id, etag: _etag, ...cells } = value;
      shown.push({ table, id: `${id}`, columns: Object.keys(cells), cells });
    } else if (named !== null && isObject(value.values)) {
      // A hit: what is found, and some of its columns.
      shown.push({ table: named, id: value.id, columns: Object.keys(value.values), cells: value.values });
    }
  }
  for (const [name, member] of Object.entries(value))
    walk(member, name === 'record' && named ? named : table, shown);
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
