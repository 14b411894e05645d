import type { Rule } from '../rule.ts';

const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\./, 'a token'],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'a cloud access key'],
  [
    /\b(ghp|gho|ghs|github_pat|glpat|xox[abprs]|sk_live|sk_test|rk_live|npm)[_-][\w-]{16,}/,
    'an access token',
  ],
  [/^[\w.~-]{3}\dQ~[\w.~-]{31,34}$/, 'a client secret of Microsoft Entra'],
  [/^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i, 'an address with a password in it'],
  [/\b(password|passwd|pwd|secret|client_secret|api_?key|access_?token)\s*[=:]\s*\S+/i, 'a password'],
];
const PLACEHOLDER =
  /^(change[-_ ]?me|replace[-_ ]?me|placeholder|insert[-_ ].*here|your[-_ ](secret|tenant|client|key|issuer).*|to[-_ ]?be[-_ ]?(set|done)|xxx+|<[^<>]+>)$|<(your|tenant|client)[-_ a-z]*>/i;
/** Bits for each character, above which a long run of letters and digits is no word. */
const HIGH_ENTROPY = 3.6;

export const secretInConfiguration: Rule = {
  id: 'L18',
  level: 'error',
  title: 'A secret or a placeholder in the configuration',
  why: 'Keys in files end up in repositories, images and bundles; placeholders end up in production.',
  waivable: false,
  find: ({ config }) =>
    [...stringsIn(config, '')].flatMap(({ path, text }) => {
      const certain = certainSecret(text);
      if (certain === null && (PUBLIC_BY_DESIGN.test(path) || !looksRandom(text))) return [];
      return [
        {
          path,
          // What only looks like a key may be something else; the operator can say so.
          waivable: certain === null,
          sentence: `Everyone who can read the configuration file sees ${certain ?? 'what looks like a key'} here.`,
          fix: 'Take it out. Secrets are set by environment variables, and nothing else here needs one.',
        },
      ];
    }),
};

/** Names that identity providers make up at random and that every browser gets to see. */
const PUBLIC_BY_DESIGN = /^identity\.(signIn\.clientId|issuers\[\d+\]\.(issuer|audience\[\d+\]))$/;

function certainSecret(text: string): string | null {
  const known = KNOWN.find(([pattern]) => pattern.test(text));
  if (known) return known[1];
  return PLACEHOLDER.test(text.trim()) ? 'that a placeholder was never filled in' : null;
}

/** One long run of letters and digits mixed as no word is. Ids of records and addresses are no secrets. */
function looksRandom(text: string): boolean {
  if (!/^[\w+/=~-]{24,}$/.test(text)) return false;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return false;
  const mixed = /\d/.test(text) && (/[a-z]/.test(text) || /[A-Z]/.test(text));
  const words = text.split(/[-_/]/).filter((part) => /^([a-z]+|[A-Z]+|[A-Z][a-z]+|\d{1,4})$/.test(part));
  return (
    mixed &&
    words.join('').length < text.length / 2 &&
    entropyOf(text) >= HIGH_ENTROPY - (isHex(text) ? 0.6 : 0)
  );
}

const isHex = (text: string) => /^[0-9a-f]+$/i.test(text);

/** Shannon entropy, in bits for each character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

function* stringsIn(value: unknown, path: string): Generator<{ path: string; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? `[${key}]` : `${path && '.'}${key}`;
    yield* stringsIn(inner, path + step);
  }
}
