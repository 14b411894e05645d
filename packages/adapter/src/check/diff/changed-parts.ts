import type { SiteConfig } from '../../config/site-config.ts';

/** A value that differs between two configurations; undefined where it is in one of them only. */
export interface ChangedPart {
  /** Where, as in `identity.issuers["https://login.example.com"].registration`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What is compared value by value. Table permissions are not: what they mean is. */
const PARTS = [
  'site',
  'identity',
  'webRoles',
  'tables',
  'columns',
  'forms',
  'assertions',
  'acknowledge',
] as const;

export function changedParts(before: SiteConfig, after: SiteConfig): readonly ChangedPart[] {
  return PARTS.flatMap((part) => [...changes(part, before[part], after[part])]);
}

function* changes(path: string, before: unknown, after: unknown): Generator<ChangedPart> {
  if (Object.is(before, after)) return;
  if (!isTree(before) || !isTree(after) || Array.isArray(before) !== Array.isArray(after)) {
    yield { path, before, after };
    return;
  }
  const [old, now] = [branches(before), branches(after)];
  for (const key of new Set([...old.keys(), ...now.keys()]))
    yield* changes(`${path}${key}`, old.get(key), now.get(key));
}

type Tree = Readonly<Record<string, unknown>> | readonly unknown[];

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

/** Entries by the step that leads to them. Those of lists go by name where they have one, so that moving is no change. */
function branches(tree: Tree): ReadonlyMap<string, unknown> {
  if (!Array.isArray(tree))
    return new Map(Object.entries(tree).map(([key, value]) => [`.${key}`, value] as const));
  return new Map(tree.map((value, index) => [`[${nameOf(value) ?? index}]`, value] as const));
}

function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return JSON.stringify(value);
  if (!isTree(value) || Array.isArray(value)) return null;
  const { name, issuer } = value as { readonly name?: unknown; readonly issuer?: unknown };
  const known = name ?? issuer;
  return typeof known === 'string' ? JSON.stringify(known) : null;
}
