/** As much of a text as a column holds, never half a character. The same text always begins the same. */
export function beginningOf(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // Trailing blanks do not survive every way into Dataverse.
  return text
    .slice(0, maxLength)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}
