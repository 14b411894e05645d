/** Tags take room too, so more is read than shown. */
const READ_AHEAD = 8;

/** Code blocks and tables do not read in a line; where the text was cut, they may not end. */
const SKIPPED = /<(pre|table)\b[\s\S]*?(?:<\/\1>|$)/g;
/** Where words of two lines would else become one. */
const LINE_END = /<(?=br|\/(?:p|li|h\d)>)/g;
const TAG = /<(?:"[^"]*(?:"|$)|[^">])*(?:>|$)/g;

const ENTITY = /&(amp|lt|gt|quot);/g;
const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * The beginning of a rendered post as plain words, at most `length` characters. Takes HTML as the adapter's sanitizer
 * writes it, which escapes these four characters and no more; the result is text and must be shown as text.
 */
export function excerpt(html: string, length: number): string {
  const words = html
    .slice(0, length * READ_AHEAD)
    .replace(SKIPPED, ' ')
    .replace(LINE_END, ' <')
    .replace(TAG, '')
    .replace(ENTITY, (_, name: string) => CHARACTERS[name] as string)
    .replace(/\s+/g, ' ')
    .trim();
  return [...words].slice(0, length).join('');
}
