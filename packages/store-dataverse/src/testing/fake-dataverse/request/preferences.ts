import { badQuery } from './fault.ts';

export interface Preferences {
  readonly representation: boolean;
  readonly maxPageSize: number | null;
  readonly trackChanges: boolean;
  readonly continueOnError: boolean;
  /** Whether an annotation of this full name is asked for. */
  readonly annotated: (name: string) => boolean;
  readonly anyAnnotation: boolean;
}

const PREFERENCE = /([\w.-]+)(?:=(?:"([^"]*)"|([^",;\s]*)))?/g;

/** Reads the `Prefer` header; preferences that are not known are passed over, as the standard says. */
export function readPreferences(header: string | undefined): Preferences {
  if (!header) return NONE;
  const found = new Map<string, string>();
  for (const [, name, quoted, bare] of header.matchAll(PREFERENCE)) {
    found.set(name!.toLowerCase().replace(/^odata\./, ''), quoted ?? bare ?? '');
  }
  const size = found.get('maxpagesize');
  if (size !== undefined && !/^[1-9]\d*$/.test(size)) {
    throw badQuery(`Prefer: odata.maxpagesize=${size} is not a number above zero.`);
  }
  const patterns = (found.get('include-annotations') ?? '').split(',').filter((pattern) => pattern !== '');
  return {
    representation: found.get('return') === 'representation',
    maxPageSize: size === undefined ? null : Number(size),
    trackChanges: found.has('track-changes'),
    continueOnError: found.has('continue-on-error'),
    annotated: patterns.length === 0 ? () => false : matcherOf(patterns),
    anyAnnotation: patterns.length > 0,
  };
}

const NONE: Preferences = {
  representation: false,
  maxPageSize: null,
  trackChanges: false,
  continueOnError: false,
  annotated: () => false,
  anyAnnotation: false,
};

/** `*`, `Microsoft.Dynamics.CRM.*`, a full name; a minus before a pattern takes away. */
function matcherOf(patterns: readonly string[]): (name: string) => boolean {
  const fits = (pattern: string, name: string): boolean =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
  return (name) =>
    patterns.some((pattern) => !pattern.startsWith('-') && fits(pattern, name)) &&
    !patterns.some((pattern) => pattern.startsWith('-') && fits(pattern.slice(1), name));
}
