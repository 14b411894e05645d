/**
 * Text as PostgreSQL can hold it, which knows no NUL character. NUL becomes U+0001 U+0001, and U+0001 itself
 * U+0001 U+0002: different texts stay different, and the order of code points stays what it was.
 */
export declare function toPostgresText(text: string): string;
export declare function fromPostgresText(text: string): string;
/**
 * The folded text that is kept beside a text; null where `lower` in the collation "C", which knows ASCII
 * alone, gives the same. Escapes would be found by what they are made of, so capitals stand in for them, of
 * which folded text has none; `postgres-text-comparison.ts` does the same to what is looked for.
 */
export declare function shadowText(text: string): string | null;
