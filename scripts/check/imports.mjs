const STATIC = /^[ \t]*(?:import|export)\b[^;'"`]*?\bfrom\s*['"]([^'"]+)['"]/gm;
const BARE = /^[ \t]*import\s*['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]/g;
const TYPE = /\bimport\(\s*['"]([^'"]+)['"]\s*\)\s*\./g;

/**
 * What a module imports, by value, for its types alone, or later by `import()`.
 *
 * @param {string} text
 * @returns {string[]} the specifiers as written, each once
 */
export function importsOf(text) {
  return specifiersIn(text, [STATIC, BARE, DYNAMIC, TYPE]);
}

/** What a module cannot be loaded without: `importsOf` less what it imports later, or for types alone. */
export function staticImportsOf(text) {
  return specifiersIn(text, [STATIC, BARE]);
}

function specifiersIn(text, patterns) {
  const code = withoutComments(text);
  const found = patterns.flatMap((pattern) => [...code.matchAll(pattern)]);
  return [...new Set(found.map((match) => match[1]))];
}

/**
 * Blanks out comments, keeping the line numbers. Knows strings and templates well enough not to take the `//`
 * of an address for a comment; a comment inside a template's `${}` stays.
 *
 * @param {string} text
 */
export function withoutComments(text) {
  return text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g,
    (token) => (/^\/[/*]/.test(token) ? token.replace(/[^\n]/g, '') : token),
  );
}

/** The package a bare specifier names: `@portico/adapter/store` → `@portico/adapter`. Null for a relative one. */
export function packageOf(specifier) {
  if (/^(\.|\/|node:|#)/.test(specifier)) return null;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
